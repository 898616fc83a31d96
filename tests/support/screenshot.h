#pragma once

#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QWidget>

namespace safelight::test {

// What the widget looks like now. With SAFELIGHT_PICTURES set to a folder, it is also kept there to look at.
inline QImage pictureOf(QWidget* widget, const QString& name)
{
    const QImage image = widget->grab().toImage();
    const QString folder = qEnvironmentVariable("SAFELIGHT_PICTURES");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        image.save(QDir(folder).filePath(name + QStringLiteral(".png")));
    return image;
}

// How many different colours there are, counted up to `enough`: one or two mean that nothing was painted.
inline int colorsIn(const QImage& image, int enough = 8)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height() && colors.size() < enough; ++y) {
        for (int x = 0; x < image.width() && colors.size() < enough; ++x)
            colors.insert(image.pixel(x, y));
    }
    return static_cast<int>(colors.size());
}

} // namespace safelight::test
