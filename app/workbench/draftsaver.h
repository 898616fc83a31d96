#pragma once

#include "app/prompt/prompt.h"
#include "app/session/sessionthread.h"

#include <QTimer>

namespace safelight {

class PromptDocument;

// Keeps what stands in the editor in the open session, shortly after it changed.
class DraftSaver final : public QObject
{
    Q_OBJECT

public:
    DraftSaver(PromptDocument& document, QObject* parent);

    // Saves what is still to be saved in the session so far; from now on drafts go to this one, or nowhere.
    void setSession(std::shared_ptr<SessionThread> session);
    void saveNow();
    // Changed since it was last saved, or since ignoreChanges().
    bool isDirty() const { return m_dirty; }
    // What stands in the editor came from the session.
    void setClean();
    void setDirty();

signals:
    void saved();
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    void end(const Result<Done>& result);

    PromptDocument& m_document;
    std::shared_ptr<SessionThread> m_session;
    QTimer m_timer;
    bool m_dirty = false;
    bool m_saving = false;
    bool m_failed = false; // said once, until it works again
};

} // namespace safelight
