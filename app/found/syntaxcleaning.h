#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace safelight {

// What keeps JSON from being JSON, taken out. Pure; each gives back an empty text when there is nothing of
// its kind.

// Comments, "..." where something was left out, line feeds written as \n between values, and commas with
// nothing behind or before them.
QByteArray withoutExtras(const QByteArray& text);
// {\"candidates\":… that was copied out of a text without its quotes. One level.
QByteArray withoutEscapes(const QByteArray& text);
// A terminal broke long lines in the middle of texts: these are joined, without what indents them all.
QByteArray withJoinedLines(const QByteArray& text);

// JSON that is cut off, closed behind the last value that is whole; empty when none is.
QByteArray closedJson(QByteArrayView cut);

} // namespace safelight
