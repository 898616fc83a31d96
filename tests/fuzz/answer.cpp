#include "app/client/modelcatalogue.h"
#include "app/diagnosis/diagnose.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/fieldlist.h"
#include "tests/fuzz/harnesses.h"

namespace safelight {

void fuzz::answer(const QByteArray& bytes)
{
    const Response response = decodeAnswer(bytes);
    require(response.warnings.size() <= 101, "more warnings than are shown");
    require(response.end != AnswerEnd::Unreadable || !response.warnings.isEmpty(),
            "unreadable without a reason");
    for (const Candidate& candidate : response.candidates)
        require(candidate.text().size() <= bytes.size(), "more text than bytes");
    const Verdict verdict = diagnose(response);
    require(verdict == diagnose(response), "two verdicts on one response");
    require(listFields(bytes, 100).size() <= 100, "more fields than were asked for");
    require(bytes.isEmpty() || !prettyAnswer(bytes).isEmpty(), "nothing to show of something");
    (void)decodeChunk(bytes, 1);
    (void)decodeModelList(bytes, {});
}

} // namespace safelight
