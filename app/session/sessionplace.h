#pragma once

#include "app/session/sessionfile.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace safelight {

// Whether the session that is open still lies in its place. Somebody may have moved, deleted or replaced the
// file, and nothing more is kept then.
class SessionPlace final : public QObject
{
    Q_OBJECT

public:
    explicit SessionPlace(QObject* parent = nullptr);

    void watch(const QString& path); // as it is now; empty: none is open
    bool isLost() const;

signals:
    void lost();
    void found(); // it is back

private:
    void look();

    QFileSystemWatcher m_watcher;
    QString m_path;
    FileIdentity m_file;
    bool m_wasLost = false;
};

} // namespace safelight
