#pragma once

#include "app/base/known.h"
#include "app/response/warninglist.h"
#include "app/wire/jsonvalue.h"

#include <QStringList>

namespace safelight {

// Takes scalars out of JSON values into what they are called in our terms. Null leaves the target alone; a
// wrong type or an unknown name is a warning and no error.
class FieldReader
{
public:
    explicit FieldReader(QStringList& warnings)
        : m_list(warnings)
    { }

    // Is the value of this kind? Anything else but null is a warning.
    bool isA(json::Value& value, json::Kind kind, QLatin1StringView name)
    {
        const bool is = json::kindOf(value) == kind;
        if (!is)
            warnUnlessNull(value, kind, name);
        return is;
    }
    void text(json::Value& value, QLatin1StringView name, QString& target);
    void integer(json::Value& value, QLatin1StringView name, std::optional<qint64>& target);
    void number(json::Value& value, QLatin1StringView name, std::optional<double>& target);
    void boolean(json::Value& value, QLatin1StringView name, std::optional<bool>& target);

    // `label` as in "unknown finish reason: X".
    template<typename E>
    void name(json::Value& value, const char* label, std::optional<Known<E>>& target);

    void warn(const QString& warning) { m_warnings.add(m_list, warning); }
    void warnWrongType(QLatin1StringView name, QByteArrayView token, json::Kind expected);

private:
    void warnUnlessNull(json::Value& value, json::Kind expected, QLatin1StringView name);
    void warnUnknownName(const char* label, const QString& text);

    QStringList& m_list;
    WarningList m_warnings;
};

template<typename E>
void FieldReader::name(json::Value& value, const char* label, std::optional<Known<E>>& target)
{
    // Made once, so that a stream of thousands of ratings shares its texts.
    static const auto known = [] {
        QList<Known<E>> list;
        for (const auto& entry : WireNames<E>::table)
            list.append(Known<E>::fromWire(QString(entry.second))); // a second spelling stays
        return list;
    }();
    const auto token = json::tokenOf(value);
    const auto quoted = json::quotedOf(token);
    for (qsizetype i = 0; i < known.size(); ++i) {
        const QLatin1StringView wire = WireNames<E>::table[std::size_t(i)].second;
        if (quoted.size() == wire.size() && quoted == QByteArrayView(wire.data(), wire.size())) {
            target = known.at(i);
            return;
        }
    }
    const auto kind = json::kindOf(token);
    if (kind == json::Kind::Null || (kind == json::Kind::Text && quoted.isEmpty()))
        return;
    if (kind != json::Kind::Text && kind != json::Kind::Number)
        return warnWrongType(QLatin1StringView(label), token, json::Kind::Text);
    target = Known<E>::fromWire(json::textOf(token));
    warnUnknownName(label, (*target).text());
}

} // namespace safelight
