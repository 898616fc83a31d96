#pragma once

#include "app/safety/safetyrating.h"

#include <QSlider>

namespace safelight {

// Six positions: "not sent", apart from the rest, and the scale from off to low and up. A mark above the
// track shows the last measured probability, placed so that a mark at or left of the knob is what the
// threshold blocks. Double click: not sent.
class ThresholdSlider final : public QSlider
{
    Q_OBJECT

public:
    explicit ThresholdSlider(HarmCategory category, QWidget* parent = nullptr);

    static std::optional<BlockThreshold> thresholdAt(int value);
    static int valueOf(std::optional<BlockThreshold> threshold);

    HarmCategory category() const { return m_category; }
    std::optional<BlockThreshold> threshold() const { return thresholdAt(value()); }
    // Moves the knob without telling anyone but screen readers: the document says so.
    void showThreshold(std::optional<BlockThreshold> threshold);
    void setMeasured(const std::optional<Known<HarmProbability>>& measured);
    const std::optional<Known<HarmProbability>>& measured() const { return m_measured; }
    // What a screen reader says: category, threshold, what it blocks, what was measured.
    QString phrase() const;

    int xOf(int value) const; // of the middle of the knob
    // Of the mark; none while nothing known was measured.
    std::optional<int> markX() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void thresholdMoved(std::optional<safelight::BlockThreshold> threshold); // by the user

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    int valueAtX(int x) const;
    int trackY() const;
    void tell();
    void paintTrack(QPainter& painter) const;
    void paintKnob(QPainter& painter) const;

    HarmCategory m_category;
    std::optional<Known<HarmProbability>> m_measured;
    bool m_showing = false;
};

} // namespace safelight
