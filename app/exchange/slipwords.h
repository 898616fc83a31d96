#pragma once

#include "app/wire/lenientjson.h"

#include <QString>

namespace safelight {

// What was mended in a request, for a sentence: "comments, trailing commas". Empty: nothing.
QString slipWords(JsonSlips slips);

} // namespace safelight
