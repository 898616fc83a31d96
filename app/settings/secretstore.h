#pragma once

#include "app/base/result.h"
#include "app/base/secret.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <utility>

namespace safelight {

// Keys in the system's key store, or for this session only where none runs.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    // Empty secret when there is none. `then` is called once, later, on this thread.
    virtual void read(const QString& name, std::function<void(Secret)> then) = 0;
    struct Stored
    {
        bool forThisSessionOnly = false;
        QString why; // when it could not be kept: a sentence
    };
    virtual void write(const QString& name, const Secret& secret, std::function<void(Stored)> then) = 0;
    virtual void remove(const QString& name, std::function<void()> then) = 0;

protected:
    template<typename Action>
    void later(Action action)
    {
        QMetaObject::invokeMethod(this, std::move(action), Qt::QueuedConnection);
    }
};

// In memory only: for tests, and where asked for.
class SessionSecretStore final : public SecretStore
{
    Q_OBJECT

public:
    using SecretStore::SecretStore;
    void read(const QString& name, std::function<void(Secret)> then) override;
    void write(const QString& name, const Secret& secret, std::function<void(Stored)> then) override;
    void remove(const QString& name, std::function<void()> then) override;

private:
    QHash<QString, Secret> m_secrets;
};

} // namespace safelight
