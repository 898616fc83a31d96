#pragma once

#include <QByteArray>
#include <QList>

namespace safelight {

// JSON to look at: long base64 is taken out, and a mark with its number stands in its place:
// "safelight:data:0". A text view would take seconds for megabytes in one line.
struct ShortenedJson
{
    QByteArray text;
    QList<QByteArray> taken; // with quotes

    static ShortenedJson of(QByteArrayView json);
    // The marks in an edited text become what they stand for.
    QByteArray restored(QByteArray edited) const;
};

// With a line for each member and element; numbers and texts keep their spelling. Not JSON: as it is.
QByteArray indentedJson(QByteArrayView json);

} // namespace safelight
