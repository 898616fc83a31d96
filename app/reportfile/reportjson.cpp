#include "app/reportfile/reportjson.h"

#include "app/reportfile/responsejson.h"
#include "app/reportfile/valuejson.h"
#include "app/request/requestcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QJsonValue timeValue(const QDateTime& utc)
{
    return utc.isValid() ? QJsonValue(utc.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonArray countsArray(const QList<ReportSummary::Count>& counts)
{
    QJsonArray array;
    for (const auto& count : counts)
        array << QJsonObject {{u"name"_s, count.name}, {u"count"_s, count.count}};
    return array;
}

QJsonArray numbersArray(const QList<int>& numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array << number;
    return array;
}

QJsonObject costObject(const LedgerTotals& totals)
{
    const bool known = totals.withoutPrice < totals.attempts;
    QJsonObject object =
        known ? moneyObject(u"USD"_s, totals.low(), totals.high()) : moneyObject(u"USD"_s, {}, {});
    object[u"withoutPrice"_s] = totals.withoutPrice;
    return object;
}

QJsonObject passRateObject(const PassRate& rate)
{
    return {{u"attempts"_s, numbersArray(rate.numbers)},
            {u"model"_s, rate.model},
            {u"backEnd"_s, rate.backend},
            {u"tries"_s, rate.tries},
            {u"passed"_s, rate.passed},
            {u"undecided"_s, rate.undecided},
            {u"low"_s, rate.low},
            {u"high"_s, rate.high},
            {u"varies"_s, rate.varies}};
}

QJsonObject pricesObject(const ReportSummary& summary)
{
    return {{u"from"_s, orNull(summary.priceFrom.toString(Qt::ISODate))},
            {u"until"_s, orNull(summary.priceUntil.toString(Qt::ISODate))},
            {u"sources"_s, QJsonArray::fromStringList(summary.priceSources)}};
}

QJsonObject endingObject(const ReportSummary::Ending& ending)
{
    return {{u"stage"_s, Known<Stage>::wireName(ending.stage)},
            {u"outcome"_s, Known<Outcome>::wireName(ending.outcome)},
            {u"reason"_s, orNull(ending.reason)},
            {u"count"_s, ending.count}};
}

QJsonObject pictureWithNames(const ReportPicture& picture, const ReportOptions& options,
                             const JsonStandIn& standIn)
{
    const bool hidden = options.hides(Redaction::Prompts);
    QJsonObject object = pictureObject(picture, standIn);
    object[u"caption"_s] = hidden ? QJsonValue() : orNull(picture.caption);
    object[u"fileName"_s] = hidden ? QJsonValue() : orNull(picture.fileName);
    return object;
}

// The names of the settings are the codec's.
QJsonObject generationConfig(const GenerationSettings& settings)
{
    Prompt prompt;
    prompt.generation = settings;
    return QJsonDocument::fromJson(encodeRequest(prompt)).object()[u"generationConfig"_s].toObject();
}

QJsonObject thresholdsObject(const SafetySettings& safety)
{
    QJsonObject object;
    for (const HarmCategory category : adjustableCategories) {
        if (const auto threshold = safety.threshold(category))
            object[Known<HarmCategory>::wireName(category)] = Known<BlockThreshold>::wireName(*threshold);
    }
    return object;
}

QJsonValue carriedValue(const Prompt& prompt)
{
    return prompt.carried.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(requestText(prompt)));
}

QJsonValue requestValue(const ReportAttempt& row, const ReportOptions& options, const JsonStandIn& standIn)
{
    const Prompt& prompt = row.attempt.prompt;
    if (!options.has(ReportSection::Request) || !isRequestKnown(row.attempt))
        return {};
    QJsonArray images;
    for (const ReportPicture& picture : row.references)
        images << pictureWithNames(picture, options, standIn);
    const bool hidden = options.hides(Redaction::Prompts);
    return QJsonObject {
        {u"model"_s, prompt.model},
        {u"text"_s, hidden ? QJsonValue() : QJsonValue(prompt.text)},
        {u"systemInstruction"_s, hidden ? QJsonValue() : QJsonValue(prompt.systemInstruction)},
        {u"carried"_s, carriedValue(prompt)},
        {u"characters"_s, row.promptCharacters},
        {u"images"_s, images},
        {u"thresholds"_s, thresholdsObject(prompt.safety)},
        {u"generationConfig"_s, generationConfig(prompt.generation)}};
}

QJsonObject verdictObject(const ReportAttempt& row)
{
    const Verdict& verdict = row.attempt.verdict;
    QJsonArray readFrom;
    for (const Evidence& evidence : verdict.readFrom)
        readFrom << QJsonObject {{u"path"_s, evidence.path}, {u"value"_s, evidence.value}};
    return {{u"outcome"_s, Known<Outcome>::wireName(verdict.outcome)},
            {u"stage"_s, Known<Stage>::wireName(verdict.stage)},
            {u"reason"_s, orNull(verdict.reason.value_or(QString()))},
            {u"settingHelps"_s, Known<SettingHelps>::wireName(verdict.settingHelps)},
            {u"retry"_s, Known<RetryAdvice>::wireName(verdict.retry)},
            {u"summary"_s, row.summary},
            {u"categories"_s, QJsonArray::fromStringList(verdict.categories)},
            {u"checks"_s, checksObject(verdict.checks)},
            {u"readFrom"_s, readFrom},
            {u"rule"_s, verdict.rule},
            {u"source"_s, verdict.source}};
}

QString endName(AnswerEnd end)
{
    switch (end) {
    case AnswerEnd::Complete:
        return u"complete"_s;
    case AnswerEnd::NoFinish:
        return u"noFinish"_s;
    case AnswerEnd::BrokenChunk:
        return u"brokenChunk"_s;
    case AnswerEnd::ErrorTail:
        return u"errorTail"_s;
    case AnswerEnd::Cancelled:
        return u"cancelled"_s;
    case AnswerEnd::Network:
        return u"network"_s;
    case AnswerEnd::Refused:
        return u"refused"_s;
    case AnswerEnd::Unreadable:
        return u"unreadable"_s;
    }
    return {};
}

QJsonValue answerValue(const ReportAttempt& row, const ReportOptions& options, const JsonStandIn& standIn)
{
    if (!options.has(ReportSection::Answer) || row.attempt.state == AttemptState::Sending)
        return {};
    const bool raw = row.rawAnswer.has_value();
    return QJsonObject {{u"raw"_s, raw ? QJsonValue(standIn(*row.rawAnswer, true)) : QJsonValue()},
                        {u"response"_s, raw ? QJsonValue() : QJsonValue(responseObject(row, standIn))}};
}

void addNotes(QJsonObject& object, const Attempt& attempt)
{
    object[u"title"_s] = orNull(attempt.title);
    object[u"mark"_s] = attempt.mark;
    object[u"starred"_s] = attempt.starred;
    object[u"tags"_s] = QJsonArray::fromStringList(attempt.tags);
    object[u"comment"_s] = orNull(attempt.comment);
}

} // namespace

QJsonObject summaryObject(const Report& report)
{
    const ReportSummary& summary = report.summary;
    QJsonArray endings;
    for (const auto& ending : summary.endings)
        endings << endingObject(ending);
    QJsonArray rates;
    for (const auto& rate : summary.passRates)
        rates << passRateObject(rate);
    const auto& sent = summary.sent;
    const auto& simulated = summary.simulatedTotals;
    return {{u"attempts"_s, summary.attempts},
            {u"passed"_s, summary.passed},
            {u"simulated"_s, summary.simulated},
            {u"imported"_s, summary.imported},
            {u"open"_s, summary.open},
            {u"first"_s, timeValue(summary.first)},
            {u"last"_s, timeValue(summary.last)},
            {u"endings"_s, endings},
            {u"models"_s, countsArray(summary.models)},
            {u"answered"_s, countsArray(summary.answered)},
            {u"backEnds"_s, countsArray(summary.backends)},
            {u"cost"_s, costObject(sent)},
            {u"simulatedCost"_s, costObject(simulated)},
            {u"tokens"_s,
             QJsonObject {{u"prompt"_s, sent.promptTokens + simulated.promptTokens},
                          {u"thoughts"_s, sent.thoughtsTokens + simulated.thoughtsTokens},
                          {u"output"_s, sent.outputTokens + simulated.outputTokens}}},
            {u"images"_s, sent.images + simulated.images},
            {u"prices"_s, pricesObject(summary)},
            {u"passRates"_s, rates}};
}

QJsonObject attemptObject(const ReportAttempt& row, const ReportOptions& options, const JsonStandIn& standIn)
{
    const Attempt& attempt = row.attempt;
    const bool open = attempt.state == AttemptState::Sending;
    QJsonObject object {
        {u"number"_s, attempt.number},
        {u"sentAt"_s, timeValue(attempt.sentAt)},
        {u"state"_s, Known<AttemptState>::wireName(attempt.state)},
        {u"backEnd"_s, QJsonObject {{u"id"_s, attempt.backendId}, {u"name"_s, attempt.backendName}}},
        {u"simulated"_s, attempt.simulated},
        {u"importedFrom"_s, attempt.importedFrom ? QJsonValue(*attempt.importedFrom) : QJsonValue()},
        {u"cameFrom"_s, row.cameFrom > 0 ? QJsonValue(row.cameFrom) : QJsonValue()},
        {u"remedies"_s, QJsonArray::fromStringList(attempt.remedies)},
        {u"url"_s, orNull(attempt.url)},
        {u"stream"_s, attempt.stream},
        {u"request"_s, requestValue(row, options, standIn)},
        {u"http"_s,
         QJsonObject {{u"code"_s, attempt.httpCode > 0 ? QJsonValue(attempt.httpCode) : QJsonValue()},
                      {u"tries"_s, attempt.tries},
                      {u"seconds"_s, attempt.seconds},
                      {u"firstByteSeconds"_s, attempt.firstByteSeconds}}},
        {u"failure"_s, orNull(attempt.failure)},
        {u"end"_s, endName(attempt.response.end)},
        {u"verdict"_s, open ? QJsonValue() : QJsonValue(verdictObject(row))},
        {u"billing"_s, open ? QJsonValue() : QJsonValue(billingObject(attempt.billing))},
        {u"answer"_s, answerValue(row, options, standIn)}};
    addNotes(object, attempt);
    return object;
}

QString comparedRowName(ComparedRow row)
{
    static constexpr std::array names {"attempt",    "stoppedAt", "result",  "prompt", "systemInstruction",
                                       "thresholds", "settings",  "carried", "images", "model",
                                       "backEnd",    "ratings",   "answer",  "tokens", "cost",
                                       "time"};
    static_assert(names.size() == comparedRows.size());
    return QString::fromLatin1(names.at(std::size_t(row)));
}

QJsonObject comparisonObject(const ReportComparison& comparison)
{
    QJsonArray rows;
    for (const auto& row : comparison.rows) {
        QJsonArray different;
        for (const bool one : row.different)
            different << one;
        rows << QJsonObject {{u"row"_s, comparedRowName(row.row)},
                             {u"texts"_s, QJsonArray::fromStringList(row.texts)},
                             {u"different"_s, different}};
    }
    return {{u"attempts"_s, numbersArray(comparison.numbers)},
            {u"baseline"_s, comparison.numbers.value(comparison.baseline)},
            {u"rows"_s, rows}};
}

} // namespace safelight
