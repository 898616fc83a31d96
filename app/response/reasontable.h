#pragma once

#include "app/response/outcome.h"
#include "app/response/reasons.h"

#include <span>

namespace safelight {

// What a reason means for the reader.
struct Rule
{
    QLatin1StringView id; // "finish.image-safety"
    Outcome outcome = Outcome::Unreadable;
    Stage stage = Stage::Unknown;
    SettingHelps settingHelps = SettingHelps::Unknown;
    RetryAdvice retry = RetryAdvice::No;
    const char* source = ""; // UTF-8: "gemini-api.md §3"
};

// How the simulator plays a reason.
struct ReasonPlay
{
    const char* scenario = ""; // the word that orders it; empty: it has none
    const char* description = ""; // in the context "Simulator"
    const char* says = ""; // the service's own sentence
    bool endsPartWay = false; // some of the text arrives before this end
};

// One row of resources/knowledge/reasons.json; empty texts where it has none. English, to be translated in
// the context "Wording" unless said otherwise.
struct ReasonRow
{
    Rule rule;
    bool isProhibition = false; // explained, never rewritten or tried again (product.md, row 15)
    const char* title = ""; // %1: the reason as it came
    const char* madeTitle = ""; // the title where the response shows that an image was made
    const char* explanation = "";
    const char* meaning = ""; // of the field's value; in the context "Fields"
    QLatin1StringView name; // on the wire, in its usual spelling
    int gemini = -1; // its number in google.ai.generativelanguage.v1beta; -1: it has none there
    int vertex = -1; // its number in google.cloud.aiplatform.v1
    ReasonPlay play = {};
};

// Which errors a row of them is for: the first match decides. 0 and an empty text fit anything.
struct ErrorMatch
{
    int code = 0;
    QLatin1StringView reason;
    QLatin1StringView text; // stands in the message or in the field the error names
    std::size_t row = 0;
};

const ReasonRow& reasonRow(BlockReason reason);
const ReasonRow& reasonRow(FinishReason reason);
const ReasonRow& reasonRow(Situation situation);

std::span<const ReasonRow> blockReasonRows();
std::span<const ReasonRow> finishReasonRows();
std::span<const ReasonRow> situationRows();
std::span<const ReasonRow> errorRows();
std::span<const ErrorMatch> errorMatchesInOrder();

// By the rule's id; null for one that this program does not have (a session written by a later one).
const ReasonRow* findReasonRow(QStringView ruleId);

} // namespace safelight
