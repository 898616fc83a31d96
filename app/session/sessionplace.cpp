#include "app/session/sessionplace.h"

#include <QFileInfo>

namespace safelight {

SessionPlace::SessionPlace(QObject* parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &SessionPlace::look);
    // What is deleted is watched no more; its folder says when something is put in its place.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SessionPlace::look);
}

void SessionPlace::watch(const QString& path)
{
    const QStringList before = m_watcher.files() + m_watcher.directories();
    if (!before.isEmpty())
        m_watcher.removePaths(before);
    m_path = path;
    m_file = identityOf(path);
    m_wasLost = false;
    if (!path.isEmpty())
        m_watcher.addPaths({path, QFileInfo(path).absolutePath()});
}

bool SessionPlace::isLost() const
{
    return !m_path.isEmpty() && (!QFileInfo::exists(m_path) || identityOf(m_path) != m_file);
}

void SessionPlace::look()
{
    const bool isLostNow = isLost();
    if (std::exchange(m_wasLost, isLostNow) == isLostNow)
        return;
    if (isLostNow)
        emit lost();
    else
        emit found();
}

} // namespace safelight
