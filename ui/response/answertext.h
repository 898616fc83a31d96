#pragma once

#include <QTextBrowser>
#include <QTimer>

#include <memory>

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
    std::unique_ptr<QTextDocument> makeDocument(const QString& markdown);
    void takeDocument(std::unique_ptr<QTextDocument> made); // shows it instead of the one before

protected:
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void select(int anchor, int position, const QString& words);
};

// The text of an answer as Markdown, also while it streams in. What has grown too long to be rendered anew
// many times is plain until it is complete; very long text, or text with a very long paragraph, stays plain.
class AnswerText : public QWidget
{
    Q_OBJECT

public:
    static constexpr int markdownLimit = 200 * 1000; // characters
    static constexpr int streamedMarkdownLimit = 10 * 1000; // while it streams in
    // A paragraph is laid out in one go: a longer one would hold up the window.
    static constexpr int paragraphLimit = 20 * 1000;

    explicit AnswerText(const QString& name, QWidget* parent = nullptr);

    // While `complete` is false the text usually begins with what is shown already: then only the rest is
    // added, and place and selection stay.
    void showText(const QString& text, bool complete);
    void clear();

private:
    void showPlain(const QString& text);
    bool showMarkdown(const QString& text); // false: too long for it
    bool render(const QString& text);
    bool isQuickToRender(const QString& text) const;
    void stream(const QString& text);
    void renderComing();

    QStackedWidget* m_stack = nullptr;
    PlainText* m_plain = nullptr;
    OfflineBrowser* m_browser = nullptr;
    QLabel* m_note = nullptr;
    QString m_given; // as it came; the plain view holds it with long lines broken
    QString m_rendered; // what the browser holds
    bool m_complete = false;
    QString m_coming; // to be rendered next
    QTimer m_pause; // between two renderings of what streams in
    qint64 m_took = 0; // milliseconds, the last of these
};

} // namespace safelight
