#include "app/cli/inspection.h"

#include "app/advice/advise.h"
#include "app/diagnosis/diagnose.h"
#include "app/found/answerextractor.h"
#include "app/reportfile/valuejson.h"
#include "app/response/supportcodes.h"
#include "app/session/attempt.h"
#include "app/wording/advicewords.h"
#include "app/wording/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

template<typename List, typename Encode>
QJsonArray arrayOf(const List& list, Encode encode)
{
    QJsonArray array;
    for (const auto& item : list)
        array.append(encode(item));
    return array;
}

QJsonObject candidateObject(const Candidate& candidate)
{
    const auto calls = std::ranges::count(candidate.parts, Part::Kind::FunctionCall, &Part::kind);
    const auto texts = std::ranges::count(candidate.parts, Part::Kind::Text, &Part::kind);
    const auto images = candidate.images().size();
    return {{u"index"_s, candidate.index},
            {u"finishReason"_s, orNull(candidate.finishReason)},
            {u"finishMessage"_s, orNull(candidate.finishMessage)},
            {u"text"_s, candidate.text()},
            {u"thoughtText"_s, candidate.thoughtText()},
            {u"images"_s, images},
            {u"functionCalls"_s, qint64(calls)},
            {u"otherParts"_s, qint64(candidate.parts.size() - texts - images - calls)},
            {u"safetyRatings"_s, arrayOf(candidate.ratings, ratingObject)}};
}

QJsonObject modalityObject(const ModalityTokens& detail)
{
    return {{u"modality"_s, detail.modality.text()}, {u"tokens"_s, detail.tokens}};
}

QJsonValue usageValue(const std::optional<TokenUsage>& usage)
{
    if (!usage)
        return {};
    return QJsonObject {{u"prompt"_s, orNull(usage->prompt)},
                        {u"cached"_s, orNull(usage->cached)},
                        {u"toolUse"_s, orNull(usage->toolUse)},
                        {u"thoughts"_s, orNull(usage->thoughts)},
                        {u"candidates"_s, orNull(usage->candidates)},
                        {u"total"_s, orNull(usage->total)},
                        {u"promptDetails"_s, arrayOf(usage->promptDetails, modalityObject)},
                        {u"candidatesDetails"_s, arrayOf(usage->candidatesDetails, modalityObject)},
                        {u"consistent"_s, orNull(usage->isConsistent())}};
}

QJsonValue quotaValue(const ServiceError& error)
{
    if (error.quotaId.isEmpty() && error.quotaValue.isEmpty())
        return {};
    return QJsonObject {{u"id"_s, orNull(error.quotaId)}, {u"value"_s, orNull(error.quotaValue)}};
}

QJsonValue errorValue(const std::optional<ServiceError>& error)
{
    if (!error)
        return {};
    return QJsonObject {{u"httpCode"_s, error->httpCode > 0 ? QJsonValue(error->httpCode) : QJsonValue()},
                        {u"status"_s, orNull(error->status)},
                        {u"message"_s, orNull(error->message)},
                        {u"reason"_s, orNull(error->reason)},
                        {u"retryAfterSeconds"_s, orNull(error->retryAfterSeconds)},
                        {u"quota"_s, quotaValue(*error)}};
}

// An unknown code has neither category nor phase; a known one may have no documented phase.
QJsonObject codeObject(const SupportCode& code)
{
    const bool isPhase = code.phase != SupportPhase::Unknown;
    return {{u"code"_s, code.code},
            {u"category"_s,
             code.category ? QJsonValue(Known<SupportCategory>::wireName(*code.category)) : QJsonValue()},
            {u"phase"_s, isPhase ? QJsonValue(Known<SupportPhase>::wireName(code.phase)) : QJsonValue()}};
}

// Nothing can be said of what is not an answer.
QJsonValue billingValue(const Inspection& inspection)
{
    if (inspection.verdict.outcome == Outcome::Unreadable)
        return {};
    return billingObject(inspection.billing);
}

QJsonObject remedyObject(const Remedy& remedy)
{
    return {{u"id"_s, remedy.id}, {u"helps"_s, remedy.helps}, {u"why"_s, wording::remedyWhy(remedy)}};
}

// The tier that served, as the response names it; an older Vertex names only the traffic's kind.
QJsonValue servedTier(const Response& response)
{
    if (!response.usage)
        return {};
    const auto& usage = *response.usage;
    for (const auto tier : {"PRIORITY"_L1, "FLEX"_L1, "BATCH"_L1}) {
        if (usage.serviceTier.isEmpty() && usage.trafficType.contains(tier))
            return QString(tier).toLower();
    }
    return orNull(usage.serviceTier);
}

Inspection inspectionOf(const QString& source, ExtractedAnswer extracted, const PriceBook& prices,
                        QDate today)
{
    Inspection inspection;
    inspection.source = source;
    inspection.response = std::move(extracted.response);
    inspection.response.warnings = extracted.notes + inspection.response.warnings;
    RequestContext request;
    request.thresholdsAreOpen = extracted.thresholdsAreOpen;
    inspection.verdict = diagnose(inspection.response, request);
    BillingContext context;
    context.today = today;
    inspection.billing = billingOf(inspection.response, context, prices);
    inspection.remedies = advise(inspection.verdict, inspection.response);
    return inspection;
}

void addReading(QJsonObject& object, const Inspection& inspection)
{
    object[u"form"_s] = orNull(formOf(inspection.response));
    object[u"through"_s] = orNull(inspection.response.through);
    object[u"looksLikeRefusal"_s] = inspection.verdict.looksLikeRefusal;
    object[u"servedTier"_s] = servedTier(inspection.response);
    object[u"continuation"_s] = inspection.verdict.rule == "finish.continuation"_L1;
}

void addFeedback(QJsonObject& object, const std::optional<PromptFeedback>& feedback)
{
    object[u"blockReason"_s] = feedback ? orNull(feedback->blockReason) : QJsonValue();
    object[u"blockReasonMessage"_s] = feedback ? orNull(feedback->blockReasonMessage) : QJsonValue();
    object[u"promptRatings"_s] = feedback ? arrayOf(feedback->ratings, ratingObject) : QJsonArray();
}

} // namespace

Inspection inspect(const QString& source, const QByteArray& bytes, const PriceBook& prices, QDate today)
{
    return inspectionOf(source, extractAnswer(bytes), prices, today);
}

void inspectEach(const QString& source, const QByteArray& bytes, const PriceBook& prices, QDate today,
                 const std::function<void(const Inspection&)>& take)
{
    std::optional<ExtractedAnswer> last; // held back until it is known whether it is the only one
    bool isOneOfMany = false;
    const auto give = [&] {
        const bool isPlaced = isOneOfMany && last->firstLine > 0;
        const QString place = isPlaced ? source + u':' + QString::number(last->firstLine) : source;
        take(inspectionOf(place, std::move(*last), prices, today));
    };
    extractAnswers(bytes, 0, [&](ExtractedAnswer&& answer) {
        isOneOfMany = last.has_value();
        if (last)
            give();
        last = std::move(answer);
    });
    if (last)
        give();
}

Inspection inspect(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model)
{
    AdviceContext context;
    context.prompt = attempt.prompt;
    context.request = requestContext(attempt.prompt, model);
    context.backEnd = attempt.backendId;
    return {source, attempt.response, attempt.verdict, attempt.billing,
            advise(attempt.verdict, attempt.response, context)};
}

QJsonObject inspectionObject(const Inspection& inspection)
{
    const Response& response = inspection.response;
    const Verdict& verdict = inspection.verdict;
    QJsonObject object {{u"schema"_s, u"safelight.inspection/1"_s},
                        {u"source"_s, inspection.source},
                        {u"outcome"_s, Known<Outcome>::wireName(verdict.outcome)},
                        {u"stage"_s, Known<Stage>::wireName(verdict.stage)},
                        {u"reason"_s, orNull(verdict.reason)},
                        {u"settingHelps"_s, Known<SettingHelps>::wireName(verdict.settingHelps)},
                        {u"retry"_s, Known<RetryAdvice>::wireName(verdict.retry)},
                        {u"summary"_s, wording::summary(verdict, response)},
                        {u"candidates"_s, arrayOf(response.candidates, candidateObject)},
                        {u"categories"_s, QJsonArray::fromStringList(verdict.categories)},
                        {u"supportCodes"_s, arrayOf(supportCodes(response), codeObject)},
                        {u"usage"_s, usageValue(response.usage)},
                        {u"billing"_s, billingValue(inspection)},
                        {u"error"_s, errorValue(response.error)},
                        {u"modelVersion"_s, orNull(response.modelVersion)},
                        {u"responseId"_s, orNull(response.responseId)},
                        {u"checks"_s, checksObject(verdict.checks)},
                        {u"remedies"_s, arrayOf(inspection.remedies, remedyObject)},
                        {u"warnings"_s, QJsonArray::fromStringList(response.warnings)}};
    addFeedback(object, response.promptFeedback);
    addReading(object, inspection);
    return object;
}

int exitCode(const Verdict& verdict)
{
    switch (verdict.outcome) {
    case Outcome::Delivered:
        return 0;
    case Outcome::Truncated: // one part of a longer answer may hold only thinking (back-ends.md §7)
        return verdict.checks.hasContent || verdict.rule == "finish.continuation"_L1 ? 0 : 1;
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        return 1;
    case Outcome::Unreadable:
        return 2;
    case Outcome::ApiError:
        return 3;
    case Outcome::Interrupted:
        return 4;
    }
    return 2;
}

} // namespace safelight
