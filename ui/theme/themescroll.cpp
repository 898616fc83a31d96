#include "ui/theme/themescroll.h"

#include "ui/theme/theme.h"
#include "ui/theme/thememarks.h"

#include <QAbstractScrollArea>

namespace safelight::themescroll {

namespace {

constexpr int gripMargin = 2;

// A scroll bar lies on the page that it moves.
void drawGround(const QStyleOptionSlider& bar, QPainter* painter, const QWidget* widget)
{
    const QWidget* holder = widget ? widget->parentWidget() : nullptr;
    const auto* area = qobject_cast<const QAbstractScrollArea*>(holder ? holder->parentWidget() : nullptr);
    if (area && area->viewport()->autoFillBackground())
        painter->fillRect(bar.rect, area->viewport()->palette().brush(area->viewport()->backgroundRole()));
}

} // namespace

QRect partOf(const QStyleOptionSlider& bar, QStyle::SubControl part, int leastGrip)
{
    const bool level = bar.orientation == Qt::Horizontal;
    const int length = level ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int grip = length;
    if (range > 0)
        grip = int(qBound<qint64>(qint64(qMin(leastGrip, length)),
                                  qint64(length) * bar.pageStep / (range + bar.pageStep), qint64(length)));
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - grip, bar.upsideDown);
    const auto span = [&](int from, int size) {
        const QRect place =
            level ? QRect(from, 0, size, bar.rect.height()) : QRect(0, from, bar.rect.width(), size);
        return QStyle::visualRect(bar.direction, bar.rect, place.translated(bar.rect.topLeft()));
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return span(start, grip);
    case QStyle::SC_ScrollBarSubPage:
        return span(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return span(start + grip, length - start - grip);
    default:
        return {};
    }
}

void drawBar(const QStyle& style, const QStyleOptionSlider& bar, QPainter* painter, const QWidget* widget)
{
    drawGround(bar, painter, widget);
    if (bar.maximum <= bar.minimum)
        return;
    const QRect grip = style.subControlRect(QStyle::CC_ScrollBar, &bar, QStyle::SC_ScrollBarSlider, widget);
    const bool active = bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider)
        && bar.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    // A grip of 3 : 1 that is calmer than the text.
    QColor ink = color(bar.palette, Role::Mute);
    const bool contrast = color(bar.palette, Role::Line) == color(bar.palette, Role::Ink);
    if (contrast && !active)
        ink = color(bar.palette, Role::Line);
    else if (!active)
        ink = isDark(bar.palette) ? QColor(0x72, 0x7c, 0x8b) : QColor(0x8b, 0x93, 0xa3);
    thememarks::drawRound(painter, grip.adjusted(gripMargin, gripMargin, -gripMargin, -gripMargin),
                          QPen(Qt::NoPen), ink, 4);
}

} // namespace safelight::themescroll
