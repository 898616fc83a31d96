#pragma once

#include "app/base/result.h"
#include "app/cost/modelmatch.h"
#include "app/cost/pricetable.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace safelight {

// Reads values of a price file, and keeps the first thing that is wrong with its place.
class PriceJson
{
public:
    // USD per million tokens above which a price is a mistake, and so is a negative one.
    static constexpr double highestPrice = 100000;

    // Where all that follows stands: "Entry 3 (gemini-2.5-pro)".
    void enter(const QString& place) { m_place = place; }

    QString text(const QJsonObject& object, const QString& member);
    QStringList texts(const QJsonObject& object, const QString& member);
    // A day as "2026-08-05"; null when the member is absent.
    QDate date(const QJsonObject& object, const QString& member);
    std::optional<double> price(const QJsonValue& value, const QString& member);
    // A number, or {"base", "tiers": [{`above`, "price"}]}.
    std::optional<TokenRate> rate(const QJsonObject& object, const QString& member, QLatin1StringView above);
    // {"equals": …}, {"or": […]} and so on. Absent also when the kind of match is unknown: see
    // unknownMatch().
    std::optional<ModelMatch> match(const QJsonValue& value, int depth = 0);
    // The kind of match that this program does not know, of the last match() read; empty when none.
    const QString& unknownMatch() const { return m_unknownMatch; }

    void fail(const QString& member, const QString& reason);
    void failEntry(const QString& reason);
    const std::optional<Error>& error() const { return m_error; }

private:
    void readTiers(const QJsonValue& value, const QString& member, QLatin1StringView above, TokenRate& rate);
    std::optional<ModelMatch> matchOfAll(const QJsonValue& value, const QString& name, int depth);
    std::optional<ModelMatch> matchOfText(const QString& name, const QJsonValue& value);

    QString m_place;
    QString m_unknownMatch;
    std::optional<Error> m_error;
};

// JSON out of bytes, or where it is broken: "line 3, column 14: …".
Result<QJsonDocument> parsePriceJson(const QByteArray& json);

QJsonObject toJson(const ModelMatch& match);

} // namespace safelight
