#pragma once

#include "app/advice/remedy.h"
#include "app/base/result.h"
#include "app/prompt/prompt.h"

#include <QHash>

namespace safelight {

// What the user chose for one remedy. Only what the remedy's kind asks for is looked at.
struct RemedyChoices
{
    Scenario scenario = Scenario::General;
    QHash<QString, QString> fields; // what was filled in, by the field's id
    QStringList sentences; // the words of the template's sentences, in its order (app/wording has them)
    std::optional<QString> addition; // the user's own words for what the filled-in sentences say
    QString text; // Rewrite: the user's new text
    QString model;
    std::optional<QList<ThresholdChange>> thresholds; // instead of the proposed ones
    std::optional<GenerationSettings> generation; // instead of the proposed ones
    QList<int> keptImages; // Images: the places of those that stay
};

// The prompt with the remedy applied. Pure; the user's own text is kept except by a Rewrite, which is the
// user's. Refused, with the reason: a remedy that does not help or edits nothing, a template with blanks
// (Error::detail: the ids of the blank fields), a choice that changes nothing.
Result<Prompt> applyRemedy(const Remedy& remedy, const Prompt& prompt, const RemedyChoices& choices);

// The sentences a remedy adds with these facts; empty for a remedy without a template. Blanks are left out.
QString additionText(const Remedy& remedy, const RemedyChoices& choices);

} // namespace safelight
