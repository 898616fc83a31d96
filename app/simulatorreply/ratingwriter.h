#pragma once

#include "app/safety/safetysettings.h"
#include "app/simulatorreply/promptrating.h"

#include <QJsonArray>

namespace safelight::simulation {

// The rules of layer 1 for one text: which thresholds are in force, what is shown, what is blocked.
class Layer1
{
public:
    Layer1(const SafetySettings& settings, BlockThreshold modelDefault, bool vertex);

    BlockThreshold inForce(HarmCategory category) const;
    bool blocksAny(const Scores& scores) const;
    // The safetyRatings as the service writes them: none for a category whose threshold is Off.
    QJsonArray ratings(const Scores& scores) const;

private:
    SafetySettings m_settings;
    BlockThreshold m_default;
    bool m_vertex;
};

} // namespace safelight::simulation
