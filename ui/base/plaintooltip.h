#pragma once

#include <QString>

namespace safelight {

// A tool tip that shows this text as it is. Qt guesses whether a tip is markup: a name with a tag in it would
// become a page, and an escaped one without a tag would show its "&amp;".
inline QString plainToolTip(const QString& text)
{
    return text.isEmpty()
        ? QString()
        : QString(u"<qt>" + text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")) + u"</qt>");
}

} // namespace safelight
