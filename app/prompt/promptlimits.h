#pragma once

#include "app/prompt/modelinfo.h"
#include "app/prompt/prompt.h"

namespace safelight {

// Text as a request can carry it: JSON strings take no NUL from this program, and a lone surrogate is no
// character in UTF-8. NUL is left out, a lone surrogate becomes U+FFFD, CR LF becomes LF.
struct CleanText
{
    QString text;
    int replaced = 0; // characters left out or replaced; line ends are not counted
};
CleanText cleanText(const QString& text);

// Characters as people count them closely enough: code points, not UTF-16 units.
qsizetype characterCount(QStringView text);

} // namespace safelight
