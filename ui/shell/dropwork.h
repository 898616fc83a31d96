#pragma once

#include <QStringList>

class QDropEvent;

namespace safelight {

class EditorPanel;
class ImportWork;
class SessionWork;

// Who takes what is dropped on the window; all of them outlive it.
struct DropWorkParts
{
    EditorPanel& editor;
    SessionWork& sessions;
    ImportWork& importing;
};

// Images that miss the editor still find their way into it, and sessions are opened; whatever else is dropped
// may be a call or an answer.
class DropWork final
{
public:
    explicit DropWork(const DropWorkParts& parts)
        : m_parts(parts)
    { }

    static bool takes(const QDropEvent& event);
    bool takeDrop(const QDropEvent& event); // false: nothing for the window

private:
    void takeFiles(const QStringList& paths);

    const DropWorkParts m_parts;
};

} // namespace safelight
