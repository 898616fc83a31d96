#pragma once

#include "app/base/result.h"
#include "app/session/attempt.h"

namespace safelight {

class Connection;

// The attempts and exchanges tables. `owner` is the token of the store that sends it.
Result<Attempt> insertAttempt(const Connection& connection, Attempt attempt, const QString& owner);
// Fails with NotFound when it is not this owner's, or has ended already.
Result<Done> completeAttempt(const Connection& connection, const Attempt& attempt, const QString& owner);
Result<Attempt> loadAttempt(const Connection& connection, qint64 id);
// What a row of an older program lacks, from its attempt, read again: stage, categories, text to search.
Result<Done> indexAttempt(const Connection& connection, const Attempt& read);

} // namespace safelight
