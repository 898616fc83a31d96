#pragma once

#include "app/exchange/calls.h"

namespace safelight {

// "“…9f2k”", or "2" for one that is too short to show a part of.
QString keyName(const FoundKey& found, int number);

// A line for the list of calls: "#7 · gemini-x · A lighthouse at … · answered 200 · 20 Nov 2026 09:00".
QString callTitle(const RecordedCall& call);

// "3 calls from a HAR file".
QString callsTitle(const RecordedCalls& calls);

// What is not taken over, one sentence; empty when all is.
QString leftSentence(const RecordedCall& call);

// What is to be filled in, and what was mended in its JSON; empty: nothing.
QString blanksSentence(const RecordedCall& call);
QString mendedSentence(const RecordedCall& call);
// "From api.example.com": where the request went; empty when not known.
QString hostSentence(const RecordedCall& call);

} // namespace safelight
