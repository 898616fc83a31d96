#pragma once

#include "app/found/extractedanswer.h"

#include <functional>

namespace safelight {

// Like decodeAnswer; where that finds no answer, looks for one in other text, in this order:
//  1. as it stands; the encoding, a terminal's colours and HTTP headers taken off;
//  2. JSON anywhere in it: log lines, output of curl, Markdown fences, other JSON with the answer as a member
//     or as escaped text, JSON lines, stream chunks line by line; in Gemini's form or in another service's
//     (app/dialects). A block that an error tells of is that block;
//  3. the same behind each of the clean-up steps of layoutcleaning.h and then syntaxcleaning.h;
//  4. JSON that is cut off, as far as it is complete and says how the answer ended;
//  5. programs' printed forms, and the messages of the SDKs' exceptions.
// Each answer is taken by itself, in order; if there is none, once, with decodeAnswer's response, and a note
// says what the text is instead. Never throws; time grows with the size only. What was cut out of other text
// is redacted.
void extractAnswers(const QByteArray& bytes, int httpCode,
                    const std::function<void(ExtractedAnswer&&)>& take);

// Of several answers the last one.
ExtractedAnswer extractAnswer(const QByteArray& bytes, int httpCode = 0);

} // namespace safelight
