#include "app/cost/estimate.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Older models count tiles (gemini-api.md §6).
constexpr int smallImage = 384; // pixels
constexpr int tile = 768; // pixels

// What cannot be: more would overflow the sums.
constexpr qint64 most = 1'000'000'000'000;

std::pair<qint64, qint64> pairOf(const QJsonValue& value)
{
    const auto list = value.toArray();
    return {list.at(0).toInteger(), list.at(1).toInteger()};
}

TokenFacts::Model readModel(const QJsonObject& object)
{
    TokenFacts::Model model;
    for (const auto& id : object["ids"_L1].toArray())
        model.ids << id.toString();
    std::tie(model.imageLow, model.imageHigh) = pairOf(object["imageInput"_L1]);
    model.tiles = object["tiles"_L1].toBool();
    const auto sizes = object["imageOutput"_L1].toObject();
    for (auto it = sizes.begin(); it != sizes.end(); ++it)
        model.imageOutput.append({it.key(), it.value().toInteger()});
    std::tie(model.thinkingLow, model.thinkingHigh) = pairOf(object["thinking"_L1]);
    model.textHigh = pairOf(object["text"_L1]).second;
    return model;
}

qint64 tilesOf(QSize pixels)
{
    if (pixels.width() <= smallImage && pixels.height() <= smallImage)
        return 1;
    const auto along = [](int length) { return (qint64(std::max(1, length)) + tile - 1) / tile; };
    return along(pixels.width()) * along(pixels.height());
}

TokenRange imageTokens(const QList<QSize>& images, const TokenFacts::Model& model)
{
    TokenRange range;
    for (const auto& pixels : images) {
        const qint64 tiled = model.tiles ? tilesOf(pixels) * model.imageLow : 0;
        range.low += model.imageLow;
        range.high = std::min(most, *range.high + std::max(model.imageHigh, tiled));
    }
    return range;
}

// Tokens of one image of this size; of every size the model has where this one is not known.
TokenRange oneImage(const TokenFacts::Model& model, const QString& size)
{
    const QString wanted = size.isEmpty() ? u"1K"_s : size;
    const auto known = std::ranges::find(model.imageOutput, wanted, &std::pair<QString, qint64>::first);
    if (known != model.imageOutput.cend())
        return {known->second, known->second};
    const auto [low, high] = std::ranges::minmax(model.imageOutput, {}, &std::pair<QString, qint64>::second);
    return {low.second, high.second};
}

bool makesImage(const EstimateInput& input, const TokenFacts::Model& model)
{
    return !model.imageOutput.isEmpty() && !input.textOnly;
}

// One image delivered and its thinking, or text up to the limit.
TokenRange outputTokens(const EstimateInput& input, const TokenFacts::Model& model)
{
    if (!makesImage(input, model))
        return {0,
                input.maxOutputTokens ? std::optional(std::clamp<qint64>(*input.maxOutputTokens, 0, most))
                                      : std::nullopt};
    const TokenRange image = oneImage(model, input.imageSize);
    return {image.low + model.thinkingLow, *image.high + model.thinkingHigh + model.textHigh};
}

// USD of that output: an image at its own rate, the rest as text.
std::optional<double> outputMoney(const ModelPrice& price, qint64 promptTokens, qint64 image, qint64 text)
{
    const auto imageRate = price.perMillion(RateKind::OutputImage, promptTokens);
    const auto textRate = price.perMillion(RateKind::Output, promptTokens);
    if ((image > 0 && !imageRate) || (text > 0 && !textRate))
        return {};
    return (double(image) * imageRate.value_or(0) + double(text) * textRate.value_or(0)) / 1e6;
}

void priceEstimate(Estimate& estimate, const EstimateInput& input, const TokenFacts::Model& model,
                   const ModelPrice& price)
{
    const double candidates = std::clamp(input.candidates, 1, 100);
    const TokenRange image = makesImage(input, model) ? oneImage(model, input.imageSize) : TokenRange();
    const auto total = [&](qint64 in, qint64 out, qint64 imageTokens) -> std::optional<double> {
        const auto rate = price.perMillion(RateKind::Input, in);
        const auto output = outputMoney(price, in, imageTokens, out - imageTokens);
        if (!rate || !output)
            return {};
        return double(in) * *rate / 1e6 + *output * candidates;
    };
    estimate.low = total(estimate.input.low, estimate.output.low, image.low);
    if (estimate.low && estimate.input.high && estimate.output.high)
        estimate.high = total(*estimate.input.high, *estimate.output.high, *image.high);
}

} // namespace

const TokenFacts::Model& TokenFacts::of(const QString& model) const
{
    const QString id = plainModelId(model);
    const auto has = [&id](const Model& facts) {
        return std::ranges::any_of(facts.ids, [&id](const QString& known) {
            return id.compare(known, Qt::CaseInsensitive) == 0 || isVersionOf(id, known);
        });
    };
    const auto found = std::ranges::find_if(models, has);
    return found != models.cend() ? *found : other;
}

const TokenFacts& bundledTokenFacts()
{
    static const TokenFacts facts = [] {
        TokenFacts read;
        QFile file(u":/models/tokens.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return read;
        const auto root = QJsonDocument::fromJson(file.readAll()).object();
        read.charactersPerToken = std::max(1, root["charactersPerToken"_L1].toInt(4));
        read.other = readModel(root["default"_L1].toObject());
        for (const auto& model : root["models"_L1].toArray())
            read.models.append(readModel(model.toObject()));
        return read;
    }();
    return facts;
}

Estimate estimateOf(const EstimateInput& input, const PriceBook& prices, const TokenFacts& facts)
{
    const auto& model = facts.of(input.model);
    Estimate estimate;
    const qint64 characters = std::clamp<qint64>(input.characters, 0, most);
    estimate.textTokens = (characters + facts.charactersPerToken - 1) / facts.charactersPerToken;
    estimate.imageTokens = imageTokens(input.images, model);
    estimate.input = {estimate.textTokens + estimate.imageTokens.low,
                      estimate.textTokens + *estimate.imageTokens.high};
    if (input.exactInput) {
        const qint64 exact = std::clamp<qint64>(*input.exactInput, 0, most);
        estimate.input = {exact, exact};
        estimate.isExact = true;
    }
    estimate.output = outputTokens(input, model);
    if (const auto flat = prices.flatPrice(input.backendId, input.model)) {
        estimate.low = estimate.high = flat->amount;
    } else if (const auto found = prices.lookup(input.model, input.date)) {
        estimate.priceModel = found->id;
        estimate.priceDate = found->price.checked;
        priceEstimate(estimate, input, model, found->price);
    }
    return estimate;
}

} // namespace safelight
