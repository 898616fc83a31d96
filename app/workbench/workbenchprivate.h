#pragma once

#include "app/sending/attemptreading.h"
#include "app/workbench/attemptlist.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftestimate.h"
#include "app/workbench/draftsaver.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"

#include <QPointer>
#include <QSet>

namespace safelight {

class AttemptRunner;

class Workbench::Private
{
public:
    Private(const WorkbenchParts& given, Workbench& workbench);

    void connectParts();
    ReadingContext readingContext(const QString& model);
    const PriceBook& prices(); // read when first asked for
    void setPrices(const PriceBook& book);
    // The attempt that the next one follows, and what was changed since.
    struct Lineage
    {
        qint64 parent = 0;
        QStringList remedies;
    };
    Lineage lineage() const;
    // `again`: an attempt whose very bytes go out, if they went to the chosen back end.
    void send(const Lineage& lineage, const Attempt* again = nullptr);
    Attempt nextAttempt(const Backend& backend);
    void keepImported(const ImportedAnswer& imported);
    void noteImported(const ImportedAnswer& imported);
    void noteStarted(AttemptRunner& from, const Attempt& attempt);
    void noteFinished(AttemptRunner& from, const Attempt& attempt, const QByteArray& thumbnail);

    using Failed = std::function<void(const Error&)>;
    void open(const QString& path, const Failed& failed);
    void adopt(const std::shared_ptr<SessionThread>& opened, const SessionThread::Opened& content);
    void takeDraft(const std::optional<Prompt>& draft, bool isFirst);
    void keepEarlier(const QList<AttemptList::Unkept>& earlier);
    struct TakenIn
    {
        Result<QList<AttemptSummary>> summaries = QList<AttemptSummary>();
        QList<AttemptList::Unkept> left; // could not be kept: they stay in memory; oldest first
        std::optional<Error> error; // why
    };
    static TakenIn takeIn(SessionStore& store, const QList<AttemptList::Unkept>& earlier);
    void listTaken(const TakenIn& taken);
    // Answers that the session could not take when they came, once more. When that fails and another session
    // is open by then, it takes them in as attempts of its own.
    void writeAgain(const std::shared_ptr<SessionThread>& into, const QList<AttemptList::Unkept>& answers);
    void noteWritten(const QList<AttemptList::Unkept>& answers, const QSet<qint64>& written);
    void retire(const std::shared_ptr<SessionThread>& thread);
    void failToOpen(const Error& error);

    const Attempt* held(qint64 id) const; // the one in memory; null: the session has it
    void show(qint64 id);
    void readAndShow(const Attempt& attempt, int round);

    Workbench& q;
    const WorkbenchParts parts;
    PromptDocument document;
    BackendChoice backends;
    DraftSaver drafts;
    DraftEstimate draftEstimate;
    AttemptList attempts;
    SessionHistory history;
    std::shared_ptr<SessionThread> session; // null: none is open
    QList<std::shared_ptr<SessionThread>> retiring; // closing, off the interface thread
    QPointer<AttemptRunner> runner;
    std::optional<PriceBook> priceBook;
    qint64 adviceFrom = 0; // the attempt whose advice was applied last
    int sentStep = 0; // of the undo stack: what stood there was sent
    int openRound = 0; // drops a session that was overtaken by a later one
    int showRound = 0;
};

} // namespace safelight
