#include "ui/response/requestpage.h"
#include "app/session/attempt.h"
#include "app/wire/fieldlist.h"
#include "app/wording/words.h"
#include "ui/base/tinted.h"
#include "ui/view/findbar.h"
#include "ui/view/plaintext.h"
#include "ui/view/savebytes.h"
#include "ui/view/sourcetext.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString headOf(const Attempt& attempt)
{
    QString head;
    if (!attempt.url.isEmpty())
        head = u"POST "_s + attempt.url + u'\n';
    for (const auto& [name, value] : attempt.requestHeaders)
        head += QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value) + u'\n';
    return head;
}

} // namespace

RequestPage::RequestPage(Settings& settings, QWidget* parent)
    : InspectorPage(parent)
    , m_settings(settings)
    , m_bar(new QWidget(this))
    , m_note(mutedLabel({}, this))
    , m_text(new PlainText(tr("Request as sent"), this))
{
    build();
}

void RequestPage::build()
{
    m_text->setFont(monospace(font()));
    m_text->viewport()->installEventFilter(this);
    auto* copy = new IconButton(u"copy"_s, tr("Copy body"), m_bar);
    auto* save = new IconButton(u"save"_s, tr("Save body…"), m_bar);
    auto* find = new IconButton(u"search"_s, tr("Find"), m_bar);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(spacing::insidePane, 4, spacing::betweenControls, 4);
    bar->addWidget(m_note, 1);
    for (auto* button : {find, copy, save})
        bar->addWidget(button);
    auto* findBar = new FindBar(m_text, this, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_text, 1);
    layout->addWidget(findBar);
    connect(find, &QToolButton::clicked, findBar, &FindBar::open);
    connect(copy, &QToolButton::clicked, this, [this] { copyBytes(m_body); });
    connect(save, &QToolButton::clicked, this, [this] {
        saveBytes(this, m_settings, {m_body, m_name, tr("Save the request's body")},
                  [this](const QString& sentence, const QString& detail) {
                      emit problemOccurred(sentence, detail);
                  });
    });
}

void RequestPage::showAttempt(const Attempt& attempt)
{
    const QString head = headOf(attempt);
    const bool same = head == m_head && attempt.requestBody.constData() == m_body.constData()
        && attempt.requestBody.size() == m_body.size();
    if (same && !m_text->text().isEmpty())
        return;
    m_head = head;
    m_body = attempt.requestBody;
    m_name = u"attempt-%1-request.json"_s.arg(attempt.number);
    const bool none = m_body.isEmpty() && head.isEmpty();
    for (auto* button : m_bar->findChildren<IconButton*>())
        button->setVisible(!none);
    if (none) {
        m_preparing.forget();
        m_note->setText(
            tr("Nothing was sent for this: the answer was read from text that was opened or pasted."));
        return m_text->showText({});
    }
    m_note->setText(
        tr("As sent, %1. The key is masked, base64 is folded here.").arg(wording::bytes(m_body.size())));
    m_preparing.run(
        this, [bytes = m_body] { return sourceText(prettyAnswer(bytes)); },
        [this](const SourceText& body) { m_text->showText(m_head + u'\n' + body.text); });
}

bool RequestPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ToolTip || watched != m_text->viewport())
        return InspectorPage::eventFilter(watched, event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), hintAt(help->pos()), m_text->viewport());
    return true;
}

QString RequestPage::hintAt(const QPoint& place) const
{
    const QString path = fieldPathAt(m_text->text(), m_text->cursorForPosition(place).position());
    const QString meaning = wording::fieldHelp(path);
    return meaning.isEmpty() ? QString() : QString(meaning + u'\n' + wording::fieldSource(path));
}

} // namespace safelight
