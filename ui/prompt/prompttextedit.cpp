#include "ui/prompt/prompttextedit.h"

#include "app/prompt/promptlimits.h"
#include "app/prompt/textchange.h"
#include "ui/prompt/incoming.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextBlock>
#include <QUndoStack>

#include <memory>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Ends a piece of a long line. A noncharacter that no text may contain, and not one of the two that Qt
// uses itself.
constexpr QChar pieceEnd(0xfdd2);

// `raw` has U+2029 between blocks, as QTextDocument does.
QString fromRaw(QString raw)
{
    if (raw.contains(pieceEnd)) {
        raw.remove(QString(pieceEnd) + QChar::ParagraphSeparator);
        raw.remove(pieceEnd);
    }
    for (QChar& c : raw) {
        if (c == QChar::ParagraphSeparator || c == QChar::LineSeparator || c == QChar(0xfdd0)
            || c == QChar(0xfdd1))
            c = u'\n';
    }
    return raw;
}

void appendLine(QString& pieces, QStringView line)
{
    while (line.size() > PromptTextEdit::pieceLength) {
        qsizetype length = PromptTextEdit::pieceLength;
        if (line.at(length).isLowSurrogate())
            --length; // a pair stays together
        pieces += line.first(length);
        pieces += pieceEnd;
        pieces += u'\n';
        line = line.sliced(length);
    }
    pieces += line;
}

QString inPieces(QString text)
{
    text.replace(pieceEnd, QChar::ReplacementCharacter);
    if (text.size() <= PromptTextEdit::pieceLength)
        return text;
    QString pieces;
    pieces.reserve(text.size() + text.size() / 1000);
    qsizetype start = 0;
    while (start <= text.size()) {
        const qsizetype found = text.indexOf(u'\n', start);
        const qsizetype end = found < 0 ? text.size() : found;
        appendLine(pieces, QStringView(text).sliced(start, end - start));
        if (found >= 0)
            pieces += u'\n';
        start = end + 1;
    }
    return pieces;
}

} // namespace

PromptTextEdit::PromptTextEdit(QUndoStack& undoStack, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_undoStack(undoStack)
{
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptTextEdit::tellEdit);
}

QString PromptTextEdit::text() const
{
    return fromRaw(document()->toRawText());
}

void PromptTextEdit::showText(const QString& text)
{
    if (text == this->text())
        return;
    m_showing = true;
    const QString next = inPieces(cleanText(text).text).replace(u'\n', QChar::ParagraphSeparator);
    const TextChange change = TextChange::between(document()->toRawText(), next);
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(change.position));
    cursor.setPosition(static_cast<int>(change.position + change.removed.size()), QTextCursor::KeepAnchor);
    cursor.insertText(change.inserted);
    setTextCursor(cursor);
    m_showing = false;
    tellPieces(next);
}

void PromptTextEdit::insertText(const QString& text)
{
    const CleanText clean = cleanText(text);
    textCursor().insertText(inPieces(clean.text));
    ensureCursorVisible();
    if (clean.replaced > 0)
        emit charactersDropped(clean.replaced);
}

bool PromptTextEdit::showsPieces() const
{
    return m_pieces;
}

void PromptTextEdit::tellEdit()
{
    ++m_edits;
    if (m_showing)
        return;
    const QString raw = document()->toRawText();
    tellPieces(raw);
    emit textEdited(fromRaw(raw));
}

void PromptTextEdit::tellPieces(const QString& raw)
{
    const bool pieces = raw.contains(pieceEnd);
    if (std::exchange(m_pieces, pieces) != pieces)
        emit piecesShownChanged(pieces);
}

bool PromptTextEdit::event(QEvent* event)
{
    // The base class would keep Ctrl+Z for its own undo, which is off.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void PromptTextEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo)) {
        m_undoStack.undo();
    } else if (event->matches(QKeySequence::Redo)) {
        m_undoStack.redo();
    } else {
        const int edits = m_edits;
        const int position = textCursor().position();
        QPlainTextEdit::keyPressEvent(event);
        if (edits == m_edits && position != textCursor().position())
            emit jumped();
    }
}

void PromptTextEdit::mousePressEvent(QMouseEvent* event)
{
    QPlainTextEdit::mousePressEvent(event);
    emit jumped();
}

void PromptTextEdit::contextMenuEvent(QContextMenuEvent* event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu(event->pos()));
    for (QAction* action : menu->actions()) {
        if (action->objectName() == "edit-undo"_L1 || action->objectName() == "edit-redo"_L1)
            menu->removeAction(action);
    }
    QAction* undo = m_undoStack.createUndoAction(menu.get());
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_undoStack.createRedoAction(menu.get());
    redo->setShortcut(QKeySequence::Redo);
    menu->insertActions(menu->actions().value(0), {undo, redo});
    menu->exec(event->globalPos());
}

void PromptTextEdit::dropEvent(QDropEvent* event)
{
    m_dropping = true;
    QPlainTextEdit::dropEvent(event);
    m_dropping = false;
}

bool PromptTextEdit::isMedia(const QMimeData& media) const
{
    if (!localFiles(media).isEmpty())
        return true;
    // Office programs put a picture of the text beside the text: what is pasted into a text is the text.
    // What is dropped from a browser has the picture's address as its text: there the picture is meant.
    return offersPictures(media) && (m_dropping || !media.hasFormat(u"text/plain"_s));
}

bool PromptTextEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source && (offersPictures(*source) || source->hasText() || source->hasHtml());
}

void PromptTextEdit::insertFromMimeData(const QMimeData* source)
{
    if (!source)
        return;
    if (isMedia(*source))
        emit mediaOffered(*source);
    else
        insertText(source->text());
}

QMimeData* PromptTextEdit::createMimeDataFromSelection() const
{
    auto* selection = new QMimeData;
    selection->setText(fromRaw(textCursor().selectedText()));
    return selection;
}

} // namespace safelight
