#include "app/dialects/dialects.h"

#include "app/dialects/anthropicdialect.h"
#include "app/dialects/errordialects.h"
#include "app/dialects/frameworkdialects.h"
#include "app/dialects/googledialects.h"
#include "app/dialects/openaidialects.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace safelight {

namespace {

using Reader = std::optional<Translation> (*)(const QJsonObject& object);

// The more a format is told apart by, the earlier; what may stand in anybody's object comes last.
constexpr std::array<Reader, 12> readers {readOpenAiChat,  readOpenAiResponse, readAnthropicMessage,
                                          readInteraction, readLiveMessage,    readOperation,
                                          readPalm,        readAiSdk,          readSpringAi,
                                          readLangChain,   readLooseReason,    readReportedError};

constexpr std::array memberNames {"choices",
                                  "native_finish_reason",
                                  "finish_reason",
                                  "finishReason",
                                  "stop_reason",
                                  "block_reason",
                                  "blockReason",
                                  "generation_info",
                                  "generationInfo",
                                  "response_metadata",
                                  "responseMetadata",
                                  "serverContent",
                                  "server_content",
                                  "event_type",
                                  "incomplete_details",
                                  "raiMediaFilteredReasons",
                                  "rai_media_filtered_reasons",
                                  "raiMediaFilteredCount",
                                  "rai_media_filtered_count",
                                  "generateVideoResponse",
                                  "generatedSamples",
                                  "generatedVideos",
                                  "generated_videos",
                                  "videos",
                                  "safetyFeedback",
                                  "providerMetadata",
                                  "rawFinishReason",
                                  "error_type",
                                  "delta"};

// Names that anybody's members have, and what their values begin with in one of the formats.
struct MemberValue
{
    const char* name;
    const char* start;
};

constexpr std::array memberValues {
    MemberValue {"object", "\"interaction\""},   MemberValue {"object", "\"response\""},
    MemberValue {"object", "\"chat.completion"}, MemberValue {"status", "\"INVALID_"},
    MemberValue {"status", "\"FAILED_PRE"},      MemberValue {"status", "\"UNAUTHENTICATED"},
    MemberValue {"status", "\"PERMISSION_"},     MemberValue {"status", "\"NOT_FOUND"},
    MemberValue {"status", "\"RESOURCE_EX"},     MemberValue {"status", "\"INTERNAL\""},
    MemberValue {"status", "\"UNAVAILABLE"},     MemberValue {"status", "\"DEADLINE_"}};

struct GatewayMark
{
    const char* mark;
    const char* name;
};

constexpr std::array gatewayMarks {GatewayMark {"one_api_error", "one-api"},
                                   GatewayMark {"new_api_error", "new-api"},
                                   GatewayMark {"n8nDetails", "n8n"},
                                   GatewayMark {"n8nVersion", "n8n"},
                                   GatewayMark {"native_finish_reason", "OpenRouter"},
                                   GatewayMark {"OPENROUTER PROCESSING", "OpenRouter"},
                                   GatewayMark {"litellm", "LiteLLM"},
                                   GatewayMark {"vertex_ai_safety_results", "LiteLLM"},
                                   GatewayMark {"langchain4j", "LangChain4j"},
                                   GatewayMark {"langchain", "LangChain"},
                                   GatewayMark {"langgraph", "LangChain"},
                                   GatewayMark {"llama_index", "LlamaIndex"},
                                   GatewayMark {"AI_TypeValidationError", "AI SDK"},
                                   GatewayMark {"AI_APICallError", "AI SDK"},
                                   GatewayMark {"springframework.ai", "Spring AI"},
                                   GatewayMark {"PluginInvokeError", "Dify"},
                                   GatewayMark {"PluginDaemonInnerError", "Dify"},
                                   GatewayMark {"jsonPayload", "Cloud Logging"},
                                   GatewayMark {"full_response", "BigQuery"},
                                   GatewayMark {"model_response", "BigQuery"}};

void walk(const QJsonValue& value, QList<Translation>& found)
{
    if (value.isArray()) {
        const auto list = value.toArray();
        for (const auto item : list)
            walk(item, found);
        return;
    }
    const QJsonObject object = value.toObject();
    for (const auto reader : readers) {
        if (auto translation = reader(object)) {
            found.append(std::move(*translation));
            return;
        }
    }
    for (const auto& member : object)
        walk(member, found);
}

} // namespace

bool tellsOfDialect(QByteArrayView memberName)
{
    return std::ranges::any_of(memberNames, [memberName](const char* name) { return memberName == name; });
}

bool tellsOfDialect(QByteArrayView memberName, QByteArrayView value)
{
    return std::ranges::any_of(memberValues, [&](const MemberValue& entry) {
        return memberName == entry.name && value.startsWith(entry.start);
    });
}

QList<Translation> readDialects(const QByteArray& json)
{
    QList<Translation> found;
    const auto document = QJsonDocument::fromJson(json);
    walk(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), found);
    return found;
}

QString gatewayIn(QByteArrayView text)
{
    const auto it = std::ranges::find_if(
        gatewayMarks, [text](const GatewayMark& entry) { return text.contains(entry.mark); });
    return it == gatewayMarks.end() ? QString() : QString::fromLatin1(it->name);
}

} // namespace safelight
