#pragma once

#include "app/client/modelrequest.h"
#include "app/history/attempt.h"
#include "app/prompt/modelinfo.h"

namespace safelight {

// Pure; for worker threads.

// What came of a request goes into its attempt: state, answer, reading, verdict.
void takeExchange(Attempt& attempt, const Exchange& exchange, const std::optional<ModelInfo>& model);
// The reading of a stored attempt, made again from its raw answer.
void readAgain(Attempt& attempt, const std::optional<ModelInfo>& model);
// A small PNG of the final picture, within SessionStore::thumbnailLimit; empty when there is no picture.
QByteArray thumbnailOf(const Response& response);

} // namespace safelight
