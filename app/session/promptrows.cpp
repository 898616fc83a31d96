#include "app/session/promptrows.h"

#include "app/session/blobrows.h"
#include "app/session/connection.h"
#include "app/session/packedtext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

template<typename T>
void put(QJsonObject& object, const QString& name, const std::optional<T>& value)
{
    if (value)
        object.insert(name, *value);
}

void take(const QJsonObject& object, const QString& name, std::optional<double>& value)
{
    if (object.value(name).isDouble())
        value = object.value(name).toDouble();
}

void take(const QJsonObject& object, const QString& name, std::optional<int>& value)
{
    const double number = object.value(name).toDouble(std::numeric_limits<double>::quiet_NaN());
    // Comparisons with "not a number" are false.
    if (number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max())
        value = static_cast<int>(std::lround(number));
}

void take(const QJsonObject& object, const QString& name, std::optional<bool>& value)
{
    if (object.value(name).isBool())
        value = object.value(name).toBool();
}

void take(const QJsonObject& object, const QString& name, std::optional<QString>& value)
{
    if (object.value(name).isString())
        value = object.value(name).toString();
}

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto entry : array)
        list << entry.toString();
    return list;
}

// Writing and reading name the same members in the same order.
template<typename Object, typename Settings, typename Each>
void eachSetting(Object& object, Settings& s, Each each)
{
    each(object, u"temperature"_s, s.temperature);
    each(object, u"topP"_s, s.topP);
    each(object, u"topK"_s, s.topK);
    each(object, u"candidateCount"_s, s.candidateCount);
    each(object, u"maxOutputTokens"_s, s.maxOutputTokens);
    each(object, u"seed"_s, s.seed);
    each(object, u"aspectRatio"_s, s.aspectRatio);
    each(object, u"imageSize"_s, s.imageSize);
    each(object, u"thinkingLevel"_s, s.thinkingLevel);
    each(object, u"thinkingBudget"_s, s.thinkingBudget);
    each(object, u"includeThoughts"_s, s.includeThoughts);
}

Result<Done> keepImage(const Connection& connection, qint64 prompt, int position, const ReferenceImage& image)
{
    const auto blob = keepBlob(connection, image.bytes, image.sha256);
    if (!blob)
        return blob.error();
    return connection.run(u"INSERT INTO prompt_images (prompt, position, blob, mime_type, file_name,"
                          " caption, width, height) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                          {prompt, position, *blob, image.mimeType, packText(image.fileName),
                           packText(image.caption), qMax(0, image.pixelSize.width()),
                           qMax(0, image.pixelSize.height())});
}

Result<QList<ReferenceImage>> loadImages(const Connection& connection, qint64 prompt)
{
    auto rows =
        connection.query(u"SELECT blob, mime_type, file_name, caption, width, height FROM prompt_images"
                         " WHERE prompt = ? ORDER BY position"_s,
                         {prompt});
    if (!rows)
        return rows.error();
    QList<ReferenceImage> images;
    while (rows->next()) {
        auto blob = loadBlob(connection, rows->value(0).toLongLong());
        if (!blob)
            return blob.error();
        ReferenceImage image;
        image.bytes = blob->bytes;
        image.sha256 = blob->sha256Hex;
        image.mimeType = rows->value(1).toString();
        image.fileName = unpackText(rows->value(2));
        image.caption = unpackText(rows->value(3));
        const QSize size(rows->value(4).toInt(), rows->value(5).toInt());
        image.pixelSize = size.isEmpty() ? QSize() : size;
        images.append(image);
    }
    return images;
}

} // namespace

QByteArray settingsJson(const SafetySettings& safety, const GenerationSettings& generation)
{
    QJsonObject thresholds;
    for (const HarmCategory category : adjustableCategories) {
        if (const auto threshold = safety.threshold(category))
            thresholds.insert(Known<HarmCategory>::wireName(category),
                              Known<BlockThreshold>::wireName(*threshold));
    }
    QJsonObject set;
    eachSetting(set, generation, [](QJsonObject& object, const QString& name, const auto& value) {
        put(object, name, value);
    });
    if (!generation.stopSequences.isEmpty())
        set.insert(u"stopSequences"_s, QJsonArray::fromStringList(generation.stopSequences));
    if (!generation.responseModalities.isEmpty())
        set.insert(u"responseModalities"_s, QJsonArray::fromStringList(generation.responseModalities));
    return QJsonDocument(QJsonObject {{u"safety"_s, thresholds}, {u"generation"_s, set}})
        .toJson(QJsonDocument::Compact);
}

void readSettingsJson(const QByteArray& json, SafetySettings& safety, GenerationSettings& generation)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonObject thresholds = object.value("safety"_L1).toObject();
    for (const HarmCategory category : adjustableCategories) {
        const QString name = Known<HarmCategory>::wireName(category);
        safety.setThreshold(category,
                            Known<BlockThreshold>::fromWire(thresholds.value(name).toString()).value());
    }
    const QJsonObject set = object.value("generation"_L1).toObject();
    eachSetting(set, generation,
                [](const QJsonObject& from, const QString& name, auto& value) { take(from, name, value); });
    generation.stopSequences = strings(set.value("stopSequences"_L1));
    generation.responseModalities = strings(set.value("responseModalities"_L1));
}

Result<qint64> keepPrompt(const Connection& connection, const Prompt& prompt)
{
    const auto id = connection.insert(
        u"INSERT INTO prompts (model, settings, text, system_instruction) VALUES (?, ?, ?, ?)"_s,
        {prompt.model, QString::fromUtf8(settingsJson(prompt.safety, prompt.generation)),
         packText(prompt.text), packText(prompt.systemInstruction)});
    if (!id)
        return id.error();
    int position = 0;
    for (const ReferenceImage& image : prompt.images) {
        if (const auto kept = keepImage(connection, *id, position++, image); !kept)
            return kept.error();
    }
    return *id;
}

Result<Prompt> loadPrompt(const Connection& connection, qint64 id)
{
    auto rows = connection.query(
        u"SELECT model, settings, text, system_instruction FROM prompts WHERE id = ?"_s, {id});
    if (!rows)
        return rows.error();
    if (!rows->next()) {
        return Error {Error::Code::Parse,
                      QCoreApplication::translate("SessionStore", "A part of the session file is damaged."),
                      u"prompt %1 is missing"_s.arg(id)};
    }
    Prompt prompt;
    prompt.model = rows->value(0).toString();
    readSettingsJson(rows->value(1).toString().toUtf8(), prompt.safety, prompt.generation);
    prompt.text = unpackText(rows->value(2));
    prompt.systemInstruction = unpackText(rows->value(3));
    auto images = loadImages(connection, id);
    if (!images)
        return images.error();
    prompt.images = *std::move(images);
    return prompt;
}

} // namespace safelight
