#include "app/client/httpmodelclient.h"

#include "app/client/httprequestjob.h"
#include "app/client/modellisting.h"
#include "app/client/networkworker.h"
#include "app/client/tokencounting.h"

#include <QThread>

#include <mutex>
#include <utility>

namespace safelight {

class HttpModelClient::Private
{
public:
    explicit Private(std::chrono::milliseconds idleTime)
        : worker(new NetworkWorker(idleTime))
    {
        thread.setObjectName(QStringLiteral("network"));
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    }
    ~Private()
    {
        if (!thread.isRunning()) {
            delete worker;
            return;
        }
        QMetaObject::invokeMethod(worker, &NetworkWorker::shutDown, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Private)

    template<typename Task>
    void run(Task* task)
    {
        // Not before there is something to do: a second thread makes the start of the program slower.
        std::call_once(started, [this] { thread.start(); });
        task->moveToThread(&thread);
        QMetaObject::invokeMethod(
            worker, [this, task] { worker->run(task); }, Qt::QueuedConnection);
    }

    QThread thread;
    std::once_flag started;
    NetworkWorker* worker;
};

HttpModelClient::HttpModelClient(std::chrono::milliseconds idleTime)
    : d(std::make_unique<Private>(idleTime))
{ }

HttpModelClient::~HttpModelClient() = default;

RequestJob* HttpModelClient::send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent)
{
    auto* transfer = new HttpTransfer(makeGenerateCall(endpoint, request));
    auto* job = new HttpRequestJob(transfer, parent);
    d->run(transfer);
    return job;
}

void HttpModelClient::listModels(const Endpoint& endpoint, QObject* context,
                                 std::function<void(Result<QList<ModelInfo>>)> then)
{
    auto* listing = new ModelListing(endpoint);
    QObject::connect(
        listing, &ModelListing::finished, context,
        [then = std::move(then)](const ModelListing::Outcome& outcome) {
            if (outcome.failure)
                then(*outcome.failure);
            else
                then(outcome.models);
        },
        Qt::QueuedConnection);
    QObject::connect(context, &QObject::destroyed, listing, &ModelListing::cancel, Qt::QueuedConnection);
    d->run(listing);
}

void HttpModelClient::countTokens(const Endpoint& endpoint, const ModelRequest& request, QObject* context,
                                  std::function<void(Result<qint64>)> then)
{
    auto* counting = new TokenCounting(endpoint, request);
    QObject::connect(
        counting, &TokenCounting::finished, context,
        [then = std::move(then)](const TokenCounting::Outcome& outcome) {
            if (outcome.failure)
                then(*outcome.failure);
            else
                then(outcome.tokens);
        },
        Qt::QueuedConnection);
    QObject::connect(context, &QObject::destroyed, counting, &TokenCounting::cancel, Qt::QueuedConnection);
    d->run(counting);
}

} // namespace safelight
