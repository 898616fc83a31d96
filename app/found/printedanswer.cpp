#include "app/found/printedanswer.h"

#include "app/base/membernames.h"
#include "app/found/printedjson.h"
#include "app/found/printednames.h"
#include "app/found/printedvalue.h"

#include <QSet>

#include <algorithm>
#include <array>

using Kind = safelight::PrintedValue::Kind;

namespace safelight {

namespace {

// Names that only an answer has, as they stand in printed forms and in JSON.
constexpr std::array marks {
    "finish_reason",  "finishReason",  "block_reason",    "blockReason",    "candidates",
    "safety_ratings", "safetyRatings", "prompt_feedback", "promptFeedback", "GenerateContentResponse",
    "error'",         "error\""};

// Where a candidate printed by itself begins, which is before its first mark.
constexpr std::array beginnings {"Candidate(", "Candidate {", "content {", "content: {", "content': {"};

// Where the first of them stands; unless `orJson`, names of JSON members are passed over.
qsizetype firstMark(QByteArrayView text, bool orJson)
{
    qsizetype first = -1;
    for (const QByteArrayView mark : marks) {
        auto at = text.indexOf(mark);
        while (at >= 0 && !orJson
               && (at == 0 ? mark.endsWith('"') : text.at(at - 1) == '"' || mark.endsWith('"')))
            at = text.indexOf(mark, at + mark.size());
        if (at >= 0 && (first < 0 || at < first))
            first = at;
    }
    return first;
}

const PrintedValue* memberOf(const PrintedValue& object, const char* name)
{
    for (const auto& member : object.members) {
        if (camelCase(member.name) == name)
            return &member.value;
    }
    return nullptr;
}

bool isMessageOrList(const PrintedValue* value)
{
    if (!value || value->kind != Kind::Array)
        return value && value->kind == Kind::Object;
    return std::ranges::any_of(value->members,
                               [](const PrintedMember& member) { return member.value.kind == Kind::Object; });
}

// An enumeration's number or its name in capitals; anything else is prose.
bool isReason(const PrintedValue* value)
{
    if (!value || value->kind == Kind::Number)
        return value;
    const QByteArray text = value->text.mid(value->text.lastIndexOf('.') + 1);
    return value->kind == Kind::Text && text.size() > 1 && std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

bool isError(const PrintedValue* value)
{
    return value && value->kind == Kind::Object && memberOf(*value, "message");
}

bool isRating(const PrintedValue& value)
{
    return value.kind == Kind::Object && isReason(memberOf(value, "category"));
}

bool isAnswer(const PrintedValue& object)
{
    const auto* feedback = memberOf(object, "promptFeedback");
    return isMessageOrList(memberOf(object, "candidates")) || (feedback && feedback->kind == Kind::Object)
        || isError(memberOf(object, "error"));
}

bool isCandidate(const PrintedValue& object)
{
    const auto* ratings = memberOf(object, "safetyRatings");
    const bool isRated = ratings
        && (isRating(*ratings) || std::ranges::any_of(ratings->members, isRating, &PrintedMember::value));
    return isReason(memberOf(object, "finishReason")) || isRated;
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
    if (memberOf(answer, "candidates") || !isReason(memberOf(answer, "finishReason")))
        return std::move(answer);
    PrintedValue list {Kind::Array, {}, {}};
    list.members.push_back({{}, answer});
    answer.members.push_back({"candidates", std::move(list)});
    return std::move(answer);
}

// Collects the answers of a tree, from left to right; of nested ones the outer one.
class Gathering
{
public:
    void walkRoot(PrintedValue& root);
    void walk(PrintedValue& value);

    std::vector<PrintedValue> answers;
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
        const QByteArray name = camelCase(member.name);
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
        answers.push_back(completed(std::move(m_current)));
    else
        takeFragment(std::move(m_current));
    m_current = {Kind::Object, {}, {}};
    m_names.clear();
}

void Gathering::takeFragment(PrintedValue&& object)
{
    if (isReason(memberOf(object, "blockReason"))) {
        fragments.push_back(wrapped("promptFeedback", std::move(object)));
    } else if (isCandidate(object)) {
        PrintedValue list {Kind::Array, {}, {}};
        list.members.push_back({{}, std::move(object)});
        fragments.push_back(wrapped("candidates", std::move(list)));
    }
}

void Gathering::walk(PrintedValue& value)
{
    if (value.kind == Kind::Object && isAnswer(value)) {
        answers.push_back(completed(std::move(value)));
        return;
    }
    if (value.kind == Kind::Object && (isCandidate(value) || isReason(memberOf(value, "blockReason")))) {
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
    Gathering gathering;
    gathering.walkRoot(reading.root);
    result.isFragment = gathering.answers.empty() && !gathering.fragments.empty();
    for (const auto& answer : result.isFragment ? gathering.fragments : gathering.answers) {
        PrintedJson writer(answer);
        result.objects.append(writer.json());
        result.hadNumbers = result.hadNumbers || writer.hadNumbers();
    }
    result.leftOut = reading.leftOut;
    result.isCut = reading.isCut;
    result.isTooDeep = reading.isTooDeep;
    result.isTooLong = reading.isTooLong;
    return result;
}

} // namespace safelight
