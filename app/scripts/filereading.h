#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace safelight {

// A file that a script names ("--data @request.json").
using FileReading = std::function<Result<QByteArray>(const QString& name)>;

} // namespace safelight
