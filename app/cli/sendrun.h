#pragma once

#include "app/cli/sendoptions.h"
#include "app/cli/sendrequest.h"
#include "app/client/modelclient.h"
#include "app/sending/attemptreading.h"
#include "app/session/sessionstore.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace safelight {

// How long to wait before trying again, or nothing when trying again is of no use: a block is an answer, a
// daily limit does not end in a minute, and a service that asks for more patience than this is not disturbed.
// `tries` so far, from 1.
std::optional<std::chrono::milliseconds> retryDelay(const Exchange& exchange, int tries);

// Sends one request, with its retries, keeps it and tells what came of it. Emits finished() once.
class SendRun final : public QObject
{
    Q_OBJECT

public:
    // `store` may be null; it outlives this, as does the client.
    SendRun(ModelClient& client, SessionStore* store, Endpoint endpoint, SendOptions options);
    void start(const SendRequest& request, const ReadingContext& reading);
    void stop(); // keeps what arrived

    const Attempt& attempt() const { return m_attempt; }

signals:
    void finished();
    void noted(const QString& sentence); // progress and what could not be kept
    void unkept(); // the store refused: after the sentence why

private:
    void send();
    void take(const Exchange& exchange);
    void end(Exchange exchange);
    void complain(const QString& sentence);

    ModelClient& m_client;
    SessionStore* const m_store;
    const Endpoint m_endpoint;
    const SendOptions m_options;
    ReadingContext m_reading;
    Attempt m_attempt;
    Exchange m_last; // of the try before, while waiting for the next
    QPointer<RequestJob> m_job;
    QTimer m_pause;
    int m_tries = 0;
    bool m_stopped = false;
    bool m_begun = false; // in the store
};

} // namespace safelight
