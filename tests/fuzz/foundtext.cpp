#include "app/found/answerextractor.h"
#include "app/wire/answerdecoder.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

void fuzz::foundText(const QByteArray& bytes)
{
    const ExtractedAnswer extracted = extractAnswer(bytes);
    require(extracted == extractAnswer(bytes), "read twice, found twice something else");
    require(extracted.notes.size() < 10, "too many notes to read");
    // What is kept as the answer reads by itself as it was read; a status that stood beside it is not in it.
    if (extracted.answer != bytes && extracted.response.error.value_or(ServiceError()).httpCode == 0)
        require(decodeAnswer(extracted.answer) == extracted.response, "what is kept reads as something else");
}

} // namespace safelight
