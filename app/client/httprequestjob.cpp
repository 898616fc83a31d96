#include "app/client/httprequestjob.h"

#include <utility>

namespace safelight {

HttpRequestJob::HttpRequestJob(const HttpTransfer* transfer, HttpTransfer::Underway underway, QObject* parent)
    : RequestJob(parent)
    , m_underway(std::move(underway))
{
    connect(transfer, &HttpTransfer::progressed, this, &HttpRequestJob::pass, Qt::QueuedConnection);
    connect(transfer, &HttpTransfer::finished, this, &HttpRequestJob::end, Qt::QueuedConnection);
    connect(this, &HttpRequestJob::cancelRequested, transfer, &HttpTransfer::cancel, Qt::QueuedConnection);
    connect(this, &QObject::destroyed, transfer, &HttpTransfer::cancel, Qt::QueuedConnection);
}

void HttpRequestJob::pass(const Response& soFar, qint64 bytes)
{
    const auto underway = m_underway; // outlives this, should a receiver delete it
    emit progressed(soFar, bytes);
    *underway = false;
}

void HttpRequestJob::end(const Exchange& exchange)
{
    if (std::exchange(m_ended, true))
        return;
    deleteLater();
    emit finished(exchange);
}

} // namespace safelight
