#pragma once

#include <QString>

namespace safelight {

// Text for people to read: control characters are shown by their pictures (U+2400…) and those that turn the
// direction of what follows by their names, so that no text can hide or reorder anything. Line ends become
// LF; tabs stay.
QString visibleText(const QString& text);
// The same on one line.
QString visibleLine(const QString& text);
// The same, cut to what a label can hold.
QString visibleLabel(const QString& text);

} // namespace safelight
