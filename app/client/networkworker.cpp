#include "app/client/networkworker.h"

#include "app/backends/baseurl.h"
#include "app/client/httptransfer.h"
#include "app/client/modellisting.h"
#include "app/client/tokencounting.h"

#include <QIODevice>
#include <QNetworkProxyFactory>
#include <QNetworkRequest>

namespace safelight {

namespace {

constexpr qint64 idleLimit = 10'000; // ms
// What HTTP/2 lets a client send before the server asks for more, head included (RFC 9113 §6.9.2: 65,535).
constexpr qint64 firstWindow = 60'000;

// What goes to this computer stays on it, whatever proxy the desktop or the environment names.
class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        if (isLoopback(query.url()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return proxyForQuery(query);
    }
};

qint64 sizeOf(const QNetworkRequest& request, const QIODevice* body)
{
    if (!body)
        return 0;
    return body->isSequential() ? request.header(QNetworkRequest::ContentLengthHeader).toLongLong()
                                : body->size();
}

// HTTP/2 where the server speaks it, but for large bodies HTTP/1.1: Qt's sockets wait for the acknowledgement
// of each window of HTTP/2, which other systems delay by 40 ms. 20 MB took 14 seconds, now 0.2. They need a
// manager of their own, since one connection to a server serves whatever is asked of a manager.
class Network final : public QNetworkAccessManager
{
public:
    Network()
    {
        setProxyFactory(new ProxyChoice);
        m_uploads.setProxyFactory(new ProxyChoice);
    }
    void forgetConnections()
    {
        clearConnectionCache();
        m_uploads.clearConnectionCache();
    }

protected:
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request,
                                 QIODevice* body) override
    {
        if (operation != PostOperation || sizeOf(request, body) <= firstWindow)
            return QNetworkAccessManager::createRequest(operation, request, body);
        QNetworkRequest upload = request;
        upload.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        return m_uploads.post(upload, body);
    }

private:
    QNetworkAccessManager m_uploads;
};

} // namespace

QNetworkAccessManager& NetworkWorker::network()
{
    if (!m_network) {
        m_network = std::make_unique<Network>();
    } else if (m_sinceLastUse.hasExpired(idleLimit) && children().isEmpty()) {
        // A connection kept open may have died meanwhile, and nothing is sent twice.
        static_cast<Network&>(*m_network).forgetConnections();
    }
    m_sinceLastUse.start();
    return *m_network;
}

void NetworkWorker::shutDown()
{
    const auto tasks = children();
    for (auto* task : tasks) {
        if (auto* transfer = qobject_cast<HttpTransfer*>(task))
            transfer->cancel();
        else if (auto* listing = qobject_cast<ModelListing*>(task))
            listing->cancel();
        else if (auto* counting = qobject_cast<TokenCounting*>(task))
            counting->cancel();
    }
    qDeleteAll(tasks);
    m_network.reset();
}

} // namespace safelight
