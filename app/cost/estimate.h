#pragma once

#include "app/cost/pricebook.h"

#include <QSize>

namespace safelight {

// From the least to the most; no `high`: not known how much.
struct TokenRange
{
    qint64 low = 0;
    std::optional<qint64> high = 0;

    friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

// What models use, as documented and measured (resources/models/tokens.json). All ranges, because sources
// differ (gemini-api.md §6).
struct TokenFacts
{
    struct Model
    {
        QStringList ids; // none: for every model that has no facts of its own
        qint64 imageLow = 0; // tokens of one reference image
        qint64 imageHigh = 0;
        bool tiles = false; // more for large pictures, by tile
        QList<std::pair<QString, qint64>> imageOutput; // by size; none: makes no images
        qint64 thinkingLow = 0; // beside an image
        qint64 thinkingHigh = 0;
        qint64 textHigh = 0; // beside an image

        friend bool operator==(const Model&, const Model&) = default;
    };

    int charactersPerToken = 4;
    Model other;
    QList<Model> models;

    const Model& of(const QString& model) const;

    friend bool operator==(const TokenFacts&, const TokenFacts&) = default;
};

// Empty where the resource is not linked in.
const TokenFacts& bundledTokenFacts();

struct EstimateInput
{
    QString model;
    QString backendId;
    QDate date;
    qint64 characters = 0; // of the prompt, captions and system instruction
    QList<QSize> images; // the reference images' pixels
    QString imageSize; // asked for: "1K"; empty: the model's default
    int candidates = 1;
    bool textOnly = false; // no image is asked for, also of a model that makes them
    std::optional<qint64> maxOutputTokens;
    std::optional<qint64> exactInput; // counted by the back end
};

// What a request will use, before it is sent: an estimate, to be called one wherever it is shown.
struct Estimate
{
    qint64 textTokens = 0;
    TokenRange imageTokens;
    TokenRange input; // their sum, or what the back end counted
    bool isExact = false; // the back end counted the input
    TokenRange output; // thinking included; drafts are not
    std::optional<double> low; // USD; absent: no price known
    std::optional<double> high; // absent too when the output has no limit
    QString priceModel;
    QDate priceDate;

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

Estimate estimateOf(const EstimateInput& input, const PriceBook& prices,
                    const TokenFacts& facts = bundledTokenFacts());

} // namespace safelight
