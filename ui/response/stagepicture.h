#pragma once

#include "app/diagnosis/verdict.h"

#include <QWidget>

#include <array>

namespace safelight {

// Five boxes in one frame: prompt filter, thinking, generation, output filter, delivered; what is known of
// each.
class StagePicture : public QWidget
{
    Q_OBJECT

public:
    explicit StagePicture(QWidget* parent = nullptr);
    void showVerdict(const Verdict& verdict);
    void showWaiting(); // nothing is known yet

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Box
    {
        QString name;
        QString detail;
        StageState::Mark mark = StageState::Mark::Unknown;
    };
    void setBoxes(std::array<Box, 5> boxes);
    bool isColumn(int width) const;
    QRect boxRect(int place, QSize size) const;
    int boxHeight(const Box& box, int width) const;
    void paintGround(QPainter& painter) const;
    void paintBox(QPainter& painter, const Box& box, QRect rect) const;

    std::array<Box, 5> m_boxes;
};

} // namespace safelight
