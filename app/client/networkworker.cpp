#include "app/client/networkworker.h"

#include "app/client/backendprofile.h"
#include "app/client/httptransfer.h"
#include "app/client/modellisting.h"
#include "app/client/tokencounting.h"

#include <QNetworkProxyFactory>

namespace safelight {

namespace {

constexpr qint64 idleLimit = 10'000; // ms

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

} // namespace

QNetworkAccessManager& NetworkWorker::network()
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setProxyFactory(new ProxyChoice);
    } else if (m_sinceLastUse.hasExpired(idleLimit) && children().isEmpty()) {
        // A connection kept open may have died meanwhile, and nothing is sent twice.
        m_network->clearConnectionCache();
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
