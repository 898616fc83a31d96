#pragma once

#include <QString>

namespace safelight {

// The words of one rule, already translated. %1: the reason as it came.
struct VerdictText
{
    QString title;
    QString madeTitle; // the title where the response shows that an image was made
    QString explanation;
};

// Empty texts for a rule this program does not have (a session written by a later one).
VerdictText verdictText(const QString& rule);

} // namespace safelight
