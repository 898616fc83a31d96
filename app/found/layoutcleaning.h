#pragma once

#include <QByteArray>

namespace safelight {

// What terminals, logs, mails and web pages put around and between the lines of an answer, taken off again.
// Pure; each gives back an empty text when there is nothing of its kind. None of them changes the number of
// lines, so that what is found can be shown where it stands.

// UTF-16 of either order, or a byte order mark, becomes UTF-8 without one.
QByteArray asUtf8(const QByteArray& bytes);
// "│ text │" on line after line, and lines that only draw.
QByteArray withoutBoxes(const QByteArray& text);
// "> " before lines, also several.
QByteArray withoutQuoteMarks(const QByteArray& text);
// Time, level, process and name of a logger before lines: Python, loguru, logcat, Xcode, journald, flutter.
QByteArray withoutLogPrefixes(const QByteArray& text);
// &quot; and its like, and tags.
QByteArray withoutMarkup(const QByteArray& text);
// “…” and „…“ as straight quotes.
QByteArray withStraightQuotes(const QByteArray& text);

} // namespace safelight
