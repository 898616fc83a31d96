#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/icons.h"

#include <QEvent>
#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace safelight {

IconButton::IconButton(const QString& icon, const QString& words, QWidget* parent)
    : QToolButton(parent)
    , m_icon(icon)
{
    setAutoRaise(true);
    setText(words);
    setToolTip(words);
    setAccessibleName(words);
    setFocusPolicy(Qt::TabFocus);
    setIconSize(QSize(16, 16));
    setMinimumSize(spacing::target, spacing::target);
    setIcon(themedIcon(m_icon, palette()));
}

void IconButton::setIconName(const QString& icon)
{
    m_icon = icon;
    setIcon(themedIcon(m_icon, palette()));
}

void IconButton::showWords()
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void IconButton::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setIconName(m_icon);
}

IconLabel::IconLabel(int size, QWidget* parent)
    : QLabel(parent)
    , m_size(size)
{
    setFixedSize(size, size);
}

void IconLabel::showIcon(const QString& icon, Role role)
{
    m_icon = icon;
    m_role = role;
    draw();
}

void IconLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void IconLabel::draw()
{
    if (m_icon.isEmpty())
        clear();
    else
        setPixmap(themedPixmap(m_icon, palette(), m_role, m_size, devicePixelRatioF()));
}

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new WrapLabel(text, parent);
    label->setProperty("muted", true);
    return label;
}

QFont monospace(const QFont& like)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (like.pointSizeF() > 0)
        font.setPointSizeF(like.pointSizeF() * 0.95);
    return font;
}

} // namespace safelight
