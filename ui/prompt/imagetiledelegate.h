#pragma once

#include <QStyledItemDelegate>

namespace safelight {

// A picture with its name, pixels and bytes written over its lower edge, and a cross to remove it.
class ImageTileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int side = 70;
    static constexpr int gap = 8;

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    // Where the cross is clicked, in a tile whose item rectangle is `item`.
    static QRect crossRect(const QRect& item);
    static QRect tileRect(const QRect& item);

private:
    static void paintPicture(QPainter* painter, const QRect& tile, const QPalette& palette,
                             const QModelIndex& index);
    static void paintWords(QPainter* painter, const QRect& tile, const QFont& base, const QModelIndex& index);
    static void paintCross(QPainter* painter, const QRect& item, const QPalette& palette);
    static void paintFrame(QPainter* painter, const QRect& tile, const QStyleOptionViewItem& option);
};

} // namespace safelight
