#pragma once

#include <QWidget>

namespace safelight {

class ThresholdSlider;

// The short names of the six positions, each over its place on the slider below, which is a sibling.
class ScaleLabels final : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleLabels(const ThresholdSlider& slider, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont smallFont() const;

    const ThresholdSlider& m_slider;
};

// What the marks mean, each with its shape.
class MarkLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit MarkLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace safelight
