#include "app/client/modellisting.h"

#include "app/client/httpfailure.h"
#include "app/client/httptransfer.h"
#include "app/client/modelcatalogue.h"
#include "app/wire/answerdecoder.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int mostPages = 50; // a service that never comes to an end is stopped here

Error listRefused(const Exchange& page)
{
    Error error {Error::Code::Refused,
                 QCoreApplication::translate("ModelListing", "The service did not list its models.")};
    if (const auto& answer = page.response.error)
        error.detail = QString::number(page.httpCode) + u' ' + answer->status + u' ' + answer->message;
    else
        error.detail = QString::number(page.httpCode);
    return error;
}

} // namespace

// The refusal's detail begins with it.
int httpCodeOfRefusal(const Error& error)
{
    return error.code == Error::Code::Refused ? error.detail.section(u' ', 0, 0).toInt() : 0;
}

ModelListing::ModelListing(Endpoint endpoint)
    : m_endpoint(std::move(endpoint))
{ }

void ModelListing::start(Connections& connections)
{
    if (m_done)
        return;
    m_connections = &connections;
    askFor({});
}

void ModelListing::cancel()
{
    finish(cancelled());
}

void ModelListing::askFor(const QString& pageToken)
{
    ++m_pages;
    auto* transfer = new HttpTransfer(makeListCall(m_endpoint, pageToken));
    transfer->setParent(this);
    connect(transfer, &HttpTransfer::finished, this, &ModelListing::takePage);
    transfer->start(*m_connections);
}

void ModelListing::takePage(const Exchange& page)
{
    if (m_done)
        return;
    if (page.failure || page.httpCode != 200) {
        finish(page.failure ? *page.failure : listRefused(page));
        return;
    }
    auto models = decodeModelList(page.raw, bundledModels());
    if (!models) {
        finish(models.error());
        return;
    }
    m_outcome.models += *std::move(models);
    const QString next = QJsonDocument::fromJson(page.raw).object().value("nextPageToken"_L1).toString();
    if (next.isEmpty() || m_pages >= mostPages)
        finish({});
    else
        askFor(next);
}

void ModelListing::finish(std::optional<Error> failure)
{
    if (m_done)
        return;
    m_done = true;
    m_outcome.failure = std::move(failure);
    emit finished(m_outcome);
    deleteLater();
}

} // namespace safelight
