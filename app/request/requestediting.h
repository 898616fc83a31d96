#pragma once

#include "app/prompt/prompt.h"

namespace safelight {

// The carried request with what the editor says, images as marks. Only what differs from what the request
// says is changed; where nothing differs, these are the very bytes.
QByteArray editedRequest(const Prompt& prompt);

} // namespace safelight
