#pragma once

#include "app/base/background.h"

#include <QImage>
#include <QObject>

namespace safelight {

// A picture decoded in the background, only as large as it is needed, and again when it is needed larger.
class LoadedPicture final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void load(const QByteArray& bytes);
    // `pixels`: of the screen, for the whole picture.
    void need(QSize pixels);

    const QImage& image() const { return m_image; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    bool isBroken() const { return m_broken; }
    // What is there instead of a picture; empty when it is shown.
    QString message() const;

signals:
    void changed();

private:
    QByteArray m_bytes;
    QImage m_image;
    QSize m_asked;
    bool m_whole = false;
    bool m_broken = false;
    Latest m_decoding;
};

} // namespace safelight
