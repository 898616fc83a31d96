#pragma once

#include "app/base/result.h"
#include "app/base/secret.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace safelight {

class SecretStore;

// A question for a secret that is under way.
class CredentialQuestion
{
public:
    CredentialQuestion() = default;
    explicit CredentialQuestion(std::shared_ptr<bool> isOpen)
        : m_isOpen(std::move(isOpen))
    { }

    // The answer does not come any more.
    void cancel()
    {
        if (m_isOpen)
            *m_isOpen = false;
    }

private:
    std::shared_ptr<bool> m_isOpen;
};

// Where secrets come from. Asking never waits: a key store may ask the user first, a token comes over the
// network.
class CredentialSource
{
public:
    using Then = std::function<void(const Result<Secret>&)>;

    virtual ~CredentialSource() = default;

    // Calls back once, later, on this thread; not any more when `context` is gone or the question cancelled.
    // A secret that is not there is an error of code NotFound.
    CredentialQuestion fetch(const QString& name, QObject* context, Then then);

protected:
    // Answers later, on the thread of `context`. An answer that nobody waits for does nothing.
    virtual void ask(const QString& name, QObject* context, Then answer) = 0;
};

// The system's key store, or keys of this session, behind the one interface of the settings.
class KeyStoreCredentials final : public CredentialSource
{
public:
    explicit KeyStoreCredentials(SecretStore& store)
        : m_store(store)
    { }

protected:
    void ask(const QString& name, QObject* context, Then answer) override;

private:
    SecretStore& m_store;
};

// Environment variables, read when asked for.
class EnvironmentCredentials final : public CredentialSource
{
protected:
    void ask(const QString& name, QObject* context, Then answer) override;
};

// What was typed and is kept nowhere: it ends with the program.
class SessionCredentials final : public CredentialSource
{
public:
    void set(const QString& name, const Secret& secret); // an empty one removes it

protected:
    void ask(const QString& name, QObject* context, Then answer) override;

private:
    QHash<QString, Secret> m_secrets;
};

} // namespace safelight
