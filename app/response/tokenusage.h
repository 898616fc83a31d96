#pragma once

#include "app/response/reasons.h"

#include <QList>

#include <optional>

namespace safelight {

struct ModalityTokens
{
    Known<Modality> modality;
    qint64 tokens = 0;

    friend bool operator==(const ModalityTokens&, const ModalityTokens&) = default;
};

// usageMetadata as it came; absent is absent, never zero.
struct TokenUsage
{
    std::optional<qint64> prompt;
    std::optional<qint64> cached;
    std::optional<qint64> toolUse;
    std::optional<qint64> thoughts;
    std::optional<qint64> candidates;
    std::optional<qint64> total;
    QList<ModalityTokens> promptDetails;
    QList<ModalityTokens> cachedDetails;
    QList<ModalityTokens> toolUseDetails;
    QList<ModalityTokens> candidatesDetails;
    QString trafficType; // Vertex
    QString serviceTier; // that served, as it came: "standard", "priority"

    // Does the total equal prompt + tool use + thoughts + candidates, or (on a blocked call, where the
    // candidates count may mirror the thinking) prompt + tool use + thoughts? gemini-api.md §6. Unknown
    // without a total.
    std::optional<bool> isConsistent() const;
    // On a blocked call the candidates count may repeat the thinking count: then it is not output.
    bool candidatesMirrorThoughts() const;
    // Output tokens that no modality detail explains: text, at the text rate (gemini-api.md §6).
    std::optional<qint64> unlistedOutput() const;

    friend bool operator==(const TokenUsage&, const TokenUsage&) = default;
};

} // namespace safelight
