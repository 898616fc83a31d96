#pragma once

#include "app/response/response.h"

#include <QByteArray>
#include <QStringList>

namespace safelight {

// An answer that was found in whatever someone pasted or opened.
struct ExtractedAnswer
{
    Response response;
    QByteArray answer; // the bytes that were read; the input itself when it was an answer as it stood
    QStringList notes; // what was done to find it, and what could not be read; sentences to show

    friend bool operator==(const ExtractedAnswer&, const ExtractedAnswer&) = default;
};

// Like decodeAnswer; where that finds no answer, looks for one in other text: log lines, output of curl,
// Markdown fences, other JSON with the answer as a member or as escaped text, JSON lines, stream chunks line
// by line; then in Python's, protobuf's and Node's printed forms and in the messages of the SDKs' exceptions.
// Of several answers the last one counts. Nothing found: the response is decodeAnswer's, and a note tells how
// much was looked at. Never throws; time grows with the size only. What was cut out of other text is
// redacted.
ExtractedAnswer extractAnswer(const QByteArray& bytes, int httpCode = 0);

} // namespace safelight
