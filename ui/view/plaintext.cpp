#include "ui/view/plaintext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace safelight {

namespace {
constexpr qsizetype pieceSize = 60'000; // characters inserted in one turn: some milliseconds
}

PlainText::PlainText(const QString& name, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(name);
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    document()->setDocumentMargin(spacing::insidePane);
    m_fill.setSingleShot(true);
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &PlainText::fillMore);
}

void PlainText::showText(const QString& text)
{
    if (text == m_text)
        return;
    m_fill.stop();
    m_text = text;
    m_filled = 0;
    m_matches.clear();
    m_current = -1;
    clear();
    fillMore();
    verticalScrollBar()->setValue(0);
}

void PlainText::append(QStringView more)
{
    m_text += more;
    if (!m_fill.isActive())
        fillMore();
}

void PlainText::fillMore()
{
    const QStringView piece = QStringView(m_text).mid(m_filled, pieceSize);
    if (!piece.isEmpty())
        insertAtEnd(piece);
    m_filled += piece.size();
    if (!isFilled()) {
        m_fill.start();
        return;
    }
    if (!m_words.isEmpty())
        find(m_words);
    emit filled();
}

void PlainText::insertAtEnd(QStringView piece)
{
    auto* bar = verticalScrollBar();
    const bool follow = m_filled > 0 && bar->maximum() > 0 && bar->value() == bar->maximum() && isFilled();
    const int place = bar->value();
    // The reader's selection must not grow with what arrives behind it.
    const QTextCursor mine = textCursor();
    const int anchor = mine.anchor();
    const int position = mine.position();
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(piece.toString());
    QTextCursor restored(document());
    restored.setPosition(anchor);
    restored.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(restored);
    bar->setValue(follow ? bar->maximum() : place);
}

void PlainText::find(const QString& words)
{
    const bool same = words == m_words;
    m_words = words;
    m_matches.clear();
    if (!words.isEmpty()) {
        for (auto place = m_text.indexOf(words, 0, Qt::CaseInsensitive);
             place >= 0 && matchCount() < matchLimit;
             place = m_text.indexOf(words, place + words.size(), Qt::CaseInsensitive))
            m_matches << static_cast<int>(place);
    }
    if (m_matches.isEmpty())
        m_current = -1;
    else if (!same || m_current < 0)
        m_current = 0;
    m_current = std::min(m_current, matchCount() - 1);
    if (m_current >= 0 && !same)
        goToMatch(m_current);
    else
        markMatches();
}

void PlainText::goToMatch(int match)
{
    if (match < 0 || match >= matchCount())
        return;
    m_current = match;
    const int place = m_matches.at(match);
    if (place <= m_filled) {
        QTextCursor cursor(document());
        cursor.setPosition(std::min(place, document()->characterCount() - 1));
        setTextCursor(cursor);
        centerCursor();
    }
    markMatches();
}

// Only what can be seen is marked: thousands of extra selections would make every paint slow.
void PlainText::markMatches()
{
    QList<QTextEdit::ExtraSelection> marks;
    const int length = static_cast<int>(m_words.size());
    const int from = cursorForPosition({0, 0}).position() - 2000;
    const int to = cursorForPosition({viewport()->width(), viewport()->height()}).position() + 2000;
    const int end = document()->characterCount();
    auto it = std::ranges::lower_bound(m_matches, from);
    for (; it != m_matches.end() && *it < to && *it + length < end; ++it) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(*it);
        mark.cursor.setPosition(*it + length, QTextCursor::KeepAnchor);
        const bool current = std::distance(m_matches.begin(), it) == m_current;
        mark.format.setBackground(color(palette(), current ? Role::Accent : Role::WarnBack));
        mark.format.setForeground(color(palette(), current ? Role::AccentInk : Role::Ink));
        marks << mark;
    }
    m_marking = true;
    setExtraSelections(marks);
    m_marking = false;
}

void PlainText::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_matches.isEmpty())
        markMatches();
}

void PlainText::scrollContentsBy(int dx, int dy)
{
    QPlainTextEdit::scrollContentsBy(dx, dy);
    if (!m_matches.isEmpty() && !m_marking)
        markMatches();
}

} // namespace safelight
