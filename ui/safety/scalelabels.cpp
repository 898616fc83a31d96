#include "ui/safety/scalelabels.h"

#include "app/wording/words.h"
#include "ui/safety/probabilitymark.h"
#include "ui/safety/thresholdslider.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace safelight {

namespace {

constexpr int legendGap = 10;
constexpr int nameGap = 2;

constexpr qreal scaleShare = 0.77; // six names over one slider

} // namespace

ScaleLabels::ScaleLabels(const ThresholdSlider& slider, QWidget* parent)
    : QWidget(parent)
    , m_slider(slider)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QFont ScaleLabels::smallFont() const
{
    QFont small = font();
    if (small.pixelSize() > 0)
        small.setPixelSize(qMax(qRound(small.pixelSize() * scaleShare), 9));
    else
        small.setPointSizeF(small.pointSizeF() * scaleShare);
    return small;
}

QSize ScaleLabels::sizeHint() const
{
    return {m_slider.sizeHint().width(), QFontMetrics(smallFont()).height() + 4};
}

void ScaleLabels::paintEvent(QPaintEvent* /*event*/)
{
    const QStringList names {tr("Not sent", "threshold, short"), tr("Off", "threshold, short"),
                             tr("None", "threshold, short"),     tr("High", "threshold, short"),
                             tr("Med+", "threshold, short"),     tr("Low+", "threshold, short")};
    QPainter painter(this);
    painter.setFont(smallFont());
    painter.setPen(color(palette(), Role::Mute));
    const QFontMetrics metrics(painter.font());
    const int start = m_slider.x() - x(); // siblings: the first name needs room left of the slider
    // In a narrow window not all of them have room: the ends and the middle stay, none touches another.
    QList<QRect> taken;
    for (const int value : {0, 5, 3, 1, 2, 4}) {
        const QString& name = names.at(value);
        const int wide = metrics.horizontalAdvance(name) + 1;
        const int left = qBound(0, start + m_slider.xOf(value) - wide / 2, width() - wide);
        const QRect place(left, 0, wide, height());
        const auto touches = [&place](const QRect& other) {
            return place.adjusted(-nameGap, 0, nameGap, 0).intersects(other);
        };
        if (std::ranges::any_of(taken, touches))
            continue;
        taken << place;
        painter.drawText(place, Qt::AlignCenter, name);
    }
}

MarkLegend::MarkLegend(QWidget* parent)
    : QWidget(parent)
{ }

QSize MarkLegend::sizeHint() const
{
    return {300, fontMetrics().height() + 4};
}

QSize MarkLegend::minimumSizeHint() const
{
    return {100, sizeHint().height()};
}

void MarkLegend::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setPen(color(palette(), Role::Mute));
    int x = 0;
    for (const auto probability : {HarmProbability::Negligible, HarmProbability::Low, HarmProbability::Medium,
                                   HarmProbability::High}) {
        paintMark(painter, probability, QPointF(x + markSize / 2.0 + 1, height() / 2.0 + markSize / 2.0 - 1),
                  palette());
        x += markSize + 5;
        const QString name = wording::probability(probability).toLower();
        const int wide = fontMetrics().horizontalAdvance(name);
        painter.drawText(QRect(x, 0, wide + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
        x += wide + legendGap;
    }
}

} // namespace safelight
