#pragma once

#include "app/backends/credentialsource.h"
#include "app/backends/endpoint.h"

namespace safelight {

// Takes any key; this one is none of the user's. No ordinary word, because keys are taken out of whatever is
// received.
Secret simulatorKey();

// One for each Backend::KeySource; they outlive who uses them.
struct CredentialSources
{
    CredentialSource& keyStore;
    CredentialSource& environment;
    CredentialSource& session;

    CredentialSource& of(Backend::KeySource source) const;
};

// One secret that a back end needs, and where it is.
struct NeededSecret
{
    Backend::KeySource source = Backend::KeySource::KeyStore;
    QString name;
    QString header; // empty: it is the key

    // Under this its value is held, apart from others of the same name.
    QString place() const { return Known(source).text() + u'/' + name; }

    friend bool operator==(const NeededSecret&, const NeededSecret&) = default;
};
QList<NeededSecret> secretsNeeded(const Backend& backend);

// Puts the secrets that are known into their places; those that are missing stay empty.
Endpoint makeEndpoint(const Backend& backend, const QHash<QString, Secret>& secretsByPlace);
// A sentence that names what is missing; empty when nothing is.
QString missingSecret(const Endpoint& endpoint);

// Asks for all that a back end needs, one after the other, and calls back once with the endpoint. Deleting
// it, or cancel(), withdraws the question.
class EndpointResolver final : public QObject
{
    Q_OBJECT

public:
    using Then = std::function<void(const Result<Endpoint>&)>;

    EndpointResolver(const Backend& backend, const CredentialSources& sources, QObject* parent);

    // These need not be asked for: what was typed and is not kept yet, by place.
    void setKnown(const QHash<QString, Secret>& secrets) { m_secrets = secrets; }
    void start(Then then);
    void cancel();

private:
    void askNext();
    void end(const Result<Endpoint>& result);

    Backend m_backend;
    CredentialSources m_sources;
    QList<NeededSecret> m_needed;
    QHash<QString, Secret> m_secrets;
    CredentialQuestion m_question;
    Then m_then;
};

} // namespace safelight
