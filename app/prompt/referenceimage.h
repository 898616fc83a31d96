#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

namespace safelight {

// A picture that goes with the prompt, exactly as it came: re-encoding changes outcomes (gemini-api.md §8).
struct ReferenceImage
{
    QByteArray bytes; // as read, never re-encoded
    QString mimeType; // told from the bytes, not from the name
    QString fileName; // for people; may be empty (pasted)
    QString caption; // sent as a text part before the picture when not empty
    QSize pixelSize; // as stored, before EXIF orientation; empty when not known
    QByteArray sha256; // of `bytes`, lower-case hex

    friend bool operator==(const ReferenceImage&, const ReferenceImage&) = default;
};

} // namespace safelight
