#pragma once

#include "app/base/background.h"
#include "app/find/historyfinder.h"
#include "app/session/sessionstore.h"
#include "app/session/sessionthread.h"

#include <functional>
#include <memory>

namespace safelight {

// Asks the session that is open, whichever it is by then.
class SessionUse
{
public:
    using Thread = std::shared_ptr<SessionThread>;

    const Thread& thread() const { return *m_thread; } // null: none is open
    void setThread(const Thread& thread) { *m_thread = thread; }

    // `work` on the session's thread, with its store; with null on a worker where no session is open.
    template<typename Work, typename Then>
    void run(QObject* context, Work work, Then then) const
    {
        if (thread())
            thread()->run(
                context, [work](SessionStore& store) { return work(&store); }, std::move(then));
        else
            inBackground(
                context, [work] { return work(static_cast<SessionStore*>(nullptr)); }, std::move(then));
    }

    // Drops the answer when another session is open by then.
    template<typename Value>
    std::function<void(const Value&)> ifStillOpen(std::function<void(const Value&)> then) const
    {
        return [use = std::weak_ptr(m_thread), asked = std::weak_ptr(thread()), none = !thread(),
                then = std::move(then)](const Value& value) {
            const auto now = use.lock();
            if (now && (none ? !*now : asked.lock() == *now))
                then(value);
        };
    }

private:
    std::shared_ptr<Thread> m_thread = std::make_shared<Thread>();
};

// What finds in one session, from its first question on. Made and used on the session's thread.
class SessionFinder final
{
public:
    HistoryFinder& of(const SessionStore& store)
    {
        if (!m_finder)
            m_finder = std::make_unique<HistoryFinder>(store.connection());
        return *m_finder;
    }

private:
    std::unique_ptr<HistoryFinder> m_finder;
};

} // namespace safelight
