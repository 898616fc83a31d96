#pragma once

#include "app/prompt/referenceimage.h"

#include <QMimeData>

#include <memory>
#include <optional>

class QTemporaryDir;

namespace safelight {

// A reference image on its way out: as a file with the exact bytes (written when somebody asks for it), and
// as the bytes themselves. Within the strip the row tells that it is only moved.
class ImageDragData final : public QMimeData
{
    Q_OBJECT

public:
    explicit ImageDragData(const ReferenceImage& image, int row = -1);
    ~ImageDragData() override;

    QStringList formats() const override;
    bool hasFormat(const QString& mimeType) const override;

protected:
    QVariant retrieveData(const QString& mimeType, QMetaType type) const override;

private:
    QUrl writtenFile() const;

    ReferenceImage m_image;
    int m_row = -1;
    mutable std::shared_ptr<QTemporaryDir> m_folder; // stays until the program ends: the file is opened later
};

std::optional<int> draggedRow(const QMimeData& data);

// A name for a file that holds it: its own, or one made from its type.
QString fileNameFor(const ReferenceImage& image);

} // namespace safelight
