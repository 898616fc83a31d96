#pragma once

#include "app/client/httpmodelclient.h"

#include "tests/support/testhttpserver.h"

#include <QPointer>
#include <QTest>
#include <QTestEventLoop>

namespace safelight::test {

inline const Secret key {"AIzaSyTestKey-0123456789_abcdefghijklm"};

inline Endpoint endpointAt(const QUrl& url)
{
    Backend backend;
    backend.id = QStringLiteral("test");
    backend.name = QStringLiteral("Test");
    backend.apiVersion = QStringLiteral("v1beta");
    backend.accepts = QStringLiteral("geminiApi");
    backend.baseUrl = url;
    return {backend, key};
}

inline ModelRequest streamRequest()
{
    ModelRequest request;
    request.model = QStringLiteral("gemini-test");
    request.body = R"({"contents":[{"parts":[{"text":"hello"}]}]})";
    request.timeout = std::chrono::seconds(20);
    return request;
}

inline ModelRequest unaryRequest()
{
    ModelRequest request = streamRequest();
    request.stream = false;
    return request;
}

// Waits for the one finished() of a job; a second one, or none in time, is a failure.
class Outcome
{
public:
    explicit Outcome(RequestJob* job)
        : m_job(job)
    {
        QObject::connect(job, &RequestJob::finished, &m_context, [this](const Exchange& exchange) {
            ++m_times;
            m_exchange = exchange;
        });
        QObject::connect(job, &RequestJob::progressed, &m_context,
                         [this](const Response& soFar, qint64 bytes) {
                             m_late |= m_times > 0;
                             m_progress.append({soFar, bytes});
                         });
    }

    struct Step
    {
        Response soFar;
        qint64 bytes = 0;
    };

    // In a real event loop: QTRY would sleep between the pieces that the server sends.
    bool wait()
    {
        if (m_job) {
            QTestEventLoop loop;
            QObject::connect(m_job, &QObject::destroyed, &loop, &QTestEventLoop::exitLoop);
            loop.enterLoop(20);
        }
        return m_job.isNull() && m_times == 1
            && !m_late; // the job goes by itself, and nothing comes after the end
    }
    bool isOver() const { return m_times > 0; }
    const Exchange& exchange() const { return m_exchange; }
    const QList<Step>& progress() const { return m_progress; }
    // The text of the last snapshot.
    QString text() const
    {
        if (m_progress.isEmpty() || m_progress.constLast().soFar.candidates.isEmpty())
            return {};
        return m_progress.constLast().soFar.candidates.constFirst().text();
    }

private:
    QPointer<RequestJob> m_job;
    QObject m_context;
    Exchange m_exchange;
    QList<Step> m_progress;
    int m_times = 0;
    bool m_late = false;
};

inline QByteArray chunk(const QByteArray& text, const QByteArray& finish = {})
{
    return R"({"candidates":[{"content":{"role":"model","parts":[{"text":")" + text + R"("}]})"
        + (finish.isEmpty() ? QByteArray() : R"(,"finishReason":")" + finish + '"')
        + R"(}],"modelVersion":"gemini-test"})";
}

inline QByteArray streamEvent(const QByteArray& json, const QByteArray& lineEnd = "\r\n")
{
    return "data: " + json + lineEnd + lineEnd;
}

// Everything an exchange shows, in one text to search for what must not be in it.
inline QByteArray everythingIn(const Exchange& exchange)
{
    QByteArray all = exchange.url.toEncoded() + exchange.raw;
    for (const auto& headers : {exchange.requestHeaders, exchange.responseHeaders}) {
        for (const auto& [name, value] : headers)
            all += name + value;
    }
    if (exchange.failure)
        all += exchange.failure->message.toUtf8() + exchange.failure->detail.toUtf8();
    for (const auto& candidate : exchange.response.candidates)
        all += candidate.text().toUtf8() + candidate.finishMessage.toUtf8();
    if (const auto& error = exchange.response.error)
        all += error->message.toUtf8() + error->reason.toUtf8() + error->status.toUtf8();
    return all + exchange.response.warnings.join(u' ').toUtf8();
}

} // namespace safelight::test
