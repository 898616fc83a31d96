#pragma once

#include "app/base/result.h"
#include "app/prompt/prompt.h"

namespace safelight {

// A turn of a request, as it can be told in a line.
struct RequestTurn
{
    QString role; // "user" where the request does not say
    QString text; // of its text parts, one below the other
    int texts = 0;
    int images = 0;
    int others = 0; // parts that are neither: calls of functions, files, what is not known
    bool isSigned = false; // has a thought signature
    bool isPrompt = false; // the one that the editor shows

    friend bool operator==(const RequestTurn&, const RequestTurn&) = default;
};
QList<RequestTurn> turnsOf(const Prompt& prompt);

// The request goes on: what the first candidate of the answer said becomes a turn of the model, its parts as
// they came, with their thought signatures and also where they are empty; behind it is an empty prompt.
// Fails when the answer has no parts.
Result<Prompt> continuedPrompt(const Prompt& prompt, const QByteArray& answer);
// Without that turn, counted from 0.
Result<Prompt> withoutTurn(const Prompt& prompt, int turn);
// Without all that follows it. A turn of the user's becomes the prompt; behind one of the model's is an empty
// one.
Result<Prompt> branchedPrompt(const Prompt& prompt, int turn);

} // namespace safelight
