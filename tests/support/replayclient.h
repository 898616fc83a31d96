#pragma once

#include "app/client/modelclient.h"
#include "app/wire/answerdecoder.h"

#include <QPointer>
#include <QTimer>

namespace safelight::test {

// What a replayed request answers.
struct Recording
{
    QList<QByteArray> pieces; // as they arrive
    int httpCode = 200;
    bool hangs = false; // after the pieces; until it is cancelled
    std::optional<Error> failure = {}; // after the pieces
};

class ReplayJob final : public RequestJob
{
    Q_DISABLE_COPY_MOVE(ReplayJob)

public:
    ReplayJob(Recording recording, QUrl url, QObject* parent)
        : RequestJob(parent)
        , m_recording(std::move(recording))
    {
        m_exchange.url = std::move(url);
        m_exchange.httpCode = m_recording.httpCode;
        m_exchange.requestHeaders = {{"x-goog-api-key", "[redacted]"}};
        m_exchange.seconds = 0.25;
        QTimer::singleShot(0, this, [this] { step(); });
    }
    ~ReplayJob() override = default;

    void cancel() override
    {
        end(Error {Error::Code::Cancelled, QStringLiteral("Stopped.")}, AnswerEnd::Cancelled);
    }

private:
    void step()
    {
        if (m_ended)
            return;
        if (m_next < m_recording.pieces.size()) {
            Arrival fresh;
            fresh.head = m_exchange;
            fresh.piece = m_recording.pieces.at(m_next);
            fresh.isFirst = m_next++ == 0;
            m_exchange.raw += fresh.piece;
            emit progressed(decodeAnswer(m_exchange.raw), m_exchange.raw.size(), fresh);
            QTimer::singleShot(0, this, [this] { step(); });
        } else if (!m_recording.hangs) {
            end(m_recording.failure, AnswerEnd::Network);
        }
    }

    void end(const std::optional<Error>& failure, AnswerEnd failed)
    {
        if (std::exchange(m_ended, true))
            return;
        m_exchange.response = m_exchange.raw.isEmpty() && failure
            ? Response()
            : decodeAnswer(m_exchange.raw, m_exchange.httpCode);
        if (failure)
            m_exchange.response.end = failed;
        m_exchange.failure = failure;
        QTimer::singleShot(0, this, [this] {
            deleteLater();
            emit finished(m_exchange);
        });
    }

    Recording m_recording;
    Exchange m_exchange;
    qsizetype m_next = 0;
    bool m_ended = false;
};

// Answers with recordings, in their order; the last one again and again. Remembers what was asked.
class ReplayModelClient final : public ModelClient
{
public:
    QList<Recording> recordings;
    std::optional<Result<QList<ModelInfo>>> models; // none: a list of models never arrives

    std::optional<qint64> tokens; // none: a count never arrives

    QList<Endpoint> endpoints;
    QList<ModelRequest> requests;
    QList<Endpoint> listed;
    QList<ModelRequest> counted;

    RequestJob* send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent) override
    {
        const qsizetype turn = qMin(requests.size(), recordings.size() - 1);
        endpoints << endpoint;
        requests << request;
        QUrl url = endpoint.backend.baseUrl;
        url.setPath(QStringLiteral("/v1beta/models/") + request.model);
        return new ReplayJob(turn < 0 ? Recording() : recordings.at(turn), url, parent);
    }

    void listModels(const Endpoint& endpoint, QObject* context,
                    std::function<void(Result<QList<ModelInfo>>)> then) override
    {
        listed << endpoint;
        if (models)
            QTimer::singleShot(0, context, [answer = *models, then = std::move(then)] { then(answer); });
    }

    void countTokens(const Endpoint&, const ModelRequest& request, QObject* context,
                     std::function<void(Result<qint64>)> then) override
    {
        counted << request;
        if (tokens)
            QTimer::singleShot(0, context, [answer = *tokens, then = std::move(then)] { then(answer); });
    }
};

} // namespace safelight::test
