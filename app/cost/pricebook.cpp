#include "app/cost/pricebook.h"

#include "app/cost/pricejson.h"
#include "app/cost/pricereader.h"
#include "app/cost/pricestext.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

FlatPrice readFlat(PriceJson& json, const QJsonObject& object)
{
    FlatPrice flat;
    flat.backendId = json.text(object, u"backend"_s);
    flat.model = json.text(object, u"model"_s);
    flat.amount = json.price(object["amount"_L1], u"amount"_s).value_or(0);
    const auto rule = Known<FlatRule>::fromWire(json.text(object, u"charged"_s));
    if (!rule.isKnown())
        json.fail(u"charged"_s, PricesText::tr("is none of the known rules"));
    flat.rule = rule.value().value_or(FlatRule::OnHttp200);
    if (flat.backendId.isEmpty())
        json.fail(u"backend"_s, PricesText::tr("is missing"));
    return flat;
}

} // namespace

std::optional<PriceMatch> PriceBook::lookup(const QString& model, QDate date) const
{
    if (auto found = user.find(model, date)) {
        found->user = true;
        return found;
    }
    return bundled.find(model, date);
}

std::optional<FlatPrice> PriceBook::flatPrice(const QString& backendId, const QString& model) const
{
    std::optional<FlatPrice> found;
    for (const auto& price : flat) {
        if (price.backendId != backendId)
            continue;
        if (price.model.isEmpty() && !found)
            found = price;
        else if (!price.model.isEmpty() && plainModelId(price.model) == plainModelId(model))
            return price;
    }
    return found;
}

QByteArray encodeUserPrices(const PriceBook& book)
{
    QJsonArray models;
    for (const auto& price : book.user.prices)
        models.append(toJson(price));
    QJsonArray flat;
    for (const auto& price : book.flat) {
        flat.append(QJsonObject {{u"backend"_s, price.backendId},
                                 {u"model"_s, price.model},
                                 {u"amount"_s, price.amount},
                                 {u"charged"_s, Known<FlatRule>::wireName(price.rule)}});
    }
    return QJsonDocument(QJsonObject {{u"models"_s, models}, {u"flat"_s, flat}})
        .toJson(QJsonDocument::Compact);
}

Result<PriceBook> decodeUserPrices(const QByteArray& json)
{
    PriceBook book;
    book.bundled = bundledPrices();
    if (json.trimmed().isEmpty())
        return book;
    const auto document = parsePriceJson(json);
    if (!document)
        return document.error();
    auto user = PriceReader().read(document->object());
    if (!user)
        return user.error();
    book.user = *std::move(user);
    PriceJson reader;
    int number = 0;
    for (const auto& value : document->object()["flat"_L1].toArray()) {
        reader.enter(PricesText::tr("Flat price %1").arg(++number));
        book.flat.append(readFlat(reader, value.toObject()));
    }
    if (reader.error())
        return *reader.error();
    return book;
}

} // namespace safelight
