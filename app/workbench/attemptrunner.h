#pragma once

#include "app/client/modelclient.h"
#include "app/sending/attemptreading.h"
#include "app/session/attempt.h"
#include "app/session/sessionthread.h"

#include <QPointer>

namespace safelight {

// One attempt from its prompt to its verdict: encoded, kept, sent, read, kept again. Emits finished() once.
class AttemptRunner final : public QObject
{
    Q_OBJECT

public:
    struct Plan
    {
        // Prompt, back end, time; number and id for the case that it cannot be kept. With a request body
        // these bytes are sent, else the prompt is encoded.
        Attempt attempt;
        Endpoint endpoint;
        ReadingContext reading;
        std::shared_ptr<SessionThread> session; // none: it stays in memory
    };

    AttemptRunner(ModelClient& client, Plan plan, QObject* parent);
    ~AttemptRunner() override;

    void start();
    void stop(); // keeps what arrived
    const Attempt& attempt() const { return m_plan.attempt; }
    const std::shared_ptr<SessionThread>& session() const { return m_plan.session; }
    bool isKept() const { return m_kept; } // by the session, as far as it went

signals:
    void started(const safelight::Attempt& attempt);
    void progressed(const safelight::Attempt& attempt);
    void finished(const safelight::Attempt& attempt, const QByteArray& thumbnail);
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void keep(const QByteArray& body);
    void begin(const Result<Attempt>& begun);
    void send();
    void read(const Exchange& exchange);
    void complete(const QByteArray& thumbnail);
    void end(const Result<Done>& kept, const QByteArray& thumbnail);

    ModelClient& m_client;
    Plan m_plan;
    QPointer<RequestJob> m_job;
    bool m_kept = false;
    bool m_stopped = false;
};

} // namespace safelight
