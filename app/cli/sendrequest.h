#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

namespace safelight {

struct SendOptions;

// One REQUEST of the command line, ready to go out.
struct SendRequest
{
    QString source; // file name, or "-"
    QString model;
    QByteArray body; // byte for byte as given where nothing had to be added or taken out
    Prompt prompt; // what it says in our terms, as far as it can be read
};

// The bytes of a file, or of standard input for "-".
Result<QByteArray> readRequestSource(const QString& source);
// Takes the model out of the body, and adds the pictures to its last content.
Result<SendRequest> makeSendRequest(const QString& source, const QByteArray& bytes,
                                    const SendOptions& options);

} // namespace safelight
