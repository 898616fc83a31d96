#pragma once

#include <QAbstractTableModel>

#include <memory>

class QTemporaryDir;

namespace safelight {

// Rows that are attempts and can be dragged: their ids, a line of words for each, and one picture.
class DraggableAttempts : public QAbstractTableModel
{
    Q_OBJECT

public:
    // The picture that goes along when its attempt is dragged alone.
    struct Picture
    {
        qint64 id = 0;
        QByteArray bytes; // empty: none
        QString fileName;
    };

    explicit DraggableAttempts(QObject* parent);
    ~DraggableAttempts() override;

    void setPicture(const Picture& picture) { m_picture = picture; }
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

protected:
    virtual qint64 draggedId(int row) const = 0;
    virtual QString draggedText(qint64 id) const = 0; // a line; empty: nothing is known of it yet

private:
    void addPicture(QMimeData& mime) const;

    Picture m_picture;
    mutable std::unique_ptr<QTemporaryDir> m_folder; // where a dragged picture lies
};

} // namespace safelight
