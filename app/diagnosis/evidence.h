#pragma once

#include "app/diagnosis/verdict.h"

namespace safelight {

struct Candidate;
struct Response;

// The fields the verdict was read from, the deciding one first, with their paths on the wire.
QList<Evidence> evidenceFor(const Response& response, const Candidate* decisive, const Verdict& verdict);

} // namespace safelight
