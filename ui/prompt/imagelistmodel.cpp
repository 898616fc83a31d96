#include "ui/prompt/imagelistmodel.h"

#include "app/base/background.h"
#include "app/prompt/imageintake.h"
#include "app/wording/words.h"

using namespace Qt::StringLiterals;

namespace safelight {

ImageListModel::ImageListModel(QObject* parent)
    : QAbstractListModel(parent)
{ }

void ImageListModel::setImages(const QList<ReferenceImage>& images)
{
    if (images == m_images)
        return;
    beginResetModel();
    m_images = images;
    endResetModel();
    for (const ReferenceImage& image : images) {
        if (!m_thumbnails.contains(image.sha256))
            makeThumbnail(image);
    }
}

int ImageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_images.size());
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ReferenceImage& image = m_images.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(image);
    case Qt::ToolTipRole:
        return describe(image);
    case Qt::AccessibleTextRole:
        return spoken(image);
    case ThumbnailRole:
        return m_thumbnails.value(image.sha256);
    case SizeTextRole:
        return wording::bytes(image.bytes.size());
    case PixelTextRole:
        return pixelText(image);
    default:
        return {};
    }
}

Qt::ItemFlags ImageListModel::flags(const QModelIndex& index) const
{
    const auto flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : flags | Qt::ItemIsDropEnabled;
}

QString ImageListModel::nameOf(const ReferenceImage& image)
{
    return image.fileName.isEmpty() ? tr("pasted") : image.fileName;
}

QString ImageListModel::pixelText(const ReferenceImage& image)
{
    if (image.pixelSize.isEmpty())
        return canPreview(image.mimeType) ? QString() : tr("no preview");
    return tr("%1×%2", "pixels, width by height").arg(image.pixelSize.width()).arg(image.pixelSize.height());
}

QString ImageListModel::describe(const ReferenceImage& image)
{
    const QString pixels = image.pixelSize.isEmpty()
        ? tr("The size in pixels is not known: this program cannot decode %1. It is sent as it is.")
              .arg(image.mimeType)
        : tr("%1 × %2 pixels").arg(image.pixelSize.width()).arg(image.pixelSize.height());
    QStringList lines {u"<b>"_s + nameOf(image).toHtmlEscaped() + u"</b>"_s, image.mimeType,
                       tr("%1 bytes, sent exactly as they are").arg(wording::number(image.bytes.size())),
                       pixels, tr("SHA-256 %1").arg(QString::fromLatin1(image.sha256))};
    if (!image.caption.isEmpty())
        lines << tr("Caption, sent before it: %1").arg(image.caption.toHtmlEscaped());
    return lines.join(u"<br>"_s);
}

QString ImageListModel::spoken(const ReferenceImage& image)
{
    QString text = tr("%1, %2, %3").arg(nameOf(image), image.mimeType, wording::bytes(image.bytes.size()));
    if (!image.pixelSize.isEmpty())
        text += tr(", %1 by %2 pixels").arg(image.pixelSize.width()).arg(image.pixelSize.height());
    if (!image.caption.isEmpty())
        text += tr(", caption %1").arg(image.caption);
    return text;
}

void ImageListModel::makeThumbnail(const ReferenceImage& image)
{
    m_thumbnails.insert(image.sha256, {}); // asked for
    if (!canPreview(image.mimeType))
        return;
    inBackground(
        this,
        [bytes = image.bytes] {
            return imageForView(bytes, {2 * thumbnailSide, 2 * thumbnailSide});
        },
        [this, sha256 = image.sha256](const QImage& thumbnail) { setThumbnail(sha256, thumbnail); });
}

void ImageListModel::setThumbnail(const QByteArray& sha256, const QImage& thumbnail)
{
    m_thumbnails.insert(sha256, thumbnail);
    for (int row = 0; row < m_images.size(); ++row) {
        if (m_images.at(row).sha256 == sha256)
            emit dataChanged(index(row), index(row), {ThumbnailRole});
    }
}

} // namespace safelight
