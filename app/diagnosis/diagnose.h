#pragma once

#include "app/diagnosis/verdict.h"

#include <optional>

namespace safelight {

struct Response;
struct Prompt;
struct ModelInfo;

// What is known of the request behind an answer; absent for a recorded answer, unless it stands beside it.
struct RequestContext
{
    std::optional<bool> imageAskedFor;
    std::optional<int> maxOutputTokens;
    bool thresholdsAreOpen = false; // every threshold that was set blocks nothing: BLOCK_NONE or OFF

    friend bool operator==(const RequestContext&, const RequestContext&) = default;
};

// Image asked for: by responseModalities where set, else by what is known of the model, else unknown.
RequestContext requestContext(const Prompt& prompt, const std::optional<ModelInfo>& model);

// Pure: the same answer and context give the same verdict. The rules and their sources are a table in the
// .cpp.
Verdict diagnose(const Response& response, const RequestContext& context = {});

} // namespace safelight
