#pragma once

#include "app/backends/backendlist.h"
#include "app/backends/endpointresolver.h"
#include "app/client/modelcatalogue.h"
#include "app/client/modelclient.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace safelight {

class SecretStore;
class Settings;

// Which back ends there are, which one is chosen, their keys and their models.
class BackendChoice final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ModelClient& client;
        SecretStore& secrets;
        Settings& settings;
    };
    BackendChoice(const Parts& parts, QObject* parent);

    // Nothing is asked of a back end or of the key store before this.
    void connectTo(const QUrl& simulatorUrl);
    QList<Backend> all() const;
    Backend current() const;
    void select(const QString& id);
    // The whole list: rows are added, changed, moved and removed by it. What was removed takes its keys
    // along.
    void setAll(const QList<Backend>& backends);
    bool hasKey(const QString& backendId) const;
    void setKey(const QString& backendId, const Secret& key);
    // A secret that rows refer to; an empty one is removed.
    void setSecret(const NeededSecret& need, const Secret& secret);
    // The places of the secrets that are there.
    QSet<QString> knownSecrets() const;
    // The chosen back end and its secrets.
    Endpoint endpoint() const;
    // Why nothing can be sent to it now; empty when it can.
    QString problem() const;
    // Why this body cannot be sent to it: what it does not accept.
    QString problemWith(const QByteArray& body) const;

    const QList<ModelInfo>& models() const { return m_models; }
    std::optional<ModelInfo> model(const QString& id) const;
    // Asks the back end for its list; until it answers the bundled one holds.
    void refreshModels();

    // For asking a back end that is not chosen, with what was typed for it.
    const CredentialSources& credentials() const { return m_sources; }
    ModelClient& client() const { return m_parts.client; }

signals:
    void backendChanged(const safelight::Backend& backend);
    void backendsChanged();
    void keyChanged(const QString& backendId, bool present, const QString& note);
    void modelsChanged(const QList<safelight::ModelInfo>& models);

private:
    void readSecrets(const Backend& backend);
    void removeSecretsOf(const QList<Backend>& gone);
    void keyIsKnown(const QString& place, const QString& note);
    std::optional<Backend> find(const QString& id) const;
    void setModels(const QList<ModelInfo>& models);

    Parts m_parts;
    QUrl m_simulatorUrl; // empty: none is running
    BackendList m_list;
    KeyStoreCredentials m_keyStore;
    EnvironmentCredentials m_environment;
    SessionCredentials m_session;
    const CredentialSources m_sources {m_keyStore, m_environment, m_session};
    const ModelCatalogue m_bundled;
    QList<ModelInfo> m_models;
    QHash<QString, Secret> m_secrets; // by place
    QHash<QString, CredentialQuestion> m_questions; // by place
    int m_modelRound = 0; // drops lists that were asked for earlier
};

} // namespace safelight
