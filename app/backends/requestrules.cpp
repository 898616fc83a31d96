#include "app/backends/requestrules.h"

#include "app/backends/backend.h"
#include "app/backends/bundledtable.h"
#include "app/prompt/modelinfo.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QStringList ruleTexts(const QJsonValue& value)
{
    QStringList texts;
    const auto list = value.toArray();
    for (const auto& item : list)
        texts.append(item.toString());
    return texts;
}

std::optional<QStringList> acceptedTexts(const QJsonValue& value)
{
    return value.isArray() ? std::optional(ruleTexts(value)) : std::nullopt;
}

QList<RequestRules> readRules()
{
    QList<RequestRules> rules;
    const auto array = bundledBackendTable()["rules"_L1].toArray();
    for (const auto& item : array) {
        const auto object = item.toObject();
        rules.append({object["id"_L1].toString(), object["name"_L1].toString(),
                      acceptedTexts(object["categories"_L1]), acceptedTexts(object["thresholds"_L1]),
                      ruleTexts(object["refused"_L1])});
    }
    return rules;
}

// As the REST API writes it, whatever spelling the body has: safety_settings is safetySettings.
QString camelName(const QString& name)
{
    QString camel;
    camel.reserve(name.size());
    bool isNextLarge = false;
    for (const QChar c : name) {
        if (c == u'_' && !camel.isEmpty())
            isNextLarge = true;
        else
            camel += std::exchange(isNextLarge, false) ? c.toUpper() : c;
    }
    return camel;
}

// Walks a body and notes what the rules refuse.
class RuleCheck
{
public:
    explicit RuleCheck(const RequestRules& rules)
        : m_rules(rules)
    { }

    QStringList of(const QByteArray& body)
    {
        json::Parser parser;
        json::Value root;
        if (parser.open(json::sourceOf(body)) == simdjson::SUCCESS && parser.root(root) == simdjson::SUCCESS)
            look(root, {}, 0);
        return m_found;
    }

private:
    static constexpr int deepest = 64; // far below any rule; hostile bodies nest deeper

    bool look(json::Value& value, const QString& path, int depth)
    {
        if (depth > deepest)
            return true;
        switch (json::kindOf(value)) {
        case json::Kind::Object:
            return json::forEachMember(value, [&](json::Key key, json::Value& member) {
                const QString name = camelName(key.text());
                return lookAtMember(member, path.isEmpty() ? name : path + u'.' + name, depth);
            });
        case json::Kind::Array:
            return json::forEachElement(value,
                                        [&](json::Value& item) { return look(item, path, depth + 1); });
        default:
            return true;
        }
    }

    bool lookAtMember(json::Value& member, const QString& path, int depth)
    {
        if (json::isNull(member))
            return true;
        if (m_rules.refused.contains(path))
            note(path);
        if (path == "safetySettings.category"_L1)
            lookAtValue(member, m_rules.categories);
        else if (path == "safetySettings.threshold"_L1)
            lookAtValue(member, m_rules.thresholds);
        return look(member, path, depth + 1);
    }

    void lookAtValue(json::Value& value, const std::optional<QStringList>& accepted)
    {
        if (!accepted || json::kindOf(value) != json::Kind::Text)
            return;
        const QString text = json::textOf(json::tokenOf(value));
        if (!accepted->contains(text))
            note(text);
    }

    void note(const QString& what)
    {
        if (!m_found.contains(what))
            m_found.append(what);
    }

    const RequestRules& m_rules;
    QStringList m_found;
};

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

const QList<RequestRules>& requestRules()
{
    static const QList<RequestRules> rules = readRules();
    return rules;
}

RequestRules requestRulesOf(const QString& id)
{
    const auto it = std::ranges::find(requestRules(), id, &RequestRules::id);
    return it == requestRules().end() ? RequestRules() : *it;
}

QStringList refusedIn(const QByteArray& body, const RequestRules& rules)
{
    if (!rules.categories && !rules.thresholds && rules.refused.isEmpty())
        return {};
    return RuleCheck(rules).of(body);
}

qint64 requestLimitOf(const Backend& backend)
{
    return backend.limits.requestBytes.value_or(inlineRequestLimit);
}

QString requestProblem(const Backend& backend, const QByteArray& body)
{
    if (const auto& limit = backend.limits.requestBytes; limit && body.size() > *limit)
        return QCoreApplication::translate("RequestRules",
                                           "This request is %1; the limit of %2 is %3. Remove or shrink an "
                                           "image.")
            .arg(sizeText(body.size()), backend.name, sizeText(*limit));
    const QStringList refused = refusedIn(body, requestRulesOf(backend.accepts));
    if (refused.isEmpty())
        return {};
    return QCoreApplication::translate("RequestRules",
                                       "%1 does not accept %2. Remove it from the request, or choose "
                                       "another back end.")
        .arg(backend.name, refused.join(u", "_s));
}

} // namespace safelight
