#include "ui/base/pasteedit.h"

#include "ui/base/localfiles.h"

#include <QKeyEvent>

namespace safelight {

namespace {

constexpr qsizetype shownAtOnce = 100'000; // bytes; a field with millions of characters cannot be scrolled

} // namespace

PasteEdit::PasteEdit(QWidget* parent)
    : PlainEdit(parent)
{
    setTabChangesFocus(true);
    setUndoRedoEnabled(true);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            emit entered();
    });
}

QByteArray PasteEdit::bytes() const
{
    return m_whole.isEmpty() ? toPlainText().toUtf8() : m_whole;
}

qsizetype PasteEdit::hiddenBytes() const
{
    return qMax<qsizetype>(0, m_whole.size() - shownAtOnce);
}

void PasteEdit::setBytes(const QByteArray& bytes)
{
    m_setting = true;
    const bool large = bytes.size() > shownAtOnce;
    m_whole = large ? bytes : QByteArray();
    setReadOnly(large);
    setPlainText(QString::fromUtf8(bytes.left(shownAtOnce)));
    m_setting = false;
}

bool PasteEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasUrls() || PlainEdit::canInsertFromMimeData(source);
}

// A file is read, not its name inserted; a large text, or one that follows a large one, stands alone.
void PasteEdit::insertFromMimeData(const QMimeData* source)
{
    if (const QStringList paths = localFiles(*source); !paths.isEmpty()) {
        emit filesDropped(paths);
        return;
    }
    const QString text = source->text();
    if (m_whole.isEmpty() && text.size() <= shownAtOnce) {
        PlainEdit::insertFromMimeData(source);
        return;
    }
    setBytes(text.toUtf8());
    emit entered();
}

// While a large text stands here the field is read-only; it can still be replaced and emptied.
void PasteEdit::keyPressEvent(QKeyEvent* event)
{
    if (m_whole.isEmpty()) {
        PlainEdit::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Paste)) {
        setReadOnly(false); // else nothing is inserted
        paste();
    } else if (event->matches(QKeySequence::Delete) || event->key() == Qt::Key_Backspace) {
        setBytes({});
        emit entered();
    } else {
        PlainEdit::keyPressEvent(event);
    }
}

} // namespace safelight
