#include "app/cost/pricereader.h"
#include "app/cost/pricestext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool overlap(const ModelPrice& a, const ModelPrice& b)
{
    const bool aBeforeB = a.until.isValid() && b.from.isValid() && a.until < b.from;
    const bool bBeforeA = b.until.isValid() && a.from.isValid() && b.until < a.from;
    return a.model.compare(b.model, Qt::CaseInsensitive) == 0 && !aBeforeB && !bBeforeA;
}

QJsonValue toJson(const TokenRate& rate)
{
    if (rate.tiers.isEmpty())
        return rate.base;
    QJsonArray tiers;
    for (const auto& tier : rate.tiers)
        tiers.append(QJsonObject {{u"above"_s, tier.above}, {u"price"_s, tier.price}});
    return QJsonObject {{u"base"_s, rate.base}, {u"tiers"_s, tiers}};
}

void insertDay(QJsonObject& object, const QString& member, QDate day)
{
    if (day.isValid())
        object.insert(member, day.toString(Qt::ISODate));
}

} // namespace

Result<PriceTable> PriceReader::read(const QJsonObject& root)
{
    PriceTable table;
    table.date = m_json.date(root, u"date"_s);
    Factors factors;
    readFactors(root["factors"_L1], factors);
    if (!root["models"_L1].isArray())
        m_json.fail(u"models"_s, PricesText::tr("is not a list of prices"));
    int number = 0;
    for (const auto& value : root["models"_L1].toArray()) {
        auto price = readEntry(value.toObject(), ++number, factors);
        checkEntry(price, table);
        if (m_json.error())
            break;
        table.prices.append(std::move(price));
    }
    if (m_json.error())
        return *m_json.error();
    return table;
}

ModelPrice PriceReader::readEntry(const QJsonObject& object, int number, const Factors& factors)
{
    ModelPrice price;
    m_json.enter(PricesText::tr("Entry %1").arg(number));
    price.model = m_json.text(object, u"model"_s);
    if (price.model.isEmpty())
        m_json.fail(u"model"_s, PricesText::tr("is missing"));
    m_json.enter(PricesText::tr("Entry %1 (%2)").arg(number).arg(price.model));
    refuseUnknown(object);
    price.ids = m_json.texts(object, u"ids"_s);
    price.from = m_json.date(object, u"from"_s);
    price.until = m_json.date(object, u"until"_s);
    if (object.contains("match"_L1)) {
        price.match = m_json.match(object["match"_L1]);
        if (!price.match)
            m_json.fail(u"match"_s, PricesText::tr("has a rule that is not known"));
    }
    for (const auto& [kind, name] : WireNames<RateKind>::table)
        price.rate(kind) = m_json.rate(object, name, "above"_L1);
    price.factors = factors;
    readFactors(object["factors"_L1], price.factors);
    price.source = m_json.text(object, u"source"_s);
    price.checked = m_json.date(object, u"checked"_s);
    return price;
}

void PriceReader::readFactors(const QJsonValue& value, Factors& factors)
{
    if (value.isUndefined())
        return;
    if (!value.isObject())
        return m_json.fail(u"factors"_s, PricesText::tr("is not an object"));
    const auto object = value.toObject();
    for (const auto& [tier, name] : WireNames<ServiceTier>::table) {
        const auto factor = object[name];
        if (!factor.isUndefined())
            factors.at(std::size_t(tier)) = m_json.price(factor, "factors."_L1 + name);
    }
}

void PriceReader::refuseUnknown(const QJsonObject& object)
{
    static const QStringList others {u"model"_s, u"ids"_s,     u"match"_s,  u"from"_s,
                                     u"until"_s, u"factors"_s, u"source"_s, u"checked"_s};
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!others.contains(it.key()) && !Known<RateKind>::fromWire(it.key()).isKnown())
            return m_json.fail(it.key(), PricesText::tr("is not a member of a price"));
    }
}

void PriceReader::checkEntry(const ModelPrice& price, const PriceTable& table)
{
    if (!price.rate(RateKind::Input) && !price.rate(RateKind::Output))
        m_json.failEntry(PricesText::tr("there is neither a price for input nor for output."));
    if (price.from.isValid() && price.until.isValid() && price.until < price.from)
        m_json.fail(u"until"_s, PricesText::tr("lies before “from”"));
    const auto same = std::ranges::find_if(
        table.prices, [&price](const ModelPrice& other) { return overlap(price, other); });
    if (same != table.prices.cend())
        m_json.failEntry(PricesText::tr("another entry has a price for the same days."));
}

QJsonObject toJson(const ModelPrice& price)
{
    QJsonObject object {{u"model"_s, price.model}};
    if (!price.ids.isEmpty())
        object.insert(u"ids"_s, QJsonArray::fromStringList(price.ids));
    if (price.match)
        object.insert(u"match"_s, toJson(*price.match));
    insertDay(object, u"from"_s, price.from);
    insertDay(object, u"until"_s, price.until);
    for (const auto& [kind, name] : WireNames<RateKind>::table) {
        if (const auto& rate = price.rate(kind))
            object.insert(name, toJson(*rate));
    }
    QJsonObject factors;
    for (const auto& [tier, name] : WireNames<ServiceTier>::table) {
        if (const auto factor = price.factors.at(std::size_t(tier)))
            factors.insert(name, *factor);
    }
    if (!factors.isEmpty())
        object.insert(u"factors"_s, factors);
    if (!price.source.isEmpty())
        object.insert(u"source"_s, price.source);
    insertDay(object, u"checked"_s, price.checked);
    return object;
}

Result<PriceTable> decodePriceTable(const QByteArray& json)
{
    const auto document = parsePriceJson(json);
    if (!document)
        return document.error();
    if (!document->isObject())
        return Error {Error::Code::Parse, PricesText::tr("This is not a price file.")};
    return PriceReader().read(document->object());
}

QByteArray encodePriceTable(const PriceTable& table)
{
    QJsonObject root;
    insertDay(root, u"date"_s, table.date);
    QJsonArray models;
    for (const auto& price : table.prices)
        models.append(toJson(price));
    root.insert(u"models"_s, models);
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

} // namespace safelight
