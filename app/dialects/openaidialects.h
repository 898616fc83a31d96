#pragma once

#include "app/dialects/translation.h"

namespace safelight {

// A chat completion, or one chunk of its stream: Gemini's own /openai route, OpenRouter, LiteLLM, new-api.
// `native_finish_reason`, which is Gemini's own word, wins over `finish_reason`.
std::optional<Translation> readOpenAiChat(const QJsonObject& object);

// A response of OpenAI's Responses API that has ended.
std::optional<Translation> readOpenAiResponse(const QJsonObject& object);

} // namespace safelight
