#include "app/client/modelcatalogue.h"

#include "app/wire/serviceerrorreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

std::optional<int> countOf(const QJsonValue& value)
{
    // As a text too: protobuf's JSON writes 64-bit numbers so.
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(number > 0) || number > std::numeric_limits<int>::max())
        return {};
    return int(number);
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    const auto list = value.toArray();
    for (const auto& item : list) {
        if (item.isString())
            texts.append(item.toString());
    }
    return texts;
}

template<typename T>
std::optional<T> optionalOf(const QJsonValue& value)
{
    if constexpr (std::is_same_v<T, bool>)
        return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
    else
        return value.isDouble() ? std::optional<T>(value.toDouble()) : std::nullopt;
}

ModelInfo bundledModel(const QJsonObject& object)
{
    ModelInfo model;
    model.id = object.value("id"_L1).toString();
    model.displayName = object.value("displayName"_L1).toString();
    model.outputsImages = optionalOf<bool>(object.value("outputsImages"_L1));
    model.inputTokenLimit = countOf(object.value("inputTokenLimit"_L1));
    model.outputTokenLimit = countOf(object.value("outputTokenLimit"_L1));
    model.maxReferenceImages = countOf(object.value("maxReferenceImages"_L1));
    model.imageSizes = textsOf(object.value("imageSizes"_L1));
    model.aspectRatios = textsOf(object.value("aspectRatios"_L1));
    model.thinkingLevels = textsOf(object.value("thinkingLevels"_L1));
    model.thinkingBudget = optionalOf<bool>(object.value("thinkingBudget"_L1));
    model.note = object.value("note"_L1).toString();
    model.bundled = true;
    return model;
}

bool generatesContent(const QJsonObject& object)
{
    // Proxies leave the list out; then nothing speaks against it.
    const auto methods = object.value("supportedGenerationMethods"_L1);
    return !methods.isArray() || textsOf(methods).contains("generateContent"_L1);
}

ModelInfo listedModel(const QJsonObject& object, const ModelCatalogue& bundled)
{
    QString id = object.value("name"_L1).toString();
    if (id.startsWith("models/"_L1))
        id.remove(0, "models/"_L1.size());
    const auto* known = bundled.find(id);
    ModelInfo model = known ? *known : ModelInfo();
    model.id = id;
    model.bundled = false;
    if (const auto name = object.value("displayName"_L1).toString(); !name.isEmpty())
        model.displayName = name;
    if (const auto limit = countOf(object.value("inputTokenLimit"_L1)))
        model.inputTokenLimit = limit;
    if (const auto limit = countOf(object.value("outputTokenLimit"_L1)))
        model.outputTokenLimit = limit;
    model.maxTemperature = optionalOf<double>(object.value("maxTemperature"_L1));
    return model;
}

Error notAList(const QByteArray& json)
{
    const auto error = QJsonDocument::fromJson(json).object().value("error"_L1);
    const QString sentence =
        QCoreApplication::translate("ModelCatalogue", "The back end did not answer with a list of models.");
    if (!error.isObject())
        return {Error::Code::Parse, sentence};
    return {Error::Code::Refused, sentence,
            readServiceError(QJsonDocument(error.toObject()).toJson()).message};
}

} // namespace

const ModelInfo* ModelCatalogue::find(const QString& id) const
{
    const auto it = std::ranges::find(models, id, &ModelInfo::id);
    return it == models.end() ? nullptr : &*it;
}

ModelCatalogue bundledModels()
{
    ModelCatalogue catalogue;
    QFile file(u":/models/models.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return catalogue;
    const auto object = QJsonDocument::fromJson(file.readAll()).object();
    catalogue.date = QDate::fromString(object.value("date"_L1).toString(), Qt::ISODate);
    const auto models = object.value("models"_L1).toArray();
    for (const auto& model : models)
        catalogue.models.append(bundledModel(model.toObject()));
    return catalogue;
}

Result<QList<ModelInfo>> decodeModelList(const QByteArray& json, const ModelCatalogue& bundled)
{
    const auto list = QJsonDocument::fromJson(json).object().value("models"_L1);
    if (!list.isArray())
        return notAList(json);
    QList<ModelInfo> models;
    const auto items = list.toArray();
    for (const auto& item : items) {
        const auto object = item.toObject();
        if (!generatesContent(object))
            continue;
        const auto model = listedModel(object, bundled);
        if (!model.id.isEmpty())
            models.append(model);
    }
    return models;
}

} // namespace safelight
