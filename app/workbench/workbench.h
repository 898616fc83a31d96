#pragma once

#include "app/client/modelclient.h"
#include "app/cost/estimate.h"
#include "app/prompt/modelinfo.h"
#include "app/prompt/promptdocument.h"
#include "app/session/attempt.h"

#include <QObject>

#include <functional>
#include <memory>

namespace safelight {

class BackendChoice;
class Clock;
struct ImportedAnswer;
class SecretStore;
class SessionHistory;
class Settings;

// What the workbench is built on; all of it outlives the workbench.
struct WorkbenchParts
{
    ModelClient& client;
    SecretStore& secrets;
    Settings& settings;
    const Clock& clock;
};

// The use-cases behind the window: choose a back end and a model, send, stop, keep, open a session. Storing,
// decoding and searching happen off the interface thread. Everything is told by signals.
class Workbench : public QObject
{
    Q_OBJECT

public:
    explicit Workbench(const WorkbenchParts& parts, QObject* parent = nullptr);
    ~Workbench() override;

    PromptDocument& document();

    // Back ends
    // Reads the stored keys and asks for the models. Apart from the constructor, because starting a simulator
    // and asking a key store take longer than showing a window. An empty URL: no simulator is running.
    void connectBackends(const QUrl& simulatorUrl);
    QList<Backend> backends() const;
    Backend backend() const;
    void selectBackend(const QString& id);
    BackendChoice& backendChoice(); // the list, its secrets, and what asks a back end
    bool hasKey(const QString& backendId) const;
    void setKey(const QString& backendId, const Secret& key); // empty removes it; keyChanged() follows

    // Models: the back end's own list, or the bundled one until (or unless) it answers
    QList<ModelInfo> models() const;
    std::optional<ModelInfo> currentModel() const; // absent: an id nobody lists; it is sent as it stands

    // Sending
    bool isSending() const;
    QString sendProblem() const; // why send() would refuse now, a sentence; empty when it would not
    void send();
    void stop(); // keeps what arrived
    // What the attempt sent, once more, byte for byte where the same back end is chosen: its prompt goes into
    // the editor (an undo step where it differs).
    void sendAgain(const Attempt& attempt);

    // Advice
    // The edit that a remedy for this attempt makes, as one undo step. The next attempt names it, unless it
    // was undone by then.
    void applyRemedy(qint64 attemptId, const QString& remedy, const Prompt& edited, const QString& undoText);

    // Prices: the bundled table and the user's own, which are kept in the settings
    const PriceBook& prices() const;
    void setPrices(const PriceBook& book);
    // What the draft will use, shortly after it changed; absent while nothing is written.
    std::optional<Estimate> estimate() const;

    // Answers from elsewhere: read off the interface thread, calls back unless `context` is gone by then.
    void readAnswer(const QByteArray& bytes, const QString& source, QObject* context,
                    std::function<void(const ImportedAnswer&)> then);
    void readAnswerFile(const QString& path, QObject* context,
                        std::function<void(const Result<ImportedAnswer>&)> then);
    // The answer becomes an attempt of the session, marked as imported; attemptShown() follows.
    void keepImported(const ImportedAnswer& imported);

    // Session
    QString sessionPath() const; // empty while no session is open (its place cannot be written)
    void openDefaultSession();
    void openSession(const QString& path); // sessionOpened() or problemOccurred() follows
    void newSession(const QString& path);
    SessionHistory& history(); // its attempts: found, loaded, marked
    // The newest ones and those of this run, newest first; history() finds all.
    QList<AttemptSummary> summaries() const;
    // How many attempts, or their answers, no session could keep so far: they end with the program.
    qsizetype unkeptCount() const;
    void showAttempt(qint64 id); // attemptShown() follows, read again off the interface thread
    void restore(const Attempt& attempt); // its prompt into the editor, as one undo step

signals:
    void backendChanged(const safelight::Backend& backend);
    void keyChanged(const QString& backendId, bool present, const QString& note);
    void modelsChanged(const QList<safelight::ModelInfo>& models);
    void sendingChanged(bool sending);
    void attemptStarted(const safelight::Attempt& attempt);
    void
    attemptProgressed(const safelight::Attempt& attempt); // response so far, at most some 30 times a second
    void attemptFinished(const safelight::Attempt& attempt);
    void attemptShown(const safelight::Attempt& attempt);
    void summariesChanged(const QList<safelight::AttemptSummary>& summaries); // after open
    void summaryChanged(const safelight::AttemptSummary& summary); // one was added or completed
    void estimateChanged(const std::optional<safelight::Estimate>& estimate);
    void pricesChanged(); // what is shown again is read with the new ones
    void sessionOpened(const QString& path);
    void draftSaved();
    // A sentence to show, with a detail to unfold; nothing was lost unless it says so.
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
