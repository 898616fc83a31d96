#pragma once

#include "app/prompt/prompt.h"
#include "app/sending/sendengine.h"

#include <QObject>

#include <map>

namespace safelight {

class BackendChoice;
class DraftSaver;
class OpenSession;
class PriceDesk;
class PromptDocument;
class Settings;

// Sends what stands in the editor, as it is at that moment. More may be sent while something is under way:
// it waits for its turn.
class DraftSending final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ModelClient& client;
        Timing& timing;
        PromptDocument& document;
        BackendChoice& backends;
        DraftSaver& drafts;
        PriceDesk& prices;
        OpenSession& session;
        Settings& settings;
    };

    explicit DraftSending(const Parts& parts, QObject* parent = nullptr);

    bool isBusy() const { return m_engine.isBusy(); }
    QString problem() const; // why send() would refuse now, a sentence; empty when it would not
    void send();
    // What the attempt sent, once more: the very same bytes, whichever back end is chosen now. Its prompt
    // goes into the editor (an undo step where it differs).
    void sendAgain(const Attempt& attempt);
    // The edit that a remedy for this attempt makes, as one undo step. The next attempt names it, unless it
    // was undone by then.
    void applyRemedy(qint64 attemptId, const QString& remedy, const Prompt& edited, const QString& undoText);
    void stop(qint64 attemptId); // keeps what arrived; between two tries: gives up
    void stopAll(); // also what waits for its turn
    void tryNow(qint64 attemptId); // does not wait for its next try any longer
    // How many at once for each back end, from the settings and its row.
    void readSettings();
    // Of the open session, still being sent; null: it is not under way.
    const Attempt* underway(qint64 attemptId) const;
    // What waits and runs; pause it, stop one, end it all.
    SendEngine& queue() { return m_engine; }

signals:
    void busyChanged(bool busy);
    void attemptStarted(const safelight::Attempt& attempt);
    void attemptProgressed(const safelight::Attempt& attempt); // response so far
    void attemptFinished(const safelight::Attempt& attempt);
    void retryWaiting(qint64 attemptId, const safelight::RetryWait& wait);
    void retryEnded(qint64 attemptId); // it is tried again, or given up
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    struct Live
    {
        std::shared_ptr<SessionThread> session;
        Attempt attempt;
        bool isBegun = false;
    };
    void connectEngine();
    void sendNow(const Attempt& next);
    Attempt nextAttempt() const;
    void noteBegun(quint64 id, const Attempt& attempt, bool isKept);
    void noteProgress(quint64 id, const Response& soFar);
    void noteEnd(quint64 id, const AttemptEnding& ending);
    void letGo(quint64 id);
    std::optional<quint64> orderOf(qint64 attemptId) const;

    const Parts m_parts;
    std::map<quint64, Live> m_live; // by the engine's ids
    qint64 m_adviceFrom = 0; // the attempt whose advice was applied last
    int m_sentStep = 0; // of the undo stack: what stood there was sent
    SendEngine m_engine; // goes first: it still writes into sessions
};

} // namespace safelight
