#include "ui/base/searchfield.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
    , m_pause(new QTimer(this))
    , m_magnifier(addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Find"));
    setAccessibleName(tr("Find"));
    m_magnifier->setEnabled(false); // a mark, not a button
    drawMagnifier();
    m_pause->setSingleShot(true);
    m_pause->setInterval(200ms);
    connect(m_pause, &QTimer::timeout, this, &SearchField::tell);
    connect(this, &QLineEdit::textChanged, this, [this] { m_pause->start(); });
    connect(this, &QLineEdit::returnPressed, this, &SearchField::tell);
}

void SearchField::setPause(int milliseconds)
{
    m_pause->setInterval(milliseconds);
}

bool SearchField::event(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawMagnifier();
    // Esc is a shortcut of the window (stop); while there is something to clear it belongs to this field.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        tell();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::tell()
{
    m_pause->stop();
    if (text() == m_told)
        return;
    m_told = text();
    emit searchChanged(m_told);
}

void SearchField::drawMagnifier()
{
    m_magnifier->setIcon(themedIcon(u"search"_s, palette(), Role::Mute));
}

} // namespace safelight
