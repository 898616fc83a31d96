#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace safelight {

// A text that may hold an answer, without what terminals and curl put around it.
struct UnwrappedText
{
    QByteArray body;
    bool hasColours = false; // escape codes of a terminal were taken out
    bool hadHeaders = false; // HTTP headers stood before the body
    int httpCode = 0; // of the last of them

    friend bool operator==(const UnwrappedText&, const UnwrappedText&) = default;
};

UnwrappedText unwrapped(const QByteArray& bytes);

// The text without what stands before each of its lines ("web_1  | ", "> ", a time); empty when not every
// line has such a beginning.
QByteArray withoutLinePrefixes(const QByteArray& text);

// Lines with more than white space in them.
qsizetype lineCount(QByteArrayView text);

// A web page or XML and not merely a text that begins with "<".
bool looksLikeMarkup(QByteArrayView text);

} // namespace safelight
