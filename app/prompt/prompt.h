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

    friend bool operator==(const Prompt&, const Prompt&) = default;
};

} // namespace safelight
