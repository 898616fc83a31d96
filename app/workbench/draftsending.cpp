#include "app/workbench/draftsending.h"

#include "app/backends/requestrules.h"
#include "app/prompt/promptdocument.h"
#include "app/request/requestcodec.h"
#include "app/sending/promptestimate.h"
#include "app/sending/timing.h"
#include "app/settings/settings.h"
#include "app/wording/words.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsaver.h"
#include "app/workbench/opensession.h"
#include "app/workbench/pricedesk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const auto repeatRemedy = u"repeat"_s; // the id of app/advice's table: nothing was changed

bool isBlank(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

// What rules of a back end can refuse, small enough to be encoded at once.
QByteArray judgedPart(const Prompt& prompt)
{
    if (!prompt.carried.isEmpty())
        return requestText(prompt);
    Prompt settings;
    settings.safety = prompt.safety;
    settings.generation = prompt.generation;
    settings.model = prompt.model;
    return encodeRequest(settings);
}

// An upper bound that costs nothing: each character may become \uXXXX twice at most.
bool isSurelySmall(const Prompt& prompt, qint64 limit)
{
    qint64 most = prompt.carried.size() + 12 * (prompt.text.size() + prompt.systemInstruction.size());
    for (const ReferenceImage& image : prompt.images)
        most += image.bytes.size() * 4 / 3 + 12 * image.caption.size() + 1000;
    return most < limit / 2;
}

} // namespace

DraftSending::DraftSending(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_engine(parts.client, parts.timing)
{
    connectEngine();
    connect(&m_parts.session, &OpenSession::opened, this, [this] { m_sentStep = 0; });
    connect(&m_parts.backends, &BackendChoice::backendsChanged, this, &DraftSending::readSettings);
    readSettings();
}

void DraftSending::connectEngine()
{
    connect(&m_engine, &SendEngine::begun, this, &DraftSending::noteBegun);
    connect(&m_engine, &SendEngine::progressed, this, &DraftSending::noteProgress);
    connect(&m_engine, &SendEngine::finished, this, &DraftSending::noteEnd);
    connect(&m_engine, &SendEngine::dropped, this, &DraftSending::letGo);
    connect(&m_engine, &SendEngine::problemOccurred, this, &DraftSending::problemOccurred);
    connect(&m_engine, &SendEngine::waitBegan, this, [this](quint64 id, const RetryWait& wait) {
        if (const auto live = m_live.find(id); live != m_live.end())
            emit retryWaiting(live->second.attempt.id, wait);
    });
    connect(&m_engine, &SendEngine::waitEnded, this, [this](quint64 id) {
        if (const auto live = m_live.find(id); live != m_live.end())
            emit retryEnded(live->second.attempt.id);
    });
}

void DraftSending::readSettings()
{
    const int atOnce = m_parts.settings.value(SettingKey::SendAtOnce).toInt();
    for (const auto& backend : m_parts.backends.all())
        m_engine.setLimits(backend.id, sendLimitsOf(backend, atOnce));
}

QString DraftSending::problem() const
{
    const Prompt& prompt = m_parts.document.prompt();
    if (QString problem = m_parts.backends.problem(); !problem.isEmpty())
        return problem;
    if (QString problem = m_parts.backends.problemWith(judgedPart(prompt)); !problem.isEmpty())
        return problem;
    if (prompt.model.isEmpty())
        return tr("Choose a model first.");
    if (prompt.images.isEmpty() && isBlank(prompt.text) && !carriesContent(prompt))
        return tr("Write a prompt or add an image first.");
    const qint64 limit = requestLimitOf(m_parts.backends.current());
    if (isSurelySmall(prompt, limit))
        return {};
    if (const qint64 size = encodedRequestSize(prompt); size > limit)
        return tr("This request is %1; the limit is %2. Remove or shrink an image.")
            .arg(wording::bytes(size), wording::bytes(limit));
    return {};
}

void DraftSending::send()
{
    if (const QString sentence = problem(); !sentence.isEmpty()) {
        emit problemOccurred(sentence, {});
        return;
    }
    Attempt next = nextAttempt();
    next.remedies = m_parts.document.remediesSince(m_sentStep);
    next.parent = next.remedies.isEmpty() ? 0 : m_adviceFrom;
    sendNow(next);
}

void DraftSending::sendAgain(const Attempt& attempt)
{
    m_parts.document.endMerge();
    m_parts.document.replace(attempt.prompt, tr("restore of attempt #%1").arg(attempt.number));
    if (const QString sentence = problem(); !sentence.isEmpty()) {
        emit problemOccurred(sentence, {});
        return;
    }
    Attempt next = nextAttempt();
    next.parent = attempt.id;
    next.remedies = QStringList {repeatRemedy};
    if (!attempt.requestBody.isEmpty()) {
        next.requestBody = attempt.requestBody;
        next.stream = attempt.stream;
    }
    sendNow(next);
}

void DraftSending::applyRemedy(qint64 attemptId, const QString& remedy, const Prompt& edited,
                               const QString& undoText)
{
    m_parts.document.endMerge();
    m_parts.document.applyRemedy(remedy, edited, undoText);
    m_adviceFrom = attemptId;
}

Attempt DraftSending::nextAttempt() const
{
    const auto backend = m_parts.backends.current();
    Attempt attempt;
    attempt.id = m_parts.session.unkept().nextId();
    attempt.sentAt = m_parts.timing.now();
    attempt.backendId = backend.id;
    attempt.backendName = backend.name;
    attempt.simulated = backend.simulated;
    attempt.url = backend.baseUrl.toString();
    attempt.stream = m_parts.settings.value(SettingKey::StreamAnswers).toBool();
    attempt.prompt = m_parts.document.prompt();
    return attempt;
}

void DraftSending::sendNow(const Attempt& next)
{
    m_parts.document.endMerge();
    m_parts.drafts.saveNow();
    SendOrder order;
    order.attempt = next;
    order.endpoint = m_parts.backends.endpoint();
    order.reading = m_parts.prices.readingContext(next.prompt.model);
    order.session = m_parts.session.thread();
    order.retry = retryPlanFor(order.endpoint.backend, m_parts.settings.value(SettingKey::Retries).toInt());
    // The estimate follows the editor a moment later; what is sent is known now.
    order.tokens = inputTokensOf(next.prompt);
    m_sentStep = m_parts.document.undoStack()->index();
    const bool wasBusy = isBusy();
    const quint64 id = m_engine.add(order);
    m_live[id] = {order.session, next, false};
    m_parts.session.hold(order.session);
    if (!wasBusy)
        emit busyChanged(true);
}

std::optional<quint64> DraftSending::orderOf(qint64 attemptId) const
{
    for (const auto& [id, live] : m_live) {
        if (live.isBegun && live.attempt.id == attemptId && live.session == m_parts.session.thread())
            return id;
    }
    return {};
}

const Attempt* DraftSending::underway(qint64 attemptId) const
{
    const auto id = orderOf(attemptId);
    return id ? &m_live.at(*id).attempt : nullptr;
}

void DraftSending::stop(qint64 attemptId)
{
    if (const auto id = orderOf(attemptId))
        m_engine.stop(*id);
}

void DraftSending::stopAll()
{
    m_engine.stopAll();
}

void DraftSending::tryNow(qint64 attemptId)
{
    if (const auto id = orderOf(attemptId))
        m_engine.tryNow(*id);
}

void DraftSending::noteBegun(quint64 id, const Attempt& attempt, bool isKept)
{
    const auto found = m_live.find(id);
    if (found == m_live.end())
        return;
    Live& live = found->second;
    live.attempt = attempt;
    live.isBegun = true;
    if (!isKept)
        live.attempt.number = m_parts.session.nextNumber();
    const Attempt begun = live.attempt;
    if (live.session == m_parts.session.thread())
        emit attemptStarted(begun);
    m_parts.session.noteBegun(live.session, begun, isKept);
}

void DraftSending::noteProgress(quint64 id, const Response& soFar)
{
    const auto found = m_live.find(id);
    if (found == m_live.end())
        return;
    found->second.attempt.response = soFar;
    const Attempt attempt = found->second.attempt;
    if (found->second.session == m_parts.session.thread())
        emit attemptProgressed(attempt);
}

void DraftSending::noteEnd(quint64 id, const AttemptEnding& ending)
{
    const auto found = m_live.find(id);
    if (found == m_live.end())
        return;
    AttemptEnding ended = ending;
    ended.attempt.number = found->second.attempt.number;
    const auto into = found->second.session;
    m_live.erase(found);
    m_parts.session.noteEnded(into, ended);
    m_parts.session.release(into);
    if (into != m_parts.session.thread())
        ended.attempt.id = 0; // the same id means another attempt in the session that is open now
    emit attemptFinished(ended.attempt);
    if (!isBusy())
        emit busyChanged(false);
}

// Stopped before its turn came: there never was an attempt.
void DraftSending::letGo(quint64 id)
{
    const auto found = m_live.find(id);
    if (found == m_live.end())
        return;
    const auto into = found->second.session;
    m_live.erase(found);
    m_parts.session.release(into);
    if (!isBusy())
        emit busyChanged(false);
}

} // namespace safelight
