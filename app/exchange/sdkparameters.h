#pragma once

#include <QByteArray>

namespace safelight {

// What an SDK sends for these parameters of generateContent (model, contents, config), as strict JSON: the
// members of config go where the REST API has them; values keep their spelling.
QByteArray requestOfSdkParameters(const QByteArray& parameters);

} // namespace safelight
