#pragma once

#include "app/client/httptransfer.h"
#include "app/client/modelclient.h"

namespace safelight {

// A transfer's face on the caller's thread. Both may go at any time: they speak through queued connections
// only.
class HttpRequestJob final : public RequestJob
{
    Q_OBJECT

public:
    HttpRequestJob(const HttpTransfer* transfer, QObject* parent);

    void cancel() override { emit cancelRequested(); }

signals:
    void cancelRequested();

private:
    void end(const Exchange& exchange);

    bool m_ended = false;
};

} // namespace safelight
