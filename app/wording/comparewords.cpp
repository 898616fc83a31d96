#include "app/wording/comparewords.h"

#include "app/wording/advicewords.h"
#include "app/wording/changewords.h"
#include "app/wording/context.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

constexpr qsizetype spokenLength = 120; // characters of one change that are spoken
constexpr qsizetype spokenChanges = 12;

QString nothing()
{
    return u"—"_s;
}

// Layer 1 is what thresholds reach, layer 2 what they do not (domain.md).
QString layered(const Verdict& verdict)
{
    QString stage = wording::stage(verdict.stage);
    if (verdict.stage != Stage::Input && verdict.stage != Stage::Output)
        return stage;
    switch (verdict.settingHelps) {
    case SettingHelps::Yes:
        return Wording::tr("%1, layer 1 (adjustable)").arg(stage);
    case SettingHelps::No:
        return Wording::tr("%1, layer 2 (fixed)").arg(stage);
    case SettingHelps::Unknown:
        break;
    }
    return stage;
}

QString stoppedAt(const Attempt& attempt)
{
    if (attempt.state == AttemptState::Sending)
        return Wording::tr("still being sent");
    if (attempt.verdict.outcome == Outcome::Delivered)
        return nothing();
    QStringList parts {layered(attempt.verdict), outcome(attempt.verdict.outcome)};
    if (attempt.verdict.reason && *attempt.verdict.reason != parts.last())
        parts << *attempt.verdict.reason;
    if (!attempt.failure.isEmpty())
        parts << attempt.failure;
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString result(const Attempt& attempt)
{
    if (const auto images = comparedImages(attempt); !images.isEmpty()) {
        const Part& last = images.constLast();
        const QString drafts =
            images.size() > 1 ? Wording::tr(", after %1 drafts").arg(images.size() - 1) : QString();
        const auto withPictures =
            std::ranges::count_if(attempt.response.candidates,
                                  [](const Candidate& candidate) { return !candidate.images().isEmpty(); });
        const QString others =
            withPictures > 1 ? Wording::tr(", the first candidate’s of %1").arg(withPictures) : QString();
        return Wording::tr("a picture: %1, %2").arg(last.mimeType, bytes(last.data.size())) + drafts + others;
    }
    if (attempt.state == AttemptState::Sending)
        return Wording::tr("nothing yet");
    if (!comparedAnswer(attempt).trimmed().isEmpty())
        return Wording::tr("text, no picture");
    switch (attempt.verdict.outcome) {
    case Outcome::PromptBlocked:
        return Wording::tr("no candidates");
    case Outcome::ResponseBlocked:
        return Wording::tr("withheld");
    case Outcome::ApiError:
        return Wording::tr("an error, no answer");
    default:
        return Wording::tr("nothing delivered");
    }
}

QString unknownRequest()
{
    return Wording::tr("not known: an answer without its request");
}

QString textOr(const QString& text, const QString& otherwise)
{
    return text.isEmpty() ? otherwise : text;
}

QString models(const Attempt& attempt)
{
    const QString& asked = attempt.prompt.model;
    const QString& answered = attempt.response.modelVersion;
    if (asked.isEmpty())
        return textOr(answered, Wording::tr("not known"));
    if (answered.isEmpty())
        return Wording::tr("%1 (the answer names none)").arg(asked);
    return answered == asked ? asked : Wording::tr("%1, answered by %2").arg(asked, answered);
}

QString backEnd(const Attempt& attempt)
{
    if (attempt.importedFrom)
        return Wording::tr("decoded from %1").arg(*attempt.importedFrom);
    QStringList parts {textOr(attempt.backendName, attempt.backendId)};
    if (attempt.simulated)
        parts << Wording::tr("simulated");
    else if (const QString host = QUrl(attempt.url).host(); !host.isEmpty())
        parts << host;
    parts.removeAll(QString());
    return textOr(parts.join(u" · "_s), Wording::tr("not known"));
}

QString outputModality(const TokenUsage& usage)
{
    if (usage.candidatesDetails.size() != 1)
        return {};
    const auto& only = usage.candidatesDetails.constFirst().modality;
    return only == Modality::Text ? QString() : u' ' + modality(only).toLower();
}

QString tokens(const Attempt& attempt)
{
    const auto& usage = attempt.response.usage;
    if (!usage)
        return attempt.state == AttemptState::Sending ? Wording::tr("not counted yet")
                                                      : Wording::tr("not counted");
    QStringList parts;
    if (usage->prompt)
        parts << Wording::tr("prompt %1").arg(number(*usage->prompt));
    if (usage->cached)
        parts << Wording::tr("of it cached %1").arg(number(*usage->cached));
    if (usage->toolUse)
        parts << Wording::tr("tools %1").arg(number(*usage->toolUse));
    if (usage->thoughts)
        parts << Wording::tr("thoughts %1").arg(number(*usage->thoughts));
    if (usage->candidates)
        parts << Wording::tr("output %1").arg(number(*usage->candidates)) + outputModality(*usage);
    return textOr(parts.join(u" · "_s), Wording::tr("not counted"));
}

QString cost(const Attempt& attempt)
{
    return attempt.state == AttemptState::Sending ? Wording::tr("not known yet")
                                                  : billingAmount(attempt.billing);
}

QString time(const Attempt& attempt)
{
    QStringList parts;
    if (attempt.seconds > 0)
        parts << duration(attempt.seconds);
    if (attempt.firstByteSeconds > 0)
        parts << Wording::tr("first byte after %1").arg(duration(attempt.firstByteSeconds));
    if (attempt.tries > 1)
        parts << Wording::tr("%1 tries").arg(attempt.tries);
    return textOr(parts.join(u" · "_s), Wording::tr("not known"));
}

QString joinedFacts(const QList<ComparedFact>& facts)
{
    QStringList texts;
    for (const auto& fact : facts)
        texts << fact.text;
    return texts.join(u" · "_s);
}

// What stands where a list of facts is empty.
QString noFacts(const ComparedColumn& column, ComparedRow row)
{
    if (row == ComparedRow::Ratings)
        return Wording::tr("none returned");
    return column.requestKnown ? Wording::tr("none") : unknownRequest();
}

} // namespace

QString comparedRow(ComparedRow row)
{
    switch (row) {
    case ComparedRow::Attempt:
        return Wording::tr("Attempt");
    case ComparedRow::StoppedAt:
        return Wording::tr("Stopped at");
    case ComparedRow::Result:
        return Wording::tr("Result");
    case ComparedRow::Prompt:
        return Wording::tr("Prompt");
    case ComparedRow::SystemInstruction:
        return Wording::tr("System instruction");
    case ComparedRow::Thresholds:
        return Wording::tr("Thresholds");
    case ComparedRow::Settings:
        return Wording::tr("Settings");
    case ComparedRow::Carried:
        return Wording::tr("Also sent");
    case ComparedRow::References:
        return Wording::tr("Reference images");
    case ComparedRow::Model:
        return Wording::tr("Model");
    case ComparedRow::BackEnd:
        return Wording::tr("Back end");
    case ComparedRow::Ratings:
        return Wording::tr("Ratings");
    case ComparedRow::AnswerText:
        return Wording::tr("Answer");
    case ComparedRow::Tokens:
        return Wording::tr("Tokens");
    case ComparedRow::Cost:
        return Wording::tr("Cost");
    case ComparedRow::Time:
        return Wording::tr("Time");
    }
    return {};
}

QString comparedName(const Attempt& attempt)
{
    return attempt.number > 0 ? u"#%1"_s.arg(attempt.number) : Wording::tr("decoded answer");
}

QString comparedHead(const Attempt& attempt)
{
    QStringList parts {comparedName(attempt)};
    if (attempt.sentAt.isValid())
        parts << timeOfDay(attempt.sentAt);
    if (attempt.seconds > 0)
        parts << duration(attempt.seconds);
    return parts.join(u" · "_s);
}

QString comparedBadge(const Attempt& attempt)
{
    return attempt.state == AttemptState::Sending ? Wording::tr("sending") : badge(attempt.verdict);
}

QList<DiffPiece> comparedPieces(const Comparison& comparison, ComparedRow row, int column)
{
    const auto& shown = comparison.columns.at(column);
    switch (row) {
    case ComparedRow::Prompt:
        return shown.prompt;
    case ComparedRow::SystemInstruction:
        return shown.systemInstruction;
    case ComparedRow::AnswerText:
        return shown.answer;
    default:
        return {};
    }
}

QString comparedText(const Comparison& comparison, ComparedRow row, int column)
{
    const ComparedColumn& shown = comparison.columns.at(column);
    const Attempt& attempt = shown.attempt;
    const QString noText = shown.requestKnown ? Wording::tr("empty") : unknownRequest();
    switch (row) {
    case ComparedRow::Attempt:
        return QStringList {comparedBadge(attempt), comparedHead(attempt)}.join(u' ').trimmed();
    case ComparedRow::StoppedAt:
        return stoppedAt(attempt);
    case ComparedRow::Result:
        return result(attempt);
    case ComparedRow::Prompt:
        return textOr(attempt.prompt.text, noText);
    case ComparedRow::SystemInstruction:
        return textOr(attempt.prompt.systemInstruction,
                      shown.requestKnown ? Wording::tr("none") : unknownRequest());
    case ComparedRow::Thresholds:
    case ComparedRow::Settings:
    case ComparedRow::Carried:
    case ComparedRow::References:
    case ComparedRow::Ratings:
        return textOr(joinedFacts(comparedFacts(comparison, row, column)), noFacts(shown, row));
    case ComparedRow::Model:
        return models(attempt);
    case ComparedRow::BackEnd:
        return backEnd(attempt);
    case ComparedRow::AnswerText:
        return textOr(comparedAnswer(attempt), nothing());
    case ComparedRow::Tokens:
        return tokens(attempt);
    case ComparedRow::Cost:
        return cost(attempt);
    case ComparedRow::Time:
        return time(attempt);
    }
    return {};
}

QString comparedDifference(const Comparison& comparison, ComparedRow row, int column)
{
    if (!comparison.isDifferent(row, column))
        return {};
    const QString head = Wording::tr("%1 of %2 differs from %3")
                             .arg(comparedRow(row), comparedName(comparison.columns.at(column).attempt),
                                  comparedName(comparison.columns.at(comparison.baseline).attempt));
    QStringList parts;
    for (const auto& piece : comparedPieces(comparison, row, column)) {
        if (piece.kind != DiffPiece::Kind::Same && parts.size() < spokenChanges)
            parts << (piece.kind == DiffPiece::Kind::Added ? Wording::tr("Added: %1")
                                                           : Wording::tr("Removed: %1"))
                         .arg(piece.text.left(spokenLength).simplified());
    }
    for (const auto& fact : comparedFacts(comparison, row, column)) {
        if (fact.isDifferent)
            parts << fact.meaning;
    }
    if (parts.isEmpty())
        parts << Wording::tr("%1 instead of %2")
                     .arg(comparedText(comparison, row, column).left(spokenLength),
                          comparedText(comparison, row, comparison.baseline).left(spokenLength));
    return head + u": "_s + parts.join(u"; "_s);
}

} // namespace safelight::wording
