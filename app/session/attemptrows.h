#pragma once

#include "app/base/result.h"
#include "app/session/attempt.h"

namespace safelight {

class Connection;

// The attempts and exchanges tables. `owner` is the token of the store that sends it.
Result<Attempt> insertAttempt(const Connection& connection, Attempt attempt, const QString& owner);
// Fails with NotFound when it is not this owner's, or has ended already.
Result<Done> completeAttempt(const Connection& connection, const Attempt& attempt, const QString& owner);
// A piece of the answer while the rest is still to come. With `isFirst` in the place of what an earlier try
// brought, and with what `soFar` knows of the exchange. NotFound as above.
Result<Done> appendAnswer(const Connection& connection, const Attempt& soFar, const QByteArray& piece,
                          bool isFirst, const QString& owner);
Result<Attempt> loadAttempt(const Connection& connection, qint64 id);
// What a row of an older program lacks, or of one that was killed, from its attempt, read again.
Result<Done> indexAttempt(const Connection& connection, const Attempt& read);

} // namespace safelight
