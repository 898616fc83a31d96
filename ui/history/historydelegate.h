#pragma once

#include <QStyledItemDelegate>

namespace safelight {

// Draws a row of the history: a tick, picture or tile, badge and time, marks, how the prompt begins, model,
// tags and cost.
class HistoryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // Where the parts of a row stand. The lines are as in a left-to-right language; the painting turns them.
    struct Layout
    {
        QRect check;
        QRect tile;
        QRect first;
        QRect second;
        QRect third;
    };
    static Layout layoutOf(const QStyleOptionViewItem& option);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace safelight
