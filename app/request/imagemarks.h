#pragma once

#include "app/prompt/referenceimage.h"
#include "app/request/requestsink.h"

#include <QList>

#include <optional>

namespace safelight {

// In a carried request, the base64 of an image that the prompt holds anyway is replaced by a mark with its
// SHA-256: "safelight:image:9f86d0…". No base64 looks like that.
QByteArray imageMark(const ReferenceImage& image);
// The SHA-256 that a text between quotes marks; none: it is not a mark.
std::optional<QByteArray> markedImage(QByteArrayView quoted);
// Bytes of a request with marks.
class MarkSink final : public RequestSink
{
public:
    void add(QByteArrayView bytes) override { m_bytes.append(bytes); }
    void addImage(const ReferenceImage& image) override { m_bytes.append(imageMark(image)); }
    const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

// Writes the JSON with the base64 of these images in the places of their marks.
void writeUnmarked(RequestSink& sink, QByteArrayView json, const QList<ReferenceImage>& images);

} // namespace safelight
