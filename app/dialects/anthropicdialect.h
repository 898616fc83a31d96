#pragma once

#include "app/dialects/translation.h"

namespace safelight {

// A message of Anthropic's Messages API, or one event of its stream, as gateways make them of a Gemini
// answer.
std::optional<Translation> readAnthropicMessage(const QJsonObject& object);

} // namespace safelight
