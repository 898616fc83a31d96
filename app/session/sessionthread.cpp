#include "app/session/sessionthread.h"

namespace safelight {

SessionThread::SessionThread(QString path, int idle)
    : m_path(std::move(path))
    , m_worker(new QObject)
    , m_idle(new QTimer(m_worker))
{
    m_idle->setSingleShot(true);
    m_idle->setInterval(idle);
    m_idle->callOnTimeout(m_worker, [this] {
        if (m_store)
            m_store->checkpoint();
    });
    m_thread.setObjectName(QStringLiteral("session"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(&m_thread, &QThread::finished, this, &SessionThread::closed);
    m_thread.start();
}

SessionThread::~SessionThread()
{
    close();
    m_thread.wait();
}

void SessionThread::close()
{
    if (std::exchange(m_closing, true))
        return;
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_store.reset();
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
}

Result<SessionThread::Opened> SessionThread::openHere()
{
    auto store = SessionStore::open(m_path);
    if (!store)
        return store.error();
    auto summaries = (*store)->newest(newestListed);
    if (!summaries)
        return summaries.error();
    auto draft = (*store)->loadDraft();
    if (!draft)
        return draft.error();
    m_store = *std::move(store);
    return Opened {*std::move(summaries), *std::move(draft)};
}

} // namespace safelight
