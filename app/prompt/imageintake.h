#pragma once

#include "app/base/result.h"
#include "app/prompt/referenceimage.h"

#include <QImage>

namespace safelight {

inline constexpr qint64 imageFileLimit = 100 * 1000 * 1000; // bytes of one picture
inline constexpr qint64 imagePixelLimit = 256 * 1000 * 1000; // pixels this program will decode for display

// Reads the picture's type and size from its first bytes and keeps the bytes exactly. Refuses, with the
// reason: empty, no picture, a type no model takes, cut off, more pixels than imagePixelLimit. May take a
// while for a large picture: call it off the interface thread.
Result<ReferenceImage> makeReferenceImage(const QByteArray& bytes, const QString& fileName);
// readFile() and makeReferenceImage().
Result<ReferenceImage> readReferenceImage(const QString& path);

// A view of it, EXIF orientation applied, scaled while decoding to fit `within`; a null image when it cannot
// be decoded. Keeps below an allocation limit. Off the interface thread.
QImage imageForView(const QByteArray& bytes, QSize within);

} // namespace safelight
