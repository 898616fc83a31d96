#include "ui/response/answertext.h"
#include "app/wording/words.h"
#include "ui/base/plaintooltip.h"
#include "ui/base/tinted.h"
#include "ui/theme/theme.h"
#include "ui/view/plaintext.h"
#include "ui/view/sourcetext.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMenu>
#include <QPointer>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBlock>
#include <QTextDocument>
#include <QToolTip>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Looks at the end of what is there, not at all of it: called many times while megabytes arrive.
bool continues(const QString& before, const QString& now)
{
    constexpr qsizetype looked = 200;
    if (now.size() < before.size())
        return false;
    const qsizetype from = std::max<qsizetype>(0, before.size() - looked);
    return QStringView(now).mid(from, before.size() - from) == QStringView(before).mid(from)
        && QStringView(now).first(std::min(looked, before.size()))
        == QStringView(before).first(std::min(looked, before.size()));
}

int longestParagraph(const QTextDocument& document)
{
    int longest = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        longest = std::max(longest, block.length());
    return longest;
}

} // namespace

OfflineBrowser::OfflineBrowser(QWidget* parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    document()->setDocumentMargin(spacing::insidePane);
}

QVariant OfflineBrowser::loadResource(int type, const QUrl&)
{
    if (type != QTextDocument::ImageResource)
        return QByteArray();
    // Not "nothing": the document would then look for the picture on disk itself.
    QImage placeholder(16, 16, QImage::Format_ARGB32_Premultiplied);
    placeholder.fill(color(palette(), Role::Line));
    return placeholder;
}

// Apart from the view: in the view every piece that is read would be laid out at once, and again with the
// next.
std::unique_ptr<QTextDocument> OfflineBrowser::makeDocument(const QString& markdown)
{
    auto made = std::make_unique<QTextDocument>(this); // its pictures are asked of this
    made->setUndoRedoEnabled(false);
    made->setDefaultFont(font());
    made->setDocumentMargin(spacing::insidePane);
    made->setMarkdown(markdown,
                      QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                          | QTextDocument::MarkdownNoHTML);
    return made;
}

void OfflineBrowser::takeDocument(std::unique_ptr<QTextDocument> made)
{
    made->documentLayout()->setPaintDevice(viewport());
    const QPointer<QTextDocument> before = document();
    const QTextCursor selected = textCursor();
    const int anchor = selected.anchor();
    const int position = selected.position();
    const QString words = selected.selectedText();
    setDocument(made.release());
    select(anchor, position, words);
    if (before) // the view deletes the one it made itself
        before->deleteLater();
}

// What was selected stays selected where the text in front of it did not change.
void OfflineBrowser::select(int anchor, int position, const QString& words)
{
    if (words.isEmpty() || std::max(anchor, position) >= document()->characterCount())
        return;
    QTextCursor cursor(document());
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    if (cursor.selectedText() == words)
        setTextCursor(cursor);
}

bool OfflineBrowser::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString link = anchorAt(help->pos());
        QToolTip::showText(
            help->globalPos(),
            link.isEmpty() ? QString() : plainToolTip(tr("Not opened from here: %1").arg(link)), this);
        return true;
    }
    return QTextBrowser::viewportEvent(event);
}

void OfflineBrowser::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString link = anchorAt(event->pos());
    menu->addAction(tr("Copy"), this, &QTextBrowser::copy)->setEnabled(textCursor().hasSelection());
    if (!link.isEmpty())
        menu->addAction(tr("Copy link"), this, [link] { QApplication::clipboard()->setText(link); });
    menu->addAction(tr("Select all"), this, &QTextBrowser::selectAll);
    menu->popup(event->globalPos());
}

AnswerText::AnswerText(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_plain(new PlainText(name, m_stack))
    , m_browser(new OfflineBrowser(m_stack))
    , m_note(mutedLabel({}, this))
{
    m_plain->setFont(font());
    m_browser->setAccessibleName(name);
    m_stack->addWidget(m_plain);
    m_stack->addWidget(m_browser);
    m_note->setContentsMargins(10, 0, 10, 4);
    m_note->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_note);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &AnswerText::renderComing);
    // A selection made while the text was plain is kept until it is given up.
    connect(m_plain, &QPlainTextEdit::selectionChanged, this, [this] {
        if (m_complete && !m_plain->textCursor().hasSelection())
            showMarkdown(QString(m_given));
    });
}

void AnswerText::showText(const QString& text, bool complete)
{
    m_complete = complete;
    m_note->hide();
    if (!complete && isQuickToRender(text)) {
        stream(text);
        return;
    }
    m_pause.stop();
    const bool selected = m_plain->textCursor().hasSelection() && continues(m_given, text);
    if (!complete || selected || !showMarkdown(text))
        showPlain(text);
}

bool AnswerText::isQuickToRender(const QString& text) const
{
    constexpr qint64 tooSlow = 20; // milliseconds: the window would feel it
    const bool isNew = !continues(m_given, text);
    const bool isPlain = !isNew && !m_given.isEmpty() && m_stack->currentWidget() == m_plain;
    return text.size() <= streamedMarkdownLimit && !isPlain && (isNew || m_took <= tooSlow);
}

// Rendered at once when nothing is shown yet, then after pauses that leave most of the time to others.
void AnswerText::stream(const QString& text)
{
    if (!continues(m_given, text))
        m_took = 0;
    m_coming = text;
    if (!m_pause.isActive())
        renderComing();
}

void AnswerText::renderComing()
{
    if (m_coming == m_given && m_stack->currentWidget() == m_browser)
        return;
    QElapsedTimer time;
    time.start();
    const int place = m_browser->verticalScrollBar()->value();
    if (!render(m_coming)) {
        m_note->hide(); // said when it is complete
        showPlain(m_coming);
        return;
    }
    m_given = m_coming;
    m_stack->setCurrentWidget(m_browser);
    m_browser->verticalScrollBar()->setValue(place);
    m_took = time.elapsed();
    m_pause.start(static_cast<int>(std::max<qint64>(50, 10 * m_took)));
}

void AnswerText::showPlain(const QString& text)
{
    if (m_stack->currentWidget() == m_plain && !m_given.isEmpty() && continues(m_given, text))
        m_plain->append(decodedSourceText(text.mid(m_given.size())).text);
    else
        m_plain->showText(decodedSourceText(text).text);
    m_given = text;
    m_stack->setCurrentWidget(m_plain);
}

bool AnswerText::showMarkdown(const QString& text)
{
    const bool wasPlain = m_stack->currentWidget() == m_plain;
    const auto* from = m_plain->verticalScrollBar();
    const double part = wasPlain && from->maximum() > 0 ? double(from->value()) / from->maximum() : 0;
    auto* bar = m_browser->verticalScrollBar();
    const int place = !wasPlain && continues(m_given, text) ? bar->value() : -1;
    if (m_rendered != text || m_browser->document()->isEmpty()) {
        if (!render(text))
            return false;
        bar->setValue(place >= 0 ? place : qRound(part * bar->maximum()));
    }
    m_given = text;
    m_stack->setCurrentWidget(m_browser);
    m_plain->showText({});
    return true;
}

bool AnswerText::render(const QString& text)
{
    const auto tooLong = [this](const QString& why) {
        m_complete = false; // it is not tried again when a selection is given up
        m_note->setText(why);
        m_note->show();
        return false;
    };
    if (text.size() > markdownLimit)
        return tooLong(
            tr("Shown as plain text: more than %1 characters.").arg(wording::number(markdownLimit)));
    auto document = m_browser->makeDocument(text);
    if (longestParagraph(*document) > paragraphLimit)
        return tooLong(tr("Shown as plain text: a paragraph has more than %1 characters.")
                           .arg(wording::number(paragraphLimit)));
    m_rendered = text;
    m_browser->takeDocument(std::move(document));
    return true;
}

void AnswerText::clear()
{
    m_pause.stop();
    m_given.clear();
    m_rendered.clear();
    m_complete = false;
    m_plain->showText({});
    m_browser->clear();
    m_note->hide();
}

} // namespace safelight
