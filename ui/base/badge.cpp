#include "ui/base/badge.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QPalette>
#include <QtMath>

namespace safelight {

namespace {

constexpr int sidePadding = 6;
constexpr int topPadding = 2;
constexpr qreal cornerRadius = 4;
constexpr qreal fontScale = 0.85;

QFont badgeFont(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * fontScale);
    else
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * fontScale)));
    font.setWeight(QFont::DemiBold);
    return font;
}

struct Look
{
    Role ink;
    Role ground;
    Role border;
};

Look lookOf(Role role)
{
    switch (role) {
    case Role::Good:
        return {Role::Good, Role::GoodBack, Role::GoodBack};
    case Role::Warn:
        return {Role::Warn, Role::WarnBack, Role::WarnBack};
    case Role::Bad:
        return {Role::Bad, Role::BadBack, Role::BadBack};
    default:
        return {Role::Mute, Role::Window, Role::Line};
    }
}

} // namespace

Badge::Badge(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText); // words of the service are shown as they came
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Badge::show(const QString& text, Role role)
{
    m_role = role;
    setText(text);
    if (parentWidget()) // without one, showing would open a window
        setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Badge::sizeOf(const QString& text, const QFont& font)
{
    // Whole pixels above the true width: a fraction too little would elide the last letters.
    const QFontMetricsF metrics(badgeFont(font));
    return {qCeil(metrics.horizontalAdvance(text)) + 1 + 2 * sidePadding,
            qCeil(metrics.height()) + 2 * topPadding};
}

void Badge::paint(QPainter& painter, QRect rect, const QString& text, Role role, const QPalette& palette)
{
    const Look look = lookOf(role);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Where colours say little, a line does.
    const bool lined = color(palette, Role::Line) == color(palette, Role::Ink);
    painter.setPen(color(palette, lined ? look.ink : look.border));
    painter.setBrush(color(palette, look.ground));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.setFont(badgeFont(painter.font()));
    painter.setPen(color(palette, look.ink));
    const QRect inside = rect.adjusted(sidePadding, 0, -sidePadding, 0);
    const QString elided = painter.fontMetrics().elidedText(text, Qt::ElideRight, inside.width());
    painter.drawText(inside, Qt::AlignCenter | Qt::TextSingleLine, elided);
    painter.restore();
}

QSize Badge::sizeHint() const
{
    return sizeOf(text(), font());
}

QSize Badge::minimumSizeHint() const
{
    return sizeHint();
}

void Badge::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, rect(), text(), m_role, palette());
}

} // namespace safelight
