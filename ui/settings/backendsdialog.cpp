#include "ui/settings/backendsdialog.h"

#include "app/backends/backendlist.h"
#include "app/settings/settings.h"
#include "ui/base/messagebar.h"
#include "ui/settings/backendform.h"
#include "ui/settings/backendrows.h"
#include "ui/settings/backendtest.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QPushButton* makeListButton(const QString& text, const char* name, QLayout& row)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    row.addWidget(button);
    return button;
}

} // namespace

class BackendsDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::BackendsDialog)

public:
    Private(BackendsDialog& dialog, Parts given)
        : q(dialog)
        , parts(std::move(given))
        , chosen(parts.chosen)
    { }

    void build();
    QWidget* buildPage();
    void connectParts();
    void fillList();
    BackendDraft* current();
    QList<Backend> all() const;
    void insert(const BackendDraft& draft);
    void addFrom(const Backend& row);
    void askToRemove();
    void remove();
    void showCurrent();
    void takeEdit();
    void updateButtons();

    BackendsDialog& q;
    const Parts parts;
    QString chosen;
    QHash<QString, BackendDraft> drafts; // by id
    BackendRows* list = nullptr;
    BackendForm* form = nullptr;
    QCheckBox* use = nullptr;
    QPushButton* test = nullptr;
    MessageBar* message = nullptr;
    std::unique_ptr<BackendTest> testing;
    QDialogButtonBox* buttons = nullptr;
};

void BackendsDialog::Private::build()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::insidePane);
    list = new BackendRows;
    row->addWidget(list);
    row->addWidget(buildPage(), 1);
    message = new MessageBar;
    testing = std::make_unique<BackendTest>(parts.check, *message);
    buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    auto* save = buttons->button(QDialogButtonBox::Save);
    save->setProperty("primary", true);
    save->setDefault(true);
    auto* page = new QVBoxLayout(&q);
    page->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                             spacing::insidePane);
    page->setSpacing(spacing::betweenControls);
    page->addLayout(row, 1);
    page->addWidget(message);
    page->addWidget(buttons);
}

QWidget* BackendsDialog::Private::buildPage()
{
    auto* part = new QWidget;
    form = new BackendForm;
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(form);
    use = new QCheckBox(tr("&Send requests to this back end"));
    use->setObjectName(u"useBackend"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(use, 1);
    test = makeListButton(tr("&Test"), "testBackend", *row);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(scroll, 1);
    column->addLayout(row);
    return part;
}

void BackendsDialog::Private::connectParts()
{
    connect(list, &BackendRows::currentChanged, &q, [this] { showCurrent(); });
    connect(list, &BackendRows::templateChosen, &q, [this](const Backend& row) { addFrom(row); });
    connect(list, &BackendRows::removeRequested, &q, [this] { askToRemove(); });
    connect(list, &BackendRows::duplicateRequested, &q, [this] {
        if (const auto* draft = current())
            insert(duplicateOf(*draft, all()));
    });
    connect(form, &BackendForm::edited, &q, [this] { takeEdit(); });
    connect(message, &MessageBar::offerTaken, &q, [this] { remove(); });
    connect(use, &QCheckBox::clicked, &q, [this](bool on) {
        chosen = on ? list->currentId() : parts.chosen;
        updateButtons();
    });
    connect(test, &QPushButton::clicked, &q, [this] {
        form->commitOpenEditor();
        if (testing->isUnderWay())
            testing->stop();
        else if (const auto* draft = current())
            testing->start(*draft);
    });
    connect(testing.get(), &BackendTest::changed, &q, [this] { updateButtons(); });
    connect(buttons, &QDialogButtonBox::accepted, &q, &BackendsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &q, &BackendsDialog::reject);
}

void BackendsDialog::Private::fillList()
{
    for (const Backend& backend : parts.backends) {
        drafts.insert(backend.id, draftOf(backend, parts.knownSecrets));
        list->append(backend);
    }
    list->select(drafts.contains(chosen) ? chosen : list->ids().value(0));
}

BackendDraft* BackendsDialog::Private::current()
{
    const auto it = drafts.find(list->currentId());
    return it == drafts.end() ? nullptr : &*it;
}

QList<Backend> BackendsDialog::Private::all() const
{
    QList<Backend> rows;
    const auto ids = list->ids();
    for (const QString& id : ids)
        rows.append(backendOf(drafts.value(id)));
    return rows;
}

void BackendsDialog::Private::insert(const BackendDraft& draft)
{
    drafts.insert(draft.backend.id, draft);
    list->insertBelowCurrent(draft.backend);
    form->setFocus();
}

void BackendsDialog::Private::addFrom(const Backend& row)
{
    Backend backend = row;
    backend.name = newBackendName(row.name, all());
    backend.id = newBackendId(backend.name, all());
    for (BackendHeader& header : backend.headers) {
        if (header.secret)
            header.value = backend.id + u'/' + header.name.toLower();
    }
    insert(draftOf(backend, {}));
}

void BackendsDialog::Private::askToRemove()
{
    const auto* draft = current();
    if (!draft)
        return;
    if (!hasStoredSecret(*draft)) {
        remove();
        return;
    }
    message->showMessage(
        tr("“%1” has a stored key. Removing the back end deletes the key, too.").arg(draft->backend.name), {},
        Role::Warn);
    message->offer(tr("Remove Both"));
}

void BackendsDialog::Private::remove()
{
    const QString id = list->currentId();
    if (id.isEmpty() || isBuiltIn(id))
        return;
    testing->stop();
    if (chosen == id)
        chosen = parts.chosen == id ? QString() : parts.chosen;
    drafts.remove(id);
    list->removeCurrent();
    updateButtons();
}

void BackendsDialog::Private::showCurrent()
{
    testing->stop();
    message->hide();
    if (const auto* draft = current())
        form->setDraft(*draft);
    updateButtons();
}

void BackendsDialog::Private::takeEdit()
{
    auto* draft = current();
    if (!draft)
        return;
    *draft = form->draft();
    list->renameCurrent(draft->backend.name);
    message->hide();
    updateButtons();
}

void BackendsDialog::Private::updateButtons()
{
    const QString id = list->currentId();
    use->setChecked(!id.isEmpty() && id == chosen);
    use->setEnabled(id != parts.chosen || chosen != id);
    test->setEnabled(!id.isEmpty());
    test->setText(testing->isUnderWay() ? tr("Cancel &Test") : tr("&Test"));
}

BackendsDialog::BackendsDialog(Parts parts, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, std::move(parts)))
{
    setWindowTitle(tr("Back Ends"));
    d->build();
    d->connectParts();
    d->fillList();
    d->updateButtons();
    resize(860, 620);
    restoreGeometry(d->parts.settings.value(SettingKey::BackendsGeometry).toByteArray());
}

BackendsDialog::~BackendsDialog() = default;

void BackendsDialog::show(const QString& id)
{
    d->list->select(id);
}

BackendsEdit BackendsDialog::edit() const
{
    BackendsEdit edit {d->all(), {}, d->chosen};
    for (const Backend& backend : std::as_const(edit.backends))
        edit.secrets += secretEdits(d->drafts.value(backend.id));
    return edit;
}

// What is kept must be usable: a row that is not is shown, with what is wrong; one that was changed first.
void BackendsDialog::accept()
{
    d->form->commitOpenEditor();
    const auto all = d->all();
    QList<Backend> byChange = all;
    std::ranges::stable_partition(
        byChange, [this](const Backend& backend) { return !d->parts.backends.contains(backend); });
    for (const Backend& backend : std::as_const(byChange)) {
        const QString problem = draftProblem(d->drafts.value(backend.id), all);
        if (problem.isEmpty())
            continue;
        d->list->select(backend.id);
        d->message->showMessage(tr("“%1”: %2").arg(backend.name, problem), {}, Role::Bad);
        return;
    }
    QDialog::accept();
}

void BackendsDialog::done(int result)
{
    d->testing->stop();
    d->parts.settings.setValue(SettingKey::BackendsGeometry, saveGeometry());
    QDialog::done(result);
}

} // namespace safelight
