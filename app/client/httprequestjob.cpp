#include "app/client/httprequestjob.h"

#include <utility>

namespace safelight {

HttpRequestJob::HttpRequestJob(const HttpTransfer* transfer, QObject* parent)
    : RequestJob(parent)
{
    connect(transfer, &HttpTransfer::progressed, this, &HttpRequestJob::progressed, Qt::QueuedConnection);
    connect(transfer, &HttpTransfer::finished, this, &HttpRequestJob::end, Qt::QueuedConnection);
    connect(this, &HttpRequestJob::cancelRequested, transfer, &HttpTransfer::cancel, Qt::QueuedConnection);
    connect(this, &QObject::destroyed, transfer, &HttpTransfer::cancel, Qt::QueuedConnection);
}

void HttpRequestJob::end(const Exchange& exchange)
{
    if (std::exchange(m_ended, true))
        return;
    deleteLater();
    emit finished(exchange);
}

} // namespace safelight
