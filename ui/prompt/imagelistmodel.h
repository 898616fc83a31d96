#pragma once

#include "app/prompt/referenceimage.h"

#include <QAbstractListModel>
#include <QHash>
#include <QImage>

namespace safelight {

// The reference images as tiles. Small views are made on worker threads and kept by the picture's hash, so
// that moving, removing and undoing decode nothing again.
class ImageListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ThumbnailRole = Qt::UserRole, SizeTextRole, PixelTextRole };
    static constexpr int thumbnailSide = 210; // 70 px at 300 % scale

    explicit ImageListModel(QObject* parent = nullptr);

    void setImages(const QList<ReferenceImage>& images);
    const QList<ReferenceImage>& images() const { return m_images; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    // For a tooltip and a screen reader: name, size, pixels, type, hash.
    static QString nameOf(const ReferenceImage& image);
    static QString pixelText(const ReferenceImage& image);

private:
    void makeThumbnail(const ReferenceImage& image);
    void setThumbnail(const QByteArray& sha256, const QImage& thumbnail);
    static QString describe(const ReferenceImage& image);
    static QString spoken(const ReferenceImage& image);

    QList<ReferenceImage> m_images;
    QHash<QByteArray, QImage> m_thumbnails;
};

} // namespace safelight
