#include "ui/compare/textdialog.h"

#include "app/wording/words.h"
#include "ui/base/tinted.h"
#include "ui/compare/comparedelegate.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr QSize textDialogSize(720, 480);
// A paragraph is laid out in one go: a longer one would hold up the window.
constexpr qsizetype longestText = 120'000;
constexpr qsizetype contextInText = 2000; // what stays before and after a change, in a text that is too long

qsizetype lengthOf(const QList<DiffPiece>& pieces)
{
    return std::accumulate(pieces.begin(), pieces.end(), qsizetype(0),
                           [](qsizetype sum, const DiffPiece& piece) { return sum + piece.text.size(); });
}

// Fills the view; answers how many characters are not shown.
qsizetype fill(QPlainTextEdit& view, const QList<DiffPiece>& pieces)
{
    const bool tooLong = lengthOf(pieces) > longestText;
    qsizetype left = longestText;
    qsizetype omitted = 0;
    QTextCursor cursor(view.document());
    for (const auto& piece : pieces) {
        QString text = piece.text;
        if (tooLong && piece.kind == DiffPiece::Kind::Same && text.size() > 2 * contextInText)
            text = text.left(contextInText) + u"\n…\n"_s + text.right(contextInText);
        text.truncate(std::max<qsizetype>(left, 0));
        left -= text.size();
        omitted += std::max<qsizetype>(piece.text.size() - text.size(), 0);
        cursor.insertText(withoutControls(text), diffFormat(piece.kind, view.palette()));
    }
    view.moveCursor(QTextCursor::Start);
    return omitted;
}

} // namespace

TextDialog::TextDialog(const QString& title, const QList<DiffPiece>& pieces, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"textDialog"_s);
    setWindowTitle(title);
    setSizeGripEnabled(true);
    auto* text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setUndoRedoEnabled(false);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(title);
    const qsizetype omitted = fill(*text, pieces);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                               spacing::insidePane);
    column->addWidget(text, 1);
    if (omitted > 0)
        column->addWidget(mutedLabel(tr("%1 characters are not shown here; copying the place in the table "
                                        "takes all of it.")
                                         .arg(wording::number(omitted))));
    column->addWidget(buttons);
    resize(textDialogSize);
}

} // namespace safelight
