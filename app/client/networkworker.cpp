#include "app/client/networkworker.h"

#include "app/client/httptransfer.h"
#include "app/client/modellisting.h"
#include "app/client/tokencounting.h"

namespace safelight {

void NetworkWorker::shutDown()
{
    const auto tasks = children();
    for (auto* task : tasks) {
        if (auto* transfer = qobject_cast<HttpTransfer*>(task))
            transfer->endNow();
        else if (auto* listing = qobject_cast<ModelListing*>(task))
            listing->cancel();
        else if (auto* counting = qobject_cast<TokenCounting*>(task))
            counting->cancel();
    }
    qDeleteAll(tasks);
    m_connections.reset();
}

} // namespace safelight
