#include "app/wire/answerreader.h"

#include "app/base/secret.h"
#include "app/wire/candidatereader.h"
#include "app/wire/fieldreader.h"
#include "app/wire/serviceerrorreader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using safelight::json::Key;
using safelight::json::Kind;
using safelight::json::Value;

namespace safelight {

namespace {

constexpr int wrapperLimit = 4; // {"response": {"response": …}}: SDK and batch dumps nest once or twice

// One object into one response.
class ObjectReader
{
public:
    ObjectReader(Response& response, ReaderMemory& memory)
        : m_response(response)
        , m_memory(memory)
        , m_fields(response.warnings)
        , m_candidates(m_fields, memory)
    { }

    FieldReader& fields() { return m_fields; }

    AnswerReader::Found read(Value& value)
    {
        if (!readMembers(value))
            return AnswerReader::Found::NoJson;
        if (m_predictions)
            return AnswerReader::Found::Predictions;
        if (m_answer)
            return AnswerReader::Found::Answer;
        if (m_response.error)
            return AnswerReader::Found::Error;
        if (m_request)
            return AnswerReader::Found::Request;
        return foundInHints();
    }

private:
    // No member says what became of the answer, but several that only a response has stand together, or there
    // is nothing else: then it is a response without a reason. Counts of tokens alone are anybody's.
    AnswerReader::Found foundInHints() const
    {
        if (m_noPredictions && m_strange == 0)
            return AnswerReader::Found::Predictions;
        const bool onlyUsage = m_usage && m_hints == 1;
        if (m_strange == 0 && !onlyUsage)
            return AnswerReader::Found::Answer;
        if (m_hints > 1)
            return AnswerReader::Found::Answer;
        return m_hints == 1 ? AnswerReader::Found::Fragment : AnswerReader::Found::Nothing;
    }

    bool readMembers(Value& value)
    {
        return json::forEachMember(value, [this](Key key, Value& item) { return readMember(key, item); });
    }

    bool readMember(Key key, Value& value)
    {
        if (key.is("candidates"))
            return readCandidates(value);
        if (key.is("promptFeedback", "prompt_feedback"))
            return readFeedback(value);
        if (key.is("usageMetadata", "usage_metadata"))
            return readUsage(value);
        if (key.is("predictions"))
            return readPredictions(value);
        if (key.is("error"))
            return readError(value);
        if (key.is("response") && json::kindOf(value) == Kind::Object)
            return ++m_depth > wrapperLimit || readMembers(value);
        if (key.is("modelStatus", "model_status"))
            return readModelStatus(value);
        if (key.is("readAs"))
            return readTranslation(value);
        readText(key, value);
        return true;
    }

    bool readCandidates(Value& value)
    {
        const auto before = m_candidates.recognised();
        const auto kind = json::kindOf(value);
        const bool isListOrNull = kind == Kind::Array || kind == Kind::Null;
        const bool whole = m_candidates.readCandidates(value, m_response.candidates);
        if (m_candidates.recognised() > before)
            m_answer = true;
        else if (m_response.candidates.isEmpty() && !m_candidates.hasStrangers() && isListOrNull)
            ++m_hints;
        else
            ++m_strange; // somebody else's candidates
        return whole;
    }

    bool readPredictions(Value& value)
    {
        const auto before = m_candidates.recognised();
        const bool isList = json::kindOf(value) == Kind::Array;
        const bool whole = m_candidates.readPredictions(value, m_response.candidates);
        m_predictions = m_candidates.recognised() > before;
        m_noPredictions = isList && !m_predictions && !m_candidates.hasStrangers();
        if (!m_predictions && !m_noPredictions)
            ++m_strange; // another kind of model predicts something else
        return whole;
    }

    // What app/found writes beside an answer that came in another format.
    bool readTranslation(Value& value)
    {
        if (!m_fields.isA(value, Kind::Object, "readAs"_L1))
            return true;
        return json::forEachMember(value, [&](Key key, Value& item) {
            if (key.is("form"))
                m_fields.text(item, "readAs.form"_L1, m_response.form);
            else if (key.is("through"))
                m_fields.text(item, "readAs.through"_L1, m_response.through);
            return true;
        });
    }

    void readText(Key key, Value& value)
    {
        if (key.is("modelVersion", "model_version"))
            take(value, "modelVersion"_L1, m_memory.modelVersion, m_response.modelVersion);
        else if (key.is("responseId", "response_id"))
            take(value, "responseId"_L1, m_memory.responseId, m_response.responseId);
        else if (key.is("createTime", "create_time"))
            take(value, "createTime"_L1, m_memory.createTime, m_response.createTime);
        else if (key.is("contents"))
            m_request = true;
        else if (!key.is("deployedModelId") && !key.is("model") && !key.is("modelDisplayName")
                 && !key.is("modelVersionId") && !key.is("metadata"))
            ++m_strange; // than what stands beside predictions
    }

    void take(Value& value, QLatin1StringView name, RecentText& recent, QString& target)
    {
        ++m_hints;
        if (!m_fields.isA(value, Kind::Text, name))
            return;
        target = recent.of(json::tokenOf(value));
    }

    bool readFeedback(Value& value)
    {
        ++m_hints;
        if (!m_fields.isA(value, Kind::Object, "promptFeedback"_L1))
            return true;
        PromptFeedback& feedback = m_response.promptFeedback.emplace();
        const bool whole = json::forEachMember(value, [&](Key key, Value& item) {
            if (key.is("blockReason", "block_reason")) {
                if (json::tokenOf(item) == "0") // of an enumeration: none, as dictionaries of SDKs have it
                    return true;
                m_answer = true;
                m_fields.name(item, QT_TRANSLATE_NOOP("AnswerDecoder", "block reason"), feedback.blockReason);
            } else if (key.is("blockReasonMessage", "block_reason_message")) {
                m_answer = true;
                m_fields.text(item, "blockReasonMessage"_L1, feedback.blockReasonMessage);
            } else if (key.is("safetyRatings", "safety_ratings")) {
                m_answer = true;
                feedback.hasRatings = m_fields.isA(item, Kind::Array, "safetyRatings"_L1);
                return !feedback.hasRatings || m_candidates.readRatings(item, feedback.ratings);
            }
            return true;
        });
        feedback.blockReasonMessage = redacted(feedback.blockReasonMessage);
        return whole;
    }

    bool readUsage(Value& value)
    {
        if (!m_fields.isA(value, Kind::Object, "usageMetadata"_L1)) {
            ++m_strange;
            return true;
        }
        static const TokenUsage none; // copied faster than made
        TokenUsage& usage = m_response.usage.emplace(none);
        const bool whole = json::forEachMember(
            value, [&](Key key, Value& item) { return readUsageMember(key, item, usage); });
        m_usage = true;
        ++(usage == none ? m_strange : m_hints);
        return whole;
    }

    bool readUsageMember(Key key, Value& value, TokenUsage& usage)
    {
        if (key.is("promptTokenCount", "prompt_token_count"))
            m_fields.integer(value, "promptTokenCount"_L1, usage.prompt);
        else if (key.is("candidatesTokenCount", "candidates_token_count"))
            m_fields.integer(value, "candidatesTokenCount"_L1, usage.candidates);
        else if (key.is("totalTokenCount", "total_token_count"))
            m_fields.integer(value, "totalTokenCount"_L1, usage.total);
        else if (key.is("thoughtsTokenCount", "thoughts_token_count"))
            m_fields.integer(value, "thoughtsTokenCount"_L1, usage.thoughts);
        else if (key.is("cachedContentTokenCount", "cached_content_token_count"))
            m_fields.integer(value, "cachedContentTokenCount"_L1, usage.cached);
        else if (key.is("toolUsePromptTokenCount", "tool_use_prompt_token_count"))
            m_fields.integer(value, "toolUsePromptTokenCount"_L1, usage.toolUse);
        else if (key.is("trafficType", "traffic_type"))
            m_fields.text(value, "trafficType"_L1, usage.trafficType);
        else if (key.is("serviceTier", "service_tier"))
            m_fields.text(value, "serviceTier"_L1, usage.serviceTier);
        else
            return readUsageDetails(key, value, usage);
        return true;
    }

    bool readUsageDetails(Key key, Value& value, TokenUsage& usage)
    {
        if (key.is("promptTokensDetails", "prompt_tokens_details"))
            return readDetails(value, "promptTokensDetails"_L1, usage.promptDetails);
        if (key.is("candidatesTokensDetails", "candidates_tokens_details"))
            return readDetails(value, "candidatesTokensDetails"_L1, usage.candidatesDetails);
        if (key.is("cacheTokensDetails", "cache_tokens_details"))
            return readDetails(value, "cacheTokensDetails"_L1, usage.cachedDetails);
        if (key.is("toolUsePromptTokensDetails", "tool_use_prompt_tokens_details"))
            return readDetails(value, "toolUsePromptTokensDetails"_L1, usage.toolUseDetails);
        return true;
    }

    bool readDetails(Value& value, QLatin1StringView name, QList<ModalityTokens>& details)
    {
        details.clear();
        if (!m_fields.isA(value, Kind::Array, name))
            return true;
        return json::forEachElement(value, [&](Value& item) {
            if (!m_fields.isA(item, Kind::Object, name))
                return true;
            std::optional<Known<Modality>> modality;
            std::optional<qint64> tokens;
            const bool whole = json::forEachMember(item, [&](Key key, Value& member) {
                if (key.is("modality"))
                    m_fields.name(member, QT_TRANSLATE_NOOP("AnswerDecoder", "modality"), modality);
                else if (key.is("tokenCount", "token_count"))
                    m_fields.integer(member, "tokenCount"_L1, tokens);
                return true;
            });
            details.append({modality.value_or(Modality::Unspecified), tokens.value_or(0)});
            return whole;
        });
    }

    bool readModelStatus(Value& value)
    {
        if (!m_fields.isA(value, Kind::Object, "modelStatus"_L1))
            return true;
        return json::forEachMember(value, [&](Key key, Value& item) {
            if (key.is("modelStage", "model_stage"))
                m_fields.text(item, "modelStage"_L1, m_response.modelStage);
            return true;
        });
    }

    bool readError(Value& value)
    {
        const auto token = json::tokenOf(value);
        const auto kind = json::kindOf(token);
        if (kind == Kind::Null)
            return true;
        if (kind != Kind::Object) {
            m_response.error = readServiceError(token);
            return true;
        }
        if (!json::forEachMember(value, [](Key, Value&) { return true; }))
            return false;
        const char* end = nullptr;
        if (value.current_location().get(end) != simdjson::SUCCESS)
            return false;
        m_response.error = readServiceError({token.data(), end - token.data()});
        return true;
    }

    Response& m_response;
    ReaderMemory& m_memory;
    FieldReader m_fields;
    CandidateReader m_candidates;
    int m_depth = 0;
    int m_hints = 0; // members that a response has, and that do not say what became of it
    int m_strange = 0; // members that none has
    bool m_usage = false;
    bool m_answer = false;
    bool m_predictions = false;
    bool m_noPredictions = false; // the list of them is empty
    bool m_request = false;
};

QString repairWarning()
{
    return QCoreApplication::translate("AnswerDecoder",
                                       "some bytes are not valid UTF-8 JSON and were replaced");
}

} // namespace

AnswerReader::Found AnswerReader::readObject(json::Source source, Response& response)
{
    Value root;
    if (m_parser.openRepaired(json::trimmed(source)) != simdjson::SUCCESS
        || m_parser.root(root) != simdjson::SUCCESS)
        return Found::NoJson;
    if (json::kindOf(root) != Kind::Object)
        return Found::Nothing;
    ObjectReader reader(response, m_memory);
    const auto found = reader.read(root);
    if (found != Found::NoJson && m_parser.wasRepaired())
        reader.fields().warn(repairWarning());
    if (found != Found::NoJson && m_parser.hasMore())
        reader.fields().warn(
            QCoreApplication::translate("AnswerDecoder", "what stands behind the first object was not read"));
    return found;
}

bool AnswerReader::readArray(json::Source source, const Take& take)
{
    Value root;
    if (m_parser.openRepaired(json::trimmed(source)) != simdjson::SUCCESS
        || m_parser.root(root) != simdjson::SUCCESS)
        return false;
    bool first = true;
    return json::forEachElement(root, [&](Value& item) {
        Response response;
        ObjectReader reader(response, m_memory);
        if (std::exchange(first, false) && m_parser.wasRepaired())
            reader.fields().warn(repairWarning());
        auto found = Found::Nothing;
        if (reader.fields().isA(item, Kind::Object, "[]"_L1))
            found = reader.read(item);
        if (found != Found::NoJson)
            take(found, std::move(response));
        return found != Found::NoJson;
    });
}

void AnswerReader::recycle(Response& used)
{
    auto& candidates = used.candidates;
    if (candidates.isEmpty() || !candidates.isDetached())
        return;
    m_memory.parts.swap(candidates.first().parts);
    m_memory.parts.clear();
    m_memory.candidates.swap(candidates);
    m_memory.candidates.clear();
}

} // namespace safelight
