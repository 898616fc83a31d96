#include "app/workbench/draftsaver.h"

#include "app/prompt/promptdocument.h"

#include <chrono>

using namespace std::chrono_literals;

namespace safelight {

DraftSaver::DraftSaver(PromptDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(400ms);
    connect(&m_timer, &QTimer::timeout, this, &DraftSaver::saveNow);
    connect(&document, &PromptDocument::changed, this, &DraftSaver::setDirty);
}

void DraftSaver::setSession(std::shared_ptr<SessionThread> session)
{
    // Queued before the session closes, so it is written even though nobody waits for it.
    m_saving = false;
    saveNow();
    m_saving = false;
    m_failed = false;
    m_session = std::move(session);
}

void DraftSaver::saveNow()
{
    m_timer.stop();
    // One at a time: a slow disk must not gather a queue of drafts.
    if (!m_dirty || !m_session || m_saving)
        return;
    m_dirty = false;
    m_saving = true;
    m_session->run(
        this, [draft = m_document.prompt()](SessionStore& store) { return store.saveDraft(draft); },
        [this, session = m_session.get()](const Result<Done>& result) {
            if (session == m_session.get())
                end(result);
        });
}

void DraftSaver::setClean()
{
    m_dirty = false;
    m_timer.stop();
}

void DraftSaver::setDirty()
{
    m_dirty = true;
    // Not restarted by every key: steady typing is saved as well.
    if (!m_timer.isActive() && !m_saving)
        m_timer.start();
}

void DraftSaver::end(const Result<Done>& result)
{
    m_saving = false;
    if (m_dirty)
        m_timer.start();
    if (result) {
        m_failed = false;
        emit saved();
    } else if (!std::exchange(m_failed, true)) {
        emit problemOccurred(tr("The draft could not be saved: %1").arg(result.error().message),
                             result.error().detail);
    }
}

} // namespace safelight
