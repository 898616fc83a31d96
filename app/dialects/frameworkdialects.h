#pragma once

#include "app/dialects/translation.h"

namespace safelight {

// LangChain and LangChain.js: a generation or message with `generation_info` or `response_metadata`.
std::optional<Translation> readLangChain(const QJsonObject& object);
// The AI SDK: `finishReason` in its own words beside `providerMetadata`, `rawFinishReason` or its usage.
std::optional<Translation> readAiSdk(const QJsonObject& object);
// Spring AI: `result` with its `metadata` and `output`.
std::optional<Translation> readSpringAi(const QJsonObject& object);
// Anybody's object that has a finish reason or block reason in Gemini's own words among its members. That it
// ended as it should is taken from it only beside a text.
std::optional<Translation> readLooseReason(const QJsonObject& object);

} // namespace safelight
