#pragma once

#include "app/find/attemptfilter.h"
#include "app/find/filtertokens.h"

namespace safelight {

// What a text, a quoted text or a pair means. With a problem there may be a term as well: what can be made
// of it.
struct TermReading
{
    std::optional<FilterTerm> term;
    std::optional<FilterProblem> problem;
};
TermReading readTerm(const FilterToken& token, const QDate& today);

// At this token, with its words shortened.
FilterProblem problemAt(const FilterToken& token, FilterProblem::Kind kind);

} // namespace safelight
