#include "app/report/attemptcontent.h"

#include "app/request/carriedpieces.h"
#include "app/response/supportcodes.h"
#include "app/wire/shortenedjson.h"
#include "app/wording/advicewords.h"
#include "app/wording/carriedwords.h"
#include "app/wording/costwords.h"
#include "app/wording/reportwords.h"
#include "app/wording/supportwords.h"
#include "app/wording/words.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using wording::reportWord;

QString originText(const ReportAttempt& row)
{
    QStringList parts;
    if (row.cameFrom > 0)
        parts << wording::attemptNumber(row.cameFrom);
    for (const QString& id : row.attempt.remedies)
        parts << wording::remedyTitle(id);
    return parts.join(u" · "_s);
}

QString sentText(const Attempt& attempt)
{
    QStringList parts {reportTime(attempt.sentAt)};
    if (attempt.seconds > 0)
        parts << wording::duration(attempt.seconds);
    if (attempt.tries > 1)
        parts << wording::tries(attempt.tries);
    return parts.join(u" · "_s);
}

QString backendText(const Attempt& attempt)
{
    if (attempt.importedFrom)
        return wording::importedFrom(*attempt.importedFrom);
    return attempt.simulated ? wording::simulatedBackend(attempt.backendName) : attempt.backendName;
}

void tellCall(const ReportAttempt& row, ReportSink& sink)
{
    const Attempt& attempt = row.attempt;
    QList<ReportFact> facts;
    addFact(facts, ReportWord::Title, attempt.title);
    addFact(facts, ReportWord::Sent, sentText(attempt));
    addFact(facts, ReportWord::BackEnd, backendText(attempt));
    addFact(facts, ReportWord::ModelAsked, attempt.prompt.model, true);
    addFact(facts, ReportWord::ModelAnswered, attempt.response.modelVersion, true);
    addFact(facts, ReportWord::Url, attempt.url, true);
    if (attempt.httpCode > 0)
        addFact(facts, ReportWord::HttpCode, QString::number(attempt.httpCode), true);
    addFact(facts, ReportWord::CameFrom, originText(row));
    if (attempt.mark > 0)
        addFact(facts, ReportWord::Mark, QString::number(attempt.mark));
    if (attempt.starred)
        addFact(facts, ReportWord::Starred, reportWord(ReportWord::Yes));
    addFact(facts, ReportWord::Tags, attempt.tags.join(u" · "_s));
    sink.facts(facts);
    if (!attempt.comment.isEmpty())
        sink.quote(reportWord(ReportWord::Comment), attempt.comment);
}

ReportTone reportTone(StageState::Mark mark)
{
    switch (mark) {
    case StageState::Mark::Passed:
        return ReportTone::Good;
    case StageState::Mark::Stopped:
        return ReportTone::Bad;
    case StageState::Mark::NotReached:
    case StageState::Mark::Unknown:
        break;
    }
    return ReportTone::Mute;
}

ReportTable stagesTable(const Verdict& verdict)
{
    ReportTable table;
    QList<ReportCell> marks;
    for (const StageState& state : verdict.stages) {
        table.columns << wording::step(state.step);
        const QString detail = wording::stageDetail(state, verdict);
        const QString mark = wording::stageMark(state.mark);
        const bool said = detail.isEmpty() || detail.startsWith(mark, Qt::CaseInsensitive);
        marks << ReportCell {said && !detail.isEmpty() ? detail
                                 : detail.isEmpty()    ? mark
                                                       : mark + u" · "_s + detail,
                             reportTone(state.mark)};
    }
    table.rows.append(marks);
    return table;
}

void tellVerdict(const ReportAttempt& row, ReportSink& sink)
{
    const Attempt& attempt = row.attempt;
    const Verdict& verdict = attempt.verdict;
    sink.banner(reportTone(attempt), wording::badge(verdict), row.headline, row.explanation);
    if (!attempt.failure.isEmpty())
        sink.paragraph(attempt.failure, ReportTone::Bad);
    sink.table(stagesTable(verdict));
    QList<ReportFact> facts;
    addFact(facts, ReportWord::StoppedAt,
            verdict.stage == Stage::Delivered ? QString() : wording::stage(verdict.stage));
    addFact(facts, ReportWord::Reason, verdict.reason.value_or(QString()), true);
    if (verdict.outcome != Outcome::Delivered) {
        addFact(facts, ReportWord::CanASettingChangeIt, wording::settingHelps(verdict.settingHelps));
        addFact(facts, ReportWord::Retry, row.retry);
    }
    addFact(facts, ReportWord::Charged, wording::billingSentence(attempt.billing));
    QStringList fields;
    for (const Evidence& evidence : verdict.readFrom)
        fields << u"%1: %2"_s.arg(evidence.path, evidence.value);
    addFact(facts, ReportWord::ReadFrom, fields.join(u"\n"_s), true);
    sink.facts(facts);
}

// The service's own sentences.
void tellMessages(const Response& response, ReportSink& sink)
{
    const auto tell = [&sink](ReportWord name, const QString& text) {
        if (!text.trimmed().isEmpty())
            sink.quote(reportWord(name), text);
    };
    if (response.promptFeedback)
        tell(ReportWord::BlockMessage, response.promptFeedback->blockReasonMessage);
    for (const Candidate& candidate : response.candidates)
        tell(ReportWord::FinishMessage, candidate.finishMessage);
    if (response.error)
        tell(ReportWord::ErrorMessage, response.error->message);
    if (const auto codes = supportCodes(response); !codes.isEmpty())
        sink.paragraph(wording::supportCodes(codes));
    if (!response.warnings.isEmpty())
        sink.list(response.warnings);
}

void tellRatings(const ReportAttempt& row, ReportSink& sink)
{
    sink.heading(4, reportWord(ReportWord::Ratings), {});
    bool any = false;
    const auto& candidates = row.attempt.response.candidates;
    for (int candidate = -1; candidate < int(candidates.size()); ++candidate) {
        const ChartPicture chart = ratingsChart(row.attempt, candidate);
        if (chart.shapes.isEmpty())
            continue;
        any = true;
        sink.chart(chart);
    }
    if (any)
        sink.paragraph(reportWord(ReportWord::RatingsMean), ReportTone::Mute);
    else
        sink.paragraph(row.noRatings, ReportTone::Mute);
}

void tellTokens(const Attempt& attempt, ReportSink& sink)
{
    sink.heading(4, reportWord(ReportWord::TokensAndCost), {});
    const Billing& billing = attempt.billing;
    if (!attempt.response.usage)
        sink.paragraph(reportWord(ReportWord::NoUsage), ReportTone::Mute);
    if (!billing.lines.isEmpty()) {
        ReportTable table;
        table.columns = {reportWord(ReportWord::Kind), reportWord(ReportWord::Tokens),
                         reportWord(ReportWord::PerMillion), reportWord(ReportWord::Charged),
                         reportWord(ReportWord::Amount)};
        table.numbers = {1, 2, 4};
        for (const CostLine& line : billing.lines) {
            const bool plain = line.modality == Modality::Text || line.modality == Modality::Unspecified;
            const QString kind = wording::costKind(line.kind);
            table.rows.append({{plain ? kind : kind + u" · "_s + wording::modality(line.modality)},
                               {line.kind == CostKind::Request ? QString() : wording::number(line.tokens)},
                               {line.perMillion ? wording::perMillion(*line.perMillion) : QString()},
                               {wording::charged(line.charged)},
                               {wording::moneySpan(line.low, line.high)}});
        }
        sink.table(table);
    }
    if (attempt.response.usage && attempt.response.usage->isConsistent() == false)
        sink.paragraph(reportWord(ReportWord::DoesNotAddUp), ReportTone::Warn);
    if (const QString note = wording::priceNote(billing); !note.isEmpty())
        sink.paragraph(note, ReportTone::Mute);
}

QString thresholdsText(const SafetySettings& safety)
{
    QStringList parts;
    for (const HarmCategory category : adjustableCategories)
        parts << u"%1: %2"_s.arg(wording::category(category), wording::threshold(safety.threshold(category)));
    return parts.join(u'\n');
}

QStringList pictureLines(const ReportPicture& picture, const ReportOptions& options)
{
    QStringList lines;
    if (!picture.caption.isEmpty())
        lines << picture.caption;
    if (!picture.fileName.isEmpty())
        lines << picture.fileName;
    if (picture.draft)
        lines << reportWord(ReportWord::Draft);
    QStringList facts;
    if (picture.size.isValid())
        facts << u"%1 × %2"_s.arg(picture.size.width()).arg(picture.size.height());
    facts << wording::bytes(picture.bytes) << picture.mimeType;
    lines << facts.join(u" · "_s);
    if (!picture.sha256.isEmpty())
        lines << u"SHA-256 "_s + QString::fromLatin1(picture.sha256);
    if (picture.place < 0)
        lines << reportWord(options.hides(Redaction::Images) ? ReportWord::PictureHidden
                                                             : ReportWord::PictureNotThere);
    return lines;
}

void tellPictures(const QList<ReportPicture>& pictures, const ReportOptions& options, ReportSink& sink)
{
    QList<ReportSink::Shown> shown;
    for (const ReportPicture& picture : pictures)
        shown.append({picture, pictureLines(picture, options)});
    if (!shown.isEmpty())
        sink.pictures(shown);
}

void tellRequest(const ReportAttempt& row, const ReportOptions& options, ReportSink& sink)
{
    const Prompt& prompt = row.attempt.prompt;
    sink.heading(4, reportWord(ReportWord::Request), {});
    if (!isRequestKnown(row.attempt)) {
        sink.paragraph(reportWord(ReportWord::RequestNotKnown), ReportTone::Mute);
        return;
    }
    const QString name =
        reportWord(ReportWord::Prompt) + u" · "_s + wording::characters(row.promptCharacters);
    if (!prompt.text.isEmpty())
        sink.quote(name, prompt.text);
    if (!prompt.systemInstruction.isEmpty())
        sink.quote(reportWord(ReportWord::SystemInstruction), prompt.systemInstruction);
    tellPictures(row.references, options, sink);
    QList<ReportFact> facts;
    addFact(facts, ReportWord::Thresholds, thresholdsText(prompt.safety));
    addFact(facts, ReportWord::Settings, wording::generationSettings(prompt.generation).join(u'\n'), true);
    const auto pieces = carriedPieces(prompt);
    addFact(facts, ReportWord::AlsoSent, wording::carriedSummary(pieces));
    sink.facts(facts);
    for (const auto& piece : pieces)
        sink.quote(piece.path, QString::fromUtf8(ShortenedJson::of(piece.json).text));
}

void tellCandidate(const Candidate& candidate, const ReportAttempt& row, ReportSink& sink)
{
    const QString thoughts = candidate.thoughtText();
    const QString text = candidate.text();
    if (!text.isEmpty())
        sink.quote(reportWord(ReportWord::Text) + u" · "_s + wording::characters(row.answerCharacters), text);
    if (!thoughts.isEmpty())
        sink.quote(reportWord(ReportWord::ThoughtSummary), thoughts);
    for (const Part& part : candidate.parts) {
        if (part.kind == Part::Kind::FunctionCall || part.kind == Part::Kind::Other)
            sink.quote(part.kind == Part::Kind::FunctionCall ? reportWord(ReportWord::FunctionCall)
                                                             : reportWord(ReportWord::OtherPart),
                       part.json.isEmpty() ? part.name : QString::fromUtf8(part.json));
    }
}

void tellAnswer(const ReportAttempt& row, const ReportOptions& options, ReportSink& sink)
{
    sink.heading(4, reportWord(ReportWord::Answer), {});
    tellMessages(row.attempt.response, sink);
    const auto& candidates = row.attempt.response.candidates;
    for (int i = 0; i < int(candidates.size()); ++i) {
        if (candidates.size() > 1)
            sink.paragraph(wording::candidateNumber(i + 1));
        tellCandidate(candidates.at(i), row, sink);
        QList<ReportPicture> own;
        for (const ReportPicture& picture : row.pictures) {
            if (picture.candidate == i)
                own << picture;
        }
        tellPictures(own, options, sink);
    }
    if (row.answerCharacters == 0 && row.pictures.isEmpty())
        sink.paragraph(reportWord(ReportWord::NothingDelivered), ReportTone::Mute);
}

} // namespace

void addFact(QList<ReportFact>& facts, ReportWord name, const QString& value, bool code)
{
    if (!value.isEmpty())
        facts.append({reportWord(name), value, code});
}

QString attemptAnchor(int number)
{
    return u"attempt-%1"_s.arg(number);
}

void tellAttempt(const ReportAttempt& row, const ReportOptions& options, ReportSink& sink)
{
    const Attempt& attempt = row.attempt;
    sink.heading(3, wording::attemptTitle(attempt.number, attempt.title), attemptAnchor(attempt.number));
    tellCall(row, sink);
    if (attempt.state == AttemptState::Sending) {
        sink.paragraph(reportWord(ReportWord::StillSent), ReportTone::Mute);
    } else {
        tellVerdict(row, sink);
        if (options.has(ReportSection::Ratings))
            tellRatings(row, sink);
        if (options.has(ReportSection::Tokens))
            tellTokens(attempt, sink);
    }
    if (options.has(ReportSection::Request))
        tellRequest(row, options, sink);
    if (options.has(ReportSection::Answer) && attempt.state != AttemptState::Sending)
        tellAnswer(row, options, sink);
}

} // namespace safelight
