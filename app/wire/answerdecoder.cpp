#include "app/wire/answerdecoder.h"

#include "app/response/responseassembler.h"
#include "app/response/warninglist.h"
#include "app/wire/answerreader.h"
#include "app/wire/eventstreamparser.h"
#include "app/wire/jsonscanner.h"
#include "app/wire/serviceerrorreader.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using Found = safelight::AnswerReader::Found;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class AnswerDecoderText
{
    Q_DECLARE_TR_FUNCTIONS(AnswerDecoder)
};

Response unreadable(const QString& warning)
{
    Response response;
    response.end = AnswerEnd::Unreadable;
    response.warnings = {warning};
    return response;
}

QString whereBroken(QByteArrayView text)
{
    JsonScanner scanner(text);
    while (scanner.next() != JsonScanner::Token::Broken && scanner.token() != JsonScanner::Token::End) { }
    if (scanner.position() >= text.size())
        return AnswerDecoderText::tr("the JSON is cut off after %1 bytes").arg(text.size());
    return AnswerDecoderText::tr("the JSON is broken at byte %1").arg(scanner.position());
}

// A stream, as events or as an array: chunks in, one response out.
class ChunkCollector
{
public:
    // `text`: the chunk as it came, where that is known.
    void add(Found found, Response&& chunk, QByteArrayView text = {})
    {
        ++m_number;
        m_lastBroken = found == Found::NoJson;
        m_ours = m_ours || isOurs(found, text);
        if (m_lastBroken) {
            chunk = {};
            chunk.warnings = {AnswerDecoderText::tr("chunk %1 is not JSON").arg(m_number)};
        } else if (found == Found::Nothing || found == Found::Request) {
            chunk.warnings.append(AnswerDecoderText::tr("chunk %1 holds nothing of an answer").arg(m_number));
        }
        m_onlyErrors = m_onlyErrors && found == Found::Error;
        m_assembler.append(std::move(chunk));
    }

    void setBroken() { m_lastBroken = true; }
    bool isOnlyErrors() const { return m_onlyErrors && m_number > 0; }

    Response take(AnswerShape shape)
    {
        if (m_number > 0 && !m_ours) {
            Response other = m_assembler.take(AnswerEnd::Unreadable);
            other.warnings.prepend(AnswerDecoderText::tr("the stream holds nothing of an answer"));
            return other;
        }
        Response response = m_assembler.take(end());
        response.shape = shape;
        return response;
    }

private:
    // A stream of another service, or of counts of tokens alone, is not an answer that broke off. What is
    // damaged is one of ours when the name of a member shows it.
    static bool isOurs(Found found, QByteArrayView text)
    {
        switch (found) {
        case Found::Answer:
        case Found::Error:
        case Found::Predictions:
            return true;
        case Found::NoJson:
            return text.contains("\"candidates\"") || text.contains("\"promptFeedback\"");
        case Found::Nothing:
        case Found::Fragment:
        case Found::Request:
            break;
        }
        return false;
    }

    AnswerEnd end() const
    {
        const auto& response = m_assembler.response();
        if (response.error) // with nothing before it it is not a tail but the whole answer
            return m_onlyErrors ? AnswerEnd::Complete : AnswerEnd::ErrorTail;
        if (m_lastBroken)
            return AnswerEnd::BrokenChunk;
        return isFinished(response) ? AnswerEnd::Complete : AnswerEnd::NoFinish;
    }

    ResponseAssembler m_assembler;
    int m_number = 0;
    bool m_ours = false;
    bool m_lastBroken = false;
    bool m_onlyErrors = true;
};

class Decoding
{
public:
    explicit Decoding(const QByteArray& bytes)
        : m_source(json::sourceOf(bytes))
    { }

    Response read()
    {
        if (m_source.text.isEmpty())
            return unreadable(AnswerDecoderText::tr("the answer is empty"));
        switch (m_source.text.front()) {
        case '{':
            return readObject();
        case '[':
            return readArray();
        case '<':
            return readPage();
        default:
            break;
        }
        if (looksLikeEventStream())
            return readEventStream();
        return unreadable(AnswerDecoderText::tr("This is not JSON, an event stream or a web page"));
    }

    QByteArrayView text() const { return m_source.text; }

private:
    Response readObject();
    Response readArray();
    Response readCutArray();
    Response readPage() const;
    Response readEventStream();
    void readTail(const QByteArray& tail, ChunkCollector& chunks);
    bool looksLikeEventStream() const;

    json::Source m_source;
    AnswerReader m_reader;
};

Response Decoding::readObject()
{
    Response response;
    switch (m_reader.readObject(m_source, response)) {
    case Found::NoJson:
        return unreadable(whereBroken(m_source.text));
    case Found::Nothing:
        response.end = AnswerEnd::Unreadable;
        response.warnings.prepend(AnswerDecoderText::tr("the JSON holds nothing of an answer"));
        break;
    case Found::Fragment:
        response.end = AnswerEnd::Unreadable;
        response.warnings.prepend(AnswerDecoderText::tr(
            "this is only a part of an answer, and not the one that says how it ended"));
        break;
    case Found::Request:
        response.end = AnswerEnd::Unreadable;
        response.warnings.prepend(AnswerDecoderText::tr("this is a request and not an answer"));
        break;
    case Found::Answer:
        response.shape = AnswerShape::Object;
        break;
    case Found::Error:
        response.shape = AnswerShape::ErrorBody;
        break;
    case Found::Predictions:
        response.shape = AnswerShape::Predictions;
        break;
    }
    return response;
}

Response Decoding::readArray()
{
    ChunkCollector chunks;
    const bool whole = m_reader.readArray(
        m_source, [&](Found found, Response&& chunk) { chunks.add(found, std::move(chunk)); });
    if (!whole)
        return readCutArray();
    const bool isError = chunks.isOnlyErrors();
    return chunks.take(isError ? AnswerShape::ErrorBody : AnswerShape::Array);
}

// The elements that arrived whole, one by one.
Response Decoding::readCutArray()
{
    ChunkCollector chunks;
    const char* readableEnd = m_source.text.end() + m_source.slack;
    bool any = false;
    for (const auto element : JsonScanner::wholeElements(m_source.text)) {
        Response chunk;
        const auto found = m_reader.readObject({element, readableEnd - element.end()}, chunk);
        any = any || found != Found::NoJson;
        chunks.add(found, std::move(chunk));
    }
    if (!any)
        return unreadable(whereBroken(m_source.text));
    chunks.setBroken();
    Response response = chunks.take(AnswerShape::Array);
    WarningList().add(response.warnings, whereBroken(m_source.text));
    return response;
}

Response Decoding::readPage() const
{
    Response response;
    response.shape = AnswerShape::HtmlPage;
    response.error = readErrorPage(m_source.text);
    return response;
}

bool Decoding::looksLikeEventStream() const
{
    for (const QByteArrayView start : {"data:", "event:", "id:", "retry:", ":"}) {
        if (m_source.text.startsWith(start))
            return true;
    }
    return false;
}

Response Decoding::readEventStream()
{
    ChunkCollector chunks;
    const char* begin = m_source.text.begin();
    const char* readableEnd = m_source.text.end() + m_source.slack;
    const Response none; // copied faster than made
    const auto tail = EventStreamParser::readAll(m_source.text, [&](QByteArrayView data) {
        const bool inside = data.begin() >= begin && data.end() <= readableEnd;
        Response chunk = none;
        const auto found = m_reader.readObject({data, inside ? readableEnd - data.end() : 0}, chunk);
        chunks.add(found, std::move(chunk), data);
        m_reader.recycle(chunk);
    });
    readTail(tail, chunks);
    return chunks.take(AnswerShape::EventStream);
}

// An error that came as plain JSON behind the events (gemini-api.md §4), whole or cut off.
void Decoding::readTail(const QByteArray& tail, ChunkCollector& chunks)
{
    const auto source = json::sourceOf(tail);
    if (source.text.isEmpty())
        return;
    Response chunk;
    auto found = Found::NoJson;
    if (source.text.front() == '{')
        found = m_reader.readObject(source, chunk);
    else if (source.text.front() == '[')
        m_reader.readArray(source, [&](Found element, Response&& response) {
            found = element;
            chunk = std::move(response);
        });
    chunks.add(found, std::move(chunk), tail);
}

} // namespace

Response decodeAnswer(const QByteArray& bytes, int httpCode)
{
    Decoding decoding(bytes);
    Response response = decoding.read();
    if (httpCode >= 400 && !response.error && response.candidates.isEmpty()) {
        response.error = readErrorText(decoding.text(), httpCode);
        response.shape = AnswerShape::ErrorBody;
        response.end = AnswerEnd::Complete;
    }
    if (response.error && response.error->httpCode == 0 && httpCode >= 400)
        response.error->httpCode = httpCode;
    return response;
}

Response decodeChunk(const QByteArray& json, int number)
{
    AnswerReader reader;
    Response chunk;
    auto source = json::sourceOf(json);
    auto found = Found::NoJson;
    if (source.text.startsWith('['))
        reader.readArray(source, [&](Found element, Response&& response) {
            found = element;
            chunk = std::move(response);
        });
    else
        found = reader.readObject(source, chunk);
    if (found == Found::NoJson) {
        chunk = {};
        chunk.end = AnswerEnd::BrokenChunk;
        chunk.warnings = {AnswerDecoderText::tr("chunk %1 is not JSON").arg(number)};
    } else if (found == Found::Nothing || found == Found::Request) {
        chunk.end = AnswerEnd::Unreadable;
    } else if (chunk.error) {
        chunk.end = AnswerEnd::ErrorTail;
    }
    if (found == Found::Predictions)
        chunk.shape = AnswerShape::Predictions;
    return chunk;
}

} // namespace safelight
