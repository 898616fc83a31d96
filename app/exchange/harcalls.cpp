#include "app/exchange/callparts.h"
#include "app/wire/jsonmembers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Text, or base64 where the recorder took it for binary.
QByteArray textOf(const QJsonObject& content)
{
    const QByteArray text = content.value("text"_L1).toString().toUtf8();
    return content.value("encoding"_L1).toString() == "base64"_L1 ? QByteArray::fromBase64(text) : text;
}

// HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/
class HarReader
{
public:
    explicit HarReader(const CallSources& sources)
        : m_sources(sources)
    { }

    Result<Done> readEntries(QByteArrayView entries);
    void read(const QJsonObject& entry);
    Result<RecordedCalls> result();

private:
    void takeKeys(const QJsonObject& request, const CallAddress& address);

    const CallSources& m_sources;
    RecordedCalls m_calls;
    int m_others = 0;
    int m_unreadable = 0;
};

void HarReader::takeKeys(const QJsonObject& request, const CallAddress& address)
{
    addKey(m_calls, address.key, Backend::Auth::ApiKeyHeader);
    const QJsonArray headers = request.value("headers"_L1).toArray();
    for (const auto& value : headers) {
        const QJsonObject header = value.toObject();
        takeCredential(m_calls, header.value("name"_L1).toString(), header.value("value"_L1).toString());
    }
}

void HarReader::read(const QJsonObject& entry)
{
    const QJsonObject request = entry.value("request"_L1).toObject();
    const auto address = callAddressOf(request.value("url"_L1).toString());
    if (!address || request.value("method"_L1).toString().compare("POST"_L1, Qt::CaseInsensitive) != 0) {
        ++m_others;
        return;
    }
    takeKeys(request, *address);
    RecordedCall call;
    if (auto read = readCallRequest(textOf(request.value("postData"_L1).toObject()), *address, m_sources))
        call.request = std::move(*read);
    const QJsonObject response = entry.value("response"_L1).toObject();
    call.answer = textOf(response.value("content"_L1).toObject());
    call.httpCode = response.value("status"_L1).toInt();
    call.sentAt =
        QDateTime::fromString(entry.value("startedDateTime"_L1).toString(), Qt::ISODateWithMs).toUTC();
    if (call.request || !call.answer.isEmpty())
        m_calls.calls.append(std::move(call));
    else
        ++m_unreadable;
}

// A browser records everything that a page loads: what is not a call of a model is passed over as it stands.
Result<Done> HarReader::readEntries(QByteArrayView entries)
{
    for (const auto& member : jsonMembers(entries)) {
        if (m_sources.stopped())
            return stoppedReading();
        const auto entry = member.valueIn(entries);
        const auto url = jsonMember(jsonMember(entry, "request"), "url");
        if (!url.isEmpty() && callAddressOf(QString::fromUtf8(jsonPlainText(url))))
            read(QJsonDocument::fromJson(entry.toByteArray()).object());
        else
            ++m_others;
    }
    return Done();
}

Result<RecordedCalls> HarReader::result()
{
    if (m_calls.calls.isEmpty())
        return Error {
            Error::Code::Parse,
            sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "This HAR file holds no call of a Gemini model."))};
    m_calls.kind = RecordedCalls::Kind::Har;
    if (m_others > 0)
        m_calls.notes << QCoreApplication::translate("Exchange", "%n other request(s) are left out.", nullptr,
                                                     m_others);
    if (m_unreadable > 0)
        m_calls.notes << QCoreApplication::translate(
            "Exchange", "%n call(s) have neither a readable request nor an answer.", nullptr, m_unreadable);
    return std::move(m_calls);
}

} // namespace

Result<RecordedCalls> readHar(const QByteArray& har, const CallSources& sources)
{
    HarReader reader(sources);
    if (const auto read = reader.readEntries(jsonMember(jsonMember(har, "log"), "entries")); !read)
        return read.error();
    return reader.result();
}

} // namespace safelight
