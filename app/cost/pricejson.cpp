#include "app/cost/pricejson.h"
#include "app/cost/pricestext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestMatch = 8;
constexpr qsizetype longestPattern = 200; // characters

// The members of genai-prices' match logic that hold a text.
std::optional<ModelMatch::Kind> textKind(const QString& name)
{
    using Kind = ModelMatch::Kind;
    static constexpr std::array table {
        std::pair {Kind::Equals, QLatin1StringView("equals")},
        std::pair {Kind::StartsWith, QLatin1StringView("starts_with")},
        std::pair {Kind::EndsWith, QLatin1StringView("ends_with")},
        std::pair {Kind::Contains, QLatin1StringView("contains")},
        std::pair {Kind::Regex, QLatin1StringView("regex")},
    };
    for (const auto& [kind, known] : table) {
        if (name == known)
            return kind;
    }
    return {};
}

} // namespace

Result<QJsonDocument> parsePriceJson(const QByteArray& json)
{
    QJsonParseError problem;
    auto document = QJsonDocument::fromJson(json, &problem);
    if (problem.error == QJsonParseError::NoError)
        return document;
    const qsizetype at = std::clamp<qsizetype>(problem.offset, 0, json.size());
    const QByteArrayView before = QByteArrayView(json).first(at);
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = at - (before.lastIndexOf('\n') + 1) + 1;
    return Error {Error::Code::Parse,
                  PricesText::tr("Line %1, column %2: this is not JSON (%3).")
                      .arg(line)
                      .arg(column)
                      .arg(problem.errorString())};
}

void PriceJson::fail(const QString& member, const QString& reason)
{
    failEntry(PricesText::tr("“%1” %2.").arg(member, reason));
}

void PriceJson::failEntry(const QString& reason)
{
    if (m_error)
        return;
    m_error = Error {Error::Code::Parse,
                     m_place.isEmpty() ? reason : PricesText::tr("%1: %2").arg(m_place, reason)};
}

QString PriceJson::text(const QJsonObject& object, const QString& member)
{
    const auto value = object[member];
    if (!value.isUndefined() && !value.isString())
        fail(member, PricesText::tr("is not a text"));
    return value.toString().trimmed();
}

QStringList PriceJson::texts(const QJsonObject& object, const QString& member)
{
    const auto value = object[member];
    QStringList list;
    if (value.isUndefined())
        return list;
    if (!value.isArray())
        fail(member, PricesText::tr("is not a list"));
    for (const auto& entry : value.toArray()) {
        if (entry.toString().trimmed().isEmpty())
            fail(member, PricesText::tr("holds something that is not a text"));
        list << entry.toString().trimmed();
    }
    return list;
}

QDate PriceJson::date(const QJsonObject& object, const QString& member)
{
    const QString written = text(object, member);
    if (written.isEmpty())
        return {};
    const QDate day = QDate::fromString(written, u"yyyy-MM-dd"_s);
    if (!day.isValid())
        fail(member, PricesText::tr("is not a day such as 2026-08-05"));
    return day;
}

std::optional<double> PriceJson::price(const QJsonValue& value, const QString& member)
{
    if (!value.isDouble()) {
        fail(member, PricesText::tr("is not a number"));
        return {};
    }
    const double amount = value.toDouble();
    if (amount < 0)
        fail(member, PricesText::tr("is below zero"));
    else if (!(amount <= highestPrice))
        fail(member, PricesText::tr("is more than %1").arg(highestPrice));
    else
        return amount;
    return {};
}

std::optional<TokenRate> PriceJson::rate(const QJsonObject& object, const QString& member,
                                         QLatin1StringView above)
{
    const auto value = object[member];
    if (value.isUndefined())
        return {};
    TokenRate rate;
    if (value.isObject()) {
        const auto tiered = value.toObject();
        rate.base = price(tiered["base"_L1], member + ".base"_L1).value_or(0);
        readTiers(tiered["tiers"_L1], member + ".tiers"_L1, above, rate);
    } else {
        rate.base = price(value, member).value_or(0);
    }
    return rate;
}

void PriceJson::readTiers(const QJsonValue& value, const QString& member, QLatin1StringView above,
                          TokenRate& rate)
{
    if (!value.isArray())
        return fail(member, PricesText::tr("is not a list"));
    for (const auto& entry : value.toArray()) {
        const auto tier = entry.toObject();
        const double start = tier[above].toDouble(-1);
        if (!(start >= 0 && start <= 1e12) || start != double(qint64(start)))
            return fail(member, PricesText::tr("has a tier without a whole “%1”").arg(above));
        rate.tiers.append({qint64(start), price(tier["price"_L1], member + ".price"_L1).value_or(0)});
    }
    std::ranges::stable_sort(rate.tiers, {}, &TokenRate::Tier::above);
}

std::optional<ModelMatch> PriceJson::match(const QJsonValue& value, int depth)
{
    const auto object = value.toObject();
    if (depth == 0)
        m_unknownMatch.clear();
    if (object.size() != 1 || depth > deepestMatch) {
        fail(u"match"_s, PricesText::tr("is not an object with one rule"));
        return {};
    }
    const QString name = object.begin().key();
    if (name == "or"_L1 || name == "and"_L1)
        return matchOfAll(object.begin().value(), name, depth);
    return matchOfText(name, object.begin().value());
}

std::optional<ModelMatch> PriceJson::matchOfAll(const QJsonValue& value, const QString& name, int depth)
{
    if (!value.isArray() || value.toArray().isEmpty()) {
        fail("match."_L1 + name, PricesText::tr("is not a list of rules"));
        return {};
    }
    ModelMatch match {name == "or"_L1 ? ModelMatch::Kind::AnyOf : ModelMatch::Kind::AllOf, {}, {}};
    bool isComplete = true;
    for (const auto& entry : value.toArray()) {
        auto inner = this->match(entry, depth + 1);
        isComplete = isComplete && inner;
        if (inner)
            match.of.push_back(std::move(*inner));
    }
    return isComplete ? std::optional(match) : std::nullopt;
}

std::optional<ModelMatch> PriceJson::matchOfText(const QString& name, const QJsonValue& value)
{
    const auto kind = textKind(name);
    if (!kind) {
        m_unknownMatch = name;
        return {};
    }
    const QString text = value.toString();
    if (text.isEmpty() || text.size() > longestPattern)
        fail("match."_L1 + name, PricesText::tr("is not a short text"));
    else if (kind == ModelMatch::Kind::Regex && !QRegularExpression(text).isValid())
        fail("match."_L1 + name, PricesText::tr("is not a regular expression"));
    return ModelMatch {*kind, text, {}};
}

QJsonObject toJson(const ModelMatch& match)
{
    using Kind = ModelMatch::Kind;
    switch (match.kind) {
    case Kind::Equals:
        return {{u"equals"_s, match.text}};
    case Kind::StartsWith:
        return {{u"starts_with"_s, match.text}};
    case Kind::EndsWith:
        return {{u"ends_with"_s, match.text}};
    case Kind::Contains:
        return {{u"contains"_s, match.text}};
    case Kind::Regex:
        return {{u"regex"_s, match.text}};
    case Kind::AnyOf:
    case Kind::AllOf:
        break;
    }
    QJsonArray inner;
    for (const auto& one : match.of)
        inner.append(toJson(one));
    return {{match.kind == Kind::AnyOf ? u"or"_s : u"and"_s, inner}};
}

} // namespace safelight
