#pragma once

#include <QAccessible>
#include <QWidget>

namespace safelight::test {

// The widgets that take the keyboard focus and that a screen reader would have no name for.
inline QStringList withoutName(QWidget* root)
{
    QStringList nameless;
    for (auto* widget : root->findChildren<QWidget*>()) {
        // A part of a field (the line of a spin box, the list of a choice, which later Qt makes before it is
        // opened) speaks through the field; Qt's own parts begin with qt_.
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
            || widget->objectName().startsWith(QStringLiteral("qt_"))
            || widget->inherits("QComboBoxListView"))
            continue;
        auto* interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            nameless << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ')
                    + widget->objectName();
    }
    return nameless;
}

} // namespace safelight::test
