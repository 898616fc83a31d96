#pragma once

#include <QString>

namespace safelight {

// Does a delivered text decline, in one of a dozen languages? Only its beginning is looked at, for a short
// list of phrases: a refusal in other words is not noticed, and a story that begins with one of them is.
bool looksLikeRefusal(const QString& text);

} // namespace safelight
