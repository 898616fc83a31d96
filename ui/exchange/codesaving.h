#pragma once

#include "app/exchange/code.h"

#include <functional>

class QWidget;

namespace safelight {

class Settings;

// Asks for a place and writes the code there and its files beside it, in the background. What is there
// already is replaced only after a question. `done` hears the path, or a sentence and a detail when it
// failed.
void saveCode(QWidget* parent, Settings& settings, const Code& code,
              std::function<void(const Result<QString>&)> done);

} // namespace safelight
