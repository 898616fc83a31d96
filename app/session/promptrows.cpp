#include "app/session/promptrows.h"

#include "app/session/blobrows.h"
#include "app/session/packedtext.h"
#include "app/session/rowvalues.h"
#include "app/sqlite/connection.h"

#include <QCryptographicHash>
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

const auto promptColumns = u"model, settings, text, system_instruction"_s;
constexpr int columnsBeforeCarried = 4;
const auto imageColumns = u"position, mime_type, file_name, caption, width, height"_s;

// SHA-256 of the values of a prompt's row and of its images' rows, as they stand in the file. Those of
// version 4 were made without what is carried, which is NULL there.
class PromptDigest
{
public:
    void add(const SqlValues& values)
    {
        for (const SqlValue& value : values)
            add(value);
    }
    void add(const SqlValue& value)
    {
        const QByteArray bytes = value.toByteArray();
        const QByteArray head =
            QByteArray::number(value.data().index()) + ':' + QByteArray::number(bytes.size()) + ':';
        m_hash.addData(head);
        m_hash.addData(bytes);
    }
    QByteArray result() const { return m_hash.result(); }

private:
    QCryptographicHash m_hash {QCryptographicHash::Sha256};
};

SqlValues promptValues(const Prompt& prompt)
{
    return {prompt.model, QString::fromUtf8(settingsJson(prompt.safety, prompt.generation)),
            packText(prompt.text), packText(prompt.systemInstruction)};
}

SqlValue carriedValue(const Prompt& prompt)
{
    return packText(prompt.carried.isEmpty() ? u""_s : QString::fromUtf8(prompt.carried)); // never null
}

SqlValues imageValues(int position, const ReferenceImage& image)
{
    return {position,
            image.mimeType,
            packText(image.fileName),
            packText(image.caption),
            qMax(0, image.pixelSize.width()),
            qMax(0, image.pixelSize.height())};
}

Result<Done> keepImage(const Connection& connection, qint64 prompt, const ReferenceImage& image,
                       const SqlValues& values)
{
    const auto blob = keepBlob(connection, image.bytes, image.sha256);
    if (!blob)
        return blob.error();
    return connection.run(u"INSERT INTO prompt_images (prompt, blob, "_s + imageColumns
                              + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                          SqlValues {prompt, *blob} + values);
}

Result<QString> unpacked(const SqlValue& value)
{
    if (auto text = unpackText(value))
        return *std::move(text);
    return damagedPart(u"a text cannot be unpacked"_s);
}

Result<ReferenceImage> imageOf(const SqlValues& values, const Blob& blob)
{
    const auto fileName = unpacked(values[2]);
    const auto caption = unpacked(values[3]);
    if (!fileName || !caption)
        return fileName ? caption.error() : fileName.error();
    ReferenceImage image;
    image.bytes = blob.bytes;
    image.sha256 = blob.sha256Hex;
    image.mimeType = values[1].toString();
    image.fileName = *fileName;
    image.caption = *caption;
    const QSize size(values[4].toInt(), values[5].toInt());
    image.pixelSize = size.isEmpty() ? QSize() : size;
    return image;
}

SqlValues valuesOf(const SqlRow& row, int from, int to)
{
    SqlValues values;
    for (int at = from; at < to; ++at)
        values << row.value(at);
    return values;
}

Result<QList<ReferenceImage>> loadImages(const Connection& connection, qint64 prompt, PromptDigest& digest)
{
    QList<ReferenceImage> images;
    const auto done = connection.forEach(u"SELECT blob, "_s + imageColumns
                                             + u" FROM prompt_images WHERE prompt = ? ORDER BY position"_s,
                                         {prompt}, [&](const SqlRow& row) -> Result<Done> {
                                             const auto blob = loadBlob(connection, row.number(0));
                                             if (!blob)
                                                 return blob.error();
                                             const SqlValues values = valuesOf(row, 1, row.columns());
                                             auto image = imageOf(values, *blob);
                                             if (!image)
                                                 return image.error();
                                             digest.add(values);
                                             digest.add(QByteArray::fromHex(blob->sha256Hex));
                                             images << *std::move(image);
                                             return Done();
                                         });
    if (!done)
        return done.error();
    return images;
}

Result<Prompt> promptOf(const SqlValues& values)
{
    auto text = unpacked(values[2]);
    auto system = unpacked(values[3]);
    if (!text || !system)
        return text ? system.error() : text.error();
    Prompt prompt;
    prompt.model = values[0].toString();
    readSettingsJson(values[1].toByteArray(), prompt.safety, prompt.generation);
    prompt.text = *std::move(text);
    prompt.systemInstruction = *std::move(system);
    if (values.size() > columnsBeforeCarried) {
        const auto carried = unpacked(values[columnsBeforeCarried]);
        if (!carried)
            return carried.error();
        prompt.carried = QByteArray("") + carried->toUtf8(); // never null
    }
    return prompt;
}

// Older versions had no hash of it, and carried nothing.
Result<QString> laterColumns(const Connection& connection)
{
    const auto version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const int of = version->toInt();
    return QString((of >= 5 ? u"carried, "_s : u"NULL, "_s) + (of >= 4 ? u"sha256"_s : u"NULL"_s));
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
    const SqlValues values = promptValues(prompt);
    const SqlValue carried = carriedValue(prompt);
    PromptDigest digest;
    digest.add(values);
    digest.add(carried);
    const auto id =
        connection.insert(u"INSERT INTO prompts ("_s + promptColumns + u", carried) VALUES (?, ?, ?, ?, ?)"_s,
                          values + SqlValues {carried});
    if (!id)
        return id.error();
    int position = 0;
    for (const ReferenceImage& image : prompt.images) {
        const SqlValues row = imageValues(position++, image);
        if (const auto kept = keepImage(connection, *id, image, row); !kept)
            return kept.error();
        digest.add(row);
        digest.add(sha256(image.bytes));
    }
    if (const auto done =
            connection.run(u"UPDATE prompts SET sha256 = ? WHERE id = ?"_s, {digest.result(), *id});
        !done)
        return done.error();
    return *id;
}

Result<Prompt> loadPrompt(const Connection& connection, qint64 id)
{
    const auto later = laterColumns(connection);
    if (!later)
        return later.error();
    SqlValues values;
    const auto found =
        connection.first(u"SELECT "_s + promptColumns + u", "_s + *later + u" FROM prompts WHERE id = ?"_s,
                         {id}, [&values](const SqlRow& row) { values = valuesOf(row, 0, row.columns()); });
    if (!found)
        return found.error();
    if (!*found)
        return damagedPart(u"prompt %1 is missing"_s.arg(id));
    const QByteArray expected = values.takeLast().toByteArray();
    if (values.constLast().isNull())
        values.removeLast();
    PromptDigest digest;
    digest.add(values);
    auto prompt = promptOf(values);
    if (!prompt)
        return prompt;
    auto images = loadImages(connection, id, digest);
    if (!images)
        return images.error();
    prompt->images = *std::move(images);
    if (!expected.isEmpty() && digest.result() != expected)
        return damagedPart(u"prompt %1 is not what it was"_s.arg(id));
    return prompt;
}

} // namespace safelight
