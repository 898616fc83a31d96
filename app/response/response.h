#pragma once

#include "app/response/reasons.h"
#include "app/response/tokenusage.h"
#include "app/safety/safetyrating.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>

namespace safelight {

// One part of a candidate's content.
struct Part
{
    enum class Kind { Text, InlineData, FunctionCall, Other };

    Kind kind = Kind::Text;
    QString text; // Text
    bool thought = false; // a thought summary, apart from the answer
    QByteArray thoughtSignature; // base64 as it came
    QString mimeType; // InlineData: as the service names it
    QByteArray data; // InlineData: decoded
    QString name; // FunctionCall: its name; Other: the member that was found
    QByteArray json; // FunctionCall, Other: the part as it came

    bool isImage() const
    {
        return kind == Kind::InlineData && mimeType.startsWith(QLatin1StringView("image/"));
    }

    friend bool operator==(const Part&, const Part&) = default;
};

struct Candidate
{
    int index = 0;
    std::optional<Known<FinishReason>> finishReason; // absent: none came
    QString finishMessage; // the service's own sentence, empty when none
    QList<Part> parts;
    QList<SafetyRating> ratings;
    bool hasRatings = false; // the member was there, even if empty

    QString text() const; // text parts that are no thoughts, joined
    QString thoughtText() const; // thought parts, joined
    // Images with data that are no thoughts, in order: the last is the result, the earlier ones drafts
    // (gemini-api.md §4).
    QList<Part> images() const;
    bool hasContent() const; // any text beyond white space, image, data or function call outside the thoughts

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct PromptFeedback
{
    std::optional<Known<BlockReason>> blockReason;
    QString blockReasonMessage;
    QList<SafetyRating> ratings;
    bool hasRatings = false;

    friend bool operator==(const PromptFeedback&, const PromptFeedback&) = default;
};

// An error the service sent, already redacted.
struct ServiceError
{
    int httpCode = 0; // 0: not known
    QString status; // "RESOURCE_EXHAUSTED", as it came
    QString message;
    QString reason; // ErrorInfo.reason: "API_KEY_INVALID"
    QString field; // BadRequest: the first field named
    std::optional<double> retryAfterSeconds;
    QString quotaId;
    QString quotaValue;
    QString detail; // DebugInfo: "Source image 0 too short"
    bool html = false; // the body was a web page, not an API error

    friend bool operator==(const ServiceError&, const ServiceError&) = default;
};

// A daily or a zero quota: no wait within a request's life brings it back (gemini-api.md §9).
bool isLastingLimit(const ServiceError& error);

// How the bytes of the answer ended.
enum class AnswerEnd {
    Complete, // as it should
    NoFinish, // a stream that ended without a finish reason or a block
    BrokenChunk, // a stream whose last event is cut off or is no JSON
    ErrorTail, // a stream that ended in an error
    Cancelled, // the user stopped it
    Network, // the connection failed
    Refused, // this program did not go on: a certificate nobody vouches for, an unsafe address, a redirect
    Unreadable, // none of the shapes this program knows
};

// The form in which the answer came.
enum class AnswerShape { None, Object, Array, EventStream, ErrorBody, HtmlPage, Predictions };

// One answer, whatever its shape on the wire.
struct Response
{
    AnswerShape shape = AnswerShape::None;
    AnswerEnd end = AnswerEnd::Complete;
    QList<Candidate> candidates; // absent, null and empty all read as empty
    std::optional<PromptFeedback> promptFeedback;
    std::optional<TokenUsage> usage;
    std::optional<ServiceError> error;
    QString modelVersion;
    QString responseId;
    QString createTime;
    QString modelStage; // modelStatus.modelStage, as it came
    QString form; // what it was translated from ("openai.chat"); empty: nothing was. See formOf().
    QString through; // the gateway or library that wrapped it ("OpenRouter"); empty: none is known
    int chunks = 0; // of a stream
    QStringList warnings; // "unknown finish reason: X", "chunk 3 is not JSON"

    friend bool operator==(const Response&, const Response&) = default;
};

// With several candidates the one with the lowest index decides (headless.md), in whatever order they came;
// null where there is none.
const Candidate* decisiveCandidate(const Response& response);

// In which format it came: "gemini.response", "gemini.stream", "vertex.prediction", "openai.chat"
// (headless.md, `form`). Empty: in none that this program knows.
QString formOf(const Response& response);

// Has the service said how it ended: a finish reason on the first candidate, or a block?
bool isFinished(const Response& response);

} // namespace safelight
