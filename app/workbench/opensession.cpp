#include "app/workbench/opensession.h"

#include "app/client/modelcatalogue.h"
#include "app/prompt/promptdocument.h"
#include "app/settings/settings.h"
#include "app/workbench/draftsaver.h"
#include "app/workbench/pricedesk.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/sessionpath.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Where nobody has chosen yet: a text model that every back end lists.

} // namespace

OpenSession::OpenSession(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    takeDraft({}, false);
}

OpenSession::~OpenSession()
{
    m_parts.drafts.setSession(nullptr);
    m_parts.history.setSession(nullptr);
    m_thread.reset();
    m_retiring.clear();
}

QString OpenSession::path() const
{
    return m_thread ? m_thread->path() : QString();
}

void OpenSession::openDefault()
{
    const auto openOwn = [this] {
        openFile(defaultSessionPath(), [this](const Error& error) {
            emit problemOccurred(
                tr("No session is open. Attempts are kept only until you quit. %1").arg(error.message),
                error.detail);
        });
    };
    const QString last = m_parts.settings.text(SettingKey::LastSession);
    if (last.isEmpty() || last == defaultSessionPath() || !QFileInfo::exists(last)) {
        openOwn();
        return;
    }
    openFile(last, [this, openOwn](const Error& error) {
        say(error);
        openOwn();
    });
}

void OpenSession::open(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (!QFileInfo::exists(absolute))
        emit problemOccurred(tr("The session “%1” does not exist.").arg(QFileInfo(path).fileName()),
                             absolute);
    else if (absolute != this->path())
        openFile(absolute, [this](const Error& error) { say(error); });
}

void OpenSession::create(const QString& path)
{
    const QString absolute = QFileInfo(withSessionEnding(path)).absoluteFilePath();
    if (QFileInfo::exists(absolute) || QFileInfo(absolute).isSymLink())
        emit problemOccurred(
            tr("“%1” exists already and was left as it is.").arg(QFileInfo(absolute).fileName()), absolute);
    else
        openFile(absolute, [this](const Error& error) { say(error); });
}

qsizetype OpenSession::unkeptCount() const
{
    return m_unkept.unkept().size() + m_unkept.unwritten().size();
}

void OpenSession::openFile(const QString& path, const Failed& failed)
{
    const int round = ++m_openRound;
    auto thread = std::make_shared<SessionThread>(path);
    SessionThread* const opening = thread.get();
    opening->open(this, [this, thread, round, failed](const Result<SessionThread::Opened>& opened) {
        if (opened && round == m_openRound) {
            adopt(thread, *opened);
            return;
        }
        retire(thread);
        if (!opened)
            failed(opened.error());
    });
}

void OpenSession::adopt(const Thread& thread, const SessionThread::Opened& content)
{
    const auto earlier = m_unkept.unkept();
    const auto unwritten = m_unkept.unwritten();
    const auto before = std::exchange(m_thread, thread);
    const bool hadChanges = m_parts.drafts.isDirty();
    m_unkept.clear();
    m_lastNumber = content.summaries.isEmpty() ? 0 : content.summaries.first().number;
    m_parts.drafts.setSession(thread);
    m_parts.history.setSession(thread);
    writeAgain(before, unwritten);
    retireIfUnused(before);
    ++m_showRound;
    m_parts.settings.setValue(SettingKey::LastSession, thread->path());
    takeDraft(content.draft, !before && hadChanges);
    emit opened(thread->path());
    takeIn(earlier);
}

// With `isFirst` what stands in the editor is kept nowhere yet: it stays, one undo step above the draft.
void OpenSession::takeDraft(const std::optional<Prompt>& draft, bool isFirst)
{
    const Prompt before = m_parts.document.prompt();
    Prompt next = draft.value_or(Prompt());
    if (next.model.isEmpty())
        next.model = m_parts.settings.text(SettingKey::CurrentModel);
    if (next.model.isEmpty())
        next.model = defaultModel;
    m_parts.document.load(next);
    m_parts.drafts.setClean();
    if (isFirst)
        m_parts.document.replace(before, tr("what was written before the session opened"));
}

void OpenSession::hold(const Thread& thread)
{
    ++m_held[thread.get()];
}

void OpenSession::release(const Thread& thread)
{
    if (--m_held[thread.get()] <= 0)
        m_held.remove(thread.get());
    if (thread != m_thread)
        retireIfUnused(thread);
}

void OpenSession::retireIfUnused(const Thread& thread)
{
    if (thread && !m_held.contains(thread.get()))
        retire(thread);
}

void OpenSession::retire(const Thread& thread)
{
    m_retiring.append(thread);
    connect(
        thread.get(), &SessionThread::closed, this,
        [this, closed = thread.get()] {
            m_retiring.removeIf([closed](const auto& entry) { return entry.get() == closed; });
        },
        Qt::QueuedConnection);
    thread->close();
}

void OpenSession::say(const Error& error)
{
    emit problemOccurred(error.message, error.detail);
}

void OpenSession::show(qint64 id)
{
    const int round = ++m_showRound;
    if (const Attempt* inMemory = m_parts.held(id)) {
        QMetaObject::invokeMethod(
            this, [this, attempt = *inMemory] { emit attemptShown(attempt); }, Qt::QueuedConnection);
        return;
    }
    if (!m_thread)
        return;
    m_thread->run(
        this, [id](SessionStore& store) { return store.load(id); },
        [this, round](const Result<Attempt>& loaded) {
            if (round != m_showRound)
                return;
            if (loaded)
                readAndShow(*loaded, round);
            else
                say(loaded.error());
        });
}

void OpenSession::showNow(const Attempt& attempt)
{
    ++m_showRound;
    emit attemptShown(attempt);
}

void OpenSession::readAndShow(const Attempt& attempt, int round)
{
    inBackground(
        this,
        [stored = attempt, context = m_parts.prices.readingContext(attempt.prompt.model)]() mutable {
            readAgain(stored, context);
            return stored;
        },
        [this, round](const Attempt& read) {
            if (round == m_showRound)
                emit attemptShown(read);
        });
}

} // namespace safelight
