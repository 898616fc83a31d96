#pragma once

#include <QByteArray>
#include <QString>

namespace safelight {

// Text for people to read, on paper, on a page or on a terminal: control characters are shown by their
// pictures (U+2400…) and those that turn the direction of what follows by their names, so that no text can
// hide or reorder anything. Line ends become LF; tabs stay.
QString visibleText(const QString& text);
// The same on one line.
QString visibleLine(const QString& text);
// The same, cut to what a label can hold.
QString visibleLabel(const QString& text);

// JSON for a terminal, with the same value: what Qt leaves in it as it is and a terminal acts upon (DEL, C1
// controls, marks that turn the direction) is escaped.
QByteArray visibleJson(const QByteArray& json);

} // namespace safelight
