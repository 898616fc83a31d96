#pragma once

#include "app/base/result.h"
#include "app/exchange/calls.h"
#include "app/prompt/prompt.h"

namespace safelight {

struct SendOptions;

// One REQUEST of the command line, ready to go out.
struct SendRequest
{
    QString source; // file name, or "-"; of several requests in one file with its label: "batch.jsonl:7"
    QString model;
    QByteArray body; // byte for byte as given where nothing had to be mended, added or taken out
    Prompt prompt; // what it says in our terms, as far as it can be read
    bool stream = false;
    CallRequest call; // as it was read
};

// What a request is read for.
enum class RequestUse {
    Send, // strict JSON with contents goes out as it was written
    Code, // in the terms of the REST API; keys are taken out
};

// The bytes of a file, or of standard input for "-".
Result<QByteArray> readRequestSource(const QString& source);
// What files a command may read: those beside the file it is in.
CallSources callSourcesOf(const QString& source, RequestUse use);
// Every form of request that import reads; at least one. Variables that a command takes come from the
// environment; what stays open is refused by name. Takes the model out of the body, and adds the images to
// its last content.
Result<QList<SendRequest>> makeSendRequests(const QString& source, const QByteArray& bytes,
                                            const SendOptions& options, RequestUse use);

} // namespace safelight
