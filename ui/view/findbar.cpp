#include "ui/view/findbar.h"
#include "app/wording/words.h"
#include "ui/base/searchfield.h"
#include "ui/base/tinted.h"
#include "ui/view/plaintext.h"

#include <QHBoxLayout>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace safelight {

FindBar::FindBar(PlainText* text, QWidget* scope, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_field(new SearchField(this))
    , m_count(mutedLabel({}, this))
{
    hide();
    m_field->setPlaceholderText(tr("Find in this text"));
    m_field->setAccessibleName(tr("Find in this text"));
    m_count->setWordWrap(false);
    auto* previous = new IconButton(u"arrow-left"_s, tr("Previous match"), this);
    auto* next = new IconButton(u"arrow-right"_s, tr("Next match"), this);
    auto* closer = new IconButton(u"close"_s, tr("Close find"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_field, 1);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_count, previous, next, closer})
        layout->addWidget(widget);
    connect(m_field, &SearchField::searchChanged, this, &FindBar::search);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { step(1); });
    connect(m_text, &PlainText::filled, this, &FindBar::showCount);
    connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    connect(closer, &QToolButton::clicked, this, &FindBar::close);
    const auto shortcut = [this](const QKeySequence& keys, QWidget* place, auto then) {
        auto* made = new QShortcut(keys, place, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, then);
    };
    shortcut(QKeySequence::Find, scope, [this] { open(); });
    shortcut(Qt::Key_F3, scope, [this] { step(1); });
    shortcut(Qt::SHIFT | Qt::Key_F3, scope, [this] { step(-1); });
    shortcut(Qt::Key_Escape, this, [this] { close(); });
}

void FindBar::open()
{
    show();
    if (m_text->textCursor().hasSelection()
        && !m_text->textCursor().selectedText().contains(QChar::ParagraphSeparator))
        m_field->setText(m_text->textCursor().selectedText());
    m_field->setFocus();
    m_field->selectAll();
    search(m_field->text());
}

void FindBar::close()
{
    hide();
    m_text->find({});
    m_text->setFocus();
}

void FindBar::search(const QString& words)
{
    if (!isVisibleTo(parentWidget()))
        return;
    m_text->find(words);
    showCount();
}

void FindBar::step(int by)
{
    if (m_field->text().isEmpty())
        return open();
    m_text->find(m_field->text());
    if (const int count = m_text->matchCount(); count > 0)
        m_text->goToMatch((m_text->currentMatch() + by + count) % count);
    showCount();
}

void FindBar::showCount()
{
    const int count = m_text->matchCount();
    if (m_field->text().isEmpty())
        m_count->clear();
    else if (count == 0)
        m_count->setText(tr("Not found"));
    else
        m_count->setText(
            count == PlainText::matchLimit
                ? tr("%1 of more than %2")
                      .arg(wording::number(m_text->currentMatch() + 1), wording::number(count))
                : tr("%1 of %2").arg(wording::number(m_text->currentMatch() + 1), wording::number(count)));
}

} // namespace safelight
