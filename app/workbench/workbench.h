#pragma once

#include "app/client/modelclient.h"
#include "app/cost/estimate.h"
#include "app/prompt/modelinfo.h"
#include "app/prompt/promptdocument.h"
#include "app/session/attempt.h"

#include <QObject>

#include <memory>

namespace safelight {

class BackendChoice;
class Clock;
class DraftSending;
class Importing;
class OpenSession;
class PriceDesk;
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

// The use-cases behind the window, as parts that know each other: choose a back end and a model, send, stop,
// keep, open a session. Storing, decoding and searching happen off the interface thread. Everything is told
// by signals.
class Workbench : public QObject
{
    Q_OBJECT

public:
    explicit Workbench(const WorkbenchParts& parts, QObject* parent = nullptr);
    ~Workbench() override;

    PromptDocument& document();
    DraftSending& sending();
    OpenSession& session();
    SessionHistory& history(); // its attempts: found, loaded, marked
    Importing& importing();
    PriceDesk& prices();
    BackendChoice& backends(); // which there are, the chosen one, their keys and models
    // What the draft will use, shortly after it changed; absent while nothing is written.
    std::optional<Estimate> estimate() const;
    void restore(const Attempt& attempt); // its prompt into the editor, as one undo step

signals:
    void backendChanged(const safelight::Backend& backend);
    void keyChanged(const QString& backendId, bool present, const QString& note);
    void modelsChanged(const QList<safelight::ModelInfo>& models);
    void sendingChanged(bool sending);
    void attemptStarted(const safelight::Attempt& attempt);
    void attemptProgressed(const safelight::Attempt& attempt); // response so far
    void attemptFinished(const safelight::Attempt& attempt);
    void attemptShown(const safelight::Attempt& attempt);
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
