#include "ui/prompt/imagedrag.h"

#include "app/base/files.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const QString rowFormat = u"application/x-safelight-image-row"_s;
const QString filesFormat = u"text/uri-list"_s;

} // namespace

ImageDragData::ImageDragData(const ReferenceImage& image, int row)
    : m_image(image)
    , m_row(row)
{ }

ImageDragData::~ImageDragData() = default;

QStringList ImageDragData::formats() const
{
    QStringList formats {filesFormat, m_image.mimeType};
    if (m_row >= 0)
        formats << rowFormat;
    return formats;
}

bool ImageDragData::hasFormat(const QString& mimeType) const
{
    return formats().contains(mimeType);
}

QVariant ImageDragData::retrieveData(const QString& mimeType, QMetaType type) const
{
    if (mimeType == m_image.mimeType)
        return m_image.bytes;
    if (mimeType == rowFormat && m_row >= 0)
        return QByteArray::number(m_row);
    if (mimeType != filesFormat)
        return {};
    const QUrl file = writtenFile();
    if (file.isEmpty())
        return {};
    if (type.id() == QMetaType::QByteArray)
        return QByteArray(file.toEncoded() + "\r\n");
    return QVariantList {file};
}

QUrl ImageDragData::writtenFile() const
{
    if (!m_folder) {
        auto folder = std::make_shared<QTemporaryDir>();
        if (!folder->isValid() || !writeFile(folder->filePath(fileNameFor(m_image)), m_image.bytes))
            return {};
        m_folder = folder;
        // Whoever took the file may read it long after the drag: the application keeps the folder.
        auto* keeper = new QObject(QCoreApplication::instance());
        QObject::connect(keeper, &QObject::destroyed, keeper, [folder] { folder->remove(); });
    }
    return QUrl::fromLocalFile(m_folder->filePath(fileNameFor(m_image)));
}

std::optional<int> draggedRow(const QMimeData& data)
{
    if (!data.hasFormat(rowFormat))
        return {};
    return data.data(rowFormat).toInt();
}

QString fileNameFor(const ReferenceImage& image)
{
    // Only the last part of a name that may come from anywhere.
    QString name = QFileInfo(image.fileName).fileName();
    if (!name.isEmpty())
        return name;
    const QString suffix = QMimeDatabase().mimeTypeForName(image.mimeType).preferredSuffix();
    return u"picture."_s + (suffix.isEmpty() ? u"bin"_s : suffix);
}

} // namespace safelight
