#pragma once

#include "app/base/result.h"
#include "app/prompt/referenceimage.h"

#include <QImage>

namespace safelight {

inline constexpr qint64 imageFileLimit = 100'000'000; // bytes of one picture
inline constexpr qint64 imagePixelLimit = 256'000'000; // pixels this program will decode for display

// Reads the picture's type and size from its first bytes and keeps the bytes exactly. Refuses, with the
// reason: empty, no picture, a type no model takes, cut off, more pixels than imagePixelLimit. HEIC and HEIF
// cannot be decoded here: they are taken without a size. May take a while for a large picture: call it off
// the interface thread.
Result<ReferenceImage> makeReferenceImage(const QByteArray& bytes, const QString& fileName);
// readFile() and makeReferenceImage().
Result<ReferenceImage> readReferenceImage(const QString& path);
// For a picture that came as pixels only (a screenshot on the clipboard): there are no exact bytes to keep,
// so it is encoded as PNG, losing nothing.
Result<ReferenceImage> makeReferenceImage(const QImage& pixels, const QString& fileName);

// Once, in main(), before a thread decodes a picture: Qt keeps one limit and one log for all of its decoders.
// What they grumble about a damaged picture reaches the user as this program's own sentence.
void prepareImageDecoders();

// Whether a decoder may see these bytes at all: libpng writes to standard error about what is not whole.
bool isDecodable(const QByteArray& bytes);

// Can this program show a picture of this type, given that it is whole?
bool canPreview(const QString& mimeType);

// A view of it, EXIF orientation applied, scaled while decoding to fit `within`; a null image when it cannot
// be decoded. Keeps below an allocation limit. Off the interface thread.
QImage imageForView(const QByteArray& bytes, QSize within);

} // namespace safelight
