#include "app/network/latemodelclient.h"

#include "app/network/networkparts.h"

#include <QMetaObject>

namespace safelight {

namespace {

// A request that cannot begin. As for any other, its end is told from the event loop.
class FailedJob final : public RequestJob
{
public:
    FailedJob(const Error& error, QObject* parent)
        : RequestJob(parent)
    {
        QMetaObject::invokeMethod(
            this,
            [this, error] {
                Exchange exchange;
                exchange.failure = error;
                emit finished(exchange);
                deleteLater();
            },
            Qt::QueuedConnection);
    }
    void cancel() override { } // it ends by itself
};

template<typename Value>
void fail(QObject* context, const Error& error, std::function<void(Result<Value>)> then)
{
    QMetaObject::invokeMethod(
        context, [error, then = std::move(then)] { then(error); }, Qt::QueuedConnection);
}

} // namespace

Result<ModelClient*> LateModelClient::client()
{
    if (!m_client) {
        const auto parts = loadNetworkParts();
        if (!parts)
            return parts.error();
        m_client = (*parts)->makeClient();
    }
    return m_client.get();
}

RequestJob* LateModelClient::send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent)
{
    const auto found = client();
    if (!found)
        return new FailedJob(found.error(), parent);
    return (*found)->send(endpoint, request, parent);
}

void LateModelClient::listModels(const Endpoint& endpoint, QObject* context,
                                 std::function<void(Result<QList<ModelInfo>>)> then)
{
    const auto found = client();
    if (!found)
        return fail(context, found.error(), std::move(then));
    (*found)->listModels(endpoint, context, std::move(then));
}

void LateModelClient::countTokens(const Endpoint& endpoint, const ModelRequest& request, QObject* context,
                                  std::function<void(Result<qint64>)> then)
{
    const auto found = client();
    if (!found)
        return fail(context, found.error(), std::move(then));
    (*found)->countTokens(endpoint, request, context, std::move(then));
}

} // namespace safelight
