#include "ui/settings/backendsdialog.h"

#include "app/backends/backendlist.h"
#include "app/backends/backendtables.h"
#include "app/settings/settings.h"
#include "ui/base/messagebar.h"
#include "ui/settings/backendform.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int listWidth = 240;

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
    QWidget* buildList();
    QWidget* buildPage();
    void fillTemplates(QMenu& menu);
    void connectParts();
    void fillList();
    QString currentId() const;
    BackendDraft* current();
    QList<Backend> all() const;
    void select(const QString& id);
    void insert(const BackendDraft& draft);
    void addFrom(const Backend& row);
    void askToRemove();
    void remove();
    void move(int by);
    void showCurrent();
    void takeEdit();
    void updateButtons();
    void startCheck();
    void stopCheck();
    void showReport(const ConnectionReport& report);

    BackendsDialog& q;
    const Parts parts;
    QString chosen;
    QHash<QString, BackendDraft> drafts; // by id
    std::unique_ptr<QObject> checking; // null: no check is under way
    QListWidget* list = nullptr;
    BackendForm* form = nullptr;
    QPushButton* add = nullptr;
    QPushButton* duplicate = nullptr;
    QPushButton* removal = nullptr;
    QPushButton* up = nullptr;
    QPushButton* down = nullptr;
    QCheckBox* use = nullptr;
    QPushButton* test = nullptr;
    MessageBar* message = nullptr;
    QDialogButtonBox* buttons = nullptr;
};

void BackendsDialog::Private::build()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::insidePane);
    row->addWidget(buildList());
    row->addWidget(buildPage(), 1);
    message = new MessageBar;
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

QWidget* BackendsDialog::Private::buildList()
{
    auto* part = new QWidget;
    part->setFixedWidth(listWidth);
    list = new QListWidget;
    list->setObjectName(u"backends"_s);
    list->setAccessibleName(tr("Back ends"));
    list->setDragDropMode(QAbstractItemView::InternalMove);
    list->setDefaultDropAction(Qt::MoveAction);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(list, 1);
    auto* first = new QHBoxLayout;
    first->setSpacing(spacing::betweenControls);
    add = makeListButton(tr("A&dd"), "addBackend", *first);
    auto* templates = new QMenu(add);
    templates->setAccessibleName(tr("Kinds of back ends"));
    fillTemplates(*templates);
    add->setMenu(templates);
    duplicate = makeListButton(tr("D&uplicate"), "duplicateBackend", *first);
    auto* second = new QHBoxLayout;
    second->setSpacing(spacing::betweenControls);
    removal = makeListButton(tr("&Remove"), "removeBackend", *second);
    up = makeListButton(tr("U&p"), "moveUp", *second);
    down = makeListButton(tr("Do&wn"), "moveDown", *second);
    column->addLayout(first);
    column->addLayout(second);
    return part;
}

void BackendsDialog::Private::fillTemplates(QMenu& menu)
{
    for (const Backend& row : backendTemplates())
        connect(menu.addAction(row.name), &QAction::triggered, &q, [this, row] { addFrom(row); });
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
    connect(list, &QListWidget::currentItemChanged, &q, [this] { showCurrent(); });
    connect(list->model(), &QAbstractItemModel::rowsMoved, &q, [this] { updateButtons(); });
    connect(form, &BackendForm::edited, &q, [this] { takeEdit(); });
    connect(duplicate, &QPushButton::clicked, &q, [this] {
        if (const auto* draft = current())
            insert(duplicateOf(*draft, all()));
    });
    connect(removal, &QPushButton::clicked, &q, [this] { askToRemove(); });
    connect(message, &MessageBar::offerTaken, &q, [this] { remove(); });
    connect(up, &QPushButton::clicked, &q, [this] { move(-1); });
    connect(down, &QPushButton::clicked, &q, [this] { move(1); });
    connect(use, &QCheckBox::clicked, &q, [this](bool on) {
        chosen = on ? currentId() : parts.chosen;
        updateButtons();
    });
    connect(test, &QPushButton::clicked, &q, [this] { checking ? stopCheck() : startCheck(); });
    connect(buttons, &QDialogButtonBox::accepted, &q, &BackendsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &q, &BackendsDialog::reject);
}

void BackendsDialog::Private::fillList()
{
    for (const Backend& backend : parts.backends) {
        drafts.insert(backend.id, draftOf(backend, parts.knownSecrets));
        auto* item = new QListWidgetItem(backend.name, list);
        item->setData(idRole, backend.id);
    }
    select(chosen);
    if (!list->currentItem())
        list->setCurrentRow(0);
}

QString BackendsDialog::Private::currentId() const
{
    const auto* item = list->currentItem();
    return item ? item->data(idRole).toString() : QString();
}

BackendDraft* BackendsDialog::Private::current()
{
    const auto it = drafts.find(currentId());
    return it == drafts.end() ? nullptr : &*it;
}

QList<Backend> BackendsDialog::Private::all() const
{
    QList<Backend> rows;
    for (int row = 0; row < list->count(); ++row)
        rows.append(backendOf(drafts.value(list->item(row)->data(idRole).toString())));
    return rows;
}

void BackendsDialog::Private::select(const QString& id)
{
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(idRole).toString() == id)
            list->setCurrentRow(row);
    }
}

void BackendsDialog::Private::insert(const BackendDraft& draft)
{
    drafts.insert(draft.backend.id, draft);
    auto* item = new QListWidgetItem(draft.backend.name);
    item->setData(idRole, draft.backend.id);
    list->insertItem(list->currentRow() + 1, item);
    list->setCurrentItem(item);
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
    const QString id = currentId();
    if (id.isEmpty() || isBuiltIn(id))
        return;
    stopCheck();
    if (chosen == id)
        chosen = parts.chosen == id ? QString() : parts.chosen;
    drafts.remove(id);
    delete list->takeItem(list->currentRow());
    list->setFocus();
    updateButtons();
}

void BackendsDialog::Private::move(int by)
{
    const int from = list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= list->count())
        return;
    const QSignalBlocker blocker(list); // the same row stays shown
    auto* item = list->takeItem(from);
    list->insertItem(to, item);
    list->setCurrentItem(item);
    updateButtons();
}

void BackendsDialog::Private::showCurrent()
{
    stopCheck();
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
    list->currentItem()->setText(draft->backend.name);
    message->hide();
    updateButtons();
}

void BackendsDialog::Private::updateButtons()
{
    const QString id = currentId();
    const int row = list->currentRow();
    duplicate->setEnabled(row >= 0);
    removal->setEnabled(row >= 0 && !isBuiltIn(id));
    removal->setToolTip(isBuiltIn(id) ? tr("A built-in back end can't be removed") : QString());
    up->setEnabled(row > 0);
    down->setEnabled(row >= 0 && row < list->count() - 1);
    use->setChecked(!id.isEmpty() && id == chosen);
    use->setEnabled(id != parts.chosen || chosen != id);
    test->setEnabled(row >= 0);
    test->setText(checking ? tr("Cancel &Test") : tr("&Test"));
}

void BackendsDialog::Private::startCheck()
{
    form->commitOpenEditor();
    const auto* draft = current();
    if (!draft)
        return;
    QHash<QString, Secret> typed;
    const auto edits = secretEdits(*draft);
    for (const auto& [need, secret] : edits)
        typed.insert(need.place(), secret);
    message->showMessage(tr("Asking “%1” for its models…").arg(draft->backend.name), {}, Role::Mute);
    checking =
        parts.check(backendOf(*draft), typed, [this](const ConnectionReport& report) { showReport(report); });
    updateButtons();
}

void BackendsDialog::Private::stopCheck()
{
    if (!checking)
        return;
    checking.reset();
    message->showMessage(tr("The test was cancelled."), {}, Role::Mute);
    updateButtons();
}

void BackendsDialog::Private::showReport(const ConnectionReport& report)
{
    checking.release()->deleteLater(); // it is calling
    using Outcome = ConnectionReport::Outcome;
    const Role role = report.outcome == Outcome::Works ? Role::Good
        : report.outcome == Outcome::NoModelList       ? Role::Warn
                                                       : Role::Bad;
    message->showMessage(report.sentence, report.detail, role);
    updateButtons();
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
    d->select(id);
}

BackendsEdit BackendsDialog::edit() const
{
    BackendsEdit edit {d->all(), {}, d->chosen};
    for (const Backend& backend : std::as_const(edit.backends))
        edit.secrets += secretEdits(d->drafts.value(backend.id));
    return edit;
}

// What is kept must be usable: the first row that is not is shown, with what is wrong.
void BackendsDialog::accept()
{
    d->form->commitOpenEditor();
    const auto all = d->all();
    for (const Backend& backend : all) {
        const QString problem = draftProblem(d->drafts.value(backend.id), all);
        if (problem.isEmpty())
            continue;
        d->select(backend.id);
        d->message->showMessage(tr("“%1”: %2").arg(backend.name, problem), {}, Role::Bad);
        return;
    }
    QDialog::accept();
}

void BackendsDialog::done(int result)
{
    d->checking.reset();
    d->parts.settings.setValue(SettingKey::BackendsGeometry, saveGeometry());
    QDialog::done(result);
}

} // namespace safelight
