#pragma once

#include "app/find/attemptfilter.h"
#include "app/session/attempt.h"

namespace safelight {

enum class HistoryOrder {
    Number,
    Outcome,
    Time,
    Model,
    Prompt,
    Cost, // the upper end; unknown ones first
    Tokens, // prompt, thoughts and output together
    Seconds,
    Images,
    Mark,
    Star,
    Backend,
    Reason,
};

struct HistoryQuery
{
    AttemptFilter filter;
    HistoryOrder order = HistoryOrder::Number;
    bool descending = true;

    friend bool operator==(const HistoryQuery&, const HistoryQuery&) = default;
};

struct HistoryKey
{
    qint64 id = 0; // negative: kept only in memory
    qint32 day = 0; // local, QDate::toJulianDay()

    friend bool operator==(const HistoryKey&, const HistoryKey&) = default;
};

// What a query found, in its order; the rows themselves are loaded for what is in view.
struct HistoryIndex
{
    QList<HistoryKey> keys;
    qint64 total = 0; // attempts in the session, whatever the filter; of a part: of that part
    qint64 passed = 0; // among the found ones
    // False: these are the first ones only, so that something can be shown; the whole follows.
    bool complete = true;
    QList<AttemptSummary> first; // the first rows themselves, where they were read along

    friend bool operator==(const HistoryIndex&, const HistoryIndex&) = default;
};

// What the session's attempts have, for completion: each once, the most frequent first, at most 200 each.
struct FilterValues
{
    QStringList models;
    QStringList reasons;
    QStringList categories;
    QStringList tags;

    friend bool operator==(const FilterValues&, const FilterValues&) = default;
};

} // namespace safelight
