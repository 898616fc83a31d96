#include "ui/advice/advicepanel.h"

#include "app/advice/advise.h"
#include "app/advice/remedytable.h"
#include "app/prompt/promptdocument.h"
#include "app/session/attempt.h"
#include "app/wording/advicewords.h"
#include "ui/advice/checksview.h"
#include "ui/advice/remedycard.h"
#include "ui/advice/remedydialog.h"
#include "ui/base/disclosure.h"
#include "ui/base/scrolled.h"
#include "ui/base/taborder.h"
#include "ui/base/tinted.h"
#include "ui/base/wraplabel.h"
#include "ui/theme/theme.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int pleasantWidth = 228; // pixels, as in the design
constexpr int leastWidth = 212;
constexpr auto checklistId = "checklist"_L1;

} // namespace

class AdvicePanel::Private
{
public:
    Private(AdvicePanel& panel, const PromptDocument& promptDocument, Settings& store)
        : q(panel)
        , document(promptDocument)
        , settings(store)
    { }

    void build();
    QWidget* buildChecklist();
    void fill();
    void addCards(const QList<Remedy>& remedies);
    void orderKeyboard();
    QString firstNote(const QList<Remedy>& remedies) const;
    void showNote(const QString& text);
    AdviceContext context() const;
    AdviceContext contextOf(const Prompt& prompt) const;
    Remedy forEditor(const Remedy& remedy) const;
    void choose(const Remedy& remedy);
    void preview(const Remedy& remedy);

    AdvicePanel& q;
    const PromptDocument& document;
    Settings& settings;
    QList<ModelInfo> models;
    std::optional<Attempt> attempt;
    Scrolled* area = nullptr; // null until there is something to show
    QLabel* note = nullptr;
    QVBoxLayout* cards = nullptr;
    ChecksView* checks = nullptr;
    Disclosure* checklist = nullptr;
    bool applied = false; // the note says so
};

void AdvicePanel::Private::build()
{
    auto* title = new QLabel(tr("What to try"));
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    note = new WrapLabel;
    cards = new QVBoxLayout;
    cards->setSpacing(spacing::betweenControls);
    checks = new ChecksView;
    checklist = new Disclosure(buildChecklist());
    checklist->setTitle(wording::remedyTitle(checklistId));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(spacing::insidePane, 10, spacing::insidePane, spacing::insidePane);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(title);
    column->addWidget(note);
    column->addLayout(cards);
    column->addSpacing(4);
    column->addWidget(checks);
    column->addWidget(checklist);
    column->addStretch(1);
    area = new Scrolled(content);
    q.layout()->addWidget(area);
}

QWidget* AdvicePanel::Private::buildChecklist()
{
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (const auto& id : remedyTable().checklist)
        column->addWidget(new WrapLabel(wording::checklistItem(id)));
    return list;
}

AdviceContext AdvicePanel::Private::contextOf(const Prompt& prompt) const
{
    AdviceContext context;
    context.prompt = prompt;
    const auto it = std::ranges::find(models, prompt.model, &ModelInfo::id);
    context.request = requestContext(prompt, it == models.end() ? std::nullopt : std::optional(*it));
    context.models = models;
    context.backEnd = attempt->backendId;
    return context;
}

// What was sent; of a recorded answer often nothing is known but the answer.
AdviceContext AdvicePanel::Private::context() const
{
    if (isRequestKnown(*attempt))
        return contextOf(attempt->prompt);
    AdviceContext context;
    context.models = models;
    return context;
}

void AdvicePanel::Private::fill()
{
    if (!area)
        build();
    area->show();
    const bool finished = attempt->state != AttemptState::Sending;
    const auto remedies = finished ? advise(attempt->verdict, attempt->response, context()) : QList<Remedy>();
    addCards(remedies);
    applied = false;
    showNote(firstNote(remedies));
    checks->setVisible(finished);
    checks->showChecks(attempt->verdict.checks);
    const bool hasChecklist = std::ranges::find(remedies, checklistId, &Remedy::id) != remedies.end();
    checklist->setVisible(hasChecklist);
    checklist->setOpen(false);
    area->ensureVisible(0, 0);
}

void AdvicePanel::Private::addCards(const QList<Remedy>& remedies)
{
    while (QLayoutItem* item = cards->takeAt(0)) {
        // Later: it may be the one whose button is being pressed.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto& remedy : remedies) {
        if (remedy.id == checklistId)
            continue; // stands at the end, folded
        const bool sends = remedy.action.kind == RemedyKind::Repeat || remedy.action.kind == RemedyKind::Wait;
        auto* card = new RemedyCard(remedy, !attempt->importedFrom || !sends);
        QObject::connect(card, &RemedyCard::chosen, &q, [this](const Remedy& chosen) { choose(chosen); });
        cards->addWidget(card);
    }
    orderKeyboard();
}

void AdvicePanel::Private::orderKeyboard()
{
    QWidget* before = focusableBefore(&q);
    for (int i = 0; before && i < cards->count(); ++i)
        before = orderAfter(before, cards->itemAt(i)->widget());
    if (before)
        orderAfter(before, checklist);
}

// What stands above the cards before anything is applied.
QString AdvicePanel::Private::firstNote(const QList<Remedy>& remedies) const
{
    if (attempt->state == AttemptState::Sending)
        return tr("The answer is still coming.");
    const QString nothing = wording::nothingYouCanChange(
        safelight::nothingYouCanChange(attempt->verdict, attempt->response, remedies));
    if (nothing.isEmpty() && attempt->importedFrom)
        return tr("Recorded elsewhere: what you apply changes the prompt in the editor.");
    return nothing;
}

void AdvicePanel::Private::showNote(const QString& text)
{
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

// The same remedy for the prompt in the editor, which may no longer be the one that was sent.
Remedy AdvicePanel::Private::forEditor(const Remedy& remedy) const
{
    const auto now = advise(attempt->verdict, attempt->response, contextOf(document.prompt()));
    const auto it = std::ranges::find(now, remedy.id, &Remedy::id);
    return it != now.end() && it->helps ? *it : remedy;
}

void AdvicePanel::Private::choose(const Remedy& remedy)
{
    switch (remedy.action.kind) {
    case RemedyKind::Repeat:
    case RemedyKind::Wait:
        emit q.repeatRequested();
        break;
    case RemedyKind::OpenSettings:
        emit q.backEndRequested();
        break;
    default:
        preview(forEditor(remedy));
        break;
    }
}

void AdvicePanel::Private::preview(const Remedy& remedy)
{
    auto* dialog = new RemedyDialog({remedy, document.prompt(), models}, settings, &q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &q, [this, dialog] {
        const QString title = wording::remedyTitle(dialog->remedy().id);
        emit q.remedyApplied(dialog->remedy().id, dialog->edited(), tr("“%1”").arg(title));
        showNote(tr("Applied to the prompt in the editor: %1. Send it to see whether it works.").arg(title));
        applied = true;
    });
    dialog->open();
}

AdvicePanel::AdvicePanel(const PromptDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, document, settings))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    setAccessibleName(tr("What to try"));
    // What was applied may be undone or changed again: then the note no longer holds.
    connect(&document, &PromptDocument::changed, this, [this] {
        if (std::exchange(d->applied, false))
            d->showNote({});
    });
}

AdvicePanel::~AdvicePanel() = default;

void AdvicePanel::showAttempt(const Attempt& attempt)
{
    const bool streams = d->attempt && d->attempt->id == attempt.id && attempt.id != 0
        && d->attempt->state == AttemptState::Sending && attempt.state == AttemptState::Sending;
    d->attempt = attempt;
    if (!streams) // nothing new to say while it arrives
        d->fill();
}

void AdvicePanel::setModels(const QList<ModelInfo>& models)
{
    d->models = models;
    if (d->attempt && d->attempt->state != AttemptState::Sending)
        d->fill();
}

void AdvicePanel::clear()
{
    d->attempt.reset();
    if (d->area)
        d->area->hide();
}

QSize AdvicePanel::sizeHint() const
{
    return {std::max(pleasantWidth, minimumSizeHint().width()), 300};
}

// The same for all attempts, as far as their words allow: what it takes decides where it stands.
QSize AdvicePanel::minimumSizeHint() const
{
    return QWidget::minimumSizeHint().expandedTo({leastWidth, 0});
}

} // namespace safelight
