#include "ui/prompt/jsonpage.h"

#include "app/prompt/promptdocument.h"
#include "app/request/requestcodec.h"
#include "app/wire/jsonoutline.h"
#include "ui/base/plainedit.h"
#include "ui/base/separator.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"
#include "ui/theme/tint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr auto checkPause = 200ms;

} // namespace

JsonPage::JsonPage(PromptDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(checkPause);
    connect(&m_pause, &QTimer::timeout, this, &JsonPage::check);
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonPage::noteEdit);
    connect(m_apply, &QPushButton::clicked, this, &JsonPage::apply);
    connect(m_revert, &QPushButton::clicked, this, &JsonPage::revert);
    connect(&document, &PromptDocument::changed, this, &JsonPage::noteDraft);
}

void JsonPage::build()
{
    m_text = new PlainEdit;
    m_text->setObjectName(u"requestJson"_s);
    m_text->setAccessibleName(tr("Request as JSON"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(monospace(font()));
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(spacing::insidePane);
    m_state = new WrapLabel;
    m_state->setObjectName(u"jsonState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_apply = new QPushButton(tr("Apply"));
    m_apply->setObjectName(u"applyJson"_s);
    m_revert = new QPushButton(tr("Revert"));
    m_revert->setObjectName(u"revertJson"_s);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    foot->setSpacing(spacing::betweenControls);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_revert);
    foot->addWidget(m_apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(separatorLine());
    layout->addLayout(foot);
}

bool JsonPage::isEdited() const
{
    return m_text->toPlainText().toUtf8() != m_shown.text;
}

void JsonPage::noteDraft()
{
    m_isStale = true;
    if (!isVisible())
        return;
    if (isEdited())
        check();
    else
        revert();
}

void JsonPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_isStale)
        return;
    if (isEdited())
        check();
    else
        revert();
}

void JsonPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        check();
    QWidget::changeEvent(event);
}

// A text view breaks lines at more characters than JSON does; what it makes of the text counts as not edited.
void JsonPage::revert()
{
    m_isStale = false;
    m_isFilling = true;
    const QByteArray json = requestText(m_document.prompt());
    m_shown = ShortenedJson::of(json.trimmed().contains('\n') ? json : indentedJson(json));
    m_text->setPlainText(QString::fromUtf8(m_shown.text));
    m_shown.text = m_text->toPlainText().toUtf8();
    m_isFilling = false;
    check();
}

void JsonPage::noteEdit()
{
    if (!m_isFilling)
        m_pause.start();
}

void JsonPage::check()
{
    m_text->setExtraSelections({});
    const QByteArray text = m_text->toPlainText().toUtf8();
    const bool edited = text != m_shown.text;
    const auto broken = edited ? whereBroken(text) : std::nullopt;
    m_revert->setEnabled(edited);
    m_apply->setEnabled(edited && !broken);
    if (broken) {
        mark(broken->line, broken->column);
        say(tr("Not valid JSON at line %1, column %2").arg(broken->line).arg(broken->column), true);
    } else if (edited && m_isStale) {
        say(tr("The draft has changed since. Apply replaces it."), false);
    } else {
        say(edited ? tr("Not applied yet") : tr("This is what is sent. “safelight:…” stands for long data."),
            false);
    }
}

void JsonPage::say(const QString& sentence, bool isProblem)
{
    m_state->setText(sentence);
    tint(m_state, palette(), isProblem ? Role::Bad : Role::Mute);
}

void JsonPage::mark(int line, int column)
{
    const QTextBlock block = m_text->document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextEdit::ExtraSelection wrong;
    wrong.cursor = QTextCursor(block);
    wrong.cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    if (!wrong.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor))
        wrong.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.format.setUnderlineColor(color(palette(), Role::Bad));
    wrong.format.setForeground(color(palette(), Role::Bad));
    m_text->setExtraSelections({wrong});
}

void JsonPage::apply()
{
    const QByteArray json = m_shown.restored(m_text->toPlainText().toUtf8());
    const auto next = withRequestText(m_document.prompt(), json);
    if (!next) {
        say(next.error().message, true);
        return;
    }
    m_document.endMerge();
    m_document.replace(*next, tr("edit of the JSON"));
    revert();
}

} // namespace safelight
