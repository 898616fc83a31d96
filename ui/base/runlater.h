#pragma once

#include "app/base/workers.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <memory>
#include <type_traits>

namespace safelight {

// Runs `work` (which captures values only and throws nothing) on a worker thread and hands its result to
// `then` on the thread of `context`, which is the caller's, unless `context` is gone by then. `work` itself
// always runs to its end. To drop results that were overtaken, use Latest.
template<typename Work, typename Then>
void runLater(QObject* context, Work work, Then then)
{
    using Value = std::invoke_result_t<Work>;
    auto* watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, then = std::move(then)]() mutable {
                         watcher->deleteLater();
                         then(watcher->future().takeResult());
                     });
    watcher->setFuture(QtConcurrent::run(&workers(), std::move(work)));
}

// One place that shows the newest of several results: an older one that comes late is dropped.
class Latest
{
public:
    template<typename Work, typename Then>
    void run(QObject* context, Work work, Then then)
    {
        const int round = ++*m_round;
        runLater(context, std::move(work),
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
