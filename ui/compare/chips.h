#pragma once

#include "app/wording/comparewords.h"

#include <QPainter>

namespace safelight {

// Short facts side by side, in as many lines as they need; those that differ are tinted and have a dot.
int chipsHeight(const QList<wording::ComparedFact>& facts, const QFont& font, int width);
void paintChips(QPainter& painter, QRect place, const QList<wording::ComparedFact>& facts, const QFont& font,
                const QPalette& palette);

} // namespace safelight
