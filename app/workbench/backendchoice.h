#pragma once

#include "app/client/modelcatalogue.h"
#include "app/client/modelclient.h"

#include <QHash>
#include <QObject>

namespace safelight {

class SecretStore;
class Settings;

// The simulator takes any key; this one is none of the user's. No ordinary word, because keys are taken out
// of whatever is received.
Secret simulatorKey();

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
    QList<BackendProfile> backends() const;
    BackendProfile backend() const;
    void select(const QString& id);
    QString setBaseUrl(const QString& backendId, const QUrl& url); // why not, or empty
    bool hasKey(const QString& backendId) const;
    void setKey(const QString& backendId, const Secret& key);
    // The chosen back end and its key.
    Endpoint endpoint() const;
    // Why nothing can be sent to it now; empty when it can.
    QString problem() const;

    const QList<ModelInfo>& models() const { return m_models; }
    std::optional<ModelInfo> model(const QString& id) const;
    // Asks the back end for its list; until it answers the bundled one holds.
    void refreshModels();

signals:
    void backendChanged(const safelight::BackendProfile& backend);
    void keyChanged(const QString& backendId, bool present, const QString& note);
    void modelsChanged(const QList<safelight::ModelInfo>& models);

private:
    void readKey(const QString& backendId);
    void keyIsKnown(const QString& backendId, const QString& note);
    void setModels(const QList<ModelInfo>& models);

    Parts m_parts;
    QUrl m_simulatorUrl; // empty: none is running
    const ModelCatalogue m_bundled;
    QList<ModelInfo> m_models;
    QHash<QString, Secret> m_keys;
    int m_modelRound = 0; // drops lists that were asked for earlier
    int m_keyRound = 0; // drops a key read before a newer one was set
};

} // namespace safelight
