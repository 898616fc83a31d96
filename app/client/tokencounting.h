#pragma once

#include "app/client/modelclient.h"

#include <QObject>

namespace safelight {

class Connections;
class HttpTransfer;

// Asks how many tokens a request has, in the network thread. Deletes itself after finished().
class TokenCounting final : public QObject
{
    Q_OBJECT

public:
    // A value of its own, since a Result cannot be queued.
    struct Outcome
    {
        qint64 tokens = 0;
        std::optional<Error> failure;
    };

    TokenCounting(const Endpoint& endpoint, const ModelRequest& request);

    void start(Connections& connections);
    void cancel();

signals:
    void finished(const safelight::TokenCounting::Outcome& outcome);

private:
    void take(const Exchange& exchange);
    void finish(const Outcome& outcome);

    HttpTransfer* m_transfer;
    bool m_done = false;
};

} // namespace safelight
