#include "app/wording/advicewords.h"

#include "app/advice/templates.h"
#include "app/diagnosis/verdict.h"
#include "app/wording/advicetexts.h"
#include "app/wording/context.h"
#include "app/wording/words.h"

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr qsizetype longestDetail = 120; // characters

QString orItself(const QString& text, const QString& id)
{
    return text.isEmpty() ? id : text;
}

QString names(const QList<HarmCategory>& categories)
{
    QStringList names;
    for (const auto harm : categories)
        names << category(harm).toLower();
    return names.join(u", "_s);
}

QString changes(const QList<ThresholdChange>& changes)
{
    QStringList texts;
    for (const auto& change : changes)
        texts << thresholdChange(change);
    return texts.join(u"; "_s);
}

QString waitText(const Remedy& remedy)
{
    return remedy.action.waitSeconds
        ? Wording::tr("The service asks to wait %1.").arg(duration(*remedy.action.waitSeconds))
        : QString();
}

QString detailText(const Remedy& remedy)
{
    const QString detail = remedy.detail.simplified();
    if (detail.isEmpty())
        return {};
    const bool cut = detail.size() > longestDetail;
    return Wording::tr("It names: %1.").arg(cut ? QString(detail.left(longestDetail) + u"…"_s) : detail);
}

} // namespace

QString remedyTitle(const QString& id)
{
    return orItself(adviceText(id), id);
}

QString remedyWhy(const Remedy& remedy)
{
    QString why = orItself(adviceText(remedy.why), remedy.why);
    if (why.contains("%1"_L1))
        why = why.arg(changes(remedy.action.thresholds));
    QStringList sentences {why, detailText(remedy), waitText(remedy)};
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString nothingYouCanChange(const QString& id)
{
    return id.isEmpty() ? QString() : orItself(adviceText(id), id);
}

QString checklistItem(const QString& id)
{
    return orItself(adviceText(id), id);
}

bool hasAdviceWords(const QString& id)
{
    return !adviceText(id).isEmpty() || !templateText(id).isEmpty();
}

QString scenario(Scenario scenario)
{
    return templateText("scenario."_L1 + Known<Scenario>::wireName(scenario));
}

QString fieldLabel(const QString& field)
{
    return orItself(templateText("field."_L1 + field), field);
}

QString fieldHint(const QString& field, Scenario scenario)
{
    const QString special = templateText("hint."_L1 + field + u'.' + Known<Scenario>::wireName(scenario));
    return special.isEmpty() ? templateText("hint."_L1 + field) : special;
}

QString suggestion(const QString& id)
{
    return orItself(templateText("pick."_L1 + id), id);
}

QStringList templateSentences(const Template& form)
{
    QStringList sentences;
    for (const auto& id : form.sentences)
        sentences << orItself(templateText("say."_L1 + id), id);
    return sentences;
}

QString thresholdChange(const ThresholdChange& change)
{
    return Wording::tr("%1: %2 instead of %3")
        .arg(category(change.category), threshold(change.to).toLower(), threshold(change.from).toLower());
}

QString thresholdAdvice(const ThresholdAdvice& advice)
{
    using State = ThresholdAdvice::State;
    switch (advice.state) {
    case State::Changes:
        return Wording::tr("The smallest change that lets these ratings pass: %1.")
            .arg(changes(advice.changes));
    case State::Passing:
        return Wording::tr("These ratings pass your thresholds already.");
    case State::AllNegligible:
        return Wording::tr("All ratings are negligible and Gemini named no category, so no threshold is "
                           "known to explain the stop.");
    case State::NoRatings:
        return Wording::tr("No ratings came, so no threshold can be advised.");
    case State::Overwritten:
        return Wording::tr("The service used its own threshold instead of yours.");
    case State::OutOfReach:
        return Wording::tr("The category that is named has no threshold here.");
    case State::Open:
        return Wording::tr("The category that is named is at none or off already.");
    }
    return {};
}

QString sliderNote(const Verdict& verdict)
{
    const bool stopped =
        verdict.outcome == Outcome::PromptBlocked || verdict.outcome == Outcome::ResponseBlocked;
    if (!stopped || verdict.settingHelps != SettingHelps::No)
        return {};
    return Wording::tr("The shown attempt was stopped by %1: none of these four thresholds reaches that "
                       "filter.")
        .arg(verdict.reason.value_or(Wording::tr("another filter")).left(longestReason));
}

QString whatIf(const WhatIf& result)
{
    if (!result.measured)
        return {};
    if (!result.blocked.isEmpty())
        return Wording::tr("With these thresholds the last answer’s ratings would be blocked: %1.")
            .arg(names(result.blocked));
    if (!result.undecided.isEmpty())
        return Wording::tr("With these thresholds the model’s default decides on: %1.")
            .arg(names(result.undecided));
    return Wording::tr("With these thresholds the last answer’s ratings would pass.");
}

} // namespace safelight::wording
