#pragma once

#include "app/client/modelclient.h"

#include <QObject>

namespace safelight {

class Connections;

// The HTTP code of an answer that was no list of models; 0: no such answer came.
int httpCodeOfRefusal(const Error& error);

// Asks for the list of models, page after page, in the network thread. Deletes itself after finished().
class ModelListing final : public QObject
{
    Q_OBJECT

public:
    // A value of its own, since a Result cannot be queued.
    struct Outcome
    {
        QList<ModelInfo> models;
        std::optional<Error> failure;
    };

    explicit ModelListing(Endpoint endpoint);

    void start(Connections& connections);
    void cancel();

signals:
    void finished(const safelight::ModelListing::Outcome& outcome);

private:
    void askFor(const QString& pageToken);
    void takePage(const Exchange& page);
    void finish(std::optional<Error> failure);

    Endpoint m_endpoint;
    Connections* m_connections = nullptr;
    Outcome m_outcome;
    int m_pages = 0;
    bool m_done = false;
};

} // namespace safelight
