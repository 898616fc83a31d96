#pragma once

#include <QTextBrowser>

class QLabel;
class QStackedWidget;

namespace safelight {

class PlainText;

// A text browser that fetches nothing: no picture, no style sheet, no link is ever loaded, from the network
// or from disk. Links can be read (tooltip) and copied, not followed.
class OfflineBrowser final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit OfflineBrowser(QWidget* parent = nullptr);
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
};

// The text of an answer: plain while it streams in, Markdown once it is complete. Very long text stays plain.
class AnswerText : public QWidget
{
    Q_OBJECT

public:
    static constexpr int markdownLimit = 200 * 1000; // characters

    explicit AnswerText(const QString& name, QWidget* parent = nullptr);

    // While `complete` is false the text usually begins with what is shown already: then only the rest is
    // added, and place and selection stay.
    void showText(const QString& text, bool complete);
    void clear();

private:
    void showPlain(const QString& text);
    void showMarkdown();

    QStackedWidget* m_stack = nullptr;
    PlainText* m_plain = nullptr;
    OfflineBrowser* m_browser = nullptr;
    QLabel* m_note = nullptr;
    QString m_given; // as it came; the plain view holds it with long lines broken
    QString m_rendered; // what the browser holds
    bool m_complete = false;
};

} // namespace safelight
