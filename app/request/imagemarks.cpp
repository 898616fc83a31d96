#include "app/request/imagemarks.h"

#include <QCryptographicHash>

#include <algorithm>

namespace safelight {

namespace {

const QByteArray markStart = QByteArrayLiteral("safelight:image:");
constexpr qsizetype markLength = 16 + 64;

QByteArray hashOf(const ReferenceImage& image)
{
    return image.sha256.isEmpty() ? QCryptographicHash::hash(image.bytes, QCryptographicHash::Sha256).toHex()
                                  : image.sha256;
}

} // namespace

QByteArray imageMark(const ReferenceImage& image)
{
    return markStart + hashOf(image);
}

std::optional<QByteArray> markedImage(QByteArrayView quoted)
{
    if (quoted.size() != markLength || !quoted.startsWith(markStart))
        return std::nullopt;
    return quoted.sliced(markStart.size()).toByteArray();
}

void writeUnmarked(RequestSink& sink, QByteArrayView json, const QList<ReferenceImage>& images)
{
    const QByteArray begin = '"' + markStart;
    qsizetype from = 0;
    for (qsizetype at = json.indexOf(begin); at >= 0; at = json.indexOf(begin, at + 1)) {
        const qsizetype end = at + 1 + markLength;
        if (end >= json.size() || json.at(end) != '"' || json.at(at - 1) == '\\')
            continue;
        const auto hash = markedImage(json.sliced(at + 1, markLength));
        const auto image = std::ranges::find_if(
            images, [&hash](const ReferenceImage& each) { return hash && hashOf(each) == *hash; });
        if (image == images.cend())
            continue;
        sink.add(json.sliced(from, at + 1 - from));
        sink.addImage(*image);
        from = end;
    }
    sink.add(json.sliced(from));
}

} // namespace safelight
