#include "app/advice/applyremedy.h"

#include "app/advice/templates.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class Advice
{
    Q_DECLARE_TR_FUNCTIONS(Advice)
};

Error refused(const QString& sentence, const QString& detail = {})
{
    return {Error::Code::Refused, sentence, detail};
}

QString joined(const QString& first, const QString& second)
{
    const QString own = first.trimmed();
    return own.isEmpty() ? second : QString(own + "\n\n"_L1 + second);
}

// The sentences the template makes, or what is still missing.
Result<QString> additionOf(const Template& form, const RemedyChoices& choices)
{
    const auto blank = blankFields(form, choices.fields);
    if (!blank.isEmpty())
        return refused(Advice::tr("%n blank(s) still to fill in.", nullptr, int(blank.size())),
                       blank.join(u", "_s));
    if (choices.sentences.size() != form.sentences.size())
        return refused(Advice::tr("The template and its words do not fit together."), form.remedy);
    const QString own = choices.addition.value_or(QString()).trimmed();
    const QString addition =
        choices.addition ? own : filledSentences(choices.sentences, choices.fields).join(u' ');
    if (addition.isEmpty())
        return refused(Advice::tr("Nothing has been filled in."));
    return addition;
}

Result<Prompt> withText(const Remedy& remedy, Prompt prompt, const RemedyChoices& choices)
{
    const Template* form = templateTable().find(remedy.id, choices.scenario);
    if (!form)
        return refused(Advice::tr("There is no template for this."), remedy.id);
    const auto addition = additionOf(*form, choices);
    if (!addition)
        return addition.error();
    QString& text =
        remedy.action.kind == RemedyKind::SystemInstruction ? prompt.systemInstruction : prompt.text;
    text = form->before ? joined(*addition, text.trimmed()) : joined(text, *addition);
    return prompt;
}

// A translation is a text; a model that was asked for pictures only would draw it.
Result<Prompt> asTranslation(const Remedy& remedy, const Prompt& prompt, const RemedyChoices& choices)
{
    if (prompt.text.trimmed().isEmpty())
        return refused(Advice::tr("There is no text to translate."));
    auto result = withText(remedy, prompt, choices);
    if (result && result->generation.responseModalities.contains("IMAGE"_L1, Qt::CaseInsensitive))
        result->generation.responseModalities = {u"TEXT"_s};
    return result;
}

Result<Prompt> rewritten(Prompt prompt, const RemedyChoices& choices)
{
    if (choices.text.trimmed().isEmpty())
        return refused(Advice::tr("The new text is empty."));
    if (choices.text == prompt.text)
        return refused(Advice::tr("The text is still the same."));
    prompt.text = choices.text;
    return prompt;
}

Result<Prompt> withThresholds(const Remedy& remedy, Prompt prompt, const RemedyChoices& choices)
{
    const SafetySettings before = prompt.safety;
    for (const auto& change : choices.thresholds.value_or(remedy.action.thresholds))
        prompt.safety.setThreshold(change.category, change.to);
    if (prompt.safety == before)
        return refused(Advice::tr("The thresholds are set like this already."));
    return prompt;
}

Result<Prompt> withModel(Prompt prompt, const RemedyChoices& choices)
{
    if (choices.model.trimmed().isEmpty())
        return refused(Advice::tr("No model has been chosen."));
    if (choices.model == prompt.model)
        return refused(Advice::tr("That is the model already chosen."));
    prompt.model = choices.model;
    return prompt;
}

Result<Prompt> withGeneration(const Remedy& remedy, Prompt prompt, const RemedyChoices& choices)
{
    const auto& next = choices.generation ? choices.generation : remedy.action.generation;
    if (!next || *next == prompt.generation)
        return refused(Advice::tr("No setting has been changed."));
    prompt.generation = *next;
    return prompt;
}

Result<Prompt> withImages(Prompt prompt, const RemedyChoices& choices)
{
    QList<ReferenceImage> kept;
    for (qsizetype i = 0; i < prompt.images.size(); ++i) {
        if (choices.keptImages.contains(int(i)))
            kept.append(prompt.images.at(i));
    }
    if (kept.size() == prompt.images.size())
        return refused(Advice::tr("No picture has been left out."));
    prompt.images = kept;
    return prompt;
}

} // namespace

Result<Prompt> applyRemedy(const Remedy& remedy, const Prompt& prompt, const RemedyChoices& choices)
{
    if (!remedy.helps || !remedy.action.isEdit())
        return refused(Advice::tr("There is nothing to apply here."), remedy.id);
    switch (remedy.action.kind) {
    case RemedyKind::AddText:
        return remedy.id == "englishByModel"_L1 ? asTranslation(remedy, prompt, choices)
                                                : withText(remedy, prompt, choices);
    case RemedyKind::SystemInstruction:
        return withText(remedy, prompt, choices);
    case RemedyKind::Rewrite:
        return rewritten(prompt, choices);
    case RemedyKind::Thresholds:
        return withThresholds(remedy, prompt, choices);
    case RemedyKind::Model:
        return withModel(prompt, choices);
    case RemedyKind::Generation:
        return withGeneration(remedy, prompt, choices);
    case RemedyKind::Images:
        return withImages(prompt, choices);
    case RemedyKind::Explain:
    case RemedyKind::Repeat:
    case RemedyKind::Wait:
    case RemedyKind::OpenSettings:
        break;
    }
    return refused(Advice::tr("There is nothing to apply here."), remedy.id);
}

QString additionText(const Remedy& remedy, const RemedyChoices& choices)
{
    if (!templateTable().find(remedy.id, choices.scenario))
        return {};
    return filledSentences(choices.sentences, choices.fields).join(u' ');
}

} // namespace safelight
