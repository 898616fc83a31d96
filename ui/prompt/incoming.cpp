#include "ui/prompt/incoming.h"

#include "app/base/files.h"
#include "app/prompt/imageintake.h"
#include "app/prompt/imagestructure.h"
#include "app/prompt/modelinfo.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>
#include <QStringDecoder>
#include <QUrl>

namespace safelight {

namespace {

// A format that the service takes, or one that it does not but that says why it was refused.
QString pictureFormat(const QMimeData& data)
{
    for (const QString& type : acceptedImageTypes) {
        if (data.hasFormat(type))
            return type;
    }
    return {};
}

Intake refused(const Error& error)
{
    Intake intake;
    intake.problem = error;
    return intake;
}

Intake taken(const Result<ReferenceImage>& image)
{
    if (!image)
        return refused(image.error());
    Intake intake;
    intake.image = *image;
    return intake;
}

std::optional<QString> asText(const QByteArray& bytes)
{
    if (bytes.isEmpty() || bytes.size() > textFileLimit || !imageKindOf(bytes).mimeType.isEmpty()
        || bytes.contains('\0') || bytes.startsWith("%PDF-"))
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

// A file that calls itself a picture is meant as one, whatever is in it.
bool isNamedPicture(const QString& path)
{
    return QMimeDatabase().mimeTypeForFile(path, QMimeDatabase::MatchExtension).name().startsWith(u"image/");
}

Intake takeFile(const Incoming& incoming)
{
    const auto bytes = readFile(incoming.path, imageFileLimit);
    if (!bytes)
        return refused(bytes.error());
    if (incoming.textWelcome && !isNamedPicture(incoming.path)) {
        if (auto text = asText(*bytes)) {
            Intake intake;
            intake.text = *text;
            return intake;
        }
    }
    return taken(makeReferenceImage(*bytes, QFileInfo(incoming.path).fileName()));
}

} // namespace

QList<Incoming> incomingFrom(const QMimeData& data)
{
    QList<Incoming> list;
    for (const QString& path : localFiles(data))
        list << Incoming {path, {}, {}, false};
    if (!list.isEmpty())
        return list;
    const QString format = pictureFormat(data);
    if (!format.isEmpty())
        return {Incoming {{}, data.data(format), {}, false}};
    if (data.hasImage())
        return {Incoming {{}, {}, qvariant_cast<QImage>(data.imageData()), false}};
    return {};
}

bool offersPictures(const QMimeData& data)
{
    return data.hasImage() || !pictureFormat(data).isEmpty() || !localFiles(data).isEmpty();
}

Intake takeIn(const Incoming& incoming)
{
    if (!incoming.path.isEmpty())
        return takeFile(incoming);
    if (!incoming.bytes.isEmpty() || incoming.pixels.isNull())
        return taken(makeReferenceImage(incoming.bytes, {}));
    Intake intake = taken(makeReferenceImage(incoming.pixels, {}));
    intake.encoded = intake.image.has_value();
    return intake;
}

} // namespace safelight
