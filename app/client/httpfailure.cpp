#include "app/client/httpfailure.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString say(const char* sentence)
{
    return QCoreApplication::translate("HttpFailure", sentence);
}

QString closedSentence(bool answerBegan)
{
    return answerBegan
        ? say(QT_TRANSLATE_NOOP("HttpFailure", "%1 closed the connection before the answer was complete."))
        : say(QT_TRANSLATE_NOOP("HttpFailure", "%1 closed the connection without an answer."));
}

QString proxySentence()
{
    return say(QT_TRANSLATE_NOOP("HttpFailure",
                                 "The proxy of this computer did not let the request through to %1."));
}

QString sentenceFor(QNetworkReply::NetworkError error, bool answerBegan)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return say(QT_TRANSLATE_NOOP("HttpFailure", "Nothing answers at %1. Check the base URL."));
    case QNetworkReply::HostNotFoundError:
        return say(QT_TRANSLATE_NOOP("HttpFailure", "%1 was not found. Check the network and the base URL."));
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // it would have had to be sent twice, which we do not
        return closedSentence(answerBegan);
    case QNetworkReply::TimeoutError:
        return say(QT_TRANSLATE_NOOP("HttpFailure", "%1 did not answer in time."));
    case QNetworkReply::SslHandshakeFailedError:
        return say(QT_TRANSLATE_NOOP("HttpFailure",
                                     "No secure connection to %1 could be made; nothing "
                                     "was sent."));
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return say(QT_TRANSLATE_NOOP("HttpFailure", "What %1 answered is not HTTP."));
    default:
        break;
    }
    if (error > QNetworkReply::UnknownNetworkError && error <= QNetworkReply::UnknownProxyError)
        return proxySentence();
    return answerBegan
        ? say(QT_TRANSLATE_NOOP("HttpFailure", "The connection to %1 broke off during the answer."))
        : say(QT_TRANSLATE_NOOP("HttpFailure", "The connection to %1 failed."));
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
        ? say(QT_TRANSLATE_NOOP("HttpFailure", "%1 began to answer and then sent nothing for %2 seconds."))
        : say(QT_TRANSLATE_NOOP("HttpFailure", "%1 did not answer within %2 seconds."));
    const double seconds = std::chrono::duration<double>(silence).count();
    return {Error::Code::Network, sentence.arg(addressOf(url), QLocale().toString(seconds, 'g', 4))};
}

Error limitFailure(const QUrl& url, qint64 limit)
{
    const auto sentence = say(QT_TRANSLATE_NOOP(
        "HttpFailure", "The answer of %1 was cut off at the limit of %2; what arrived is kept."));
    return {Error::Code::TooLarge, sentence.arg(addressOf(url), QLocale().formattedDataSize(limit))};
}

Error redirectRefusal(const QUrl& url, const QUrl& target)
{
    const auto sentence = say(QT_TRANSLATE_NOOP(
        "HttpFailure",
        "%1 redirected the request elsewhere. That was not followed: the key goes to %1 only."));
    return {Error::Code::Refused, sentence.arg(addressOf(url)), target.toDisplayString(QUrl::FullyEncoded)};
}

Error cancelled()
{
    return {Error::Code::Cancelled, say(QT_TRANSLATE_NOOP("HttpFailure", "The request was stopped."))};
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
    // Qt's numbers: 1–99 network, 101–199 proxy, 201–499 by HTTP status; 301 and 399 no HTTP at all.
    return error < QNetworkReply::ContentAccessDenied || error == QNetworkReply::ProtocolUnknownError
        || error == QNetworkReply::ProtocolFailure;
}

} // namespace safelight
