#pragma once

#include "app/session/attempt.h"

#include <QObject>

namespace safelight {

class Actions;
class AdvicePanel;
class ResponsePanel;
class Settings;
class ShownAttempt;
class Workbench;

// What following advice needs of the window; all of it outlives it.
struct AdviceWorkParts
{
    Workbench& workbench;
    Settings& settings;
    const Actions& actions;
    AdvicePanel& advice;
    ResponsePanel& response; // beside which it stands
    const ShownAttempt& shown;
};

// What to try: shown or not, and what following it does.
class AdviceWork final : public QObject
{
    Q_OBJECT

public:
    explicit AdviceWork(const AdviceWorkParts& parts, QObject* parent = nullptr);

signals:
    void repeatRequested(const safelight::Attempt& attempt);
    void backEndRequested(const QString& id);

private:
    void connectPanel();
    void connectActions();

    const AdviceWorkParts m_parts;
};

} // namespace safelight
