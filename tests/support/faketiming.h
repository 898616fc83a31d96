#pragma once

#include "app/sending/timing.h"

#include <QPointer>
#include <QTimeZone>

#include <algorithm>

namespace safelight::test {

// Time passes when the test says so.
class FakeTiming final : public Timing
{
public:
    double nextChance = 0;

    QDateTime now() const override
    {
        return QDateTime(QDate(2026, 11, 21), QTime(14, 2, 11), QTimeZone::utc()).addMSecs(m_elapsed.count());
    }
    std::chrono::milliseconds elapsed() const override { return m_elapsed; }
    double chance() override { return nextChance; }
    void after(std::chrono::milliseconds wait, QObject* context, std::function<void()> then) override
    {
        m_alarms.append({m_elapsed + wait, context, std::move(then)});
    }

    // Rings what is due by then, in order.
    void pass(std::chrono::milliseconds time)
    {
        const auto until = m_elapsed + time;
        for (;;) {
            const auto next = std::ranges::min_element(m_alarms, {}, &Alarm::at);
            if (next == m_alarms.end() || next->at > until)
                break;
            const Alarm alarm = m_alarms.takeAt(next - m_alarms.begin());
            m_elapsed = std::max(m_elapsed, alarm.at);
            if (alarm.context)
                alarm.then();
        }
        m_elapsed = until;
    }
    qsizetype alarms() const { return m_alarms.size(); }

private:
    struct Alarm
    {
        std::chrono::milliseconds at {};
        QPointer<QObject> context;
        std::function<void()> then;
    };
    std::chrono::milliseconds m_elapsed {};
    QList<Alarm> m_alarms;
};

} // namespace safelight::test
