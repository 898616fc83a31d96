#pragma once

#include <QString>

namespace safelight::wording {

// Others' words within CommonMark, on one line: nothing in them is markup, and no bare address a link.
QString markdownText(const QString& text);
// The same for a table's cell, where a bar would end it; line breaks are kept as "<br>".
QString markdownCell(const QString& text);

} // namespace safelight::wording
