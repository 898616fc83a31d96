#pragma once

#include <QMimeData>
#include <QPlainTextEdit>

class QUndoStack;

namespace safelight {

// Plain text of any length whose undo is the document's. Files and pictures dropped or pasted here are
// offered on and never become "file://…" text. A line longer than pieceLength is shown in pieces (the text
// itself stays as it is): laying out one line of some megabytes takes a second for each key.
class PromptTextEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype pieceLength = 20'000; // characters of a line laid out as one

    explicit PromptTextEdit(QUndoStack& undoStack, QWidget* parent = nullptr);

    // As the user sees it, with '\n' between lines; a no-break space stays one.
    QString text() const;
    // From the document: changes what differs, puts the cursor behind it, and emits no textEdited().
    void showText(const QString& text);
    // As if typed at the cursor: cleaned, and told by charactersDropped() when something had to go.
    void insertText(const QString& text);
    bool showsPieces() const;

signals:
    void textEdited(const QString& text); // by the user
    void jumped(); // the cursor was moved without an edit
    void mediaOffered(const QMimeData& data); // valid during the call only
    void charactersDropped(int count); // NUL and lone surrogates in what was pasted
    void piecesShownChanged(bool shown);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void tellEdit();
    void tellPieces(const QString& raw);
    bool isMedia(const QMimeData& media) const;

    QUndoStack& m_undoStack;
    int m_edits = 0;
    bool m_showing = false;
    bool m_dropping = false;
    bool m_pieces = false;
};

} // namespace safelight
