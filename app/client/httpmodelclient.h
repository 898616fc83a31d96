#pragma once

#include "app/client/modelclient.h"

#include <chrono>
#include <memory>

namespace safelight {

// Over Qt Network, in a thread of its own: receiving, JSON, base64 and redaction never touch the interface
// thread. May be called from any thread. The key travels in a header only; a redirect to another host is not
// followed; plain http only to loopback.
class HttpModelClient final : public ModelClient
{
public:
    // `idleTime`: how long a connection stays open that nothing uses.
    explicit HttpModelClient(std::chrono::milliseconds idleTime = std::chrono::seconds(10));
    ~HttpModelClient() override;

    RequestJob* send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent) override;
    void listModels(const Endpoint& endpoint, QObject* context,
                    std::function<void(Result<QList<ModelInfo>>)> then) override;
    void countTokens(const Endpoint& endpoint, const ModelRequest& request, QObject* context,
                     std::function<void(Result<qint64>)> then) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
