#pragma once

#include "app/sending/attemptrun.h"
#include "app/workbench/unkeptattempts.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

namespace safelight {

class DraftSaver;
class PriceDesk;
class PromptDocument;
class SessionHistory;
class Settings;

// The session that is open, those that close behind it, and the attempts that none of them keeps.
class OpenSession final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        PromptDocument& document;
        DraftSaver& drafts;
        SessionHistory& history;
        PriceDesk& prices;
        Settings& settings;
        std::function<const Attempt*(qint64 id)>
            held; // an attempt that is in memory; null: the session has it
    };
    using Thread = std::shared_ptr<SessionThread>;

    explicit OpenSession(Parts parts, QObject* parent = nullptr);
    // Waits until everything is written and the files are closed.
    ~OpenSession() override;

    QString path() const; // empty while no session is open (its place cannot be written)
    void openDefault();
    void open(const QString& path); // opened() or problemOccurred() follows
    void create(const QString& path);
    // How many attempts, or their answers, no session could keep so far: they end with the program.
    qsizetype unkeptCount() const;
    void show(qint64 id); // attemptShown() follows, read again off the interface thread
    void showNow(const Attempt& attempt); // in the place of what was asked for before

    // For what is sent, or comes from elsewhere.
    const Thread& thread() const { return m_thread; } // null: none is open
    UnkeptAttempts& unkept() { return m_unkept; }
    int nextNumber() { return ++m_lastNumber; }
    void hold(const Thread& thread); // not closed before it is let go, even when another session opens
    void release(const Thread& thread);
    void noteBegun(const Thread& into, const Attempt& attempt, bool isKept);
    void noteEnded(const Thread& into, const AttemptEnding& ending);
    // Attempts that no session has, oldest first: into the one that is open, or kept in memory.
    void takeIn(const QList<UnkeptAttempt>& attempts);

signals:
    void opened(const QString& path);
    void attemptShown(const safelight::Attempt& attempt);
    void summaryChanged(const safelight::AttemptSummary& summary); // one was added or completed
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    using Failed = std::function<void(const Error&)>;
    struct TakenIn
    {
        int lastNumber = 0;
        QList<UnkeptAttempt> left; // could not be kept: they stay in memory; oldest first
        std::optional<Error> error; // why
    };
    void openFile(const QString& path, const Failed& failed);
    void adopt(const Thread& thread, const SessionThread::Opened& content);
    void takeDraft(const std::optional<Prompt>& draft, bool isFirst);
    static TakenIn takeInto(SessionStore& store, const QList<UnkeptAttempt>& attempts);
    void listTaken(const TakenIn& taken);
    // Answers that the session could not take when they came, once more. When that fails and another session
    // is open by then, it takes them in as attempts of its own.
    void writeAgain(const Thread& into, const QList<UnkeptAttempt>& answers);
    void noteWritten(const QList<UnkeptAttempt>& answers, const QSet<qint64>& written);
    void retire(const Thread& thread);
    void retireIfUnused(const Thread& thread);
    void readAndShow(const Attempt& attempt, int round);
    void say(const Error& error);

    const Parts m_parts;
    UnkeptAttempts m_unkept;
    Thread m_thread;
    QList<Thread> m_retiring; // closing, off the interface thread
    QHash<const SessionThread*, int> m_held;
    int m_lastNumber = 0;
    int m_openRound = 0; // drops a session that was overtaken by a later one
    int m_showRound = 0;
};

} // namespace safelight
