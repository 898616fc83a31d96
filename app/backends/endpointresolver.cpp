#include "app/backends/endpointresolver.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

class EndpointText
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

// What is typed in the window counts for this session too, where the back end keeps nothing.
Backend::KeySource sourceOfHeaders(const Backend& backend)
{
    return backend.keySource == Backend::KeySource::Session ? Backend::KeySource::Session
                                                            : Backend::KeySource::KeyStore;
}

} // namespace

Secret simulatorKey()
{
    return Secret("built-in-simulator-7c1f");
}

CredentialSource& CredentialSources::of(Backend::KeySource source) const
{
    switch (source) {
    case Backend::KeySource::Environment:
        return environment;
    case Backend::KeySource::Session:
        return session;
    case Backend::KeySource::KeyStore:
        break;
    }
    return keyStore;
}

QList<NeededSecret> secretsNeeded(const Backend& backend)
{
    QList<NeededSecret> needed;
    if (backend.auth != Backend::Auth::None && !backend.simulated)
        needed.append({backend.keySource, backend.keyId(), {}});
    for (const BackendHeader& header : backend.headers) {
        if (header.secret)
            needed.append({sourceOfHeaders(backend), header.value, header.name});
    }
    return needed;
}

Endpoint makeEndpoint(const Backend& backend, const QHash<QString, Secret>& secretsByPlace)
{
    Endpoint endpoint {backend, backend.simulated ? simulatorKey() : Secret()};
    const auto needed = secretsNeeded(backend);
    for (const NeededSecret& need : needed) {
        const Secret secret = secretsByPlace.value(need.place());
        if (need.header.isEmpty())
            endpoint.key = secret;
        else
            endpoint.secretHeaders.append({need.header, secret});
    }
    return endpoint;
}

QString missingSecret(const Endpoint& endpoint)
{
    const Backend& backend = endpoint.backend;
    if (backend.auth != Backend::Auth::None && endpoint.key.isEmpty()) {
        if (backend.keySource == Backend::KeySource::Environment)
            return EndpointText::tr("%1 needs a key, and the environment variable “%2” is not set.")
                .arg(backend.name, backend.keyId());
        return EndpointText::tr("%1 needs a key. Add one, or choose the built-in simulator.")
            .arg(backend.name);
    }
    for (const auto& header : endpoint.secretHeaders) {
        if (header.value.isEmpty())
            return EndpointText::tr("%1 needs a value for the secret header “%2”.")
                .arg(backend.name, header.name);
    }
    return {};
}

EndpointResolver::EndpointResolver(const Backend& backend, const CredentialSources& sources, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
    , m_sources(sources)
    , m_needed(secretsNeeded(backend))
{ }

void EndpointResolver::start(Then then)
{
    m_then = std::move(then);
    // Also when nothing has to be asked for, the answer comes later.
    QMetaObject::invokeMethod(this, &EndpointResolver::askNext, Qt::QueuedConnection);
}

void EndpointResolver::cancel()
{
    m_question.cancel();
    m_then = {};
}

void EndpointResolver::askNext()
{
    while (!m_needed.isEmpty() && !m_secrets.value(m_needed.constFirst().place()).isEmpty())
        m_needed.removeFirst();
    if (m_needed.isEmpty()) {
        end(makeEndpoint(m_backend, m_secrets));
        return;
    }
    const NeededSecret need = m_needed.takeFirst();
    m_question = m_sources.of(need.source).fetch(need.name, this, [this, need](const Result<Secret>& secret) {
        if (!secret) {
            const QString missing = missingSecret(makeEndpoint(m_backend, m_secrets));
            end(Error {secret.error().code, missing, secret.error().message});
            return;
        }
        m_secrets.insert(need.place(), *secret);
        askNext();
    });
}

void EndpointResolver::end(const Result<Endpoint>& result)
{
    if (const Then then = std::exchange(m_then, {}))
        then(result);
}

} // namespace safelight
