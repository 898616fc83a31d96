#include "app/simulatorrequest/configreader.h"

#include "app/simulatorrequest/fieldreader.h"
#include "app/simulatorrequest/simulatedmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

void checkRange(FieldReader& reader, const QString& field, std::optional<double> value, double low,
                double high)
{
    if (value && (*value < low || *value > high)) {
        reader.fail(
            QString(u"generation_config."_s + field),
            u"* GenerateContentRequest.generation_config.%1: %1 must be in the range [%2, %3]."_s.arg(field)
                .arg(low)
                .arg(high));
    }
}

bool isAdjustable(HarmCategory category)
{
    return std::ranges::find(adjustableCategories, category) != adjustableCategories.end();
}

// The Gemini API takes the four, and civic integrity unless it is Off; Vertex takes all.
void checkCategory(FieldReader& reader, const QString& path, HarmCategory category, const QString& threshold)
{
    if (category == HarmCategory::CivicIntegrity && threshold == "OFF"_L1)
        reader.fail(FieldReader::join(path, u"threshold"_s), u"* %1: threshold cannot be 5"_s.arg(path));
    if (isAdjustable(category) || category == HarmCategory::CivicIntegrity)
        return;
    reader.fail(FieldReader::join(path, u"category"_s),
                u"* GenerateContentRequest.%1: element predicate failed: $.category in "
                "(HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, "
                "HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, HarmCategory.HARM_CATEGORY_HARASSMENT, "
                "HarmCategory.HARM_CATEGORY_CIVIC_INTEGRITY)"_s.arg(path));
}

void readSetting(FieldReader& reader, const QJsonObject& setting, const QString& path, bool vertex,
                 GenerateRequest& request)
{
    QStringList names {u"category"_s, u"threshold"_s};
    if (vertex)
        names << u"method"_s;
    reader.allowOnly(setting, path, names);
    const QString categoryText = reader.text(setting, u"category"_s, path);
    const QString thresholdText = reader.text(setting, u"threshold"_s, path);
    const QString method = reader.text(setting, u"method"_s, path);
    const auto category = Known<HarmCategory>::fromWire(categoryText).value();
    const auto threshold = Known<BlockThreshold>::fromWire(thresholdText).value();

    const auto invalid = [&](const QString& name, const QString& value) {
        reader.fail(FieldReader::join(path, name),
                    u"Invalid value at '%1' (SafetySetting), \"%2\""_s.arg(FieldReader::join(path, name),
                                                                           value.left(80)));
    };
    if (!category || category == HarmCategory::Unspecified)
        return invalid(u"category"_s, categoryText);
    if (!threshold && thresholdText != "HARM_BLOCK_THRESHOLD_UNSPECIFIED"_L1)
        return invalid(u"threshold"_s, thresholdText);
    if (!QStringList {u""_s, u"SEVERITY"_s, u"PROBABILITY"_s, u"HARM_BLOCK_METHOD_UNSPECIFIED"_s}.contains(
            method))
        return invalid(u"method"_s, method);
    if (!vertex)
        checkCategory(reader, path, *category, thresholdText);
    if (request.safety.threshold(*category))
        reader.fail(path, u"Only one safety setting may be given per category: %1"_s.arg(categoryText));
    if (isAdjustable(*category))
        request.safety.setThreshold(*category, threshold);
}

void readImageConfig(FieldReader& reader, const QJsonObject& config, bool vertex, GenerateRequest& request)
{
    const QString path = u"generation_config.image_config"_s;
    QStringList names {u"aspectRatio"_s, u"imageSize"_s, u"personGeneration"_s};
    if (vertex) {
        names << u"prominentPeople"_s << u"outputMimeType"_s << u"outputCompressionQuality"_s
              << u"imageOutputOptions"_s;
    }
    reader.allowOnly(config, path, names);
    const QString ratio = reader.text(config, u"aspectRatio"_s, path);
    const QString size = reader.text(config, u"imageSize"_s, path);
    if (!ratio.isEmpty())
        request.generation.aspectRatio = ratio;
    if (!size.isEmpty())
        request.generation.imageSize = size;
    const QJsonObject output = reader.object(config, u"imageOutputOptions"_s, path);
    request.outputMimeType = output.isEmpty() ? reader.text(config, u"outputMimeType"_s, path)
                                              : reader.text(output, u"mimeType"_s, path);
    if (!QStringList {u""_s, u"image/png"_s, u"image/jpeg"_s}.contains(request.outputMimeType)) {
        reader.fail(FieldReader::join(path, u"outputMimeType"_s),
                    QString(u"Unsupported output MIME type: "_s + request.outputMimeType.left(80)));
    }
}

void readThinking(FieldReader& reader, const QJsonObject& config, GenerateRequest& request)
{
    const QString path = u"generation_config.thinking_config"_s;
    reader.allowOnly(config, path, {u"includeThoughts"_s, u"thinkingBudget"_s, u"thinkingLevel"_s});
    request.generation.includeThoughts = reader.flag(config, u"includeThoughts"_s, path);
    request.generation.thinkingBudget = reader.integer(config, u"thinkingBudget"_s, path);
    const QString level = reader.text(config, u"thinkingLevel"_s, path);
    if (level.isEmpty())
        return;
    if (!QStringList {u"minimal"_s, u"low"_s, u"medium"_s, u"high"_s}.contains(level.toLower())) {
        reader.fail(
            FieldReader::join(path, u"thinkingLevel"_s),
            u"Invalid value at '%1.thinking_level' (ThinkingLevel), \"%2\""_s.arg(path, level.left(80)));
    }
    request.generation.thinkingLevel = level.toLower();
}

void readNumbers(FieldReader& reader, const QJsonObject& config, GenerationSettings& generation)
{
    const QString path = u"generation_config"_s;
    generation.temperature = reader.number(config, u"temperature"_s, path);
    generation.topP = reader.number(config, u"topP"_s, path);
    // The service declares topK as an integer but takes 40.0; the SDKs send a float.
    const auto topK = reader.number(config, u"topK"_s, path);
    if (topK)
        generation.topK = static_cast<int>(std::clamp(*topK, -1.0, 1e6));
    generation.candidateCount = reader.integer(config, u"candidateCount"_s, path);
    generation.maxOutputTokens = reader.integer(config, u"maxOutputTokens"_s, path);
    generation.seed = reader.integer(config, u"seed"_s, path);
    checkRange(reader, u"temperature"_s, generation.temperature, 0, 2);
    checkRange(reader, u"top_p"_s, generation.topP, 0, 1);
    checkRange(reader, u"top_k"_s, topK, 1, 1000);
    checkRange(reader, u"candidate_count"_s, generation.candidateCount, 1, 8);
    checkRange(reader, u"max_output_tokens"_s, generation.maxOutputTokens, 1, 65536);
}

} // namespace

void readSafety(FieldReader& reader, const QJsonObject& body, const Route& route, GenerateRequest& request)
{
    const QJsonArray settings = reader.list(body, u"safetySettings"_s, {});
    for (qsizetype i = 0; i < settings.size() && !reader.hasFailed(); ++i) {
        readSetting(reader, settings.at(i).toObject(), FieldReader::at(u"safety_settings"_s, i), route.vertex,
                    request);
    }
}

void readGeneration(FieldReader& reader, const QJsonObject& body, const Route& route,
                    GenerateRequest& request)
{
    const QString path = u"generation_config"_s;
    const QJsonObject config = reader.object(body, u"generationConfig"_s, {});
    QStringList names {u"temperature"_s,
                       u"topP"_s,
                       u"topK"_s,
                       u"candidateCount"_s,
                       u"maxOutputTokens"_s,
                       u"seed"_s,
                       u"stopSequences"_s,
                       u"responseMimeType"_s,
                       u"responseSchema"_s,
                       u"responseJsonSchema"_s,
                       u"responseModalities"_s,
                       u"presencePenalty"_s,
                       u"frequencyPenalty"_s,
                       u"responseLogprobs"_s,
                       u"logprobs"_s,
                       u"thinkingConfig"_s,
                       u"imageConfig"_s,
                       u"mediaResolution"_s,
                       u"speechConfig"_s,
                       u"enableEnhancedCivicAnswers"_s};
    if (route.vertex)
        names << u"audioTimestamp"_s << u"routingConfig"_s << u"modelSelectionConfig"_s;
    reader.allowOnly(config, path, names);

    auto& generation = request.generation;
    readNumbers(reader, config, generation);
    generation.stopSequences = reader.texts(config, u"stopSequences"_s, path);
    if (generation.stopSequences.size() > 5)
        reader.fail(u"generation_config.stop_sequences"_s, u"At most 5 stop sequences are supported."_s);
    generation.responseModalities = reader.texts(config, u"responseModalities"_s, path);
    for (QString& modality : generation.responseModalities) {
        modality = modality.toUpper();
        if (modality != "TEXT"_L1 && modality != "IMAGE"_L1 && modality != "AUDIO"_L1)
            reader.fail(u"generation_config.response_modalities"_s,
                        u"Invalid value at 'generation_config.response_modalities' (Modality), \"%1\""_s.arg(
                            modality.left(80)));
    }
    request.responseMimeType = reader.text(config, u"responseMimeType"_s, path);
    const SimulatedModel* model = modelAnswering(route.model);
    if (config.contains("mediaResolution"_L1) && model && model->outputsImages)
        reader.fail(u"generation_config.media_resolution"_s,
                    u"Media resolution is not enabled for this model."_s);
    readThinking(reader, reader.object(config, u"thinkingConfig"_s, path), request);
    readImageConfig(reader, reader.object(config, u"imageConfig"_s, path), route.vertex, request);
}

} // namespace safelight::simulation
