#pragma once

#include "app/wording/comparewords.h"

#include <QHash>
#include <QStyledItemDelegate>
#include <QTextCharFormat>
#include <QTextDocument>

#include <memory>

namespace safelight {

// Paints the places of a comparison: texts with what was removed and added, short facts as chips, and the
// ground of pictures and plots, which are widgets.
class CompareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int sidePadding = 12;
    static constexpr int topPadding = 8;
    static constexpr int tallestText = 260; // what is longer is opened
    static constexpr int pictureHeight = 132;

    using QStyledItemDelegate::QStyledItemDelegate;

    // How high the plots of the ratings are; 0: no ratings anywhere.
    void setPlotHeight(int height) { m_plotHeight = height; }
    void forget() { m_texts.clear(); } // what was laid out

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QTextDocument& text(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    int contentHeight(const QStyleOptionViewItem& option, const QModelIndex& index) const;

    mutable QHash<QPair<int, int>, std::shared_ptr<QTextDocument>> m_texts;
    int m_plotHeight = 0;
};

// The parts of a diff that are worth showing in a place of a table: what stays is shortened to what stands
// around a change. `omitted` counts the changes that are left out.
QList<DiffPiece> briefPieces(const QList<DiffPiece>& pieces, int* omitted);
// Struck out on red, underlined on green.
QTextCharFormat diffFormat(DiffPiece::Kind kind, const QPalette& palette);
// Control characters have no look of their own, and some of them break a layout.
QString withoutControls(QString text);

} // namespace safelight
