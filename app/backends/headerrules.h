#pragma once

#include <QString>

class QByteArray;

namespace safelight {

// May it stand in a header line (RFC 9110 §5.5, §5.6.2)?
bool isHeaderName(const QByteArray& name);
bool isHeaderValue(const QByteArray& value);

// Why this header cannot be one that a back end wants: a sentence, or empty. Some are set by what sends the
// request and would break it.
QString headerProblem(const QString& name, const QString& value);

} // namespace safelight
