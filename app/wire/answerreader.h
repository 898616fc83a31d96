#pragma once

#include "app/wire/jsonvalue.h"
#include "app/wire/readermemory.h"

#include <functional>

namespace safelight {

// Reads JSON objects of the response's kind (a whole answer, a chunk of one, an error, Vertex predictions).
// One reader serves all chunks of a stream, so that buffers are made once.
class AnswerReader
{
public:
    // What a document turned out to be.
    enum class Found {
        NoJson, // broken; nothing of it is kept
        Nothing, // JSON, with members but none of a response
        Fragment, // what a response has beside its content, such as counts of tokens; no answer by itself
        Request, // the question and not the answer
        Answer,
        Error, // an error and nothing else
        Predictions,
    };

    // One object. Warnings go into the response.
    Found readObject(json::Source source, Response& response);

    // An array of them: `take` gets each one's reading. False when the JSON is broken, which may show only
    // after some were taken.
    using Take = std::function<void(Found found, Response&& response)>;
    bool readArray(json::Source source, const Take& take);

    // Takes the lists of a response that is no longer needed, for the next one.
    void recycle(Response& used);

private:
    json::Parser m_parser;
    ReaderMemory m_memory;
};

} // namespace safelight
