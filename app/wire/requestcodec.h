#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

namespace safelight {

// The generateContent body. Deterministic: the same prompt gives the same bytes. Images are base64-encoded
// straight into the result, so a large one is held once more and not twice.
QByteArray encodeRequest(const Prompt& prompt);

// Bytes of the body encodeRequest() would make, without making it.
qint64 encodedRequestSize(const Prompt& prompt);

// What a generateContent body says, in our terms; camelCase and snake_case. Members without a place in Prompt
// are named in `left`. Fails on what is no JSON object or has a wrong type, naming the member.
struct DecodedRequest
{
    Prompt prompt;
    QStringList left;
};
Result<DecodedRequest> decodeRequest(const QByteArray& body);

} // namespace safelight
