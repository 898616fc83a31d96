#include "app/cli/inspection.h"

#include "app/advice/advise.h"
#include "app/base/visibletext.h"
#include "app/response/response.h"
#include "app/response/supportcodes.h"
#include "app/wording/advicewords.h"
#include "app/wording/costwords.h"
#include "app/wording/formwords.h"
#include "app/wording/supportwords.h"
#include "app/wording/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestText = 2000; // characters of an answer that are shown
constexpr int labelWidth = 13;

class Lines final
{
    Q_DECLARE_TR_FUNCTIONS(Inspection)

public:
    void addTitle(const QString& text) { m_lines << visibleLine(text); }
    void add(const QString& label, const QString& text)
    {
        if (text.isEmpty())
            return;
        const QString indent = u"  "_s + QString(labelWidth, u' ');
        QStringList rows = visibleText(text).replace(u'\t', u' ').split(u'\n');
        m_lines << u"  "_s + label.leftJustified(labelWidth) + rows.takeFirst();
        for (const auto& row : rows)
            m_lines << indent + row;
    }
    QString text() const { return m_lines.join(u'\n') + u'\n'; }

private:
    QStringList m_lines;
};

class InspectionText
{
    Q_DECLARE_TR_FUNCTIONS(Inspection)
};

QChar markOf(StageState::Mark mark)
{
    switch (mark) {
    case StageState::Mark::Passed:
        return u'✓';
    case StageState::Mark::Stopped:
        return u'✗';
    case StageState::Mark::NotReached:
        return u'–';
    case StageState::Mark::Unknown:
        break;
    }
    return u'?';
}

QString stageLines(const Verdict& verdict)
{
    QStringList steps;
    for (const auto& state : verdict.stages)
        steps << QString(markOf(state.mark)) + u' ' + wording::step(state.step).leftJustified(16)
                + wording::stageDetail(state, verdict);
    return steps.join(u'\n');
}

QString details(const QList<ModalityTokens>& list)
{
    QStringList kinds;
    for (const auto& detail : list)
        kinds << (detail.modality.isKnown() ? wording::modality(detail.modality).toLower()
                                            : detail.modality.text())
                + u' ' + wording::number(detail.tokens);
    return kinds.isEmpty() ? QString() : QString(u" ("_s + kinds.join(u", "_s) + u')');
}

QString usageLine(const TokenUsage& usage)
{
    QStringList counts;
    const auto add = [&counts](const std::optional<qint64>& count, const QString& text) {
        if (count)
            counts << text.arg(wording::number(*count));
    };
    add(usage.prompt, InspectionText::tr("%1 prompt") + details(usage.promptDetails));
    add(usage.cached, InspectionText::tr("%1 of it cached"));
    add(usage.toolUse, InspectionText::tr("%1 from tools"));
    add(usage.thoughts, InspectionText::tr("%1 thinking"));
    if (!usage.candidatesMirrorThoughts())
        add(usage.candidates, InspectionText::tr("%1 output") + details(usage.candidatesDetails));
    add(usage.total, InspectionText::tr("%1 in all"));
    if (const auto consistent = usage.isConsistent())
        counts << (*consistent ? InspectionText::tr("adds up") : InspectionText::tr("does not add up"));
    return counts.join(u" · "_s);
}

QString ratingLine(const SafetyRating& rating)
{
    QString line = rating.category ? wording::category(*rating.category) : InspectionText::tr("No category");
    const auto& probability = rating.probability;
    if (!probability)
        line += u": "_s + InspectionText::tr("not rated");
    else
        line += u": "_s
            + (probability->isKnown() ? wording::probability(*probability).toLower() : probability->text());
    if (rating.blocked.value_or(false))
        line += InspectionText::tr(", blocked");
    return line;
}

QString ratingLines(const QList<SafetyRating>& ratings)
{
    QStringList lines;
    for (const auto& rating : ratings) {
        if (!rating.isEmpty())
            lines << ratingLine(rating);
    }
    return lines.join(u'\n');
}

QString excerpt(const QString& text)
{
    if (text.size() <= longestText)
        return text.trimmed();
    return text.left(longestText)
        + InspectionText::tr("\n… %1 characters in all").arg(wording::number(text.size()));
}

// "2 of 3 · SAFETY"
QString placeOf(qsizetype place, qsizetype count, const Candidate& candidate)
{
    const QString reason = candidate.finishReason ? candidate.finishReason->text() : QString();
    const QString text =
        InspectionText::tr("%1 of %2").arg(wording::number(place + 1), wording::number(count));
    return reason.isEmpty() ? text : QString(text + u" · "_s + reason);
}

void addCandidate(Lines& lines, const Candidate& candidate)
{
    lines.add(InspectionText::tr("Service"), candidate.finishMessage.trimmed());
    lines.add(InspectionText::tr("Ratings"), ratingLines(candidate.ratings));
    lines.add(InspectionText::tr("Thoughts"), excerpt(candidate.thoughtText()));
    lines.add(InspectionText::tr("Text"), excerpt(candidate.text()));
    if (const auto images = candidate.images(); !images.isEmpty())
        lines.add(InspectionText::tr("Images"), wording::number(images.size()));
}

QString codeLines(const QList<SupportCode>& codes)
{
    QStringList lines;
    for (const SupportCode& code : codes)
        lines << code.code + u" · "_s + wording::supportCode(code);
    return lines.join(u'\n');
}

// What helps, and after it what does not, each with its reason.
void addRemedies(Lines& lines, const Inspection& inspection)
{
    QStringList helpful;
    QStringList useless;
    for (const Remedy& remedy : inspection.remedies)
        (remedy.helps ? helpful : useless)
            << wording::remedyTitle(remedy.id) + u" – "_s + wording::remedyWhy(remedy);
    lines.add(InspectionText::tr("What to try"), helpful.join(u'\n'));
    lines.add(InspectionText::tr("No use"), useless.join(u'\n'));
    lines.add(InspectionText::tr("Nothing else"),
              wording::nothingYouCanChange(
                  nothingYouCanChange(inspection.verdict, inspection.response, inspection.remedies)));
}

} // namespace

QString inspectionText(const Inspection& inspection)
{
    const Response& response = inspection.response;
    const Verdict& verdict = inspection.verdict;
    Lines lines;
    lines.addTitle(inspection.source + u": "_s + wording::verdictTitle(verdict, response));
    lines.add(InspectionText::tr("Read as"), wording::readAs(response));
    lines.add(InspectionText::tr("Why"), wording::verdictExplanation(verdict, response));
    lines.add(InspectionText::tr("Reason"), verdict.reason.value_or(QString()));
    if (verdict.outcome != Outcome::Unreadable)
        lines.add(InspectionText::tr("Stages"), stageLines(verdict));
    if (verdict.outcome != Outcome::Unreadable && verdict.outcome != Outcome::Delivered) {
        lines.add(InspectionText::tr("Setting"), wording::settingHelps(verdict.settingHelps));
        lines.add(InspectionText::tr("Retry"), wording::retry(verdict.retry));
    }
    if (response.usage)
        lines.add(InspectionText::tr("Tokens"), usageLine(*response.usage));
    if (verdict.outcome != Outcome::Unreadable)
        lines.add(InspectionText::tr("Billed"), wording::billingSentence(inspection.billing));
    lines.add(InspectionText::tr("Codes"), codeLines(supportCodes(response)));
    addRemedies(lines, inspection);
    lines.add(InspectionText::tr("Model"), response.modelVersion);
    if (response.promptFeedback) {
        lines.add(InspectionText::tr("Service"), response.promptFeedback->blockReasonMessage);
        lines.add(InspectionText::tr("Ratings"), ratingLines(response.promptFeedback->ratings));
    }
    const auto count = response.candidates.size();
    for (qsizetype i = 0; i < count; ++i) {
        const auto& candidate = response.candidates.at(i);
        if (count > 1)
            lines.add(InspectionText::tr("Candidate"), placeOf(i, count, candidate));
        addCandidate(lines, candidate);
    }
    return lines.text();
}

} // namespace safelight
