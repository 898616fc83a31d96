#include "app/client/tokencounting.h"

#include "app/client/httpfailure.h"
#include "app/client/httptransfer.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error refused(const Exchange& exchange)
{
    Error error {Error::Code::Refused,
                 QCoreApplication::translate("TokenCounting", "The service did not count the tokens.")};
    if (const auto& answer = exchange.response.error)
        error.detail = QString::number(answer->httpCode) + u' ' + answer->status + u' ' + answer->message;
    return error;
}

} // namespace

TokenCounting::TokenCounting(const Endpoint& endpoint, const ModelRequest& request)
    : m_transfer(new HttpTransfer(makeCountCall(endpoint, request)))
{
    m_transfer->setParent(this);
    connect(m_transfer, &HttpTransfer::finished, this, &TokenCounting::take);
}

void TokenCounting::start(Connections& connections)
{
    if (!m_done)
        m_transfer->start(connections);
}

void TokenCounting::cancel()
{
    if (!m_done)
        m_transfer->cancel();
    finish({0, cancelled()});
}

void TokenCounting::take(const Exchange& exchange)
{
    if (exchange.failure)
        return finish({0, exchange.failure});
    const auto total = QJsonDocument::fromJson(exchange.raw).object()["totalTokens"_L1];
    const qint64 tokens = total.toInteger(-1);
    if (exchange.httpCode != 200 || tokens < 0)
        return finish({0, refused(exchange)});
    finish({tokens, {}});
}

void TokenCounting::finish(const Outcome& outcome)
{
    if (m_done)
        return;
    m_done = true;
    emit finished(outcome);
    deleteLater();
}

} // namespace safelight
