#include "app/client/filedownload.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto longestSilence = 30s;
constexpr int mostHops = 5;

class FileDownload
{
    Q_DECLARE_TR_FUNCTIONS(FileDownload)
};

QNetworkRequest requestFor(const QUrl& url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setMaximumRedirectsAllowed(mostHops);
    request.setTransferTimeout(int(std::chrono::milliseconds(longestSilence).count()));
    return request;
}

Result<QByteArray> resultOf(QNetworkReply& reply, qint64 limit)
{
    const int code = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply.property("tooLarge").toBool())
        return Error {Error::Code::TooLarge,
                      FileDownload::tr("The file is larger than %n MB.", nullptr, int(limit >> 20))};
    if (code != 0 && code != 200)
        return Error {Error::Code::Refused, FileDownload::tr("The server answered with HTTP %1.").arg(code)};
    if (reply.error() != QNetworkReply::NoError)
        return Error {Error::Code::Network, FileDownload::tr("The file could not be fetched."),
                      reply.errorString()};
    return reply.readAll();
}

} // namespace

QString downloadProblem(const QUrl& url)
{
    const bool isLocal =
        url.host() == "localhost"_L1 || url.host() == "127.0.0.1"_L1 || url.host() == "::1"_L1;
    if (!url.isValid() || url.host().isEmpty())
        return FileDownload::tr("This is not a web address.");
    if (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && isLocal))
        return FileDownload::tr("The address must begin with https://.");
    return url.userInfo().isEmpty() ? QString()
                                    : FileDownload::tr("The address must not contain a password.");
}

void downloadFile(const QUrl& url, qint64 limit, QObject* context,
                  std::function<void(Result<QByteArray>)> then)
{
    auto* network = new QNetworkAccessManager(context);
    auto* reply = network->get(requestFor(url));
    QObject::connect(reply, &QNetworkReply::downloadProgress, context, [reply, limit](qint64 received) {
        if (received <= limit)
            return;
        reply->setProperty("tooLarge", true);
        reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, context,
                     [reply, network, limit, then = std::move(then)] {
                         network->deleteLater(); // and the reply with it
                         then(resultOf(*reply, limit));
                     });
}

} // namespace safelight
