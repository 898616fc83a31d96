#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace safelight {

// Read-only text that may be megabytes: filled in pieces between the turns of the event loop, searchable,
// and able to grow at its end without losing the reader's place or selection.
class PlainText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit PlainText(const QString& name, QWidget* parent = nullptr);

    // Lines must not be endless (sourceText() breaks them).
    void showText(const QString& text);
    void append(QStringView more);
    const QString& text() const { return m_text; }
    bool isFilled() const { return m_filled == m_text.size(); }

    // Marks every place (up to a limit of 10,000) without regard to case; the current one apart.
    void find(const QString& words);
    int matchCount() const { return static_cast<int>(m_matches.size()); }
    int currentMatch() const { return m_current; } // -1: none
    void goToMatch(int match);

    static constexpr int matchLimit = 10000;

signals:
    void filled();

protected:
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void fillMore();
    void insertAtEnd(QStringView piece);
    void markMatches();

    QString m_text;
    qsizetype m_filled = 0;
    QTimer m_fill;
    QString m_words;
    QList<int> m_matches; // where each begins
    int m_current = -1;
    bool m_marking = false;
};

} // namespace safelight
