#include "app/safety/safetysettings.h"

#include <QDebug>

#include <algorithm>

namespace safelight {

namespace {

std::optional<std::size_t> placeOf(HarmCategory category)
{
    const auto it = std::ranges::find(adjustableCategories, category);
    if (it == adjustableCategories.end())
        return {};
    return static_cast<std::size_t>(it - adjustableCategories.begin());
}

SafetySettings allAt(std::optional<BlockThreshold> threshold)
{
    SafetySettings settings;
    for (const auto category : adjustableCategories)
        settings.setThreshold(category, threshold);
    return settings;
}

} // namespace

std::optional<BlockThreshold> SafetySettings::threshold(HarmCategory category) const
{
    const auto place = placeOf(category);
    return place ? m_thresholds.at(*place) : std::nullopt;
}

void SafetySettings::setThreshold(HarmCategory category, std::optional<BlockThreshold> threshold)
{
    if (const auto place = placeOf(category))
        m_thresholds.at(*place) = threshold;
}

QDebug operator<<(QDebug debug, const SafetySettings& settings)
{
    QDebugStateSaver saver(debug);
    debug.nospace() << "SafetySettings(";
    for (const auto category : adjustableCategories) {
        const auto threshold = settings.threshold(category);
        debug << (threshold ? Known<BlockThreshold>::wireName(*threshold) : QStringLiteral("not sent"))
              << ' ';
    }
    return debug << ')';
}

SafetySettings settingsOf(SafetyPreset preset)
{
    switch (preset) {
    case SafetyPreset::Strict:
        return allAt(BlockThreshold::LowAndAbove);
    case SafetyPreset::Permissive:
        return allAt(BlockThreshold::Off);
    case SafetyPreset::Diagnostic:
        return allAt(BlockThreshold::None);
    case SafetyPreset::ModelDefault:
    case SafetyPreset::Custom:
        break;
    }
    return {};
}

SafetyPreset presetOf(const SafetySettings& settings)
{
    for (const auto preset : {SafetyPreset::ModelDefault, SafetyPreset::Strict, SafetyPreset::Permissive,
                              SafetyPreset::Diagnostic}) {
        if (settings == settingsOf(preset))
            return preset;
    }
    return SafetyPreset::Custom;
}

} // namespace safelight
