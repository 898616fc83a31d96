#pragma once

#include "app/base/known.h"
#include "app/prompt/generationsettings.h"
#include "app/safety/harm.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

// What the prompt is about. Chosen by the user; a first guess only preselects it.
enum class Scenario { General, People, Food, Animals, Apparel, Security, Medicine, Fiction };

// What a remedy does when it is applied.
enum class RemedyKind {
    Explain, // nothing to apply: it says what a person can do
    Repeat, // the same request once more
    Wait, // the same request after a pause
    Thresholds,
    AddText, // sentences with the user’s facts after (or before) the prompt’s own text
    Rewrite, // the user's own new text, or a text made from the whole of it
    SystemInstruction, // sentences with the user's facts after the system instruction's own text
    Model,
    Generation,
    Images, // fewer reference images
    OpenSettings, // key and address of the back end
};

template<>
struct WireNames<Scenario>
{
    static constexpr std::array table {
        std::pair {Scenario::General, QLatin1StringView("general")},
        std::pair {Scenario::People, QLatin1StringView("people")},
        std::pair {Scenario::Food, QLatin1StringView("food")},
        std::pair {Scenario::Animals, QLatin1StringView("animals")},
        std::pair {Scenario::Apparel, QLatin1StringView("apparel")},
        std::pair {Scenario::Security, QLatin1StringView("security")},
        std::pair {Scenario::Medicine, QLatin1StringView("medicine")},
        std::pair {Scenario::Fiction, QLatin1StringView("fiction")},
    };
};

// The words of remedies.json.
template<>
struct WireNames<RemedyKind>
{
    static constexpr std::array table {
        std::pair {RemedyKind::Explain, QLatin1StringView("explain")},
        std::pair {RemedyKind::Repeat, QLatin1StringView("repeat")},
        std::pair {RemedyKind::Wait, QLatin1StringView("wait")},
        std::pair {RemedyKind::Thresholds, QLatin1StringView("thresholds")},
        std::pair {RemedyKind::AddText, QLatin1StringView("addText")},
        std::pair {RemedyKind::Rewrite, QLatin1StringView("rewrite")},
        std::pair {RemedyKind::SystemInstruction, QLatin1StringView("systemInstruction")},
        std::pair {RemedyKind::Model, QLatin1StringView("model")},
        std::pair {RemedyKind::Generation, QLatin1StringView("generation")},
        std::pair {RemedyKind::Images, QLatin1StringView("images")},
        std::pair {RemedyKind::OpenSettings, QLatin1StringView("openSettings")},
    };
};

struct ThresholdChange
{
    HarmCategory category = HarmCategory::Harassment;
    std::optional<BlockThreshold> from; // absent: not sent
    std::optional<BlockThreshold> to; // absent: not sent any more
    std::optional<HarmProbability> measured; // absent: the service named the category without one

    friend bool operator==(const ThresholdChange&, const ThresholdChange&) = default;
};

// What applying it means, as far as it can be said before the user has chosen anything.
struct RemedyAction
{
    RemedyKind kind = RemedyKind::Explain;
    QList<ThresholdChange> thresholds; // Thresholds
    std::optional<double> waitSeconds; // Wait: absent when the service did not say
    std::optional<GenerationSettings> generation; // Generation: all settings as they would be
    QStringList models; // Model: ids to choose from, the likeliest first

    // Does it change the prompt, its settings or its pictures?
    bool isEdit() const;
    // May it be offered for a prohibition? Neither edits nor retries may (product.md, row 15).
    bool isSafeForProhibited() const;

    friend bool operator==(const RemedyAction&, const RemedyAction&) = default;
};

// One entry of "What to try": ids only; app/wording has the words.
struct Remedy
{
    QString id; // stable, part of the command line's contract: "repeat"
    bool helps = false;
    QString why; // id of the reason: "repeat.imageVaries"
    int rank = 0; // lower comes first
    RemedyAction action; // Explain for one that does not help
    QString source; // "domain.md fixes 10"
    QString detail; // what the service named, as it came: a field, a wait; empty when nothing

    friend bool operator==(const Remedy&, const Remedy&) = default;
};

} // namespace safelight
