#include "ui/safety/thresholdslider.h"

#include "app/wording/words.h"
#include "ui/safety/probabilitymark.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace safelight {

namespace {

constexpr int positions = 6; // not sent, then the five thresholds
constexpr int knobRadius = 7;
constexpr int edge = knobRadius + 2; // room for the focus ring
constexpr qreal gapShare = 1.25; // of a step, between "not sent" and "off"
constexpr qreal beyondShare = 0.35; // of a step, right of "low and up": nothing blocks it

// The place on the scale that blocks this probability, "off" being 1; negligible is behind all of them.
qreal placeOf(HarmProbability probability)
{
    switch (probability) {
    case HarmProbability::High:
        return ThresholdSlider::valueOf(BlockThreshold::OnlyHigh);
    case HarmProbability::Medium:
        return ThresholdSlider::valueOf(BlockThreshold::MediumAndAbove);
    case HarmProbability::Low:
        return ThresholdSlider::valueOf(BlockThreshold::LowAndAbove);
    case HarmProbability::Negligible:
        break;
    }
    return positions - 1 + beyondShare;
}

// From the left edge to `place`, for a slider of this width.
qreal offsetOf(qreal place, int width)
{
    const qreal step = (width - 2 * edge) / (gapShare + positions - 2 + beyondShare);
    return place < 1 ? edge + place * gapShare * step : edge + (gapShare + place - 1) * step;
}

} // namespace

ThresholdSlider::ThresholdSlider(HarmCategory category, QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
    , m_category(category)
{
    setRange(0, positions - 1);
    setSingleStep(1);
    setPageStep(2);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(wording::category(category));
    setAccessibleDescription(phrase());
    connect(this, &QSlider::valueChanged, this, &ThresholdSlider::tell);
}

std::optional<BlockThreshold> ThresholdSlider::thresholdAt(int value)
{
    if (value <= 0)
        return {};
    return static_cast<BlockThreshold>(value - 1);
}

int ThresholdSlider::valueOf(std::optional<BlockThreshold> threshold)
{
    return threshold ? static_cast<int>(*threshold) + 1 : 0;
}

void ThresholdSlider::showThreshold(std::optional<BlockThreshold> threshold)
{
    m_showing = true;
    setValue(valueOf(threshold));
    m_showing = false;
}

void ThresholdSlider::setMeasured(const std::optional<Known<HarmProbability>>& measured)
{
    m_measured = measured;
    setAccessibleDescription(phrase());
    update();
}

QString ThresholdSlider::phrase() const
{
    return wording::sliderPhrase(m_category, threshold(), m_measured);
}

int ThresholdSlider::xOf(int value) const
{
    return qRound(offsetOf(value, width()));
}

std::optional<int> ThresholdSlider::markX() const
{
    if (!m_measured || !m_measured->value())
        return {};
    return qRound(offsetOf(placeOf(*m_measured->value()), width()));
}

QSize ThresholdSlider::sizeHint() const
{
    return {180, 40};
}

QSize ThresholdSlider::minimumSizeHint() const
{
    return {140, 40};
}

void ThresholdSlider::tell()
{
    setAccessibleDescription(phrase());
    if (!m_showing)
        emit thresholdMoved(threshold());
}

int ThresholdSlider::trackY() const
{
    return height() / 2;
}

int ThresholdSlider::valueAtX(int x) const
{
    int nearest = 0;
    for (int value = 1; value < positions; ++value) {
        if (qAbs(xOf(value) - x) < qAbs(xOf(nearest) - x))
            nearest = value;
    }
    return nearest;
}

bool ThresholdSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto pointed = thresholdAt(valueAtX(help->pos().x()));
        QToolTip::showText(help->globalPos(),
                           tr("%1: %2").arg(wording::threshold(pointed), wording::thresholdMeaning(pointed)),
                           this);
        return true;
    }
    return QSlider::event(event);
}

void ThresholdSlider::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTrack(painter);
    paintKnob(painter);
    if (const auto mark = markX())
        paintMark(painter, *m_measured->value(), QPointF(*mark, trackY() - knobRadius - 1), palette());
}

void ThresholdSlider::paintTrack(QPainter& painter) const
{
    const int y = trackY();
    const bool sent = value() > 0;
    const QColor line = color(palette(), Role::Line);
    painter.setPen(QPen(line, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(xOf(1), y, xOf(positions - 1), y);
    if (sent) {
        painter.setPen(QPen(color(palette(), Role::Accent), 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(xOf(1), y, xOf(value()), y);
    }
    painter.setPen(QPen(color(palette(), Role::Mute), 1));
    for (int place = 1; place < positions; ++place)
        painter.drawLine(QPointF(xOf(place) + 0.5, y - 4.5), QPointF(xOf(place) + 0.5, y + 4.5));
    // The seat of "not sent", off the scale.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(palette(), Role::Mute), 1, Qt::DotLine));
    if (sent)
        painter.drawEllipse(QPointF(xOf(0), y), knobRadius - 2, knobRadius - 2);
}

void ThresholdSlider::paintKnob(QPainter& painter) const
{
    const QPointF middle(xOf(value()), trackY());
    const bool sent = value() > 0;
    const QColor accent = color(palette(), Role::Accent);
    if (hasFocus()) {
        QColor halo = accent;
        halo.setAlphaF(0.28F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(middle, knobRadius + 4, knobRadius + 4);
    }
    // Hollow and dashed when nothing is sent, a ring otherwise.
    painter.setPen(sent ? QPen(accent, hasFocus() ? 3 : 2)
                        : QPen(color(palette(), hasFocus() ? Role::Accent : Role::Mute), 1.5, Qt::DashLine));
    painter.setBrush(color(palette(), Role::Pane));
    painter.drawEllipse(middle, knobRadius - 1, knobRadius - 1);
}

void ThresholdSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    setSliderDown(true);
    setValue(valueAtX(event->position().toPoint().x()));
}

void ThresholdSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        setValue(valueAtX(event->position().toPoint().x()));
}

void ThresholdSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        setSliderDown(false);
}

void ThresholdSlider::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        setValue(0);
}

void ThresholdSlider::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore();
}

void ThresholdSlider::focusOutEvent(QFocusEvent* event)
{
    QSlider::focusOutEvent(event);
    emit sliderReleased(); // a run of keys is over
}

} // namespace safelight
