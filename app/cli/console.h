#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QString>

namespace safelight {

// The program's standard streams, in UTF-8 whatever the locale.
namespace console {

// Results. Answers false when they could not be written (a full disk, a closed pipe).
[[nodiscard]] bool print(const QString& text);
[[nodiscard]] bool print(const QByteArray& utf8);
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
