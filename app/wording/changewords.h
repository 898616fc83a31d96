#pragma once

#include <QStringList>

namespace safelight {

struct Prompt;

namespace wording {

// What differs between two prompts apart from their texts, one short sentence each: thresholds, model,
// settings, pictures. "Hate speech: only high instead of medium and up".
QStringList promptChanges(const Prompt& before, const Prompt& after);

} // namespace wording
} // namespace safelight
