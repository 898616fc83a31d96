#pragma once

#include "app/prompt/generationsettings.h"
#include "app/prompt/referenceimage.h"
#include "app/safety/safetysettings.h"

#include <QList>

namespace safelight {

// Everything the user edits, and all that decides what is sent except the back end.
struct Prompt
{
    QString text;
    QString systemInstruction;
    QList<ReferenceImage> images;
    SafetySettings safety;
    GenerationSettings generation;
    QString model; // kept verbatim, never rewritten
    // The JSON request it came from, with all that has no place above: app/request edits it into what is sent
    // and never writes it anew. Images shown above stand in it as marks and not as their bytes once more
    // (request/imagemarks.h). Empty: there is nothing but what is above.
    QByteArray carried;

    friend bool operator==(const Prompt&, const Prompt&) = default;
};

} // namespace safelight
