#pragma once

#include <QStringList>

#include <optional>

namespace safelight {

// safelight inspect [--json] [--limit BYTES] [FILE…|-]; headless.md. Answers the exit code.
// `arguments` is what follows the word "inspect".
int runInspect(const QStringList& arguments);

// "1000", "64K", "64M", "1G" in bytes; nothing for any other text, zero, or more than memory can hold.
std::optional<qint64> parseByteCount(const QString& text);

} // namespace safelight
