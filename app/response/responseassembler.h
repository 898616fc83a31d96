#pragma once

#include "app/response/response.h"

namespace safelight {

// Chunks of a stream, in order, become one Response: texts of the same kind are joined, later scalars win,
// lists of ratings and usage are replaced by the latest that came, candidates are matched by index.
class ResponseAssembler
{
public:
    void append(Response chunk);
    // All that arrived so far. Cheap: implicitly shared.
    const Response& response() const { return m_response; }
    Response take(AnswerEnd end);

private:
    void merge(Candidate candidate);

    Response m_response;
};

} // namespace safelight
