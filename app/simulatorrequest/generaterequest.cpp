#include "app/simulatorrequest/generaterequest.h"

#include "app/simulatorrequest/configreader.h"
#include "app/simulatorrequest/contentreader.h"
#include "app/simulatorrequest/fieldreader.h"
#include "app/simulatorrequest/simulatedmodel.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

std::variant<QJsonObject, ApiError> objectOf(const QByteArray& body)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (document.isObject())
        return document.object();
    const QString why = document.isNull() ? problem.errorString() : u"Root element must be a message."_s;
    return badField(u"body"_s,
                    u"Invalid JSON payload received. %1 (at byte %2)"_s.arg(why).arg(problem.offset));
}

ReadRequest readObject(const QJsonObject& body, const Route& route)
{
    FieldReader reader;
    QStringList names {u"contents"_s, u"systemInstruction"_s, u"safetySettings"_s, u"generationConfig"_s,
                       u"tools"_s,    u"toolConfig"_s,        u"cachedContent"_s,  u"model"_s};
    names << (route.vertex ? QStringList {u"labels"_s, u"modelArmorConfig"_s}
                           : QStringList {u"store"_s, u"serviceTier"_s});
    reader.allowOnly(body, {}, names);

    GenerateRequest request;
    readContents(reader, body, request);
    readSafety(reader, body, route, request);
    readGeneration(reader, body, route, request);
    if (reader.error())
        return *reader.error();
    return request;
}

bool isListed(const QStringList& list, const std::optional<QString>& value)
{
    return !value || list.contains(*value);
}

std::optional<ApiError> checkPictureModel(const GenerateRequest& request, const SimulatedModel& model)
{
    const auto& generation = request.generation;
    if (!isListed(model.aspectRatios(), generation.aspectRatio)) {
        return badField(u"generation_config.image_config.aspect_ratio"_s,
                        QString(u"aspect_ratio must be one of: "_s + model.aspectRatios().join(u", "_s)));
    }
    if (!isListed(model.imageSizes, generation.imageSize)) {
        return badField(u"generation_config.image_config.image_size"_s,
                        QString(u"image_size must be one of: "_s + model.imageSizes.join(u", "_s)));
    }
    if (generation.candidateCount.value_or(1) > 1) {
        return badField(u"generation_config.candidate_count"_s,
                        u"Multiple candidates is not enabled for this model"_s);
    }
    if (request.pictures.size() > 14)
        return badField(u"contents"_s, u"The number of input images exceeds the limit of 14."_s);
    return std::nullopt;
}

std::optional<ApiError> checkTextModel(const GenerateRequest& request)
{
    const auto& generation = request.generation;
    if (generation.responseModalities.contains(u"IMAGE"_s)) {
        return badField(u"generation_config.response_modalities"_s,
                        u"Model does not support the requested response modalities: image"_s);
    }
    if (generation.aspectRatio || generation.imageSize) {
        return badField(u"generation_config.image_config"_s,
                        u"Image generation options are not supported for this model."_s);
    }
    return std::nullopt;
}

} // namespace

qint64 GenerateRequest::textTokens() const
{
    const auto count = [](const QString& words) { return (words.trimmed().size() + 3) / 4; };
    return count(text) + count(systemInstruction);
}

ReadRequest readGenerateRequest(const QByteArray& body, const Route& route)
{
    auto object = objectOf(body);
    if (const auto* error = std::get_if<ApiError>(&object))
        return *error;
    return readObject(std::get<QJsonObject>(object), route);
}

ReadRequest readCountRequest(const QByteArray& body, const Route& route)
{
    auto object = objectOf(body);
    if (const auto* error = std::get_if<ApiError>(&object))
        return *error;
    const auto& outer = std::get<QJsonObject>(object);
    const QJsonValue inner = FieldReader::member(outer, u"generateContentRequest"_s);
    if (!route.vertex && inner.isObject())
        return readObject(inner.toObject(), route);
    return readObject(outer, route);
}

std::optional<ApiError> checkForModel(const GenerateRequest& request, const Route& route)
{
    const SimulatedModel* model = modelAnswering(route.model);
    const auto& generation = request.generation;
    if (generation.thinkingLevel && generation.thinkingBudget) {
        return badField(u"generation_config.thinking_config"_s,
                        u"You can only set only one of thinking budget and thinking level."_s);
    }
    if (model->legacy && generation.thinkingLevel) {
        return badField(u"generation_config.thinking_config.thinking_level"_s,
                        u"Thinking level is not supported for this model."_s);
    }
    return model->outputsImages ? checkPictureModel(request, *model) : checkTextModel(request);
}

} // namespace safelight::simulation
