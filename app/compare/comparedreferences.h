#pragma once

#include "app/compare/comparison.h"

namespace safelight {

// Those of `after` in their order, then what is gone, against `before`. Decodes the pictures that have no
// equal on the other side.
QList<ComparedReference> compareReferences(const QList<ReferenceImage>& before,
                                           const QList<ReferenceImage>& after);

} // namespace safelight
