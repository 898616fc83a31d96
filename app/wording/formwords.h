#pragma once

#include "app/response/response.h"

namespace safelight::wording {

// "OpenAI chat completion, through OpenRouter"; empty for a response in Gemini's own form that nothing
// wrapped.
QString readAs(const Response& response);

} // namespace safelight::wording
