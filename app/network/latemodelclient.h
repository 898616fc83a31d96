#pragma once

#include "app/client/modelclient.h"

#include <memory>

namespace safelight {

// The client over HTTP, loaded with the first request. Where it cannot be loaded every request fails with a
// sentence that says so.
class LateModelClient final : public ModelClient
{
public:
    RequestJob* send(const Endpoint& endpoint, const ModelRequest& request, QObject* parent) override;
    void listModels(const Endpoint& endpoint, QObject* context,
                    std::function<void(Result<QList<ModelInfo>>)> then) override;
    void countTokens(const Endpoint& endpoint, const ModelRequest& request, QObject* context,
                     std::function<void(Result<qint64>)> then) override;

private:
    Result<ModelClient*> client();

    std::unique_ptr<ModelClient> m_client;
};

} // namespace safelight
