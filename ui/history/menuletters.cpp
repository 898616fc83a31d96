#include "ui/history/menuletters.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMenu>

namespace safelight {

MenuLetters::MenuLetters(QObject* parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool MenuLetters::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || !qobject_cast<QMenu*>(watched))
        return QObject::eventFilter(watched, event);
    event->accept(); // then it comes as a key press, to the menu
    return true;
}

} // namespace safelight
