#include "app/workbench/workbenchprivate.h"

#include "app/base/clock.h"
#include "app/sending/attemptreading.h"
#include "app/settings/settings.h"
#include "app/workbench/attemptrunner.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Where nobody has chosen yet: a text model that every back end lists.
const auto firstModel = u"gemini-2.5-flash"_s;

Result<Done> takeOneIn(SessionStore& store, Attempt& attempt, const QByteArray& thumbnail)
{
    const auto begun = store.begin(attempt);
    if (!begun)
        return begun.error();
    attempt.id = begun->id;
    attempt.number = begun->number;
    return store.complete(attempt, thumbnail);
}

} // namespace

Workbench::Private::TakenIn Workbench::Private::takeIn(SessionStore& store,
                                                       const QList<AttemptList::Unkept>& earlier)
{
    TakenIn taken;
    QHash<qint64, qint64> ids; // what they were and are
    for (auto [attempt, thumbnail] : earlier) {
        const qint64 before = attempt.id;
        attempt.parent = ids.value(attempt.parent); // 0: it is not in this session
        const auto kept = taken.error ? Result<Done>(*taken.error) : takeOneIn(store, attempt, thumbnail);
        ids.insert(before, attempt.id);
        if (kept)
            continue;
        taken.error = kept.error();
        taken.left.append({attempt, thumbnail});
    }
    taken.summaries = store.newest(SessionThread::newestListed);
    if (!taken.summaries && !taken.error)
        taken.error = taken.summaries.error();
    return taken;
}

Workbench::Private::Private(const WorkbenchParts& given, Workbench& workbench)
    : q(workbench)
    , parts(given)
    , backends({given.client, given.secrets, given.settings}, nullptr)
    , drafts(document, nullptr)
    , draftEstimate({document, backends, given.client, given.settings, given.clock,
                     [this]() -> const PriceBook& { return prices(); }},
                    nullptr)
    , history({[this](const QString& model) { return readingContext(model); },
               [this] { return backends.models(); }, [this] { drafts.saveNow(); },
               [this](qint64 id) { return held(id); }, [this] { return attempts.memoryRows(); }})
{
    takeDraft({}, false);
    connectParts();
}

void Workbench::Private::connectParts()
{
    connect(&backends, &BackendChoice::backendChanged, &q, &Workbench::backendChanged);
    connect(&backends, &BackendChoice::keyChanged, &q, &Workbench::keyChanged);
    connect(&backends, &BackendChoice::modelsChanged, &q, &Workbench::modelsChanged);
    connect(&draftEstimate, &DraftEstimate::changed, &q, &Workbench::estimateChanged);
    connect(&history, &SessionHistory::problemOccurred, &q, &Workbench::problemOccurred);
    connect(&drafts, &DraftSaver::saved, &q, &Workbench::draftSaved);
    connect(&drafts, &DraftSaver::problemOccurred, &q, &Workbench::problemOccurred);
    connect(&document, &PromptDocument::modelChanged, &q, [this](const QString& model) {
        if (!model.isEmpty())
            parts.settings.setValue(SettingKey::CurrentModel, model);
    });
}

// ---- sending

Workbench::Private::Lineage Workbench::Private::lineage() const
{
    const QStringList remedies = document.remediesSince(sentStep);
    return {remedies.isEmpty() ? 0 : adviceFrom, remedies};
}

Attempt Workbench::Private::nextAttempt(const Backend& backend)
{
    Attempt attempt;
    attempt.id = attempts.nextUnkeptId();
    attempt.number = attempts.nextNumber();
    attempt.sentAt = parts.clock.now();
    attempt.backendId = backend.id;
    attempt.backendName = backend.name;
    attempt.simulated = backend.simulated;
    attempt.url = backend.baseUrl.toString();
    attempt.stream = parts.settings.value(SettingKey::StreamAnswers).toBool();
    attempt.prompt = document.prompt();
    return attempt;
}

void Workbench::Private::send(const Lineage& lineage, const Attempt* again)
{
    document.endMerge();
    drafts.saveNow();
    AttemptRunner::Plan plan;
    plan.endpoint = backends.endpoint();
    plan.reading = readingContext(document.prompt().model);
    plan.session = session;
    plan.attempt = nextAttempt(plan.endpoint.backend);
    if (again && again->backendId == plan.endpoint.backend.id) {
        plan.attempt.requestBody = again->requestBody;
        plan.attempt.stream = again->stream;
    }
    plan.attempt.parent = lineage.parent;
    plan.attempt.remedies = lineage.remedies;
    sentStep = document.undoStack()->index();

    auto* next = new AttemptRunner(parts.client, std::move(plan), &q);
    runner = next;
    connect(next, &AttemptRunner::started, &q, [this, next](const Attempt& a) { noteStarted(*next, a); });
    connect(next, &AttemptRunner::progressed, &q, &Workbench::attemptProgressed);
    connect(next, &AttemptRunner::problemOccurred, &q, &Workbench::problemOccurred);
    connect(next, &AttemptRunner::finished, &q, [this, next](const Attempt& a, const QByteArray& thumbnail) {
        noteFinished(*next, a, thumbnail);
    });
    emit q.sendingChanged(true);
    next->start();
}

void Workbench::Private::noteStarted(AttemptRunner& from, const Attempt& attempt)
{
    emit q.attemptStarted(attempt);
    if (from.session() != session)
        return;
    if (!from.isKept())
        attempts.keepInMemory(attempt);
    const AttemptSummary summary = summaryOf(attempt);
    attempts.put(summary);
    emit q.summaryChanged(summary);
    history.noteAdded(summary);
}

void Workbench::Private::noteFinished(AttemptRunner& from, const Attempt& attempt,
                                      const QByteArray& thumbnail)
{
    const auto itsSession = from.session();
    const bool kept = from.isKept();
    from.deleteLater();
    runner = nullptr;
    AttemptSummary summary = summaryOf(attempt);
    summary.thumbnail = thumbnail;
    if (itsSession == session) {
        if (!kept)
            attempts.keepInMemory(attempt);
        attempts.put(summary);
        emit q.summaryChanged(summary);
        history.noteChanged({summary.id});
        if (kept)
            writeAgain(session, attempts.unwritten());
    } else { // another session was opened meanwhile
        if (itsSession)
            retire(itsSession); // it stayed open for this attempt only
        if (!kept)
            keepEarlier({{attempt, thumbnail}});
    }
    emit q.attemptFinished(attempt);
    emit q.sendingChanged(false);
}

// ---- sessions

void Workbench::Private::open(const QString& path, const Failed& failed)
{
    const int round = ++openRound;
    auto thread = std::make_shared<SessionThread>(path);
    SessionThread* const opening = thread.get();
    opening->open(&q, [this, thread, round, failed](const Result<SessionThread::Opened>& opened) {
        if (opened && round == openRound) {
            adopt(thread, *opened);
            return;
        }
        retire(thread);
        if (!opened)
            failed(opened.error());
    });
}

void Workbench::Private::adopt(const std::shared_ptr<SessionThread>& opened,
                               const SessionThread::Opened& content)
{
    const auto earlier = attempts.unkept();
    const auto unwritten = attempts.unwritten();
    const auto before = std::exchange(session, opened);
    const bool hadChanges = drafts.isDirty();
    attempts.reset(content.summaries);
    drafts.setSession(opened);
    history.setSession(opened);
    writeAgain(before, unwritten);
    if (before && (!runner || runner->session() != before))
        retire(before);
    ++showRound;
    parts.settings.setValue(SettingKey::LastSession, opened->path());
    takeDraft(content.draft, !before && hadChanges);
    emit q.sessionOpened(opened->path());
    emit q.summariesChanged(attempts.summaries());
    keepEarlier(earlier);
}

// With `isFirst` what stands in the editor is kept nowhere yet: it stays, one undo step above the draft.
void Workbench::Private::takeDraft(const std::optional<Prompt>& draft, bool isFirst)
{
    const Prompt before = document.prompt();
    Prompt next = draft.value_or(Prompt());
    if (next.model.isEmpty())
        next.model = parts.settings.text(SettingKey::CurrentModel);
    if (next.model.isEmpty())
        next.model = firstModel;
    document.load(next);
    sentStep = 0;
    drafts.setClean();
    if (isFirst)
        document.replace(before, Workbench::tr("what was written before the session opened"));
}

void Workbench::Private::keepEarlier(const QList<AttemptList::Unkept>& earlier)
{
    if (earlier.isEmpty() || !session)
        return;
    session->run(
        &q, [earlier](SessionStore& store) { return takeIn(store, earlier); },
        [this, into = session.get()](const TakenIn& taken) {
            if (taken.error)
                failToOpen(*taken.error);
            if (into == session.get())
                listTaken(taken);
            else
                keepEarlier(taken.left); // another session was opened meanwhile
        });
}

void Workbench::Private::listTaken(const TakenIn& taken)
{
    if (taken.summaries)
        attempts.resetKept(*taken.summaries);
    for (auto [attempt, thumbnail] : taken.left) {
        if (attempt.id < 0)
            attempt.number = attempts.nextNumber();
        AttemptSummary summary = summaryOf(attempt);
        summary.thumbnail = thumbnail;
        attempts.keepInMemory(attempt);
        attempts.put(summary);
    }
    emit q.summariesChanged(attempts.summaries());
    history.noteReset();
}

void Workbench::Private::retire(const std::shared_ptr<SessionThread>& thread)
{
    retiring.append(thread);
    connect(
        thread.get(), &SessionThread::closed, &q,
        [this, closed = thread.get()] {
            retiring.removeIf([closed](const auto& entry) { return entry.get() == closed; });
        },
        Qt::QueuedConnection);
    thread->close();
}

void Workbench::Private::failToOpen(const Error& error)
{
    emit q.problemOccurred(error.message, error.detail);
}

// ---- showing

const Attempt* Workbench::Private::held(qint64 id) const
{
    if (runner && runner->session() == session && runner->attempt().id == id)
        return &runner->attempt();
    return attempts.inMemory(id);
}

void Workbench::Private::show(qint64 id)
{
    const int round = ++showRound;
    if (const Attempt* inMemory = held(id)) {
        QMetaObject::invokeMethod(
            &q, [this, attempt = *inMemory] { emit q.attemptShown(attempt); }, Qt::QueuedConnection);
        return;
    }
    if (!session)
        return;
    session->run(
        &q, [id](SessionStore& store) { return store.load(id); },
        [this, round](const Result<Attempt>& loaded) {
            if (round != showRound)
                return;
            if (loaded)
                readAndShow(*loaded, round);
            else
                emit q.problemOccurred(loaded.error().message, loaded.error().detail);
        });
}

void Workbench::Private::readAndShow(const Attempt& attempt, int round)
{
    inBackground(
        &q,
        [stored = attempt, context = readingContext(attempt.prompt.model)]() mutable {
            readAgain(stored, context);
            return stored;
        },
        [this, round](const Attempt& read) {
            if (round == showRound)
                emit q.attemptShown(read);
        });
}

} // namespace safelight
