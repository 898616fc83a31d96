#include "app/found/answerextractor.h"

#include "app/base/secret.h"
#include "app/dialects/dialects.h"
#include "app/found/answergroups.h"
#include "app/found/answerpieces.h"
#include "app/found/answersearch.h"
#include "app/found/groupreading.h"
#include "app/found/layoutcleaning.h"
#include "app/found/namednumbers.h"
#include "app/found/sentences.h"
#include "app/found/syntaxcleaning.h"
#include "app/found/unreadabletext.h"
#include "app/found/unwrappedtext.h"
#include "app/printed/printedanswer.h"
#include "app/printed/printedratings.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/jsonvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The translation context of what the extractor says.
class AnswerExtractor
{
    Q_DECLARE_TR_FUNCTIONS(AnswerExtractor)
};

struct CleaningStep
{
    QByteArray (*clean)(const QByteArray& text);
    bool keepsLines;
    const char* note;
};

constexpr std::array layoutSteps {
    CleaningStep {withoutLogPrefixes, true,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "What a logger wrote before the lines was taken off")},
    CleaningStep {withoutBoxes, true,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "A frame around the text was taken off")},
    CleaningStep {withoutQuoteMarks, true,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "Quote marks were taken off the lines")},
    CleaningStep {withoutLinePrefixes, true, nullptr},
    CleaningStep {withoutMarkup, true,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "HTML was turned back into plain text")},
    CleaningStep {withStraightQuotes, true,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "Curly quotes were read as straight ones")}};
constexpr std::array syntaxSteps {
    CleaningStep {
        withJoinedLines, false,
        QT_TRANSLATE_NOOP("AnswerExtractor", "Lines that were broken in the middle of a text were joined")},
    CleaningStep {withoutEscapes, false,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "Backslashes before quotes were taken out")},
    CleaningStep {withoutExtras, false,
                  QT_TRANSLATE_NOOP("AnswerExtractor", "Comments, “...” or commas too many were taken out")}};

class Extraction
{
public:
    using Take = std::function<void(ExtractedAnswer&&)>;

    Extraction(const QByteArray& bytes, int httpCode, const Take& take)
        : m_bytes(bytes)
        , m_httpCode(httpCode)
        , m_take(take)
    { }

    void run();

private:
    bool takeAsItStands(const QByteArray& text);
    bool isOneAnswer(const Response& response, const QByteArray& text) const;
    bool takeBody(const UnwrappedText& text);
    bool takeCleaned(QByteArray& text);
    bool takeJson(const QByteArray& text, bool keepsLines);
    bool takeCut(const QByteArray& text);
    bool takePrinted(QByteArrayView text);
    bool takeMessage(QByteArrayView text);
    bool takeAll(const QList<AnswerGroup>& groups, GroupReading& reading);
    void giveUp(const QByteArray& text);
    void note(const QString& sentence) { m_notes.append(redacted(sentence)); }

    const QByteArray& m_bytes;
    int m_httpCode = 0;
    const Take& m_take;
    QStringList m_notes; // of what was done to the text
    Response m_asItStands; // decodeAnswer's reading of all of it
    FoundAnswers m_found; // of the last search
    int m_broken = 0; // of the first
    int m_linesBefore = 0; // that were taken off
};

void Extraction::run()
{
    const QByteArray decoded = asUtf8(m_bytes);
    if (!decoded.isEmpty() && !m_bytes.startsWith("\xEF\xBB\xBF"))
        note(AnswerExtractor::tr("The text was UTF-16"));
    const QByteArray& bytes = decoded.isEmpty() ? m_bytes : decoded;
    if (takeAsItStands(bytes))
        return;
    UnwrappedText text = unwrapped(bytes);
    if (text.hasColours)
        note(AnswerExtractor::tr("Colour codes of a terminal were taken out"));
    m_linesBefore = int(std::count(bytes.cbegin(), bytes.cbegin() + (bytes.size() - text.body.size()), '\n'));
    if (takeBody(text))
        return;
    if (takeJson(text.body, true))
        return;
    m_broken = m_found.broken;
    const QByteArray uncleaned = text.body; // a mark that was taken off may have kept two values apart
    if (takeCleaned(text.body) || takePrinted(text.body) || (uncleaned != text.body && takePrinted(uncleaned))
        || takeMessage(text.body))
        return;
    const QByteArrayList inner = m_found.texts;
    for (const auto& each : inner) {
        if (takePrinted(each) || takeMessage(each))
            return;
    }
    giveUp(text.body);
}

bool Extraction::takeAsItStands(const QByteArray& text)
{
    m_asItStands = decodeAnswer(text, m_httpCode);
    if (!holdsAnything(m_asItStands) || !isOneAnswer(m_asItStands, text))
        return false;
    ExtractedAnswer answer;
    answer.response = m_asItStands;
    answer.answer = text.size() + 3 == m_bytes.size() ? m_bytes : text;
    answer.notes = m_notes;
    if (const QByteArray named = withNamedNumbers(text, answer.response); !named.isEmpty()) {
        answer.answer = redacted(named);
        answer.response = decodeAnswer(answer.answer, m_httpCode);
        answer.notes.append(AnswerExtractor::tr("Numbers were replaced by the names they stand for"));
    }
    m_take(std::move(answer));
    return true;
}

bool Extraction::isOneAnswer(const Response& response, const QByteArray& text) const
{
    if (response.shape == AnswerShape::HtmlPage)
        return looksLikeMarkup(text);
    // JSON lines: the first one alone was read.
    const QString left =
        QCoreApplication::translate("AnswerDecoder", "what stands behind the first object was not read");
    if (response.warnings.contains(left))
        return false;
    const bool isStream = response.shape == AnswerShape::Array || response.shape == AnswerShape::EventStream;
    const bool isError = response.error && response.candidates.isEmpty() && !response.promptFeedback;
    if (!isStream && !isError)
        return true;
    if (isError && m_httpCode >= 400)
        return true;
    const auto groups = groupsOf(piecesOf(searchAnswers(text)));
    if (isError) // and nothing better in it
        return groups.size() == 1 && groups.constFirst().pieces.size() == 1
            && groups.constFirst().pieces.constFirst().isOnlyError
            && groups.constFirst().pieces.constFirst().form.isEmpty()
            && !groups.constFirst().pieces.constFirst().wasEscaped;
    // Older models end every chunk of a stream with a reason: only another id begins another answer.
    return std::ranges::adjacent_find(groups,
                                      [](const AnswerGroup& a, const AnswerGroup& b) {
                                          return !a.id.isEmpty() && !b.id.isEmpty() && a.id != b.id;
                                      })
        == groups.end();
}

// What curl -i prints: the headers, an empty line, the answer.
bool Extraction::takeBody(const UnwrappedText& text)
{
    if (!text.hadHeaders)
        return false;
    Response response = decodeAnswer(text.body, text.httpCode);
    const bool isPage = response.shape == AnswerShape::HtmlPage && !looksLikeMarkup(text.body);
    if (isPage || !holdsAnything(response))
        return false;
    ExtractedAnswer answer;
    answer.response = std::move(response);
    answer.answer = text.body;
    answer.notes = m_notes;
    answer.notes.append(AnswerExtractor::tr("The answer was found behind the headers of HTTP"));
    m_take(std::move(answer));
    return true;
}

// Each step works on what the one before left. The syntax is mended for JSON alone: printed forms have
// another one, and are looked for in what the layout steps left.
bool Extraction::takeCleaned(QByteArray& text)
{
    if (!namesAnswerWell(text))
        return false;
    const auto tryStep = [this](const CleaningStep& step, QByteArray& from, bool keepsLines) {
        QByteArray cleaned = step.clean(from);
        if (cleaned.isEmpty())
            return false;
        from = std::move(cleaned);
        const auto before = m_notes.size();
        if (step.note)
            note(AnswerExtractor::tr(step.note));
        if (takeJson(from, keepsLines && step.keepsLines))
            return true;
        m_notes.remove(before, m_notes.size() - before);
        return false;
    };
    for (const auto& step : layoutSteps) {
        if (tryStep(step, text, true))
            return true;
    }
    QByteArray mended = text;
    for (const auto& step : syntaxSteps) {
        if (tryStep(step, mended, false))
            return true;
    }
    return takeCut(text);
}

bool Extraction::takeJson(const QByteArray& text, bool keepsLines)
{
    m_found = searchAnswers(text);
    const auto groups = groupsOf(piecesOf(m_found));
    m_found.objects.clear(); // of a log with an answer in each line they are as large as the log
    if (groups.isEmpty())
        return false;
    GroupReading way;
    const bool wasEscaped = std::ranges::any_of(groups, [](const AnswerGroup& group) {
        return std::ranges::any_of(group.pieces, &AnswerPiece::wasEscaped);
    });
    way.notes.append(wasEscaped ? AnswerExtractor::tr("The answer was found as a text inside other JSON")
                                : AnswerExtractor::tr("The answer was found inside other text"));
    way.text = text;
    way.linesBefore = keepsLines ? m_linesBefore : -1;
    if (groups.size() == 1 && !wasEscaped) {
        qsizetype used = 0;
        for (const auto& piece : groups.constFirst().pieces)
            used += lineCount(QByteArrayView(text).sliced(piece.begin, piece.end - piece.begin));
        if (const auto all = lineCount(text); all > used)
            way.notes.append(AnswerExtractor::tr("%n lines around it hold nothing of an answer", nullptr,
                                                 int(all - used)));
    }
    if (m_found.broken > 0)
        way.notes.append(AnswerExtractor::tr("%n pieces of an answer could not be read: cut off or broken",
                                             nullptr, m_found.broken));
    return takeAll(groups, way);
}

bool Extraction::takeCut(const QByteArray& text)
{
    const auto found = searchAnswers(text);
    if (found.cutAt < 0)
        return false;
    const QByteArray closed = closedJson(QByteArrayView(text).sliced(found.cutAt));
    auto groups = groupsOf(piecesOf(searchAnswers(closed)));
    groups.removeIf([](const AnswerGroup& group) { return !group.isEnded; });
    GroupReading way;
    way.notes.append(AnswerExtractor::tr("The text is cut off; what is complete was read"));
    way.isCut = true;
    return takeAll(groups, way);
}

bool Extraction::takePrinted(QByteArrayView text)
{
    if (!mayHoldPrintedAnswer(text))
        return false;
    const PrintedAnswer printed = readPrintedAnswer(text);
    QList<AnswerPiece> pieces;
    for (const auto& object : printed.objects)
        pieces.append(piecesOf(object));
    GroupReading way;
    way.form = u"sdk.print"_s;
    way.isCut = printed.isCut;
    way.notes.append(AnswerExtractor::tr(
        "Read from a program’s printed form; the exact bytes that the service sent are not in it"));
    way.thresholdsAreOpen = blockNothing(printed.settings);
    if (printed.isFragment)
        way.notes.append(AnswerExtractor::tr("Only a part of the answer was printed"));
    if (printed.hadNumbers)
        way.notes.append(AnswerExtractor::tr("Numbers were replaced by the names they stand for"));
    if (printed.leftOut > 0)
        way.notes.append(AnswerExtractor::tr("%n values were shortened away by the program that printed it",
                                             nullptr, printed.leftOut));
    if (printed.isCut)
        way.notes.append(AnswerExtractor::tr("The end is missing"));
    if (printed.isTooDeep)
        way.notes.append(AnswerExtractor::tr("What is nested deeper than 200 levels was not read"));
    if (printed.isTooLong)
        way.notes.append(AnswerExtractor::tr("What stands behind the first 500,000 values was not read"));
    return takeAll(groupsOf(pieces), way);
}

bool Extraction::takeMessage(QByteArrayView text)
{
    const auto sentence = readSentence(text);
    if (!sentence)
        return false;
    const QString hint = sentence->hint.isEmpty() || sentence->sdk.isEmpty()
        ? sentence->hint
        : AnswerExtractor::tr("This message comes from %1. %2").arg(sentence->sdk, sentence->hint);
    GroupReading way;
    way.form = u"sdk.text"_s;
    way.thresholdsAreOpen = blockNothing(sentence->settings);
    way.notes.append(
        AnswerExtractor::tr("Read from the message of an exception, which tells only a part of the answer"));
    if (!hint.isEmpty())
        way.notes.append(hint);
    if (!sentence->json.isEmpty() && takeAll(groupsOf(piecesOf(sentence->json)), way))
        return true;
    if (!hint.isEmpty())
        note(hint);
    return false;
}

bool Extraction::takeAll(const QList<AnswerGroup>& groups, GroupReading& reading)
{
    reading.httpCode = m_httpCode;
    reading.notes += m_notes;
    bool any = false;
    for (const auto& group : groups) {
        if (auto answer = reading.read(group)) {
            m_take(std::move(*answer));
            any = true;
        }
    }
    return any;
}

// The first of several objects, or an error in an unknown form, is better than nothing.
void Extraction::giveUp(const QByteArray& text)
{
    ExtractedAnswer answer;
    answer.response = std::move(m_asItStands);
    answer.answer = m_bytes;
    answer.notes = m_notes;
    const bool isSaid = holdsAnything(answer.response) && answer.response.shape != AnswerShape::HtmlPage
        && (!answer.response.error || m_httpCode >= 400);
    if (!isSaid) {
        const QStringList warnings = answer.response.warnings;
        answer.response = Response();
        answer.response.end = AnswerEnd::Unreadable;
        answer.response.warnings = warnings;
        if (m_broken > 0 && !json::sourceOf(m_bytes).text.startsWith('{'))
            answer.notes.append(AnswerExtractor::tr(
                "%n objects that began like an answer are cut off or broken", nullptr, m_broken));
        if (const auto lines = lineCount(text); lines > 1)
            answer.notes.append(AnswerExtractor::tr("%n lines were looked at, and none holds an answer",
                                                    nullptr, int(lines)));
        if (const QString instead = whatItIsInstead(text); !instead.isEmpty())
            answer.notes.append(instead);
    }
    m_take(std::move(answer));
}

} // namespace

void extractAnswers(const QByteArray& bytes, int httpCode, const std::function<void(ExtractedAnswer&&)>& take)
{
    Extraction(bytes, httpCode, take).run();
}

ExtractedAnswer extractAnswer(const QByteArray& bytes, int httpCode)
{
    ExtractedAnswer last;
    int count = 0;
    extractAnswers(bytes, httpCode, [&](ExtractedAnswer&& answer) {
        last = std::move(answer);
        ++count;
    });
    if (count > 1)
        last.notes.append(
            AnswerExtractor::tr("%n answers were found; the last one was read", nullptr, count));
    return last;
}

} // namespace safelight
