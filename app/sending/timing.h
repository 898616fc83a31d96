#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <chrono>
#include <functional>

namespace safelight {

// Where waiting and chance come from, so that a test needs neither.
class Timing
{
public:
    virtual ~Timing() = default;
    virtual QDateTime now() const = 0; // UTC
    virtual std::chrono::milliseconds elapsed() const = 0; // since some moment; never set back
    virtual double chance() = 0; // from 0 to below 1
    // Calls once on the thread of `context`, which is the caller's, unless `context` is gone by then.
    virtual void after(std::chrono::milliseconds wait, QObject* context, std::function<void()> then) = 0;
};

class SystemTiming : public Timing
{
public:
    SystemTiming() { m_clock.start(); }
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    std::chrono::milliseconds elapsed() const override
    {
        return std::chrono::milliseconds(m_clock.elapsed());
    }
    double chance() override { return QRandomGenerator::global()->generateDouble(); }
    void after(std::chrono::milliseconds wait, QObject* context, std::function<void()> then) override
    {
        QTimer::singleShot(wait, context, std::move(then));
    }

private:
    QElapsedTimer m_clock;
};

} // namespace safelight
