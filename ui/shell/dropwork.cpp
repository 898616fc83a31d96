#include "ui/shell/dropwork.h"

#include "ui/base/attemptdrag.h"
#include "ui/base/localfiles.h"
#include "ui/prompt/editorpanel.h"
#include "ui/shell/importwork.h"
#include "ui/shell/sessionwork.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>

namespace safelight {

namespace {

// A folder, a picture and what is gone are the editor's to take or to refuse with a reason.
bool isForEditor(const QString& path)
{
    const QFileInfo info(path);
    return !info.isFile() || QMimeDatabase().mimeTypeForFile(info).name().startsWith(u"image/");
}

} // namespace

// Attempts are dropped where something takes them, not just anywhere.
bool DropWork::takes(const QDropEvent& event)
{
    const QMimeData& data = *event.mimeData();
    return !data.hasFormat(attemptMimeType()) && (!localFiles(data).isEmpty() || data.hasText());
}

bool DropWork::takeDrop(const QDropEvent& event)
{
    const QMimeData& data = *event.mimeData();
    if (const QStringList paths = localFiles(data); !paths.isEmpty())
        takeFiles(paths);
    else if (data.hasText())
        m_parts.importing.takeText(data.text());
    else
        return false;
    return true;
}

void DropWork::takeFiles(const QStringList& paths)
{
    QStringList forEditor;
    QStringList answers;
    for (const QString& path : paths) {
        if (isSessionFile(path)) {
            m_parts.sessions.openSessionFile(path); // the last one, where there are several
            continue;
        }
        (isForEditor(path) ? forEditor : answers) << path;
    }
    if (!forEditor.isEmpty())
        m_parts.editor.addFiles(forEditor);
    if (!answers.isEmpty())
        m_parts.importing.takeFiles(answers);
}

} // namespace safelight
