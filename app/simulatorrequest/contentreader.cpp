#include "app/simulatorrequest/contentreader.h"

#include "app/prompt/modelinfo.h"
#include "app/simulatorrequest/fieldreader.h"

#include <QBuffer>
#include <QImageReader>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

void addText(const QString& text, GenerateRequest& request)
{
    QStringList kept;
    for (const QString& line : text.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (trimmed.startsWith("#simulate:"_L1))
            request.directives << trimmed.mid(10).trimmed();
        else
            kept << line;
    }
    const QString rest = kept.join(u'\n');
    request.text += request.text.isEmpty() ? rest : QString(u'\n' + rest);
}

void failPicture(FieldReader& reader, const QString& path, qsizetype index)
{
    reader.fail(path,
                u"Unable to process input image. Please retry or report in "
                "https://developers.generativeai.google/guide/troubleshooting"_s);
    // The service names the picture by its number, in a debug detail only (gemini-api.md §4).
    reader.addDetail(debugInfo(u"Source image %1 too short"_s.arg(index)));
}

void readPicture(FieldReader& reader, const QJsonObject& blob, const QString& path, GenerateRequest& request)
{
    reader.allowOnly(blob, path, {u"mimeType"_s, u"data"_s, u"displayName"_s});
    const QString type = reader.text(blob, u"mimeType"_s, path);
    const QString data = reader.text(blob, u"data"_s, path);
    if (reader.hasFailed())
        return;
    if (!acceptedImageTypes.contains(type)) {
        reader.fail(FieldReader::join(path, u"mimeType"_s),
                    QString(u"Unsupported MIME type: "_s + type.left(80)));
        return;
    }
    const auto options = QByteArray::AbortOnBase64DecodingErrors
        | (data.contains(u'-') || data.contains(u'_') ? QByteArray::Base64UrlEncoding
                                                      : QByteArray::Base64Encoding);
    auto decoded = QByteArray::fromBase64Encoding(data.toLatin1(), options);
    if (!decoded) {
        reader.fail(FieldReader::join(path, u"data"_s),
                    u"Invalid value at '%1.data' (TYPE_BYTES), Base64 decoding failed"_s.arg(path));
        return;
    }
    QBuffer buffer(&*decoded);
    QImageReader picture(&buffer);
    const bool decodable = type != "image/heic"_L1 && type != "image/heif"_L1 && type != "image/webp"_L1;
    if (decodable && picture.size().isEmpty()) {
        failPicture(reader, path, request.pictures.size());
        return;
    }
    request.pictures << picture.size();
}

void readPart(FieldReader& reader, const QJsonObject& part, const QString& path, GenerateRequest& request)
{
    reader.allowOnly(part, path,
                     {u"text"_s, u"inlineData"_s, u"fileData"_s, u"functionCall"_s, u"functionResponse"_s,
                      u"executableCode"_s, u"codeExecutionResult"_s, u"thought"_s, u"thoughtSignature"_s,
                      u"videoMetadata"_s, u"mediaResolution"_s, u"partMetadata"_s});
    if (part.isEmpty())
        reader.fail(path, u"%1: required oneof field 'data' must have one initialized field"_s.arg(path));
    addText(reader.text(part, u"text"_s, path), request);
    const QJsonObject blob = reader.object(part, u"inlineData"_s, path);
    if (!blob.isEmpty())
        readPicture(reader, blob, FieldReader::join(path, u"inlineData"_s), request);
}

void readContent(FieldReader& reader, const QJsonObject& content, const QString& path,
                 GenerateRequest& request)
{
    reader.allowOnly(content, path, {u"role"_s, u"parts"_s});
    const QString role = reader.text(content, u"role"_s, path);
    if (!QStringList {u""_s, u"user"_s, u"model"_s, u"function"_s}.contains(role))
        reader.fail(FieldReader::join(path, u"role"_s), u"Please use a valid role: user, model."_s);
    const QJsonArray parts = reader.list(content, u"parts"_s, path);
    const QString partsPath = FieldReader::join(path, u"parts"_s);
    if (parts.isEmpty()) {
        reader.fail(partsPath,
                    u"* GenerateContentRequest.%1: contents.parts must not be empty."_s.arg(partsPath));
    }
    for (qsizetype i = 0; i < parts.size() && !reader.hasFailed(); ++i) {
        if (parts.at(i).isObject())
            readPart(reader, parts.at(i).toObject(), FieldReader::at(partsPath, i), request);
        else
            reader.fail(FieldReader::at(partsPath, i),
                        u"Invalid value at '%1' (TYPE_MESSAGE)"_s.arg(partsPath));
    }
}

} // namespace

void readContents(FieldReader& reader, const QJsonObject& body, GenerateRequest& request)
{
    const QJsonArray contents = reader.list(body, u"contents"_s, {});
    if (contents.isEmpty())
        reader.fail(u"contents"_s, u"* GenerateContentRequest.contents: contents is not specified"_s);
    for (qsizetype i = 0; i < contents.size() && !reader.hasFailed(); ++i) {
        const QString path = FieldReader::at(u"contents"_s, i);
        if (contents.at(i).isObject())
            readContent(reader, contents.at(i).toObject(), path, request);
        else
            reader.fail(path, u"Invalid value at '%1' (TYPE_MESSAGE)"_s.arg(path));
    }
    const QJsonObject instruction = reader.object(body, u"systemInstruction"_s, {});
    if (instruction.isEmpty() || reader.hasFailed())
        return;
    GenerateRequest apart; // so that its text stays out of the prompt's
    readContent(reader, instruction, u"system_instruction"_s, apart);
    request.systemInstruction = apart.text;
    request.directives << apart.directives;
}

} // namespace safelight::simulation
