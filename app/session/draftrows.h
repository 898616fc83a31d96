#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

#include <optional>

namespace safelight {

class Connection;

// Each window's draft, by the token of its store (openprograms.h). One whose owner is gone belongs to nobody,
// until a window takes it. The caller holds a transaction.

Result<Done> keepDraft(const Connection& connection, const QString& owner, const Prompt& draft);
// This owner's draft; else the newest that is nobody's, which is this owner's from now on.
Result<std::optional<Prompt>> takeDraft(const Connection& connection, const QString& owner);
// Of those that are nobody's only so many of the newest are kept.
inline constexpr int mostLeftDrafts = 10;
Result<Done> removeOldDrafts(const Connection& connection);

} // namespace safelight
