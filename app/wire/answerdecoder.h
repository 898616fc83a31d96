#pragma once

#include "app/response/response.h"

#include <QByteArray>

namespace safelight {

// Reads a whole answer of any shape in gemini-api.md §4, told apart by content: response object, JSON array
// of chunks, event stream (LF or CRLF, error tail), error body (object or array), HTML page, Vertex
// predictions. Never throws, never fails: what cannot be read is `end == Unreadable` or BrokenChunk with a
// warning. Error texts are redacted. `httpCode` 0: not known.
Response decodeAnswer(const QByteArray& bytes, int httpCode = 0);

// One JSON chunk of a stream (an object, an error object, or an array of one). `number` is for warnings. What
// holds nothing of an answer has `end == Unreadable`.
Response decodeChunk(const QByteArray& json, int number);

} // namespace safelight
