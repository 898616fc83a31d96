#pragma once

#include <QMimeData>
#include <QStringList>
#include <QUrl>

namespace safelight {

// The files of this computer among what was dropped or pasted.
inline QStringList localFiles(const QMimeData& data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace safelight
