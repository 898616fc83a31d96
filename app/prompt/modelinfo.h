#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

// What is known about a model, from the back end's own list or the bundled one. Absent is not known.
struct ModelInfo
{
    QString id; // without "models/"
    QString displayName;
    std::optional<bool> outputsImages; // never guessed from the name (gemini-api.md §1)
    std::optional<int> inputTokenLimit;
    std::optional<int> outputTokenLimit;
    std::optional<double> maxTemperature;
    std::optional<int> maxReferenceImages;
    QStringList imageSizes; // empty: not known or none to choose
    QStringList aspectRatios;
    QStringList thinkingLevels; // empty: none to choose
    std::optional<bool> thinkingBudget; // takes a budget in tokens
    QString note; // life-cycle, in words: "shut down 25 Jun 2026", empty when none
    bool bundled = false; // from the bundled, dated list and not from the back end

    friend bool operator==(const ModelInfo&, const ModelInfo&) = default;
};

// Limits of the service for what goes in (gemini-api.md §8).
inline constexpr qint64 inlineRequestLimit = 100'000'000; // bytes of the request, base64 included
inline const QStringList acceptedImageTypes {QStringLiteral("image/png"),  QStringLiteral("image/jpeg"),
                                             QStringLiteral("image/webp"), QStringLiteral("image/heic"),
                                             QStringLiteral("image/heif"), QStringLiteral("image/gif")};

} // namespace safelight
