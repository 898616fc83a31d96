#pragma once

#include <chrono>
#include <optional>

namespace safelight {

struct Backend;
struct Exchange;
struct Verdict;

// How often and how patiently a request is sent again by itself: one schedule for the window and the command
// line. Which failures qualify is a table in the .cpp (gemini-api.md §9).
struct RetryPlan
{
    using Milliseconds = std::chrono::milliseconds;

    int retries = 0; // after the first try
    Milliseconds firstWait = std::chrono::seconds(1); // doubles with each try
    Milliseconds longestWait = std::chrono::seconds(60); // of our own choosing
    Milliseconds longestAsked = std::chrono::seconds(120); // a service that asks for more is left alone
    Milliseconds longestTotal = std::chrono::minutes(10); // all waits together
    Milliseconds jitter = std::chrono::seconds(1); // at most, so that many do not come back at once
    bool disconnectIsBilled = false; // by this back end: a broken connection may have been paid for
};

// So many retries at this back end, by what its row says.
RetryPlan retryPlanFor(const Backend& backend, int retries);

// What went before.
struct RetryProgress
{
    int tries = 1;
    std::chrono::milliseconds waited {};
};

// How long to wait before trying again; nothing when this is how it ends. `verdict` is of that exchange: a
// block is an answer even where a proxy hides it in a 429 or a 503. `chance` from 0 to below 1.
std::optional<std::chrono::milliseconds> retryWait(const RetryPlan& plan, const Exchange& exchange,
                                                   const Verdict& verdict, const RetryProgress& progress,
                                                   double chance);

} // namespace safelight
