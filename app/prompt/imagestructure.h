#pragma once

#include <QByteArray>

namespace safelight {

// What the first bytes say a file is. The decoder is never asked: it knows no HEIC, and a name can lie.
struct ImageKind
{
    QByteArray mimeType; // "image/png"; empty: no kind of picture known here
    bool taken = false; // by the service (gemini-api.md §8)
};
ImageKind imageKindOf(const QByteArray& bytes);

enum class ImageStructure { Whole, CutOff, Damaged };

// Walks the structure of a file of a known kind to its end mark without making pixels. A decoder cannot
// replace this: a JPEG's fills the missing part with grey and calls it a success. Damaged: a checksum does
// not fit, or a PNG's data cannot be what its header says.
ImageStructure checkStructure(const QByteArray& bytes);

} // namespace safelight
