#pragma once

#include "app/base/known.h"
#include "app/cost/billing.h"
#include "app/diagnosis/verdict.h"
#include "app/safety/safetyrating.h"

#include <QJsonObject>

// Values as JSON, the same in reports and in what the commands print.
namespace safelight {

// "null where the response does not say" (headless.md).
inline QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template<typename T>
QJsonValue orNull(const std::optional<T>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

template<typename E>
QJsonValue orNull(const std::optional<Known<E>>& value)
{
    return value ? QJsonValue(value->text()) : QJsonValue();
}

// Every member, null where the rating does not have it.
QJsonObject ratingObject(const SafetyRating& rating);
QJsonObject billingObject(const Billing& billing);
QJsonObject checksObject(const Checks& checks);
// What "currency", "low" and "high" are wherever money is given.
QJsonObject moneyObject(const QString& currency, std::optional<double> low, std::optional<double> high);
// As the API has it, where absent members are left out.
QJsonObject withoutNulls(QJsonObject object);

} // namespace safelight
