#pragma once

#include "app/base/workers.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QtConcurrentRun>

#include <type_traits>

namespace safelight {

// Hands the future's value to `then` on the thread of `context`; never, when `context` is gone by then or the
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

// Runs `work`, which captures values only, on a worker thread.
template<typename Work, typename Then>
void inBackground(QObject* context, Work work, Then then)
{
    whenDone(context, QtConcurrent::run(&workers(), std::move(work)), std::move(then));
}

} // namespace safelight
