#pragma once

#include <QByteArray>
#include <QString>

namespace safelight {

// JSON's members have two spellings: "safetyRatings" for "safety_ratings", which some SDKs print and the
// service takes as well. A name that is not all small letters, digits and underlines comes back as it is.
QString camelCase(const QString& name);
QByteArray camelCase(const QByteArray& name);
// "system_instruction" for "systemInstruction".
QString snakeCase(const QString& name);

} // namespace safelight
