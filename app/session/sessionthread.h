#pragma once

#include "app/base/background.h"
#include "app/session/sessionstore.h"

#include <QThread>
#include <QTimer>

#include <memory>

namespace safelight {

// A session and the thread it lives on. What is asked of it happens there, one after the other, in the order
// in which it was asked.
class SessionThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionThread)

public:
    // Some time after the last thing that was asked, what the log holds goes into the file.
    static constexpr int idleMilliseconds = 3000;
    explicit SessionThread(QString path, int idle = idleMilliseconds);
    // Waits until everything that was asked is done and the file is closed.
    ~SessionThread() override;

    const QString& path() const { return m_path; }

    static constexpr int newestListed = 50; // of the attempts; the list finds the others when it shows them
    struct Opened
    {
        QList<AttemptSummary> summaries; // the newest ones
        std::optional<Prompt> draft;
    };
    // Before anything else; when it fails, nothing else may be asked.
    template<typename Then>
    void open(QObject* context, Then then)
    {
        post(
            context, [this] { return openHere(); }, std::move(then));
    }

    // `work` takes the SessionStore and answers a Result; `then` takes that on the thread of `context`.
    template<typename Work, typename Then>
    void run(QObject* context, Work work, Then then)
    {
        post(
            context, [this, work = std::move(work)]() mutable { return work(*m_store); }, std::move(then));
    }

    // Closes the file after what was asked before; closed() follows and the object can go without waiting.
    void close();

signals:
    void closed();

private:
    template<typename Work, typename Then>
    void post(QObject* context, Work work, Then then)
    {
        using Value = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<Value>>();
        promise->start();
        whenDone(context, promise->future(), std::move(then));
        QMetaObject::invokeMethod(
            m_worker,
            [this, promise, work = std::move(work)]() mutable {
                promise->addResult(work());
                promise->finish();
                m_idle->start();
            },
            Qt::QueuedConnection);
    }
    Result<Opened> openHere();

    const QString m_path;
    QThread m_thread;
    QObject* m_worker; // stands for the thread
    QTimer* m_idle; // of the thread
    std::unique_ptr<SessionStore> m_store; // of the thread, never touched from outside
    bool m_closing = false;
};

} // namespace safelight
