#pragma once

#include "app/response/response.h"
#include "app/response/warninglist.h"

namespace safelight {

// Chunks of a stream, in order, become one Response: texts of the same kind are joined, later scalars win,
// lists of ratings and usage are replaced by the latest that came, candidates are matched by index and
// stand in its order. Linear in what is appended. How the chunks' bytes ended is not looked at.
class ResponseAssembler
{
public:
    // More than any model gives; what a hostile answer has beyond is dropped with a warning.
    static constexpr qsizetype candidateLimit = 256;

    void append(const Response& chunk) { append(Response(chunk)); }
    void append(Response&& chunk);
    // All that arrived so far. Cheap: implicitly shared.
    const Response& response() const { return m_response; }
    Response take(AnswerEnd end);

private:
    void merge(Candidate& candidate);
    void merge(PromptFeedback& feedback);

    Response m_response;
    WarningList m_warnings;
};

} // namespace safelight
