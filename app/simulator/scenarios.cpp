#include "app/simulator/simulator.h"

#include <QCoreApplication>

namespace safelight {

namespace {

struct Row
{
    const char* name;
    const char* description;
};

template<std::size_t Count>
void addGroup(QList<SimulatorScenario>& list, const char* group, const Row (&rows)[Count])
{
    for (const Row& row : rows) {
        list.append({QString::fromLatin1(row.name), QCoreApplication::translate("Simulator", row.description),
                     QCoreApplication::translate("Simulator", group)});
    }
}

constexpr Row promptBlocks[] = {
    {"block=SAFETY", QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped by an adjustable filter.")},
    {"block=SAFETY unnamed",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped for safety, and no rating explains why.")},
    {"block=PROHIBITED_CONTENT",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped as prohibited content; no setting changes that.")},
    {"block=BLOCKLIST", QT_TRANSLATE_NOOP("Simulator", "The prompt holds a term from the service's list.")},
    {"block=OTHER", QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped for a reason that is not named.")},
    {"block=IMAGE_SAFETY",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped as unsafe for making pictures.")},
    {"block=BLOCK_REASON_UNSPECIFIED",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped and the reason is left unspecified.")},
    {"MODEL_ARMOR", QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped by Model Armor, as on Vertex AI.")},
    {"JAILBREAK", QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped as a jailbreak, as on Vertex AI.")},
    {"block-message-only",
     QT_TRANSLATE_NOOP("Simulator", "The prompt is stopped with a message and without a reason.")},
    {"null-candidates",
     QT_TRANSLATE_NOOP("Simulator", "There are no candidates (null) and no reason is given.")},
};

constexpr Row answerStops[] = {
    {"STOP", QT_TRANSLATE_NOOP("Simulator", "The answer is delivered, whatever the filters say.")},
    {"STOP empty", QT_TRANSLATE_NOOP("Simulator", "The answer ends normally with nothing in it.")},
    {"refusal", QT_TRANSLATE_NOOP("Simulator", "The model declines in words and draws no picture.")},
    {"SAFETY", QT_TRANSLATE_NOOP("Simulator", "The text is stopped part-way by an adjustable filter.")},
    {"SAFETY empty", QT_TRANSLATE_NOOP("Simulator", "The text is stopped before anything arrives.")},
    {"SAFETY unnamed",
     QT_TRANSLATE_NOOP("Simulator", "The text is stopped for safety and all ratings are negligible.")},
    {"IMAGE_SAFETY",
     QT_TRANSLATE_NOOP("Simulator", "The finished picture is withheld by the output filter.")},
    {"IMAGE_SAFETY rate=0.5",
     QT_TRANSLATE_NOOP("Simulator", "The output filter withholds the picture in half of the runs.")},
    {"IMAGE_PROHIBITED_CONTENT",
     QT_TRANSLATE_NOOP("Simulator", "The picture is withheld as prohibited content.")},
    {"IMAGE_RECITATION", QT_TRANSLATE_NOOP("Simulator", "The picture is too close to an existing one.")},
    {"IMAGE_OTHER",
     QT_TRANSLATE_NOOP("Simulator", "The picture is withheld for another reason and is not charged.")},
    {"NO_IMAGE", QT_TRANSLATE_NOOP("Simulator", "The model made no picture.")},
    {"MAX_TOKENS", QT_TRANSLATE_NOOP("Simulator", "The text is cut at the output limit.")},
    {"MAX_TOKENS empty", QT_TRANSLATE_NOOP("Simulator", "Thinking used up the whole output limit.")},
    {"RECITATION", QT_TRANSLATE_NOOP("Simulator", "The text is stopped because it quotes a source.")},
    {"LANGUAGE", QT_TRANSLATE_NOOP("Simulator", "The language is not supported.")},
    {"BLOCKLIST", QT_TRANSLATE_NOOP("Simulator", "The text reached a term from the service's list.")},
    {"PROHIBITED_CONTENT", QT_TRANSLATE_NOOP("Simulator", "The text is stopped as prohibited content.")},
    {"SPII", QT_TRANSLATE_NOOP("Simulator", "The text holds sensitive personal data.")},
    {"OTHER", QT_TRANSLATE_NOOP("Simulator", "The answer fails for an unknown or internal reason.")},
    {"MALFORMED_FUNCTION_CALL",
     QT_TRANSLATE_NOOP("Simulator", "The model wrote a function call that is none.")},
    {"UNEXPECTED_TOOL_CALL",
     QT_TRANSLATE_NOOP("Simulator", "The model called a tool where none was offered.")},
    {"TOO_MANY_TOOL_CALLS", QT_TRANSLATE_NOOP("Simulator", "The model called tools too many times.")},
    {"MISSING_THOUGHT_SIGNATURE",
     QT_TRANSLATE_NOOP("Simulator", "A thought signature of an earlier turn is missing.")},
    {"MALFORMED_RESPONSE", QT_TRANSLATE_NOOP("Simulator", "The model's answer could not be read.")},
    {"ESCALATION", QT_TRANSLATE_NOOP("Simulator", "The answer was handed on for review.")},
    {"FINISH_REASON_UNSPECIFIED",
     QT_TRANSLATE_NOOP("Simulator", "The answer ends and the reason is left unspecified.")},
};

constexpr Row errors[] = {
    {"error=400", QT_TRANSLATE_NOOP("Simulator", "The request is invalid.")},
    {"key-echo", QT_TRANSLATE_NOOP("Simulator", "The key is refused, and the error repeats it.")},
    {"region", QT_TRANSLATE_NOOP("Simulator", "The user's location is not supported.")},
    {"error=401", QT_TRANSLATE_NOOP("Simulator", "The credentials are not accepted.")},
    {"error=402", QT_TRANSLATE_NOOP("Simulator", "The prepaid credit is used up.")},
    {"error=403", QT_TRANSLATE_NOOP("Simulator", "The key may not do this.")},
    {"error=404", QT_TRANSLATE_NOOP("Simulator", "The model is not found.")},
    {"error=413", QT_TRANSLATE_NOOP("Simulator", "The request is too large.")},
    {"error=429 retryDelay=3s",
     QT_TRANSLATE_NOOP("Simulator", "Too many requests; try again in three seconds.")},
    {"error=429 perDay", QT_TRANSLATE_NOOP("Simulator", "The quota of the day is used up.")},
    {"error=499", QT_TRANSLATE_NOOP("Simulator", "The service cancelled the operation.")},
    {"error=500", QT_TRANSLATE_NOOP("Simulator", "The service failed.")},
    {"error=503", QT_TRANSLATE_NOOP("Simulator", "The model is overloaded.")},
    {"error=503 rate=0.5", QT_TRANSLATE_NOOP("Simulator", "The model is overloaded in half of the runs.")},
    {"error=504", QT_TRANSLATE_NOOP("Simulator", "The service ran out of time.")},
    {"error-array", QT_TRANSLATE_NOOP("Simulator", "An error that comes inside a list.")},
};

constexpr Row malformedAnswers[] = {
    {"invalid-json", QT_TRANSLATE_NOOP("Simulator", "The answer, or one event of it, is not JSON.")},
    {"html", QT_TRANSLATE_NOOP("Simulator", "A web page comes instead of an answer.")},
    {"empty-body", QT_TRANSLATE_NOOP("Simulator", "The answer has no body.")},
    {"truncated", QT_TRANSLATE_NOOP("Simulator", "The answer is cut in half.")},
    {"error-tail", QT_TRANSLATE_NOOP("Simulator", "The stream ends in an error that is no event.")},
    {"no-finish", QT_TRANSLATE_NOOP("Simulator", "The answer ends without a finish reason.")},
    {"broken-chunk", QT_TRANSLATE_NOOP("Simulator", "The last event of the stream is cut.")},
    {"unknown-enum", QT_TRANSLATE_NOOP("Simulator", "Reasons and categories that nobody knows.")},
    {"crlf", QT_TRANSLATE_NOOP("Simulator", "The lines of the stream end in CR LF.")},
    {"comments", QT_TRANSLATE_NOOP("Simulator", "The stream holds comments and a closing [DONE].")},
    {"no-usage", QT_TRANSLATE_NOOP("Simulator", "The answer does not tell its token counts.")},
    {"empty-ratings", QT_TRANSLATE_NOOP("Simulator", "The ratings are empty objects.")},
};

constexpr Row faults[] = {
    {"slow=5s", QT_TRANSLATE_NOOP("Simulator", "The answer starts after five seconds.")},
    {"hang", QT_TRANSLATE_NOOP("Simulator", "Nothing ever comes.")},
    {"drop-after=2", QT_TRANSLATE_NOOP("Simulator", "The connection closes after two chunks.")},
    {"close", QT_TRANSLATE_NOOP("Simulator", "The connection closes without an answer.")},
    {"reset", QT_TRANSLATE_NOOP("Simulator", "The connection is reset.")},
    {"flood", QT_TRANSLATE_NOOP("Simulator", "The answer never ends.")},
    {"chunks=5000", QT_TRANSLATE_NOOP("Simulator", "The text comes in five thousand chunks.")},
    {"large=20MB", QT_TRANSLATE_NOOP("Simulator", "The picture has about twenty megabytes.")},
    {"drafts=3", QT_TRANSLATE_NOOP("Simulator", "Three drafts come before the picture.")},
};

} // namespace

QList<SimulatorScenario> Simulator::scenarios()
{
    QList<SimulatorScenario> list;
    addGroup(list, QT_TRANSLATE_NOOP("Simulator", "Prompt blocks"), promptBlocks);
    addGroup(list, QT_TRANSLATE_NOOP("Simulator", "Answer stops"), answerStops);
    addGroup(list, QT_TRANSLATE_NOOP("Simulator", "Errors"), errors);
    addGroup(list, QT_TRANSLATE_NOOP("Simulator", "Malformed answers"), malformedAnswers);
    addGroup(list, QT_TRANSLATE_NOOP("Simulator", "Faults"), faults);
    return list;
}

} // namespace safelight
