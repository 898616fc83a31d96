#include "ui/compare/chips.h"

#include "ui/theme/theme.h"

namespace safelight {

namespace {

constexpr int between = 6;
constexpr int insideX = 6;
constexpr int insideY = 2;
constexpr int dot = 9; // room for the dot of one that differs
constexpr int slack = 4; // a painter's advance may differ from the metrics' by a pixel or two

QFont chipFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

QList<QRect> layOut(const QList<wording::ComparedFact>& facts, const QFont& font, int width)
{
    const QFontMetrics metrics(chipFont(font));
    const int height = metrics.height() + 2 * insideY;
    QList<QRect> rects;
    QPoint at;
    for (const auto& fact : facts) {
        const int wanted = metrics.horizontalAdvance(fact.text.left(200)) + slack + 2 * insideX
            + (fact.isDifferent ? dot : 0);
        const QSize size(qMin(wanted, qMax(width, 20)), height);
        if (at.x() > 0 && at.x() + size.width() > width)
            at = {0, at.y() + height + between};
        rects.append({at, size});
        at.rx() += size.width() + between;
    }
    return rects;
}

void paintChip(QPainter& painter, QRect rect, const wording::ComparedFact& fact, const QPalette& palette)
{
    painter.setPen(QPen(color(palette, fact.isDifferent ? Role::Warn : Role::Line), 1));
    painter.setBrush(color(palette, fact.isDifferent ? Role::WarnBack : Role::Pane));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    QRect words = rect.adjusted(insideX, 0, -insideX, 0);
    if (fact.isDifferent) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(palette, Role::Warn));
        painter.drawEllipse(QPointF(words.left() + 2.5, rect.center().y() + 0.5), 2.5, 2.5);
        words.setLeft(words.left() + dot);
    }
    painter.setPen(color(palette, Role::Ink));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(fact.text.left(200), Qt::ElideRight, words.width()));
}

} // namespace

int chipsHeight(const QList<wording::ComparedFact>& facts, const QFont& font, int width)
{
    const auto rects = layOut(facts, font, width);
    return rects.isEmpty() ? 0 : rects.constLast().bottom() + 1;
}

void paintChips(QPainter& painter, QRect place, const QList<wording::ComparedFact>& facts, const QFont& font,
                const QPalette& palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(chipFont(font));
    const auto rects = layOut(facts, font, place.width());
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const QRect rect = rects.at(i).translated(place.topLeft());
        if (rect.top() > place.bottom())
            break;
        paintChip(painter, rect, facts.at(i), palette);
    }
    painter.restore();
}

} // namespace safelight
