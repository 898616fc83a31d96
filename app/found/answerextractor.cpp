#include "app/found/answerextractor.h"

#include "app/base/secret.h"
#include "app/found/answersearch.h"
#include "app/found/printedanswer.h"
#include "app/found/printedmessage.h"
#include "app/found/unwrappedtext.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The translation context of what the extractor says.
class AnswerExtractor
{
    Q_DECLARE_TR_FUNCTIONS(AnswerExtractor)
};

bool saysSomething(const Response& response)
{
    return !response.candidates.isEmpty() || response.promptFeedback || response.error || response.usage;
}

bool isEnded(const Response& piece)
{
    return piece.error || (piece.promptFeedback && piece.promptFeedback->blockReason)
        || std::ranges::any_of(piece.candidates,
                               [](const Candidate& candidate) { return candidate.finishReason.has_value(); });
}

// Only usage or ratings: what a stream may send behind its last words.
bool isEpilogue(const Response& piece)
{
    return piece.candidates.isEmpty() && !piece.error && !piece.promptFeedback;
}

// The pieces of one answer: an object by itself, or the chunks of a stream in order.
struct Group
{
    QByteArrayList objects;
    QString id;
    bool isEnded = false;
    bool hasContent = false;
};

bool continues(const Group& group, const Response& piece)
{
    if (!group.id.isEmpty() && !piece.responseId.isEmpty())
        return group.id == piece.responseId;
    return !group.isEnded || isEpilogue(piece);
}

QList<Group> grouped(const QByteArrayList& objects)
{
    QList<Group> groups;
    for (const auto& object : objects) {
        const Response piece = decodeChunk(object, 1);
        if (groups.isEmpty() || !continues(groups.constLast(), piece))
            groups.append(Group());
        Group& group = groups.last();
        group.objects.append(object);
        if (!piece.responseId.isEmpty())
            group.id = piece.responseId;
        group.isEnded = group.isEnded || isEnded(piece);
        group.hasContent = group.hasContent || !isEpilogue(piece);
    }
    if (std::ranges::any_of(groups, &Group::hasContent))
        groups.removeIf([](const Group& group) { return !group.hasContent; });
    return groups;
}

// Numbers where the service would have sent names: a dictionary made from protobuf messages.
bool hasNumbersForNames(const Response& response)
{
    const auto isNumber = [](const QString& text) { return !text.isEmpty() && text.at(0).isDigit(); };
    const auto isRatedInNumbers = [&isNumber](const QList<SafetyRating>& ratings) {
        return std::ranges::any_of(ratings, [&isNumber](const SafetyRating& rating) {
            return rating.category && isNumber(rating.category->text());
        });
    };
    const auto& feedback = response.promptFeedback;
    if (feedback
        && ((feedback->blockReason && isNumber(feedback->blockReason->text()))
            || isRatedInNumbers(feedback->ratings)))
        return true;
    return std::ranges::any_of(response.candidates, [&](const Candidate& candidate) {
        return (candidate.finishReason && isNumber(candidate.finishReason->text()))
            || isRatedInNumbers(candidate.ratings);
    });
}

class Extraction
{
public:
    Extraction(const QByteArray& bytes, int httpCode)
        : m_bytes(bytes)
        , m_httpCode(httpCode)
    { }

    ExtractedAnswer run();

private:
    bool isAnswerAsItStands() const;
    bool lookInside(const UnwrappedText& text);
    bool takeBody(const UnwrappedText& text);
    bool takeJson(const FoundAnswers& found, QByteArrayView text);
    bool takePrinted(QByteArrayView text);
    bool takeMessage(QByteArrayView text);
    bool take(const QByteArrayList& objects);
    void nameNumbers();
    void note(const QString& sentence) { m_result.notes.append(redacted(sentence)); }
    void noteLinesAround(qsizetype all, qsizetype used);

    const QByteArray& m_bytes;
    int m_httpCode = 0;
    ExtractedAnswer m_result;
};

ExtractedAnswer Extraction::run()
{
    m_result.response = decodeAnswer(m_bytes, m_httpCode);
    m_result.answer = m_bytes;
    if (isAnswerAsItStands()) {
        nameNumbers();
        return std::move(m_result);
    }
    const UnwrappedText text = unwrapped(m_bytes);
    if (lookInside(text)) {
        nameNumbers();
        return std::move(m_result);
    }
    const auto lines = lineCount(text.body);
    if (lines > 1)
        note(AnswerExtractor::tr("%n lines were looked at, and none holds an answer", nullptr, int(lines)));
    return std::move(m_result);
}

bool Extraction::isAnswerAsItStands() const
{
    const Response& response = m_result.response;
    if (response.shape == AnswerShape::HtmlPage)
        return looksLikeMarkup(m_bytes);
    if (!saysSomething(response) || response.end == AnswerEnd::Unreadable)
        return false;
    // JSON lines: the first one alone was read.
    const QString left =
        QCoreApplication::translate("AnswerDecoder", "what stands behind the first object was not read");
    return !response.warnings.contains(left);
}

bool Extraction::lookInside(const UnwrappedText& text)
{
    if (text.hasColours)
        note(AnswerExtractor::tr("Colour codes of a terminal were taken out"));
    if (takeBody(text))
        return true;
    const QByteArray plain = withoutLinePrefixes(text.body);
    const QByteArray& body = plain.isEmpty() ? text.body : plain;
    const FoundAnswers found = searchAnswers(body);
    if (takeJson(found, body))
        return true;
    const Response before = m_result.response;
    if (saysSomething(before) && before.end != AnswerEnd::Unreadable && before.shape != AnswerShape::HtmlPage)
        return true; // the first of several objects is better than nothing
    if (takePrinted(body) || takeMessage(body))
        return true;
    for (const auto& inner : found.texts) {
        if (takePrinted(inner) || takeMessage(inner))
            return true;
    }
    if (found.broken > 0 && !json::sourceOf(m_bytes).text.startsWith('{'))
        note(AnswerExtractor::tr("%n objects that began like an answer are cut off or broken", nullptr,
                                 found.broken));
    return false;
}

// What curl -i prints: the headers, an empty line, the answer.
bool Extraction::takeBody(const UnwrappedText& text)
{
    if (!text.hadHeaders)
        return false;
    Response response = decodeAnswer(text.body, text.httpCode);
    const bool isPage = response.shape == AnswerShape::HtmlPage && !looksLikeMarkup(text.body);
    if (isPage || !saysSomething(response) || response.end == AnswerEnd::Unreadable)
        return false;
    m_result.response = std::move(response);
    m_result.answer = text.body;
    note(AnswerExtractor::tr("The answer was found behind the headers of HTTP"));
    return true;
}

bool Extraction::takeJson(const FoundAnswers& found, QByteArrayView text)
{
    if (!take(found.objects))
        return false;
    m_result.notes.prepend(found.escaped
                               ? AnswerExtractor::tr("The answer was found as a text inside other JSON")
                               : AnswerExtractor::tr("The answer was found inside other text"));
    if (!found.escaped)
        noteLinesAround(lineCount(text), found.lines);
    if (found.broken > 0)
        note(AnswerExtractor::tr("%n pieces of an answer could not be read: cut off or broken", nullptr,
                                 found.broken));
    return true;
}

bool Extraction::takePrinted(QByteArrayView text)
{
    if (!mayHoldPrintedAnswer(text))
        return false;
    const PrintedAnswer printed = readPrintedAnswer(text);
    if (!take(printed.objects))
        return false;
    note(AnswerExtractor::tr(
        "Read from a program’s printed form; the exact bytes that the service sent are not in it"));
    if (printed.isFragment)
        note(AnswerExtractor::tr("Only a part of the answer was printed"));
    if (printed.hadNumbers)
        note(AnswerExtractor::tr("Numbers were replaced by the names they stand for"));
    if (printed.leftOut > 0)
        note(AnswerExtractor::tr("%n values were shortened away by the program that printed it", nullptr,
                                 printed.leftOut));
    if (printed.isCut)
        note(AnswerExtractor::tr("The end is missing"));
    if (printed.isTooDeep)
        note(AnswerExtractor::tr("What is nested deeper than 200 levels was not read"));
    if (printed.isTooLong)
        note(AnswerExtractor::tr("What stands behind the first 500,000 values was not read"));
    return true;
}

bool Extraction::takeMessage(QByteArrayView text)
{
    const QByteArray json = readPrintedMessage(text);
    if (json.isEmpty() || !take({json}))
        return false;
    note(AnswerExtractor::tr("Read from the message of an exception, which tells only a part of the answer"));
    return true;
}

bool Extraction::take(const QByteArrayList& objects)
{
    const auto groups = grouped(objects);
    if (groups.isEmpty())
        return false;
    const auto& last = groups.constLast();
    const QByteArray json =
        redacted(last.objects.size() == 1 ? last.objects.constFirst() : '[' + last.objects.join(",\n") + ']');
    Response response = decodeAnswer(json, m_httpCode);
    if (!saysSomething(response) || response.end == AnswerEnd::Unreadable)
        return false;
    m_result.response = std::move(response);
    m_result.answer = json;
    if (groups.size() > 1)
        note(
            AnswerExtractor::tr("%n answers were found; the last one was read", nullptr, int(groups.size())));
    return true;
}

void Extraction::nameNumbers()
{
    if (!hasNumbersForNames(m_result.response) || m_result.response.shape == AnswerShape::EventStream)
        return;
    const PrintedAnswer named = readPrintedAnswer(m_result.answer, true);
    if (named.hadNumbers && take(named.objects))
        note(AnswerExtractor::tr("Numbers were replaced by the names they stand for"));
}

void Extraction::noteLinesAround(qsizetype all, qsizetype used)
{
    if (all > used)
        note(AnswerExtractor::tr("%n lines around it hold nothing of an answer", nullptr, int(all - used)));
}

} // namespace

ExtractedAnswer extractAnswer(const QByteArray& bytes, int httpCode)
{
    return Extraction(bytes, httpCode).run();
}

} // namespace safelight
