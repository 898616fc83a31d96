#pragma once

#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>
#include <utility>

namespace safelight {

// Calls `then` once, when the widget has been painted for the first time: what can wait must not delay the
// first picture. A window that is never painted (started minimised) is not waited for longer than a second.
class FirstPaint final : public QObject
{
public:
    FirstPaint(QWidget& widget, std::function<void()> then)
        : QObject(&widget)
        , m_then(std::move(then))
    {
        widget.installEventFilter(this);
        QTimer::singleShot(std::chrono::seconds(1), this, [this] { finish(); });
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, [this] { finish(); });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void finish()
    {
        if (const auto then = std::exchange(m_then, {}))
            then();
    }

    std::function<void()> m_then;
};

} // namespace safelight
