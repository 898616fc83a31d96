#pragma once

#include "app/prompt/generationsettings.h"

#include <QByteArray>

namespace safelight {

// A setting of generationConfig that has a place in the editor.
struct SettingName
{
    QByteArray group; // "imageConfig", "thinkingConfig"; empty: generationConfig itself
    QByteArray name;

    QByteArray path() const { return group.isEmpty() ? name : group + '.' + name; }
};

// In the order in which they are written.
template<typename Settings, typename Each>
void forEachSetting(Settings& settings, Each each)
{
    each(SettingName {{}, "temperature"}, settings.temperature);
    each(SettingName {{}, "topP"}, settings.topP);
    each(SettingName {{}, "topK"}, settings.topK);
    each(SettingName {{}, "candidateCount"}, settings.candidateCount);
    each(SettingName {{}, "maxOutputTokens"}, settings.maxOutputTokens);
    each(SettingName {{}, "seed"}, settings.seed);
    each(SettingName {{}, "stopSequences"}, settings.stopSequences);
    each(SettingName {{}, "responseModalities"}, settings.responseModalities);
    each(SettingName {"imageConfig", "aspectRatio"}, settings.aspectRatio);
    each(SettingName {"imageConfig", "imageSize"}, settings.imageSize);
    each(SettingName {"thinkingConfig", "thinkingLevel"}, settings.thinkingLevel);
    each(SettingName {"thinkingConfig", "thinkingBudget"}, settings.thinkingBudget);
    each(SettingName {"thinkingConfig", "includeThoughts"}, settings.includeThoughts);
}

} // namespace safelight
