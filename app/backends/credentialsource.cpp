#include "app/backends/credentialsource.h"

#include "app/settings/secretstore.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace safelight {

namespace {

class CredentialText
{
    Q_DECLARE_TR_FUNCTIONS(CredentialSource)
};

Result<Secret> foundOr(const Secret& secret, const QString& sentence)
{
    if (secret.isEmpty())
        return Error {Error::Code::NotFound, sentence};
    return secret;
}

void answerLater(QObject* context, CredentialSource::Then answer, Result<Secret> result)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), result = std::move(result)] { answer(result); },
        Qt::QueuedConnection);
}

} // namespace

CredentialQuestion CredentialSource::fetch(const QString& name, QObject* context, Then then)
{
    auto isOpen = std::make_shared<bool>(true);
    ask(name, context,
        [isOpen, waiting = QPointer(context), then = std::move(then)](const Result<Secret>& secret) {
            if (std::exchange(*isOpen, false) && waiting)
                then(secret);
        });
    return CredentialQuestion(std::move(isOpen));
}

void KeyStoreCredentials::ask(const QString& name, QObject*, Then answer)
{
    m_store.read(name, [name, answer = std::move(answer)](const Secret& secret) {
        answer(foundOr(secret, CredentialText::tr("The key store has no key “%1”.").arg(name)));
    });
}

void EnvironmentCredentials::ask(const QString& name, QObject* context, Then answer)
{
    const Secret secret(qgetenv(name.toLocal8Bit().constData()).trimmed());
    answerLater(
        context, std::move(answer),
        foundOr(
            secret,
            CredentialText::tr("The environment variable “%1” is not set, so there is no key.").arg(name)));
}

void SessionCredentials::set(const QString& name, const Secret& secret)
{
    if (secret.isEmpty())
        m_secrets.remove(name);
    else
        m_secrets.insert(name, secret);
}

void SessionCredentials::ask(const QString& name, QObject* context, Then answer)
{
    answerLater(
        context, std::move(answer),
        foundOr(m_secrets.value(name), CredentialText::tr("No key was entered since the program started.")));
}

} // namespace safelight
