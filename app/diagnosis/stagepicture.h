#pragma once

#include "app/diagnosis/verdict.h"

namespace safelight {

struct Candidate;
struct Response;

// How far the request came, step by step, as far as the answer shows it. `decisive` is the candidate that the
// verdict was read from, null where there is none.
std::array<StageState, 5> stagePicture(const Response& response, const Candidate* decisive,
                                       const Verdict& verdict);

} // namespace safelight
