#pragma once

#include "app/backends/backend.h"
#include "app/backends/endpoint.h"
#include "app/client/modelrequest.h"
#include "app/prompt/modelinfo.h"

#include <QObject>

#include <functional>

namespace safelight {

// One running request. finished() is emitted exactly once, also after cancel() and after any failure, on the
// thread of the job; nothing after it. The job deletes itself later, so connect and keep no pointer past it.
class RequestJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    // Keeps what arrived: finished() follows with a failure of code Cancelled.
    virtual void cancel() = 0;

signals:
    // Some ten times a second: what has been read so far, and the bytes that are new in it. What a receiver
    // does not want to fall behind with, it holds back with the receipt.
    void progressed(const safelight::Response& soFar, qint64 bytesReceived, const safelight::Arrival& fresh);
    void finished(const safelight::Exchange& exchange);
};

// Sends requests. Real over HTTP; tests bring one that replays.
class ModelClient
{
public:
    virtual ~ModelClient() = default;
    // Never null. Emits nothing before the event loop runs again. Owned by `parent` or itself.
    virtual RequestJob* send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent) = 0;
    // Calls back once on the caller's thread, unless `context` is gone by then.
    virtual void listModels(const Endpoint& endpoint, QObject* context,
                            std::function<void(Result<QList<ModelInfo>>)> then) = 0;
    // How many input tokens the request has. Calls back once on the caller's thread; when `context` is gone
    // by then, the question is withdrawn.
    virtual void countTokens(const Endpoint& endpoint, const ModelRequest& request, QObject* context,
                             std::function<void(Result<qint64>)> then) = 0;
};

} // namespace safelight
