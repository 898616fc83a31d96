#pragma once

#include <QStringList>

namespace safelight {

struct GenerationSettings;
struct Prompt;

namespace wording {

// A setting in words: "Temperature", "0.5"; "not sent" where it has no value.
struct SettingValue
{
    QString name;
    QString value;
    bool isSent = false;

    friend bool operator==(const SettingValue&, const SettingValue&) = default;
};

// All that there are, always in the same order.
QList<SettingValue> settingValues(const GenerationSettings& settings);

// What differs between two prompts apart from their texts, one short sentence each: thresholds, model,
// settings, pictures. "Hate speech: only high instead of medium and up".
QStringList promptChanges(const Prompt& before, const Prompt& after);

} // namespace wording
} // namespace safelight
