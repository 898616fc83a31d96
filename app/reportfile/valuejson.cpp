#include "app/reportfile/valuejson.h"

#include "app/wording/costwords.h"

using namespace Qt::StringLiterals;

namespace safelight {

QJsonObject ratingObject(const SafetyRating& rating)
{
    return {{u"category"_s, orNull(rating.category)},
            {u"probability"_s, orNull(rating.probability)},
            {u"blocked"_s, orNull(rating.blocked)},
            {u"probabilityScore"_s, orNull(rating.probabilityScore)},
            {u"severity"_s, orNull(rating.severity)},
            {u"severityScore"_s, orNull(rating.severityScore)},
            {u"overwrittenThreshold"_s, orNull(rating.overwrittenThreshold)}};
}

QJsonObject billingObject(const Billing& billing)
{
    QJsonObject object = moneyObject(billing.currency, billing.low, billing.high);
    object[u"state"_s] = Known<BillingState>::wireName(billing.state);
    object[u"why"_s] = wording::billingWhy(billing);
    object[u"priceDate"_s] = orNull(billing.priceDate.toString(Qt::ISODate));
    object[u"priceModel"_s] = orNull(billing.priceModel);
    return object;
}

QJsonObject checksObject(const Checks& checks)
{
    return {{u"noBlockReason"_s, checks.noBlockReason},
            {u"finishStop"_s, checks.finishStop},
            {u"hasContent"_s, checks.hasContent}};
}

QJsonObject moneyObject(const QString& currency, std::optional<double> low, std::optional<double> high)
{
    return {{u"currency"_s, currency}, {u"low"_s, orNull(low)}, {u"high"_s, orNull(high)}};
}

QJsonObject withoutNulls(QJsonObject object)
{
    for (auto it = object.begin(); it != object.end();)
        it = it->isNull() ? object.erase(it) : std::next(it);
    return object;
}

} // namespace safelight
