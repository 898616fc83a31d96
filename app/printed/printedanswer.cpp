#include "app/printed/printedanswer.h"

#include "app/printed/printedjson.h"
#include "app/printed/printednames.h"
#include "app/printed/printedratings.h"
#include "app/printed/printedvalue.h"
#include "app/printed/printedword.h"

#include <QSet>

#include <algorithm>
#include <array>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

// Names that only an answer has, as they stand in printed forms and in JSON.
constexpr std::array marks {"finish_reason",   "finishReason",   "FinishReason",
                            "inish reason",    "inish Reason",   "block_reason",
                            "blockReason",     "lock reason",    "lock Reason",
                            "BlockReason",     "candidates",     "Candidates",
                            "safety_ratings",  "safetyRatings",  "HARM_CATEGORY_",
                            "prompt_feedback", "promptFeedback", "GenerateContentResponse",
                            "HarmCategory",    "choices",        "incomplete_details",
                            "stop_reason",     "error'",         "error\""};

// Where a candidate printed by itself begins, which is before its first mark.
constexpr std::array beginnings {"Candidate(",   "Candidate {",  "Candidate{",      "Candidate Object",
                                 "content {",    "content: {",   "content': {",     "content => {",
                                 "content\"=>{", "[content] =>", "[\"content\"]=>", "Content:{"};

// A member's name or a value of JSON, or of JSON in a text of JSON: that is for others to read. Ruby and PHP
// write such names too, but "=>" behind them.
bool isOfJson(QByteArrayView text, qsizetype at, QByteArrayView mark)
{
    if (!mark.endsWith('"') && (at == 0 || text.at(at - 1) != '"'))
        return false;
    auto end = at + mark.size();
    while (end < text.size()
           && (isWordCharacter(text.at(end)) || QByteArrayView("\"] ").contains(text.at(end))))
        ++end;
    return !text.sliced(end).startsWith("=>");
}

// Where the first of them stands; unless `orJson`, what is of JSON is passed over.
qsizetype firstMark(QByteArrayView text, bool orJson)
{
    qsizetype first = -1;
    for (const QByteArrayView mark : marks) {
        auto at = text.indexOf(mark);
        while (at >= 0 && !orJson && isOfJson(text, at, mark))
            at = text.indexOf(mark, at + mark.size());
        if (at < 0)
            continue;
        first = at;
        text = text.first(std::min(text.size(), at + mark.size())); // only an earlier one matters
    }
    return first;
}

bool isMessageOrList(const PrintedValue* value)
{
    if (!value || value->kind != Kind::Array)
        return value && value->kind == Kind::Object;
    return std::ranges::any_of(value->members,
                               [](const PrintedMember& member) { return member.value.kind == Kind::Object; });
}

// An enumeration's number or its name in capitals; anything else is prose.
bool isReason(const PrintedValue& object, const char* name)
{
    const auto* value = memberOf(object, name);
    if (value && value->kind == Kind::Object)
        value = enumValueOf(*value);
    if (!value || value->kind == Kind::Number)
        return value;
    const QByteArray text = enumWord(name, value->text);
    if (value->isCut && !isEnumName(name, text))
        return false;
    return value->kind == Kind::Text && text.size() > 1
        && std::ranges::all_of(text, [](char c) { return isUpper(c) || (c >= '0' && c <= '9') || c == '_'; });
}

bool isError(const PrintedValue* value)
{
    return value && value->kind == Kind::Object && memberOf(*value, "message");
}

bool isAnswer(const PrintedValue& object)
{
    const auto* feedback = memberOf(object, "promptFeedback");
    return isMessageOrList(memberOf(object, "candidates")) || (feedback && feedback->kind == Kind::Object)
        || isError(memberOf(object, "error"));
}

// A chat completion, a response of OpenAI's or a message of Anthropic's, which other readers know.
bool isForeign(const PrintedValue& object)
{
    const auto has = [&object](auto... names) { return (memberOf(object, names) || ...); };
    return (has("choices") && has("object", "usage", "created"))
        || (has("incompleteDetails") && has("status")) || (has("stopReason") && has("role", "usage"));
}

PrintedValue wrapped(const char* name, PrintedValue&& value)
{
    PrintedValue object {Kind::Object, {}, {}};
    object.members.push_back({name, std::move(value)});
    return object;
}

// LangChain prints what belongs to the candidate beside the prompt feedback.
PrintedValue completed(PrintedValue&& answer)
{
    if (memberOf(answer, "candidates") || !isReason(answer, "finishReason"))
        return std::move(answer);
    PrintedValue list {Kind::Array, {}, {}};
    list.members.push_back({{}, answer});
    answer.members.push_back({"candidates", std::move(list)});
    return std::move(answer);
}

// The ratings that were printed beside a reason, one by one.
void complete(PrintedValue& fragment, const PrintedRatings& beside)
{
    PrintedValue& inner = fragment.members.front().value;
    PrintedValue& owner = inner.kind == Kind::Array ? inner.members.front().value : inner;
    if (!beside.ratingList().members.empty() && !memberOf(owner, "safetyRatings"))
        owner.members.push_back({"safetyRatings", beside.ratingList()});
}

// Whose SDK printed it, where the numbers of its reasons do not tell.
bool saysVertex(QByteArrayView text)
{
    return text.contains("vertexai.") || text.contains("vertexai/") || text.contains("aiplatform")
        || text.contains("ResponseValidationError");
}

// Collects the answers of a tree, from left to right; of nested ones the outer one.
class Gathering
{
public:
    void walkRoot(PrintedValue& root);
    void walk(PrintedValue& value);

    std::vector<std::pair<PrintedValue, bool>> answers; // and whether it is another service's
    std::vector<PrintedValue> fragments;

private:
    bool isDue(const QByteArray& name) const;
    void flush();
    void takeFragment(PrintedValue&& object);

    PrintedValue m_current {Kind::Object, {}, {}}; // of what stands loosely in the text
    QSet<QByteArray> m_names; // of its members
};

// What stands loosely in a text: several answers may follow one another, each member of them by itself.
void Gathering::walkRoot(PrintedValue& root)
{
    for (auto& member : root.members) {
        const QByteArray name = wireName(member.name);
        const bool belongs = name == "candidates" ? isMessageOrList(&member.value)
            : name == "error"                     ? isError(&member.value)
                                                  : isOfAnswer(name);
        if (!belongs) {
            walk(member.value);
            continue;
        }
        if (isDue(name))
            flush();
        m_names.insert(name);
        m_current.members.push_back({name, std::move(member.value)});
    }
    flush();
}

// A member of which an answer has one shows that the next answer has begun.
bool Gathering::isDue(const QByteArray& name) const
{
    if (name == "candidates")
        return m_names.contains("usageMetadata");
    return name != "safetyRatings" && m_names.contains(name);
}

void Gathering::flush()
{
    if (isAnswer(m_current))
        answers.emplace_back(completed(std::move(m_current)), false);
    else
        takeFragment(std::move(m_current));
    m_current = {Kind::Object, {}, {}};
    m_names.clear();
}

void Gathering::takeFragment(PrintedValue&& object)
{
    if (isReason(object, "blockReason")) {
        fragments.push_back(wrapped("promptFeedback", std::move(object)));
    } else if (isReason(object, "finishReason")) {
        PrintedValue list {Kind::Array, {}, {}};
        list.members.push_back({{}, std::move(object)});
        fragments.push_back(wrapped("candidates", std::move(list)));
    }
}

void Gathering::walk(PrintedValue& value)
{
    if (value.kind == Kind::Object && isAnswer(value)) {
        answers.emplace_back(completed(std::move(value)), false);
        return;
    }
    if (value.kind == Kind::Object && isForeign(value)) {
        answers.emplace_back(std::move(value), true);
        return;
    }
    if (value.kind == Kind::Object && (isReason(value, "finishReason") || isReason(value, "blockReason"))) {
        takeFragment(std::move(value));
        return;
    }
    for (auto& member : value.members)
        walk(member.value);
}

} // namespace

bool mayHoldPrintedAnswer(QByteArrayView text)
{
    return firstMark(text, false) >= 0;
}

PrintedAnswer readPrintedAnswer(QByteArrayView text, bool isJson)
{
    PrintedAnswer result;
    auto mark = firstMark(text, isJson);
    if (mark < 0)
        return result;
    for (const char* beginning : beginnings) {
        const auto at = text.first(mark).indexOf(beginning);
        mark = at < 0 ? mark : at;
    }
    const auto start = mark == 0 ? 0 : text.lastIndexOf('\n', mark - 1) + 1;
    PrintedReading reading = readPrinted(text.sliced(start));
    const PrintedRatings beside(reading.root);
    result.ratings = beside.ratings();
    result.settings = beside.settings();
    Gathering gathering;
    gathering.walkRoot(reading.root);
    result.isFragment = gathering.answers.empty() && !gathering.fragments.empty();
    const auto numbers = saysVertex(text) ? EnumNumbers::VertexAi : EnumNumbers::GeminiApi;
    const auto take = [&result, numbers](const PrintedValue& answer, bool isForeign) {
        PrintedJson writer(answer, isForeign, numbers);
        result.objects.append(writer.json());
        result.hadNumbers = result.hadNumbers || writer.hadNumbers();
    };
    for (const auto& [answer, isForeign] : gathering.answers)
        take(answer, isForeign);
    if (result.isFragment) {
        if (gathering.fragments.size() == 1)
            complete(gathering.fragments.front(), beside);
        for (const auto& fragment : gathering.fragments)
            take(fragment, false);
    }
    result.leftOut = reading.leftOut;
    result.isCut = reading.isCut;
    result.isTooDeep = reading.isTooDeep;
    result.isTooLong = reading.isTooLong;
    return result;
}

} // namespace safelight
