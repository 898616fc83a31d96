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
    bool thresholdsAreOpen = false; // the safety settings that stand beside it block nothing
    QStringList notes; // what was done to find it, and what could not be read; sentences to show
    int firstLine = 0; // where it stands in the input, counted from 1; 0: all of it, or not known
    int lastLine = 0;

    friend bool operator==(const ExtractedAnswer&, const ExtractedAnswer&) = default;
};

} // namespace safelight
