#include "app/keystore/systemsecretstore.h"

#include <QCoreApplication>
#include <qt6keychain/keychain.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The name under which the key store lists the program's entries.
QString service()
{
    return u"Safelight"_s;
}

// Starts a job that deletes itself; `then` is dropped when the store is gone by then.
template<typename Job, typename Then>
void start(Job* job, const QString& name, QObject* context, Then then)
{
    job->setInsecureFallback(false); // never a key in a plain file
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [job, then = std::move(then)](QKeychain::Job*) { then(*job); });
    // Some back ends finish within start(): callers expect their answer later.
    QMetaObject::invokeMethod(
        job, [job] { job->start(); }, Qt::QueuedConnection);
}

QString whyNotKept(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return QCoreApplication::translate(
            "SecretStore",
            "The system’s key store did not allow it, so the key is kept until the program ends.");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return QCoreApplication::translate(
            "SecretStore", "No key store runs on this system, so the key is kept until the program ends.");
    default:
        break;
    }
    return QCoreApplication::translate(
        "SecretStore",
        "The system’s key store could not keep it, so the key is kept until the program ends.");
}

} // namespace

void SystemSecretStore::read(const QString& name, std::function<void(Secret)> then)
{
    // What could not be stored is newer than what the key store may hold.
    if (m_thisSession.contains(name)) {
        later([secret = m_thisSession.value(name), then = std::move(then)] { then(secret); });
        return;
    }
    start(new QKeychain::ReadPasswordJob(service()), name, this,
          [then = std::move(then)](const QKeychain::ReadPasswordJob& job) {
              then(job.error() == QKeychain::NoError ? Secret(job.binaryData()) : Secret());
          });
}

void SystemSecretStore::write(const QString& name, const Secret& secret, std::function<void(Stored)> then)
{
    m_thisSession.insert(name, secret); // readable at once, whatever the key store says later
    auto* job = new QKeychain::WritePasswordJob(service());
    job->setBinaryData(secret.reveal());
    start(job, name, this,
          [this, name, secret, then = std::move(then)](const QKeychain::WritePasswordJob& done) {
              if (done.error() != QKeychain::NoError) {
                  then({true, whyNotKept(done.error())});
                  return;
              }
              if (m_thisSession.value(name) == secret)
                  m_thisSession.remove(name);
              then({});
          });
}

void SystemSecretStore::remove(const QString& name, std::function<void()> then)
{
    m_thisSession.remove(name);
    start(new QKeychain::DeletePasswordJob(service()), name, this,
          [then = std::move(then)](const QKeychain::DeletePasswordJob&) { then(); });
}

} // namespace safelight
