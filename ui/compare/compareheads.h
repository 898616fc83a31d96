#pragma once

#include "app/compare/comparison.h"

#include <QHeaderView>

class QAction;

namespace safelight {

// The head of the table: who is compared, and what can be done with each. It stays in sight while the rows
// are scrolled.
class CompareHeads final : public QHeaderView
{
    Q_OBJECT

public:
    static constexpr int leastColumn = 262;

    explicit CompareHeads(QWidget* parent = nullptr);

    void showAttempts(const Comparison& comparison);

    QSize sizeHint() const override;

signals:
    void baselineChosen(int column);
    void restoreRequested(int column);
    void removeRequested(int column);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void updateGeometries() override;

private:
    QWidget* makeHead(const Comparison& comparison, int column);
    void place();

    QList<QWidget*> m_heads;
};

// The names of the rows, at the left.
class CompareRows final : public QHeaderView
{
    Q_OBJECT

public:
    static constexpr int width = 148;

    explicit CompareRows(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {width, 0}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace safelight
