#include "ui/settings/backendform.h"

#include "app/backends/baseurl.h"
#include "app/backends/requestrules.h"
#include "ui/base/scrolled.h"
#include "ui/base/wraplabel.h"
#include "ui/settings/backendlimitsform.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int headersShown = 3; // rows of the table

QUrl typedUrl(const QString& text)
{
    QString address = text.trimmed();
    while (address.endsWith(u'/'))
        address.chop(1);
    return QUrl(address, QUrl::StrictMode);
}

template<typename E>
E chosen(const QComboBox* box)
{
    return Known<E>::fromWire(box->currentData().toString()).value().value_or(E());
}

template<typename E>
void addChoice(QComboBox* box, const QString& text, E value)
{
    box->addItem(text, Known(value).text());
}

template<typename E>
void choose(QComboBox* box, E value)
{
    box->setCurrentIndex(box->findData(Known(value).text()));
}

} // namespace

class BackendForm::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::BackendForm)

public:
    explicit Private(BackendForm& form)
        : q(form)
    { }

    void build();
    void buildAddress(QFormLayout& form);
    void buildCredential(QFormLayout& form);
    QWidget* buildHeaders();
    void connectFields();
    template<typename Field>
    Field* named(Field* field, const char* name, const QString& spoken) const;
    void show();
    void showNotes();
    void showKey();
    void takeEdit();
    void takeKey(const QString& text);

    BackendForm& q;
    BackendDraft draft;
    BackendHeadersModel headers;
    QLineEdit* name = nullptr;
    QWidget* details = nullptr; // what a simulated one has not
    QLineEdit* url = nullptr;
    QLabel* urlNote = nullptr;
    QLineEdit* version = nullptr;
    QComboBox* credential = nullptr;
    QComboBox* keyFrom = nullptr;
    QLineEdit* key = nullptr;
    QPushButton* removeKey = nullptr;
    QComboBox* accepts = nullptr;
    QTableView* table = nullptr;
    QPushButton* removeHeader = nullptr;
    BackendLimitsForm* limits = nullptr;
    QLabel* note = nullptr;
    QLabel* simulatedNote = nullptr;
    bool isShowing = false;
};

template<typename Field>
Field* BackendForm::Private::named(Field* field, const char* objectName, const QString& spoken) const
{
    field->setObjectName(QLatin1StringView(objectName));
    field->setAccessibleName(spoken);
    return field;
}

void BackendForm::Private::build()
{
    auto* nameRow = new QFormLayout;
    nameRow->setContentsMargins(0, 0, 0, 0);
    nameRow->setHorizontalSpacing(spacing::insidePane);
    name = named(new QLineEdit, "backendName", tr("Name"));
    nameRow->addRow(tr("&Name"), name);
    note = new WrapLabel;
    note->setProperty("muted", true);
    simulatedNote =
        new WrapLabel(tr("The simulator runs inside this program. It needs no key, its responses are "
                         "made up, and nothing leaves this computer."));
    details = new QWidget;
    auto* form = new QFormLayout(details);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(spacing::insidePane);
    form->setVerticalSpacing(spacing::betweenControls);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildAddress(*form);
    buildCredential(*form);
    auto* column = new QVBoxLayout(&q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::betweenControls);
    column->addLayout(nameRow);
    column->addWidget(note);
    column->addWidget(simulatedNote);
    column->addWidget(details);
    column->addWidget(buildHeaders());
    limits = new BackendLimitsForm;
    column->addWidget(limits);
    column->addStretch(1);
    q.setFocusProxy(name);
    connectFields();
}

void BackendForm::Private::buildAddress(QFormLayout& form)
{
    url = named(new QLineEdit, "baseUrl", tr("Base URL"));
    url->setPlaceholderText(u"https://proxy.example/path"_s);
    urlNote = new WrapLabel;
    urlNote->setObjectName(u"baseUrlNote"_s);
    version = named(new QLineEdit, "version", tr("API version"));
    version->setPlaceholderText(tr("None: nothing is added to the base URL"));
    accepts = named(new CalmField<QComboBox>, "accepts", tr("Accepts"));
    for (const RequestRules& rules : requestRules())
        accepts->addItem(rules.name, rules.id);
    accepts->addItem(tr("Anything"), QString());
    accepts->setToolTip(tr("What it does not accept is not sent: you are told which setting it is"));
    form.addRow(tr("&Base URL"), url);
    form.addRow(QString(), urlNote);
    form.addRow(tr("API &version"), version);
    form.addRow(tr("&Accepts"), accepts);
}

void BackendForm::Private::buildCredential(QFormLayout& form)
{
    credential = named(new CalmField<QComboBox>, "credential", tr("Credential"));
    addChoice(credential, tr("API key (x-goog-api-key)"), Backend::Auth::ApiKeyHeader);
    addChoice(credential, tr("Bearer token (Authorization)"), Backend::Auth::Bearer);
    addChoice(credential, tr("None"), Backend::Auth::None);
    keyFrom = named(new CalmField<QComboBox>, "keyFrom", tr("Key from"));
    addChoice(keyFrom, tr("System key store"), Backend::KeySource::KeyStore);
    addChoice(keyFrom, tr("Environment variable"), Backend::KeySource::Environment);
    addChoice(keyFrom, tr("This session only"), Backend::KeySource::Session);
    key = named(new QLineEdit, "key", tr("API key"));
    removeKey = new QPushButton;
    removeKey->setObjectName(u"removeKey"_s);
    removeKey->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::betweenControls);
    row->addWidget(key, 1);
    row->addWidget(removeKey);
    auto* label = new QLabel(tr("&Key"));
    label->setBuddy(key); // a row that is a layout gets none by itself
    form.addRow(tr("&Credential"), credential);
    form.addRow(tr("Key &from"), keyFrom);
    form.addRow(label, row);
}

QWidget* BackendForm::Private::buildHeaders()
{
    auto* part = new QWidget;
    part->setObjectName(u"headersPart"_s);
    table = named(new QTableView, "headers", tr("Extra headers"));
    table->setModel(&headers);
    table->setItemDelegate(new SecretDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(spacing::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(BackendHeadersModel::IsSecret,
                                                    QHeaderView::ResizeToContents);
    table->setMinimumHeight((headersShown + 1) * spacing::rowHeight);
    auto* label = new QLabel(tr("Extra &headers"));
    label->setBuddy(table);
    auto* add = named(new QPushButton(tr("Add header")), "addHeader", tr("Add header"));
    removeHeader = named(new QPushButton(tr("Remove header")), "removeHeader", tr("Remove header"));
    auto* row = new QHBoxLayout;
    for (QPushButton* button : {add, removeHeader}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(label);
    column->addWidget(table, 1);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, &q, [this] {
        headers.insertRow(int(headers.rows().size()), {});
        const auto index = headers.index(headers.rowCount() - 1, BackendHeadersModel::Name);
        takeEdit();
        table->setCurrentIndex(index);
        table->edit(index);
    });
    connect(removeHeader, &QPushButton::clicked, &q, [this] { headers.remove(table->currentIndex().row()); });
    return part;
}

void BackendForm::Private::connectFields()
{
    for (QLineEdit* field : {name, url, version})
        connect(field, &QLineEdit::textEdited, &q, [this] { takeEdit(); });
    connect(key, &QLineEdit::textEdited, &q, [this](const QString& text) { takeKey(text); });
    for (QComboBox* box : {credential, keyFrom, accepts})
        connect(box, &QComboBox::activated, &q, [this] { takeEdit(); });
    connect(&headers, &BackendHeadersModel::edited, &q, [this] { takeEdit(); });
    connect(limits, &BackendLimitsForm::edited, &q, [this] { takeEdit(); });
    connect(&headers, &QAbstractItemModel::modelReset, &q, [this] { removeHeader->setEnabled(false); });
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, &q,
            [this](const QModelIndex& current) { removeHeader->setEnabled(current.isValid()); });
    connect(removeKey, &QPushButton::clicked, &q, [this] {
        draft.removeKey = !draft.removeKey;
        showKey();
        emit q.edited();
    });
}

void BackendForm::Private::show()
{
    const Backend& backend = draft.backend;
    isShowing = true;
    name->setText(backend.name);
    url->setText(backend.baseUrl.toDisplayString());
    version->setText(backend.apiVersion);
    accepts->setCurrentIndex(accepts->findData(backend.accepts));
    choose(credential, backend.auth);
    choose(keyFrom, backend.keySource);
    key->setText(QString::fromUtf8(draft.key.reveal()));
    headers.setBackendId(backend.id);
    headers.setRows(draft.headers);
    limits->setLimits(backend.limits, backend.billsDisconnects);
    note->setText(backend.note);
    note->setVisible(!backend.note.isEmpty());
    simulatedNote->setVisible(backend.simulated);
    details->setVisible(!backend.simulated);
    table->parentWidget()->setVisible(!backend.simulated);
    isShowing = false;
    showKey();
    showNotes();
}

void BackendForm::Private::showNotes()
{
    const QString problem = draft.backend.simulated ? QString() : baseUrlProblem(draft.backend.baseUrl);
    urlNote->setText(problem);
    urlNote->setVisible(!problem.isEmpty());
    url->setAccessibleDescription(problem);
    QPalette palette;
    palette.setColor(QPalette::WindowText, color(QApplication::palette(), Role::Bad));
    urlNote->setPalette(palette);
}

// The name of a variable is not a secret; a key is never shown.
void BackendForm::Private::showKey()
{
    const Backend& backend = draft.backend;
    const bool isVariable = backend.keySource == Backend::KeySource::Environment;
    const bool isUsed = backend.auth != Backend::Auth::None;
    if (isVariable)
        key->setText(backend.keyName);
    key->setEchoMode(isVariable ? QLineEdit::Normal : QLineEdit::Password);
    key->setEnabled(isUsed && !draft.removeKey);
    keyFrom->setEnabled(isUsed);
    const QString held = draft.removeKey ? tr("The stored key will be removed")
        : draft.keyStored                ? tr("A key is stored; type here to replace it")
                                         : tr("No key is stored");
    key->setPlaceholderText(isVariable ? u"PROXY_API_KEY"_s : held);
    key->setAccessibleName(isVariable ? tr("Environment variable with the key") : tr("API key"));
    key->setAccessibleDescription(isVariable ? QString() : held);
    removeKey->setVisible(draft.keyStored && !isVariable && isUsed);
    removeKey->setText(draft.removeKey ? tr("Keep Stored Key") : tr("Remove Stored Key"));
}

void BackendForm::Private::takeKey(const QString& text)
{
    if (draft.backend.keySource == Backend::KeySource::Environment)
        draft.backend.keyName = text.trimmed();
    else
        draft.key = Secret(text.trimmed().toUtf8());
    emit q.edited();
}

void BackendForm::Private::takeEdit()
{
    if (isShowing)
        return;
    Backend& backend = draft.backend;
    backend.name = name->text();
    backend.limits = limits->limits();
    backend.billsDisconnects = limits->billsDisconnects();
    if (!backend.simulated) {
        backend.baseUrl = typedUrl(url->text());
        backend.apiVersion = version->text().trimmed();
        backend.accepts = accepts->currentData().toString();
        backend.auth = chosen<Backend::Auth>(credential);
        draft.headers = headers.rows();
    }
    if (const auto source = chosen<Backend::KeySource>(keyFrom); source != backend.keySource) {
        changeKeySource(draft, source);
        key->clear();
    }
    showKey();
    showNotes();
    emit q.edited();
}

BackendForm::BackendForm(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    d->build();
    d->show();
}

BackendForm::~BackendForm() = default;

void BackendForm::setDraft(const BackendDraft& draft)
{
    d->draft = draft;
    d->show();
}

const BackendDraft& BackendForm::draft() const
{
    return d->draft;
}

void BackendForm::commitOpenEditor()
{
    if (auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget()); editor && isAncestorOf(editor))
        if (d->table->isAncestorOf(editor))
            d->table->setFocus(); // a cell takes what was typed when the focus leaves it
}

} // namespace safelight
