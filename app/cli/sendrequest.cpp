#include "app/cli/sendrequest.h"

#include "app/base/files.h"
#include "app/cli/console.h"
#include "app/cli/sendoptions.h"
#include "app/client/modelcatalogue.h"
#include "app/prompt/imageintake.h"
#include "app/wire/requestcodec.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 requestLimit = 256LL * 1024 * 1024;

Result<QJsonValue> imagePart(const QString& path)
{
    const auto image = readReferenceImage(path);
    if (!image)
        return image.error();
    return QJsonValue(
        QJsonObject {{u"inlineData"_s,
                      QJsonObject {{u"mimeType"_s, image->mimeType},
                                   {u"data"_s, QString::fromLatin1(image->bytes.toBase64())}}}});
}

Result<Done> addImages(QJsonObject& request, const QStringList& paths)
{
    if (paths.isEmpty())
        return Done();
    const QJsonValue given = request.value("contents"_L1);
    QJsonArray contents = given.toArray();
    if ((!given.isUndefined() && !given.isArray()) || (!contents.isEmpty() && !contents.last().isObject()))
        return Error {
            Error::Code::Parse,
            SendText::tr("An image can only be added to a request whose “contents” is a list of objects.")};
    QJsonObject last = contents.isEmpty() ? QJsonObject {{u"role"_s, u"user"_s}} : contents.last().toObject();
    QJsonArray parts = last.value("parts"_L1).toArray();
    for (const QString& path : paths) {
        const auto part = imagePart(path);
        if (!part)
            return part.error();
        parts.append(*part);
    }
    last.insert(u"parts"_s, parts);
    if (!contents.isEmpty())
        contents.removeLast();
    contents.append(last);
    request.insert(u"contents"_s, contents);
    return Done();
}

QString modelOf(const QJsonObject& request, const SendOptions& options)
{
    QString model = options.model.isEmpty() ? request.value("model"_L1).toString() : options.model;
    if (model.startsWith("models/"_L1))
        model.remove(0, 7);
    return model.isEmpty() ? defaultModel : model;
}

} // namespace

Result<QByteArray> readRequestSource(const QString& source)
{
    return source == "-"_L1 ? console::readInput(requestLimit) : readFile(source, requestLimit);
}

Result<SendRequest> makeSendRequest(const QString& source, const QByteArray& bytes,
                                    const SendOptions& options)
{
    SendRequest result;
    result.source = source == "-"_L1 ? source : QFileInfo(source).fileName();
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject()) {
        const QString why = error.error == QJsonParseError::NoError ? QString() : error.errorString();
        return Error {Error::Code::Parse,
                      SendText::tr("“%1” is not a request: it is not a JSON object.").arg(result.source),
                      why};
    }
    QJsonObject request = document.object();
    result.model = modelOf(request, options);
    const bool namesModel = request.contains("model"_L1);
    request.remove("model"_L1);
    if (const auto added = addImages(request, options.images); !added)
        return added.error();
    const bool isChanged = namesModel || !options.images.isEmpty();
    result.body = isChanged ? QJsonDocument(request).toJson(QJsonDocument::Compact) : bytes;
    // What cannot be read in our terms is sent all the same: the service judges it.
    if (const auto decoded = decodeRequest(result.body))
        result.prompt = decoded->prompt;
    result.prompt.model = result.model;
    return result;
}

} // namespace safelight
