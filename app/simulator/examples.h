#pragma once

#include "app/prompt/prompt.h"

#include <QList>
#include <QString>

namespace safelight {

// A prompt to begin with, whose verdict on the simulator is certain.
struct Example
{
    QString id; // "passes", "threshold", "outputFilter"
    QString title;
    QString explanation; // what it will show, in a sentence
    Prompt prompt;

    friend bool operator==(const Example&, const Example&) = default;
};

// One that is delivered, one that a threshold blocks, one whose finished picture is withheld; in this order.
QList<Example> examples();

} // namespace safelight
