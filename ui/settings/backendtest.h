#pragma once

#include "app/client/connectioncheck.h"
#include "ui/settings/backenddraft.h"

#include <functional>
#include <memory>

namespace safelight {

class MessageBar;

// Asks a back end with the secrets that were typed (by place); deleting the answer withdraws the question.
using BackendCheck = std::function<std::unique_ptr<QObject>(
    const Backend& backend, const QHash<QString, Secret>& typed, ConnectionCheck::Then then)>;

// One test of a connection at a time, its result as a sentence.
class BackendTest final : public QObject
{
    Q_OBJECT

public:
    BackendTest(BackendCheck check, MessageBar& message);

    bool isUnderWay() const { return m_question != nullptr; }
    void start(const BackendDraft& draft);
    void stop(); // nothing happens when none is under way

signals:
    void changed(); // one started or ended

private:
    void showReport(const ConnectionReport& report);

    const BackendCheck m_check;
    MessageBar& m_message;
    std::unique_ptr<QObject> m_question;
};

} // namespace safelight
