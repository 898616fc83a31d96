#pragma once

#include <QObject>

namespace safelight {

class Actions;
struct Attempt;
class MessageBar;
class Toolbar;
class Workbench;

// What sending needs of the window; all of it outlives it.
struct SendWorkParts
{
    Workbench& workbench;
    Actions& actions;
    Toolbar& toolbar;
    MessageBar& message;
};

// Send, stop, and send again.
class SendWork final : public QObject
{
    Q_OBJECT

public:
    explicit SendWork(const SendWorkParts& parts, QObject* parent = nullptr);

    void send();
    void sendAgain(const Attempt& attempt);

private:
    const SendWorkParts m_parts;
};

} // namespace safelight
