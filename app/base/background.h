#pragma once

#include "app/base/workers.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QtConcurrentRun>

#include <memory>
#include <type_traits>

namespace safelight {

// Hands the future's value to `then` on the thread of `context`; never when `context` is gone by then or the
// work was dropped.
template<typename Value, typename Then>
void whenDone(QObject* context, const QFuture<Value>& future, Then then)
{
    auto* watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, then = std::move(then)]() mutable {
                         watcher->deleteLater();
                         auto done = watcher->future();
                         if (!done.isCanceled() && done.resultCount() > 0)
                             then(done.takeResult());
                     });
    watcher->setFuture(future);
}

// Runs `work` (which captures values only and throws nothing) on a worker thread and hands its result to
// `then` on the thread of `context`, which is the caller's, unless `context` is gone by then. `work` itself
// always runs to its end. To drop results that were overtaken, use Latest.
template<typename Work, typename Then>
void inBackground(QObject* context, Work work, Then then)
{
    whenDone(context, QtConcurrent::run(&workers(), std::move(work)), std::move(then));
}

// One place that shows the newest of several results: an older one that comes late is dropped.
class Latest
{
public:
    template<typename Work, typename Then>
    void run(QObject* context, Work work, Then then)
    {
        const int round = ++*m_round;
        inBackground(context, std::move(work),
                     [shared = m_round, round, then = std::move(then)](auto&& value) mutable {
                         if (*shared == round)
                             then(std::forward<decltype(value)>(value));
                     });
    }
    // Whatever still runs will not arrive.
    void forget() { ++*m_round; }

private:
    std::shared_ptr<int> m_round = std::make_shared<int>(0);
};

} // namespace safelight
