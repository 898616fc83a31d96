#pragma once

// What nearly every file reads, directly or through another header (see SAFELIGHT_PRECOMPILE).
#include <QtCore/QtCore>
#include <QtGui/QtGui>
#include <QtWidgets/QtWidgets>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <ranges>
#include <variant>
