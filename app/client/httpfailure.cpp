#include "app/client/httpfailure.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class HttpFailureText
{
    Q_DECLARE_TR_FUNCTIONS(HttpFailure)
};

QString closedSentence(bool answerBegan)
{
    return answerBegan ? HttpFailureText::tr("%1 closed the connection before the answer was complete.")
                       : HttpFailureText::tr("%1 closed the connection without an answer.");
}

QString proxySentence()
{
    return HttpFailureText::tr("The proxy of this computer did not let the request through to %1.");
}

QString sentenceFor(QNetworkReply::NetworkError error, bool answerBegan)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return HttpFailureText::tr("Nothing answers at %1. Check the base URL.");
    case QNetworkReply::HostNotFoundError:
        return HttpFailureText::tr("%1 was not found. Check the network and the base URL.");
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // it would have had to be sent twice, which we do not
        return closedSentence(answerBegan);
    case QNetworkReply::TimeoutError:
        return HttpFailureText::tr("%1 did not answer in time.");
    case QNetworkReply::SslHandshakeFailedError:
        return HttpFailureText::tr("No secure connection to %1 could be made; nothing "
                                   "was sent.");
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return HttpFailureText::tr("What %1 answered is not HTTP.");
    default:
        break;
    }
    if (error > QNetworkReply::UnknownNetworkError && error <= QNetworkReply::UnknownProxyError)
        return proxySentence();
    return answerBegan ? HttpFailureText::tr("The connection to %1 broke off during the answer.")
                       : HttpFailureText::tr("The connection to %1 failed.");
}

} // namespace

QString addressOf(const QUrl& url)
{
    return url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
}

Error connectionFailure(QNetworkReply::NetworkError error, const QString& detail, const QUrl& url,
                        bool answerBegan)
{
    return {Error::Code::Network, sentenceFor(error, answerBegan).arg(addressOf(url)), detail};
}

Error silenceFailure(const QUrl& url, std::chrono::milliseconds silence, bool answerBegan)
{
    const auto sentence = answerBegan
        ? HttpFailureText::tr("%1 began to answer and then sent nothing for %2 seconds.")
        : HttpFailureText::tr("%1 did not answer within %2 seconds.");
    const double seconds = std::chrono::duration<double>(silence).count();
    return {Error::Code::Network, sentence.arg(addressOf(url), QLocale().toString(seconds, 'g', 4))};
}

Error limitFailure(const QUrl& url, qint64 limit)
{
    const auto sentence =
        HttpFailureText::tr("The response from %1 is longer than the limit of %2, so reading stopped.");
    const QString size = QLocale().formattedDataSize(limit, 0, QLocale::DataSizeTraditionalFormat);
    return {Error::Code::TooLarge, sentence.arg(addressOf(url), size)};
}

Error compressionFailure(const QUrl& url, bool tooDense)
{
    const auto sentence = tooDense
        ? HttpFailureText::tr("The compressed response from %1 expands too far, so reading stopped.")
        : HttpFailureText::tr("The compressed response from %1 is damaged or incomplete.");
    return {tooDense ? Error::Code::TooLarge : Error::Code::Network, sentence.arg(addressOf(url)), {}};
}

Error redirectRefusal(const QUrl& url, const QUrl& target)
{
    const auto sentence = HttpFailureText::tr(
        "%1 redirected the request elsewhere. That was not followed: the key goes to %1 only.");
    return {Error::Code::Refused, sentence.arg(addressOf(url)), target.toDisplayString(QUrl::FullyEncoded)};
}

Error cancelled()
{
    return {Error::Code::Cancelled, HttpFailureText::tr("The request was stopped.")};
}

bool isBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return true;
    default:
        return false;
    }
}

bool isConnectionFailure(QNetworkReply::NetworkError error, int httpCode)
{
    if (error == QNetworkReply::NoError)
        return false;
    if (httpCode < 400)
        return true;
    // Plain HTTP goes to this computer only, past any proxy, and a proxy on the way to a secure service
    // answers before there is a status: a 407 that can be read is the service's own.
    if (httpCode == 407 && error == QNetworkReply::ProxyAuthenticationRequiredError)
        return false;
    // Qt's numbers: 1–99 network, 101–199 proxy, 201–499 by HTTP status; 301 and 399 no HTTP at all.
    return error < QNetworkReply::ContentAccessDenied || error == QNetworkReply::ProtocolUnknownError
        || error == QNetworkReply::ProtocolFailure;
}

} // namespace safelight
