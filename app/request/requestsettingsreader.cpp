// The second half of RequestReader: generation settings and the checks of types.
#include "app/request/generationfields.h"
#include "app/request/requestreader.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using safelight::json::Kind;

namespace safelight {

bool RequestReader::readGeneration(int config)
{
    return readGroup(config, {}, u"generationConfig"_s);
}

bool RequestReader::readGroup(int member, const QByteArray& name, const QString& path)
{
    m_layout.settings[name].append(member);
    return m_json.kind(member) == Kind::Null
        || (needs(member, Kind::Object, path) && readSettings(member, name, path));
}

bool RequestReader::readSettings(int group, const QByteArray& name, const QString& path)
{
    for (const int member : m_json.children(group)) {
        if (name.isEmpty()) {
            for (const char* inner : {"imageConfig", "thinkingConfig"}) {
                if (m_json.isNamed(member, inner)
                    && !readGroup(member, inner, path + u'.' + QLatin1StringView(inner)))
                    return false;
            }
        }
        bool isTaken = true;
        forEachSetting(m_layout.shown.generation, [&](const SettingName& setting, auto& target) {
            if (setting.group != name || !m_json.isNamed(member, setting.name))
                return;
            m_layout.settings[setting.path()].append(member);
            isTaken = take(member, path + u'.' + QString::fromLatin1(setting.name), target);
        });
        if (!isTaken)
            return false;
    }
    return true;
}

bool RequestReader::needs(int value, Kind kind, const QString& path)
{
    return m_json.kind(value) == kind || refuse(path, json::kindWords(kind));
}

// Null is the same as absent, here and below.
bool RequestReader::take(int value, const QString& path, std::optional<QString>& target)
{
    target.reset();
    if (m_json.kind(value) == Kind::Null)
        return true;
    if (!needs(value, Kind::Text, path))
        return false;
    target = m_json.text(value);
    return true;
}

bool RequestReader::take(int value, const QString& path, std::optional<int>& target)
{
    target.reset();
    if (m_json.kind(value) == Kind::Null)
        return true;
    const auto number = json::numberOf(m_json.bytes(value));
    if (!number || *number != std::trunc(*number))
        return refuse(path, QCoreApplication::translate("RequestCodec", "a whole number"));
    using Limits = std::numeric_limits<int>;
    // What is too large for the editor is carried.
    if (*number <= Limits::max() && *number >= Limits::min())
        target = int(*number);
    return true;
}

bool RequestReader::take(int value, const QString& path, std::optional<double>& target)
{
    target = json::numberOf(m_json.bytes(value));
    return target || m_json.kind(value) == Kind::Null || refuse(path, json::kindWords(Kind::Number));
}

bool RequestReader::take(int value, const QString& path, std::optional<bool>& target)
{
    target = json::boolOf(m_json.bytes(value));
    return target || m_json.kind(value) == Kind::Null || refuse(path, json::kindWords(Kind::Bool));
}

bool RequestReader::take(int value, const QString& path, QStringList& target)
{
    target.clear();
    if (m_json.kind(value) == Kind::Null)
        return true;
    if (!needs(value, Kind::Array, path))
        return false;
    const auto items = m_json.children(value);
    return std::ranges::all_of(items, [&](int item) {
        target.append(m_json.text(item));
        return needs(item, Kind::Text, path + u"[]");
    });
}

bool RequestReader::refuse(const QString& path, const QString& expected)
{
    m_problem =
        QCoreApplication::translate("RequestCodec", "In the request, “%1” must be %2.").arg(path, expected);
    return false;
}

} // namespace safelight
