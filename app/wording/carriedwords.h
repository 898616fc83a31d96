#pragma once

#include "app/request/carriedpieces.h"

namespace safelight::wording {

// One piece in words: "a response schema", "tool: googleSearch", "earlier turn (model)".
QString carriedPiece(const CarriedPiece& piece);
// All of them, those of a kind counted: "3 tools, a response schema, 2 earlier turns". Empty: none.
QString carriedSummary(const QList<CarriedPiece>& pieces);

} // namespace safelight::wording
