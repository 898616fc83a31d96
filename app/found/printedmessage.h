#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace safelight {

// An answer as far as the message of an SDK's exception tells it ("google.api_core.exceptions.
// ResourceExhausted: 429 …", "Candidate was blocked due to SAFETY", "The candidate's finish_reason is 3"), as
// JSON; empty when there is none.
QByteArray readPrintedMessage(QByteArrayView text);

} // namespace safelight
