#include "app/found/answersearch.h"

#include "app/dialects/dialects.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/jsonvalue.h"

#include <algorithm>
#include <array>

using Token = safelight::JsonScanner::Token;

namespace safelight {

namespace {

constexpr std::size_t deepestJson = 1000; // levels
constexpr int mostUnescaping = 3; // a log in a log in a log
constexpr qsizetype shortestText = 20; // bytes of a text that could hold an answer

constexpr std::array memberNames {"candidates",   "promptFeedback", "prompt_feedback", "usageMetadata",
                                  "finishReason", "finish_reason",  "usage_metadata",  "blockReason",
                                  "block_reason", "predictions",    "error\"",         "error\\",
                                  "error'",       "choices",        "raiMedia",        "rai_media",
                                  "stop_reason",  "serverContent",  "interaction",     "RESOURCE_EXHAUSTED"};

// What the value of a key has to be for its object to be an answer.
enum class Wish { None, Objects, Feedback, Usage, Error, Message, Code };

Wish wishOf(QByteArrayView key)
{
    const auto name = json::quotedOf(key);
    const auto is = [name](auto... names) { return ((name == names) || ...); };
    if (is("candidates", "predictions"))
        return Wish::Objects;
    if (is("promptFeedback", "prompt_feedback"))
        return Wish::Feedback;
    if (is("usageMetadata", "usage_metadata"))
        return Wish::Usage;
    if (is("error"))
        return Wish::Error;
    if (is("message"))
        return Wish::Message;
    return is("code", "status", "type") ? Wish::Code : Wish::None;
}

struct Frame
{
    qsizetype start = 0;
    qsizetype foundBefore = 0;
    QByteArrayView key; // that was read last, with its quotes
    Wish wish = Wish::None; // of this key; of a list: what it was wished for
    bool isList = false;
    bool isAnswer = false;
    bool hasFeedback = false;
    bool hasUsage = false;
    bool hasFinish = false; // a finish reason beside them, as no answer has it
    bool isError = false;
    bool hasMessage = false;
    bool hasCode = false;
};

// One JSON value, from its opening bracket to where it ends or breaks.
class ValueWalk
{
public:
    // `begin`: where the text stands in all that is searched; -1 within a text.
    ValueWalk(QByteArrayView text, qsizetype begin, int unescaped, FoundAnswers& found)
        : m_scanner(text)
        , m_text(text)
        , m_begin(begin)
        , m_unescaped(unescaped)
        , m_found(found)
        , m_first(found.objects.size())
    { }

    // Where to go on looking.
    qsizetype walk();

private:
    qsizetype step();
    qsizetype breakAt(qsizetype position);
    void open(bool isObject);
    void close(bool isObject);
    void takeKey(QByteArrayView token);
    void takeScalar(QByteArrayView token);
    void take(FoundObject::Kind kind, const Frame& frame);
    void takeForeign(qsizetype end);

    JsonScanner m_scanner;
    QByteArrayView m_text;
    qsizetype m_begin = 0;
    int m_unescaped = 0;
    FoundAnswers& m_found;
    const qsizetype m_first; // of the objects found in this value
    bool m_isForeign = false; // some member is known from another format
    std::vector<Frame> m_frames;
};

void search(QByteArrayView text, int unescaped, FoundAnswers& found);

qsizetype ValueWalk::walk()
{
    const qsizetype end = step();
    const bool isWhole = m_frames.empty();
    if (isWhole && m_isForeign)
        takeForeign(end);
    for (auto i = m_first; m_begin >= 0 && i < m_found.objects.size(); ++i) {
        m_found.objects[i].begin = m_begin;
        m_found.objects[i].end = m_begin + end;
    }
    return end;
}

qsizetype ValueWalk::step()
{
    while (true) {
        const qsizetype before = m_scanner.position();
        const auto token = m_scanner.next();
        switch (token) {
        case Token::Broken:
            // A text without an end may only lack its quote: the next line may be whole.
            return breakAt(m_scanner.position() < m_text.size() ? m_scanner.position() : before);
        case Token::End:
            return m_scanner.position();
        case Token::ObjectBegin:
        case Token::ArrayBegin:
            if (m_frames.size() >= deepestJson)
                return m_scanner.position();
            open(token == Token::ObjectBegin);
            break;
        case Token::ObjectEnd:
        case Token::ArrayEnd:
            close(token == Token::ObjectEnd);
            if (m_frames.empty())
                return m_scanner.position();
            break;
        case Token::Key:
        case Token::Scalar:
            if (m_scanner.text().contains('\n')) // the line before was cut off
                return breakAt(before);
            if (token == Token::Key)
                takeKey(m_scanner.text());
            else
                takeScalar(m_scanner.text());
            break;
        }
    }
}

qsizetype ValueWalk::breakAt(qsizetype position)
{
    if (std::ranges::any_of(m_frames, &Frame::isAnswer))
        ++m_found.broken;
    if (m_begin >= 0 && m_scanner.position() == m_text.size())
        m_found.cutAt = m_begin;
    if (position < m_scanner.position() || m_scanner.position() == m_text.size()) {
        // Behind the white space before the token, or its own line break would be taken for the end.
        while (position < m_text.size() && json::isSpace(m_text.at(position)))
            ++position;
        const auto lineEnd = m_text.indexOf('\n', position);
        return lineEnd < 0 ? m_text.size() : lineEnd;
    }
    return std::max<qsizetype>(position, 1);
}

void ValueWalk::open(bool isObject)
{
    Frame frame;
    frame.start = m_scanner.position() - 1;
    frame.foundBefore = m_found.objects.size();
    frame.isList = !isObject;
    if (!m_frames.empty()) {
        Frame& parent = m_frames.back();
        if (!isObject)
            frame.wish = parent.isList ? Wish::None : parent.wish;
        else if (parent.isList && parent.wish == Wish::Objects)
            m_frames[m_frames.size() - 2].isAnswer = true; // the one that has the list
        else if (parent.wish == Wish::Feedback && !parent.isList)
            parent.hasFeedback = true;
        else if (parent.wish == Wish::Usage && !parent.isList)
            parent.hasUsage = true;
    }
    m_frames.push_back(frame);
}

void ValueWalk::close(bool isObject)
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    if (!isObject)
        return;
    if (!m_frames.empty() && !m_frames.back().isList && m_frames.back().wish == Wish::Error
        && frame.hasMessage && frame.hasCode)
        m_frames.back().isError = true;
    const bool isEmpty = m_found.objects.size() == frame.foundBefore;
    if (frame.isAnswer || (frame.hasFeedback && !frame.hasFinish)) {
        m_found.objects.resize(frame.foundBefore);
        take(FoundObject::Kind::Answer, frame);
    } else if (frame.isError) {
        const auto covers = m_found.objects.size() - frame.foundBefore;
        take(FoundObject::Kind::Error, frame);
        m_found.objects.last().covers = covers;
        m_found.objects.move(m_found.objects.size() - 1, frame.foundBefore);
    } else if (frame.hasUsage && isEmpty) {
        take(FoundObject::Kind::Hint, frame);
    }
}

void ValueWalk::take(FoundObject::Kind kind, const Frame& frame)
{
    const auto json = m_text.sliced(frame.start, m_scanner.position() - frame.start);
    FoundObject object;
    object.kind = kind;
    object.json = json.toByteArray();
    object.escaped = m_unescaped > 0;
    m_found.objects.append(std::move(object));
}

// The service's own form counts before any other, unless it stood in a text, which a model may have written.
void ValueWalk::takeForeign(qsizetype end)
{
    const auto begin = m_found.objects.cbegin() + m_first;
    if (std::any_of(begin, m_found.objects.cend(), [this](const FoundObject& object) {
            return object.kind == FoundObject::Kind::Answer && object.escaped == (m_unescaped > 0);
        }))
        return;
    FoundObject object;
    object.kind = FoundObject::Kind::Foreign;
    object.json = m_text.first(end).toByteArray();
    object.escaped = m_unescaped > 0;
    object.covers = m_found.objects.size() - m_first;
    m_found.objects.insert(m_first, std::move(object));
}

void ValueWalk::takeKey(QByteArrayView token)
{
    Frame& frame = m_frames.back();
    const auto name = json::quotedOf(token);
    frame.key = name;
    frame.wish = wishOf(token);
    if (frame.wish != Wish::None)
        return;
    m_isForeign = m_isForeign || tellsOfDialect(name);
    frame.hasFinish = frame.hasFinish || name == "finish_reason" || name == "finishReason";
}

void ValueWalk::takeScalar(QByteArrayView token)
{
    Frame& frame = m_frames.back();
    frame.hasMessage = frame.hasMessage || frame.wish == Wish::Message;
    frame.hasCode = frame.hasCode || frame.wish == Wish::Code;
    m_isForeign = m_isForeign || tellsOfDialect(frame.key, token);
    if (token.size() < shortestText || !token.startsWith('"') || m_unescaped >= mostUnescaping
        || !namesAnswerMembers(token))
        return;
    const QByteArray text = json::unescaped(json::quotedOf(token)).toUtf8();
    const auto before = m_found.objects.size();
    search(text, m_unescaped + 1, m_found);
    if (m_found.objects.size() == before)
        m_found.texts.append(text);
}

void search(QByteArrayView text, int unescaped, FoundAnswers& found)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const auto* const begin = text.data() + at;
        const auto* const bracket =
            std::find_if(begin, text.data() + text.size(), [](char c) { return c == '{' || c == '['; });
        at += bracket - begin;
        if (at < text.size())
            at += ValueWalk(text.sliced(at), unescaped == 0 ? at : -1, unescaped, found).walk();
    }
}

} // namespace

bool namesAnswerMembers(QByteArrayView text)
{
    return std::ranges::any_of(memberNames, [text](const char* name) { return text.contains(name); });
}

bool namesAnswerWell(QByteArrayView text)
{
    const auto has = [text](const char* name) { return text.contains(name); };
    if (has("error") && has("message") && has("code"))
        return true;
    return std::ranges::any_of(memberNames, [&has](const char* name) {
        return !QByteArrayView(name).startsWith("error") && has(name);
    });
}

FoundAnswers searchAnswers(QByteArrayView text)
{
    FoundAnswers found;
    search(text, 0, found);
    return found;
}

} // namespace safelight
