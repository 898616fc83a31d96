#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace safelight {

// The program's standard streams, in UTF-8 whatever the locale.
namespace console {

// Results. Answers false when they could not be written (a full disk, a closed pipe). Nothing in a text
// steers the terminal it is shown on: what a service or a file's name puts into it is shown, not obeyed.
[[nodiscard]] bool print(const QString& text);
[[nodiscard]] bool print(const QJsonObject& object); // on one line
[[nodiscard]] bool printBytes(const QByteArray& bytes); // as they are: code that was made here
// All of standard input. A sentence when it cannot be read, or is longer than `limit` bytes.
Result<QByteArray> readInput(qint64 limit);
// Everything else, one line: "safelight: " and the sentence.
void complain(const QString& sentence);
void note(const QString& line);

} // namespace console

// The exit code for a wrong command line and for input that cannot be read (headless.md).
inline constexpr int usageError = 2;
inline Error usageProblem(const QString& sentence)
{
    return {Error::Code::Parse, sentence};
}

} // namespace safelight
