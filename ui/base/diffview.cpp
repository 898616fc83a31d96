#include "ui/base/diffview.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QTextCursor>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype around = 200; // characters of what stays, before and after a change
constexpr qsizetype longestChange = 20'000; // characters shown of one piece

// The part of an unchanged piece that is worth showing.
QString shortened(const QString& text, bool first, bool last)
{
    // After the change in front of it, and before the one behind it; the beginning where there is neither.
    const qsizetype before = first && !last ? 0 : around;
    const qsizetype after = last ? 0 : around;
    if (text.size() <= before + after + 3)
        return text;
    return text.left(before) + u" … "_s + text.right(after);
}

QTextCharFormat formatOf(DiffPiece::Kind kind, const QPalette& palette)
{
    QTextCharFormat format;
    if (kind == DiffPiece::Kind::Removed) {
        format.setForeground(color(palette, Role::Bad));
        format.setBackground(color(palette, Role::BadBack));
        format.setFontStrikeOut(true);
    } else if (kind == DiffPiece::Kind::Added) {
        format.setForeground(color(palette, Role::Good));
        format.setBackground(color(palette, Role::GoodBack));
        format.setFontUnderline(true);
    }
    return format;
}

} // namespace

bool wouldReadAsOne(const QString& removed, const QString& added)
{
    return !removed.isEmpty() && !added.isEmpty() && removed.back().isLetterOrNumber()
        && added.front().isLetterOrNumber();
}

DiffView::DiffView(QWidget* parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setMinimumHeight(90);
}

void DiffView::showDiff(const QList<DiffPiece>& pieces)
{
    m_pieces = pieces;
    draw();
    QStringList spoken;
    for (const auto& piece : pieces) {
        if (piece.kind != DiffPiece::Kind::Same)
            spoken << (piece.kind == DiffPiece::Kind::Added ? tr("Added: %1") : tr("Removed: %1"))
                          .arg(piece.text.left(around));
    }
    setAccessibleDescription(spoken.mid(0, 20).join(u"; "_s));
}

void DiffView::draw()
{
    clear();
    QTextCursor cursor(document());
    for (qsizetype i = 0; i < m_pieces.size(); ++i) {
        const auto& piece = m_pieces.at(i);
        const bool same = piece.kind == DiffPiece::Kind::Same;
        const QString text =
            same ? shortened(piece.text, i == 0, i == m_pieces.size() - 1) : piece.text.left(longestChange);
        if (i > 0 && piece.kind == DiffPiece::Kind::Added
            && m_pieces.at(i - 1).kind == DiffPiece::Kind::Removed
            && wouldReadAsOne(m_pieces.at(i - 1).text, text))
            cursor.insertText(u" "_s, QTextCharFormat());
        cursor.insertText(text, formatOf(piece.kind, palette()));
    }
    moveCursor(QTextCursor::Start);
}

void DiffView::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

} // namespace safelight
