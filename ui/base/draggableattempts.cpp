#include "ui/base/draggableattempts.h"

#include "ui/base/attemptdrag.h"

#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostDragged = 1000;

} // namespace

DraggableAttempts::DraggableAttempts(QObject* parent)
    : QAbstractTableModel(parent)
{ }

DraggableAttempts::~DraggableAttempts() = default;

QStringList DraggableAttempts::mimeTypes() const
{
    return {attemptMimeType(), u"text/plain"_s};
}

QMimeData* DraggableAttempts::mimeData(const QModelIndexList& indexes) const
{
    QList<qint64> ids;
    QStringList lines;
    for (const auto& index : indexes) {
        const qint64 id = draggedId(index.row());
        if (ids.size() >= mostDragged || ids.contains(id))
            continue;
        ids << id;
        if (const QString line = draggedText(id); !line.isEmpty())
            lines << line;
    }
    if (ids.isEmpty())
        return nullptr;
    auto mime = attemptMimeData(ids);
    mime->setText(lines.join(u'\n'));
    if (ids.size() == 1 && ids.constFirst() == m_picture.id)
        addPicture(*mime);
    return mime.release();
}

// As a file, which is what other programs take.
void DraggableAttempts::addPicture(QMimeData& mime) const
{
    if (m_picture.bytes.isEmpty())
        return;
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(m_picture.fileName);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(m_picture.bytes) == m_picture.bytes.size())
        mime.setUrls({QUrl::fromLocalFile(path)});
}

} // namespace safelight
