#include "app/found/groupreading.h"

#include "app/base/secret.h"
#include "app/dialects/dialects.h"
#include "app/found/answerpieces.h"
#include "app/found/namednumbers.h"
#include "app/wire/answerdecoder.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestPrefix = 2000; // bytes of a line before the JSON in it
constexpr qsizetype longestWrapper = 65536; // bytes of other members around an answer

// Of a text that is cut off: an end without any content may have had some.
bool isSureOfItsEnd(const Response& response)
{
    const Candidate* candidate = decisiveCandidate(response);
    return response.error || (candidate && candidate->hasContent())
        || (candidate && candidate->finishReason && *candidate->finishReason != FinishReason::Stop)
        || (response.promptFeedback && response.promptFeedback->blockReason);
}

QString sentence(const char* text)
{
    return QCoreApplication::translate("AnswerExtractor", text);
}

} // namespace

std::optional<ExtractedAnswer> GroupReading::read(const AnswerGroup& group)
{
    const auto& first = group.pieces.constFirst();
    if (!first.form.isEmpty() && !first.isWhole && !group.isEnded)
        return {}; // the beginning of a stream says nothing of its end
    ExtractedAnswer answer;
    answer.notes = notes;
    answer.thresholdsAreOpen = thresholdsAreOpen;
    QByteArray json = redacted(group.json());
    answer.response = decodeAnswer(json, httpCode);
    if (const auto named = withNamedNumbers(json, answer.response); !named.isEmpty()) {
        json = redacted(named);
        answer.response = decodeAnswer(json, httpCode);
        answer.notes.append(sentence(
            QT_TRANSLATE_NOOP("AnswerExtractor", "Numbers were replaced by the names they stand for")));
    }
    addReadAs(answer, json, group);
    if (!holdsAnything(answer.response) || (isCut && !isSureOfItsEnd(answer.response)))
        return {};
    if (first.wasSentence)
        answer.notes.append(sentence(
            QT_TRANSLATE_NOOP("AnswerExtractor", "The block was passed on as the message of an error")));
    if (group.isToldTwice)
        answer.notes.append(
            sentence(QT_TRANSLATE_NOOP("AnswerExtractor", "A second reading of the same call was left out")));
    if (linesBefore >= 0 && !text.isEmpty() && first.end > 0) {
        answer.firstLine = lineAt(first.begin);
        answer.lastLine = lineAt(group.pieces.constLast().end);
    }
    return answer;
}

// The reading gets what decoding the JSON with the member in it would find, without decoding it once more.
void GroupReading::addReadAs(ExtractedAnswer& answer, const QByteArray& json, const AnswerGroup& group) const
{
    const QString readForm = group.pieces.constFirst().form.isEmpty() ? formOfPlace(group) : QString();
    const QString through = gatewayAround(group);
    answer.answer = withReadAs(json, readForm, through);
    if (!readForm.isEmpty())
        answer.response.form = readForm;
    if (answer.response.through.isEmpty())
        answer.response.through = through;
}

int GroupReading::lineAt(qsizetype place)
{
    if (place < m_countedTo)
        m_countedTo = m_line = 0;
    m_line += int(std::count(text.cbegin() + m_countedTo, text.cbegin() + place, '\n'));
    m_countedTo = place;
    return linesBefore + 1 + m_line;
}

// What stands around the answer, but not in it: a model may write of anything.
QString GroupReading::gatewayAround(const AnswerGroup& group) const
{
    const auto& first = group.pieces.constFirst();
    if (text.isEmpty() || first.end == 0)
        return {};
    const QByteArrayView view(text);
    const auto wrapper = view.sliced(first.begin, first.end - first.begin);
    const auto before = view.first(first.begin);
    const auto lineStart = std::max(before.lastIndexOf('\n') + 1, before.size() - longestPrefix);
    const auto own = first.form.isEmpty() ? wrapper.indexOf(first.json) : 0;
    const auto head = own < 0 ? wrapper : wrapper.first(own);
    const auto tail =
        own < 0 || !first.form.isEmpty() ? QByteArrayView() : wrapper.sliced(own + first.json.size());
    for (const auto part : {head.first(std::min(head.size(), longestWrapper)),
                            tail.first(std::min(tail.size(), longestWrapper)), before.sliced(lineStart)}) {
        if (const QString name = gatewayIn(part); !name.isEmpty())
            return name;
    }
    return {};
}

// A line of a batch's output has the answer beside its key or its request.
QString GroupReading::formOfPlace(const AnswerGroup& group) const
{
    const auto& first = group.pieces.constFirst();
    if (!form.isEmpty() || text.isEmpty() || first.end == 0)
        return form;
    const auto wrapper = QByteArrayView(text).sliced(first.begin, first.end - first.begin);
    const auto start = wrapper.first(std::min<qsizetype>(wrapper.size(), 200));
    const bool isBatch = start.startsWith("{\"key\"") || start.startsWith("{\"custom_id\"")
        || start.contains("\"inlinedResponses\"") || start.startsWith("{\"request\"");
    return isBatch ? u"gemini.batch"_s : QString();
}

} // namespace safelight
