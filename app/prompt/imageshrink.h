#pragma once

#include <QImage>

namespace safelight {

// The picture made smaller (never larger): each pixel is the mean of the area it stands for. Like
// QImage::scaled() with smooth transformation, but on the calling thread only: Qt spreads that work over the
// threads it also paints with, and a window that is painted meanwhile waits until a large picture is done.
QImage shrunk(const QImage& image, QSize size);

} // namespace safelight
