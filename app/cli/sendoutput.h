#pragma once

#include "app/base/result.h"
#include "app/session/attempt.h"

#include "app/prompt/modelinfo.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace safelight {

// What `send` prints: the object of `inspect` with "http" and "request".
QJsonObject sendObject(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model);
QString sendText(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model);

// Writes the pictures of an answer into the folder, as "STEM-1.png", "STEM-2.png" …, the final one last;
// names that are taken are left alone. Answers the paths.
Result<QStringList> writeImages(const QString& folder, const QString& source, const Response& response);

} // namespace safelight
