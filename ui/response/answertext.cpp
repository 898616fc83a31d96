#include "ui/response/answertext.h"
#include "app/wording/words.h"
#include "ui/base/theme.h"
#include "ui/response/plaintext.h"
#include "ui/response/sourcetext.h"
#include "ui/response/tinted.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
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

bool OfflineBrowser::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString link = anchorAt(help->pos());
        QToolTip::showText(
            help->globalPos(),
            link.isEmpty() ? QString() : tr("Not opened from here: %1").arg(link.toHtmlEscaped()), this);
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
    // A selection made while the text was plain is kept until it is given up.
    connect(m_plain, &QPlainTextEdit::selectionChanged, this, [this] {
        if (m_complete && !m_plain->textCursor().hasSelection())
            showMarkdown();
    });
}

void AnswerText::showText(const QString& text, bool complete)
{
    m_complete = complete && text.size() <= markdownLimit;
    m_note->setVisible(complete && text.size() > markdownLimit);
    m_note->setText(tr("Shown as plain text: more than %1 characters.").arg(wording::number(markdownLimit)));
    if (m_complete && !(m_plain->textCursor().hasSelection() && continues(m_given, text))) {
        m_given = text;
        showMarkdown();
        return;
    }
    showPlain(text);
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

void AnswerText::showMarkdown()
{
    const bool wasStreaming = m_stack->currentWidget() == m_plain;
    const auto* from = m_plain->verticalScrollBar();
    const double place = wasStreaming && from->maximum() > 0 ? double(from->value()) / from->maximum() : 0;
    if (m_rendered != m_given || m_browser->document()->isEmpty()) {
        m_rendered = m_given;
        m_browser->document()->setMarkdown(
            m_given,
            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                | QTextDocument::MarkdownNoHTML);
        m_browser->verticalScrollBar()->setValue(qRound(place * m_browser->verticalScrollBar()->maximum()));
    }
    m_stack->setCurrentWidget(m_browser);
    m_plain->showText({});
}

void AnswerText::clear()
{
    m_given.clear();
    m_rendered.clear();
    m_complete = false;
    m_plain->showText({});
    m_browser->clear();
    m_note->hide();
}

} // namespace safelight
