#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

namespace safelight {

// The generateContent body: what the prompt carries with its edits, or a new one. Deterministic: the same
// prompt gives the same bytes, and one that was read from strict JSON and not edited gives those bytes.
// Images are base64-encoded straight into the result, so a large one is held once more and not twice.
QByteArray encodeRequest(const Prompt& prompt);

// Bytes of the body encodeRequest() would make, without making it.
qint64 encodedRequestSize(const Prompt& prompt);

// The same request as text to look at and edit: marks in the places of the images' data.
QByteArray requestText(const Prompt& prompt);

// What a generateContent body says, in our terms; camelCase and snake_case. All that has no place in the
// editor is carried in the prompt and named in `left`. Bytes that are not UTF-8 and raw control characters
// are repaired first. Fails on what is not a JSON object or has a wrong type, naming the member or the place.
struct DecodedRequest
{
    Prompt prompt;
    QStringList left;
};
Result<DecodedRequest> decodeRequest(const QByteArray& body);
// The text as it was edited, with marks for images of that prompt. What does not travel is taken from there:
// names and sizes of images, and the model where the request does not name one.
Result<Prompt> withRequestText(const Prompt& prompt, const QByteArray& text);

// Is there a turn with a part in what it carries, which can be sent also without a text or an image?
bool carriesContent(const Prompt& prompt);

} // namespace safelight
