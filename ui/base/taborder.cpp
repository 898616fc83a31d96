#include "ui/base/taborder.h"

#include <QWidget>

namespace safelight {

namespace {

QWidgetList focusable(QWidget* part)
{
    QWidgetList found;
    QWidget* widget = part;
    do {
        if ((widget == part || part->isAncestorOf(widget)) && widget->focusPolicy() != Qt::NoFocus)
            found << widget;
        widget = widget->nextInFocusChain();
    } while (widget != part);
    return found;
}

} // namespace

QWidget* orderAfter(QWidget* before, QWidget* made)
{
    for (QWidget* widget : focusable(made)) {
        QWidget::setTabOrder(before, widget);
        before = widget;
    }
    return before;
}

QWidget* focusableBefore(const QWidget* part)
{
    for (QWidget* widget = part->previousInFocusChain(); widget != part;
         widget = widget->previousInFocusChain()) {
        if (!part->isAncestorOf(widget) && (widget->focusPolicy() & Qt::TabFocus))
            return widget;
    }
    return nullptr;
}

} // namespace safelight
