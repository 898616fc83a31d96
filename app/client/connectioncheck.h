#pragma once

#include "app/backends/endpointresolver.h"
#include "app/client/modelclient.h"

#include <QElapsedTimer>

#include <memory>

namespace safelight {

// What came of asking a back end for its models.
struct ConnectionReport
{
    enum class Outcome {
        Works,
        NoModelList, // it answered, but lists no models: the bundled list serves
        CredentialRefused,
        ServiceError,
        Unreachable,
        Incomplete, // nothing was sent: an address or a secret is missing
    };

    Outcome outcome = Outcome::Incomplete;
    int httpCode = 0; // of a refusal; 0 where none is known
    qsizetype models = 0;
    double seconds = 0;
    QString sentence; // for showing
    QString detail; // the service's or the system's own words

    bool isReachable() const { return outcome != Outcome::Unreachable && outcome != Outcome::Incomplete; }
};

// Is a back end there, does it accept the credential, does it list models? Asks for what it needs, then for
// the models. Deleting it withdraws the question.
class ConnectionCheck final : public QObject
{
    Q_OBJECT

public:
    using Then = std::function<void(const ConnectionReport&)>;

    ConnectionCheck(ModelClient& client, const CredentialSources& sources, QObject* parent = nullptr);

    // `typed`: secrets that are not kept yet, by place.
    void start(const Backend& backend, const QHash<QString, Secret>& typed, Then then);
    // For an endpoint that is complete already.
    void start(const Endpoint& endpoint, Then then);

private:
    void take(const Result<QList<ModelInfo>>& models);
    void end(ConnectionReport report);

    ModelClient& m_client;
    const CredentialSources m_sources;
    std::unique_ptr<EndpointResolver> m_resolver;
    Backend m_backend;
    QElapsedTimer m_clock;
    Then m_then;
};

} // namespace safelight
