#pragma once

#include <QFrame>

namespace safelight {

// A thin line between two parts of a pane; the style draws it.
inline QFrame* separatorLine(QWidget* parent = nullptr)
{
    auto* line = new QFrame(parent);
    line->setProperty("separator", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace safelight
