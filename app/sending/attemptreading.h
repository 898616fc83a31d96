#pragma once

#include "app/client/modelrequest.h"
#include "app/prompt/modelinfo.h"
#include "app/session/attempt.h"

namespace safelight {

// Pure; for worker threads.

// What a reading needs beside the attempt.
struct ReadingContext
{
    std::optional<ModelInfo> model;
    PriceBook prices;
    QDate today;
};

// What came of a request goes into its attempt: state, answer, reading, verdict, billing.
void takeExchange(Attempt& attempt, const Exchange& exchange, const ReadingContext& context);
// What is known before all of it is there: where it went, headers, code, times.
void takeHead(Attempt& attempt, const Exchange& exchange);
// The reading of a stored attempt, made again from its raw answer.
void readAgain(Attempt& attempt, const ReadingContext& context);
// Verdict and billing only, when more is known of the request than at the reading. No parsing.
void judgeAgain(Attempt& attempt, const ReadingContext& context);
// A small PNG of the final picture, within SessionStore::thumbnailLimit; empty when there is no picture.
QByteArray thumbnailOf(const Response& response);

} // namespace safelight
