#include "app/client/connections.h"

#include "app/backends/baseurl.h"

#include <QNetworkProxyFactory>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <algorithm>
#include <utility>

namespace safelight {

namespace {

constexpr int mostOfOneManager = 6; // Qt's own limit for one host

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

QString hostOf(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

Connections::Connections(std::chrono::milliseconds idleTime)
    : m_idleTime(idleTime)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &Connections::giveBackIdle);
}

void Connections::open(const QNetworkRequest& request, QObject* asker, Begin begin)
{
    giveBackIdle(); // the timer may be late
    const QString name = hostOf(request.url());
    const bool mayMultiplex = request.attribute(QNetworkRequest::Http2AllowedAttribute, true).toBool();
    m_hosts[name].waiting.push_back({asker, std::move(begin), mayMultiplex});
    serve(name);
}

void Connections::serve(const QString& name)
{
    auto& waiting = m_hosts[name].waiting;
    for (auto it = waiting.begin(); it != waiting.end();) {
        const Host& host = m_hosts[name];
        const bool multiplexes = it->mayMultiplex && host.protocol != Host::Protocol::Http1;
        const bool mayBegin =
            multiplexes ? host.protocol != Host::Protocol::Asking : host.overHttp1 < mostPerHost;
        if (it->asker && !mayBegin) {
            ++it;
            continue;
        }
        const Waiting next = std::move(*it);
        it = waiting.erase(it);
        if (next.asker)
            begin(name, next);
    }
}

void Connections::begin(const QString& name, const Waiting& waiting)
{
    Host& host = m_hosts[name];
    const bool multiplexes = waiting.mayMultiplex && host.protocol != Host::Protocol::Http1;
    Manager& manager = managerFor(name, multiplexes);
    ++manager.running;
    ++host.running;
    const auto run = std::make_shared<Run>(Run {name, &manager});
    if (!multiplexes)
        countAsHttp1(*run);
    QNetworkReply* reply = waiting.begin(manager.network);
    connect(reply, &QObject::destroyed, this, [this, run] { end(*run); });
    if (multiplexes && host.protocol == Host::Protocol::Unknown)
        watchHandshake(reply, run);
}

void Connections::watchHandshake(QNetworkReply* reply, const std::shared_ptr<Run>& run)
{
    m_hosts[run->host].protocol = Host::Protocol::Asking;
    connect(reply, &QNetworkReply::encrypted, this, [this, reply, run] {
        learn(*run,
              reply->sslConfiguration().nextNegotiatedProtocol() == QSslConfiguration::ALPNProtocolHTTP2);
    });
    connect(reply, &QObject::destroyed, this, [this, host = run->host] {
        if (m_hosts[host].protocol != Host::Protocol::Asking)
            return;
        m_hosts[host].protocol = Host::Protocol::Unknown; // no handshake came about: the next one asks
        serve(host);
    });
}

void Connections::learn(Run& run, bool speaksHttp2)
{
    auto& protocol = m_hosts[run.host].protocol;
    if (protocol != Host::Protocol::Asking)
        return;
    protocol = speaksHttp2 ? Host::Protocol::Http2 : Host::Protocol::Http1;
    if (!speaksHttp2)
        countAsHttp1(run);
    serve(run.host);
}

void Connections::countAsHttp1(Run& run)
{
    run.overHttp1 = true;
    ++run.manager->perHost[run.host];
    ++m_hosts[run.host].overHttp1;
}

void Connections::end(const Run& run)
{
    Host& host = m_hosts[run.host];
    --host.running;
    if (run.overHttp1) {
        --host.overHttp1;
        --run.manager->perHost[run.host];
    }
    if (--run.manager->running == 0) {
        run.manager->idleSince.start();
        m_idle.start(m_idleTime);
    }
    serve(run.host);
}

// The first one with room, so that the last ones become idle.
Connections::Manager& Connections::managerFor(const QString& host, bool multiplexes)
{
    for (auto& manager : m_managers) {
        if (manager.multiplexes == multiplexes
            && (multiplexes || manager.perHost.value(host) < mostOfOneManager))
            return manager;
    }
    Manager& manager = m_managers.emplace_back();
    manager.multiplexes = multiplexes;
    manager.network.setProxyFactory(new ProxyChoice);
    return manager;
}

void Connections::giveBackIdle()
{
    std::erase_if(m_managers, [this](const Manager& manager) {
        return manager.running == 0 && manager.idleSince.hasExpired(m_idleTime.count());
    });
    // With its connections goes what was learnt about a host: it may be another server the next time.
    if (std::ranges::none_of(m_managers, &Manager::multiplexes)) {
        m_hosts.removeIf(
            [](const QHash<QString, Host>::iterator it) { return it->running == 0 && it->waiting.empty(); });
    }
    const bool anyIdle =
        std::ranges::any_of(m_managers, [](const Manager& manager) { return manager.running == 0; });
    if (anyIdle && !m_idle.isActive())
        m_idle.start(m_idleTime);
}

} // namespace safelight
