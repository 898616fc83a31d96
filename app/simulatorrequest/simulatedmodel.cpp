#include "app/simulatorrequest/simulatedmodel.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

SimulatedModel textModel(const QString& id, const QString& name, const QString& stage = {})
{
    SimulatedModel model {id, name};
    model.legacy = id.startsWith("gemini-2"_L1);
    model.stage = stage;
    return model;
}

SimulatedModel imageModel(const QString& id, const QString& name, const QStringList& sizes,
                          const QList<int>& tokens)
{
    SimulatedModel model {id, name};
    model.outputsImages = true;
    model.imageSizes = sizes;
    model.imageTokens = tokens;
    return model;
}

QList<SimulatedModel> makeModels()
{
    SimulatedModel pro = imageModel(u"gemini-3-pro-image"_s, u"Nano Banana Pro (simulated)"_s,
                                    {u"1K"_s, u"2K"_s, u"4K"_s}, {1120, 1120, 2000});
    pro.drafts = true;
    SimulatedModel flash = imageModel(u"gemini-3.1-flash-image"_s, u"Nano Banana 2 (simulated)"_s,
                                      {u"512"_s, u"1K"_s, u"2K"_s, u"4K"_s}, {747, 1120, 1680, 2520});
    flash.wideRatios = true;
    flash.stage = u"DEPRECATED"_s;
    SimulatedModel banana = imageModel(u"gemini-nano-banana-2.1"_s, u"Nano Banana 2.1 (simulated)"_s,
                                       {u"1K"_s, u"2K"_s, u"4K"_s}, {1120, 1680, 2520});
    banana.wideRatios = true;
    return {
        pro,
        flash,
        imageModel(u"gemini-3.1-flash-lite-image"_s, u"Nano Banana 2 Lite (simulated)"_s, {u"1K"_s}, {1120}),
        banana,
        textModel(u"gemini-3.8-flash"_s, u"Gemini 3.8 Flash (simulated)"_s),
        textModel(u"gemini-3.6-flash"_s, u"Gemini 3.6 Flash (simulated)"_s),
        textModel(u"gemini-3.5-flash-lite"_s, u"Gemini 3.5 Flash-Lite (simulated)"_s),
        textModel(u"gemini-3.1-pro-preview"_s, u"Gemini 3.1 Pro Preview (simulated)"_s, u"PREVIEW"_s),
        textModel(u"gemini-3.1-flash-lite"_s, u"Gemini 3.1 Flash-Lite (simulated)"_s),
        textModel(u"gemini-2.5-pro"_s, u"Gemini 2.5 Pro (simulated)"_s, u"LEGACY"_s),
        textModel(u"gemini-2.5-flash"_s, u"Gemini 2.5 Flash (simulated)"_s, u"LEGACY"_s),
        textModel(u"gemini-2.5-flash-lite"_s, u"Gemini 2.5 Flash-Lite (simulated)"_s, u"LEGACY"_s),
    };
}

// Asked id -> id that answers (gemini-api.md §1; the preview id as the proxies do).
QString rerouted(const QString& id)
{
    static const QHash<QString, QString> table {
        {u"gemini-3-pro-image-preview"_s, u"gemini-3-pro-image"_s},
        {u"gemini-3.5-flash"_s, u"gemini-3.6-flash"_s},
        {u"gemini-3.7-flash"_s, u"gemini-3.8-flash"_s},
        {u"gemini-flash-latest"_s, u"gemini-3.8-flash"_s},
    };
    return table.value(id, id);
}

int roundedTo16(double value)
{
    return std::max(16, static_cast<int>(std::lround(value / 16)) * 16);
}

} // namespace

QStringList SimulatedModel::aspectRatios() const
{
    if (!outputsImages)
        return {};
    QStringList ratios {u"1:1"_s, u"2:3"_s, u"3:2"_s,  u"3:4"_s,  u"4:3"_s,
                        u"4:5"_s, u"5:4"_s, u"9:16"_s, u"16:9"_s, u"21:9"_s};
    if (wideRatios)
        ratios << u"1:4"_s << u"4:1"_s << u"1:8"_s << u"8:1"_s;
    return ratios;
}

int SimulatedModel::tokensOfOutput(const QString& imageSize) const
{
    const auto index = imageSizes.indexOf(imageSize.isEmpty() ? u"1K"_s : imageSize);
    return index < 0 ? 1120 : imageTokens.at(index);
}

int SimulatedModel::tokensOfInput(QSize picture) const
{
    if (outputsImages)
        return 258;
    if (!legacy)
        return 1120; // media resolution "high", the default for pictures
    if (picture.width() <= 384 && picture.height() <= 384)
        return 258;
    const auto tiles = [](int length) { return (length + 767) / 768; };
    return 258 * tiles(picture.width()) * tiles(picture.height());
}

const QList<SimulatedModel>& simulatedModels()
{
    static const QList<SimulatedModel> models = makeModels();
    return models;
}

const SimulatedModel* modelAnswering(const QString& id)
{
    const QString answering = rerouted(id);
    const auto& models = simulatedModels();
    const auto found =
        std::ranges::find_if(models, [&](const SimulatedModel& model) { return model.id == answering; });
    return found == models.end() ? nullptr : &*found;
}

QJsonObject describe(const SimulatedModel& model, bool vertex)
{
    if (vertex) {
        return {{u"name"_s, QString(u"publishers/google/models/"_s + model.id)},
                {u"versionId"_s, u"default"_s},
                {u"launchStage"_s, u"GA"_s}};
    }
    return {{u"name"_s, QString(u"models/"_s + model.id)},
            {u"version"_s, u"simulated"_s},
            {u"displayName"_s, model.displayName},
            {u"description"_s, u"Played by the built-in simulator; its answers are made up."_s},
            {u"inputTokenLimit"_s, model.outputsImages ? 65536 : 1048576},
            {u"outputTokenLimit"_s, model.outputsImages ? 32768 : 65536},
            {u"supportedGenerationMethods"_s, QJsonArray {u"generateContent"_s, u"countTokens"_s}},
            {u"temperature"_s, 1},
            {u"topP"_s, 0.95},
            {u"topK"_s, 64},
            {u"maxTemperature"_s, 2},
            {u"thinking"_s, true}};
}

QSize pictureSize(const QString& aspectRatio, const QString& imageSize)
{
    // The service's own sizes at 1K (gemini-api.md §8 and the documentation it cites); others by area.
    static const QHash<QString, QSize> table {
        {u"1:1"_s, {1024, 1024}}, {u"2:3"_s, {848, 1264}},  {u"3:2"_s, {1264, 848}}, {u"3:4"_s, {896, 1200}},
        {u"4:3"_s, {1200, 896}},  {u"4:5"_s, {928, 1152}},  {u"5:4"_s, {1152, 928}}, {u"9:16"_s, {768, 1376}},
        {u"16:9"_s, {1376, 768}}, {u"21:9"_s, {1584, 672}},
    };
    QSize size = table.value(aspectRatio);
    if (size.isEmpty()) {
        const double width = aspectRatio.section(u':', 0, 0).toDouble();
        const double height = aspectRatio.section(u':', 1, 1).toDouble();
        const double ratio = width > 0 && height > 0 ? width / height : 1;
        size = {roundedTo16(1024 * std::sqrt(ratio)), roundedTo16(1024 / std::sqrt(ratio))};
    }
    if (imageSize == "512"_L1)
        return size / 2;
    return imageSize == "2K"_L1 ? size * 2 : imageSize == "4K"_L1 ? size * 4 : size;
}

} // namespace safelight::simulation
