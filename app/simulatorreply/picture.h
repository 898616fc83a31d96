#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace safelight::simulation {

struct PictureSpec
{
    QSize size; // pixels
    quint32 seed = 0; // same seed, same picture
    QString mimeType; // image/png or image/jpeg
    qint64 bytes = 0; // about this many, whatever the size; 0: what the picture needs
};

// An abstract picture with "simulated" written on it. Needs no display and no fonts; takes up to some seconds
// for a large one.
QByteArray drawPicture(const PictureSpec& spec);

} // namespace safelight::simulation
