#pragma once

#include <QStyledItemDelegate>

namespace safelight {

// What a cell may say about itself besides its text.
namespace cellrole {
inline constexpr int Ink = Qt::UserRole + 1; // int of a Role
inline constexpr int Monospace = Qt::UserRole + 2; // bool
inline constexpr int Swatch = Qt::UserRole + 3; // QColor: a small square before the text
} // namespace cellrole

// Draws text that breaks anywhere when it must (field names have no spaces) over a line between the rows.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int tallestRow = 200; // pixels; more is cut with an ellipsis, and copied whole

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace safelight
