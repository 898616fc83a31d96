#include "ui/settings/pricesdialog.h"

#include "app/base/background.h"
#include "app/base/files.h"
#include "app/client/filedownload.h"
#include "app/cost/pricechanges.h"
#include "app/wording/costwords.h"
#include "ui/base/messagebar.h"
#include "ui/base/wraplabel.h"
#include "ui/settings/flatpricesmodel.h"
#include "ui/settings/pricechangesdialog.h"
#include "ui/settings/pricesmodel.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qint64 largestFile = 32LL * 1024 * 1024; // the whole of genai-prices has some 2 MB

QLabel* makeNote(const QString& text)
{
    auto* label = new WrapLabel(text);
    label->setProperty("muted", true);
    return label;
}

QTableView* makeTable(QAbstractItemModel& model, const QString& name)
{
    auto* table = new QTableView;
    table->setAccessibleName(name);
    table->setModel(&model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

QPushButton* makeButton(const QString& text, const char* name, QHBoxLayout& row)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1StringView(name));
    button->setAutoDefault(false);
    row.addWidget(button);
    return button;
}

} // namespace

class PricesDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::PricesDialog)

public:
    Private(PricesDialog& dialog, const PricesEdit& start, const QList<std::pair<QString, QString>>& backends,
            QDate day)
        : q(dialog)
        , initial(start)
        , today(day)
        , prices(start.book, day)
        , flat(start.book.flat, backends)
    { }

    void build();
    QWidget* buildPrices();
    QWidget* buildFlat();
    void connectParts();
    void addPrice(const ModelPrice& like);
    void updateButtons();
    void say(const QString& sentence, Role role, const QString& detail = {});
    void readImport(const QByteArray& bytes);
    void refuseImport(const Error& error);
    void showChanges(const ImportedPrices& imported);
    void take(const PriceTable& table, const QStringList& notes);
    void askForAddress();
    PriceBook book() const;

    PricesDialog& q;
    const PricesEdit initial;
    const QDate today;
    PricesModel prices;
    FlatPricesModel flat;
    QTableView* priceTable = nullptr;
    QTableView* flatTable = nullptr;
    QPushButton* copy = nullptr;
    QPushButton* removal = nullptr;
    QPushButton* reset = nullptr;
    QPushButton* flatRemoval = nullptr;
    MessageBar* message = nullptr;
    QCheckBox* countTokens = nullptr;
    QDialogButtonBox* buttons = nullptr;
};

void PricesDialog::Private::build()
{
    auto* tabs = new QTabWidget;
    tabs->setAccessibleName(tr("Kinds of prices"));
    tabs->setDocumentMode(true);
    tabs->addTab(buildPrices(), tr("Per million tokens"));
    tabs->addTab(buildFlat(), tr("Per request"));
    message = new MessageBar;
    countTokens =
        new QCheckBox(tr("Let the back end count a draft’s &tokens while I write; this sends it the draft"));
    countTokens->setObjectName(u"countTokens"_s);
    countTokens->setChecked(initial.countTokens);
    buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setProperty("primary", true);
    buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    auto* page = new QVBoxLayout(&q);
    page->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                             spacing::insidePane);
    page->setSpacing(spacing::betweenControls);
    page->addWidget(tabs, 1);
    page->addWidget(message);
    page->addWidget(countTokens);
    page->addWidget(buttons);
}

QWidget* PricesDialog::Private::buildPrices()
{
    auto* page = new QWidget;
    priceTable = makeTable(prices, tr("Prices per million tokens"));
    priceTable->horizontalHeader()->setStretchLastSection(true);
    priceTable->resizeColumnsToContents();
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::betweenControls);
    auto* added = makeButton(tr("&New price"), "newPrice", *row);
    copy = makeButton(tr("&Copy as mine"), "copyPrice", *row);
    removal = makeButton(tr("&Remove"), "removePrice", *row);
    row->addStretch(1);
    auto* import = makeButton(tr("&Import…"), "importPrices", *row);
    import->setToolTip(tr("Read a price file: Safelight’s own or the open genai-prices format (JSON)"));
    auto* fetched = makeButton(tr("Import &from address…"), "fetchPrices", *row);
    reset = makeButton(tr("Remove &all of mine"), "resetPrices", *row);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, spacing::betweenControls, 0, 0);
    column->addWidget(makeNote(tr("US dollars per million tokens. The prices in grey came with the program "
                                  "(%1). Your own rows take precedence.")
                                   .arg(wording::day(initial.book.bundled.date))));
    column->addWidget(priceTable, 1);
    column->addLayout(row);
    connect(added, &QPushButton::clicked, &q, [this] { addPrice({}); });
    connect(fetched, &QPushButton::clicked, &q, [this] { askForAddress(); });
    connect(import, &QPushButton::clicked, &q, [this] {
        const QString path =
            QFileDialog::getOpenFileName(&q, tr("Import prices"), {}, tr("Price files (*.json)"));
        if (!path.isEmpty())
            q.importFile(path);
    });
    return page;
}

QWidget* PricesDialog::Private::buildFlat()
{
    auto* page = new QWidget;
    flatTable = makeTable(flat, tr("Prices per request"));
    flatTable->setItemDelegate(new ChoiceDelegate(flatTable));
    flatTable->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                               | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    auto* header = flatTable->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FlatPricesModel::Model, QHeaderView::Stretch);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::betweenControls);
    auto* added = makeButton(tr("&New flat price"), "newFlat", *row);
    flatRemoval = makeButton(tr("&Remove"), "removeFlat", *row);
    row->addStretch(1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, spacing::betweenControls, 0, 0);
    column->addWidget(
        makeNote(tr("Some proxies charge US dollars for each request, whatever its tokens. Where "
                    "a back end has a flat price, only that counts.")));
    column->addWidget(flatTable, 1);
    column->addLayout(row);
    connect(added, &QPushButton::clicked, &q, [this] {
        const auto index = flat.index(flat.add(), FlatPricesModel::Amount);
        flatTable->setCurrentIndex(index);
        flatTable->edit(index);
    });
    connect(flatRemoval, &QPushButton::clicked, &q, [this] { flat.remove(flatTable->currentIndex().row()); });
    return page;
}

void PricesDialog::Private::connectParts()
{
    connect(copy, &QPushButton::clicked, &q, [this] {
        const int row = priceTable->currentIndex().row();
        if (row < 0)
            return;
        const PriceRow like = prices.rows().at(row); // a copy: the rows move
        addPrice(like.price);
    });
    connect(removal, &QPushButton::clicked, &q, [this] { prices.remove(priceTable->currentIndex().row()); });
    connect(reset, &QPushButton::clicked, &q, [this] { prices.removeOwn(); });
    const auto refuse = [this](const QString& sentence) { say(sentence, Role::Bad); };
    connect(&prices, &PricesModel::refused, &q, refuse);
    connect(&flat, &FlatPricesModel::refused, &q, refuse);
    const auto update = [this] {
        message->hide();
        updateButtons();
    };
    connect(&prices, &PricesModel::edited, &q, update);
    connect(&flat, &FlatPricesModel::edited, &q, update);
    for (auto* table : {priceTable, flatTable})
        connect(table->selectionModel(), &QItemSelectionModel::currentChanged, &q,
                [this] { updateButtons(); });
    connect(buttons, &QDialogButtonBox::accepted, &q, &PricesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &q, &PricesDialog::reject);
    updateButtons();
}

void PricesDialog::Private::addPrice(const ModelPrice& like)
{
    const int row = prices.add(like);
    const auto index = prices.index(row, like.model.isEmpty() ? PricesModel::Model : PricesModel::Input);
    priceTable->setCurrentIndex(index);
    priceTable->scrollTo(index);
    priceTable->edit(index);
}

void PricesDialog::Private::updateButtons()
{
    const int row = priceTable->currentIndex().row();
    const bool isRow = row >= 0 && row < prices.rows().size();
    copy->setEnabled(isRow);
    removal->setEnabled(isRow && prices.rows().at(row).own);
    reset->setEnabled(!prices.userTable().prices.isEmpty());
    flatRemoval->setEnabled(flatTable->currentIndex().isValid());
}

void PricesDialog::Private::say(const QString& sentence, Role role, const QString& detail)
{
    message->showMessage(sentence, detail, role);
}

void PricesDialog::Private::readImport(const QByteArray& bytes)
{
    inBackground(
        &q, [bytes, day = today] { return readPriceFile(bytes, day); },
        [this](const Result<ImportedPrices>& imported) {
            if (imported)
                showChanges(*imported);
            else
                refuseImport(imported.error());
        });
}

void PricesDialog::Private::refuseImport(const Error& error)
{
    say(tr("Nothing was imported. %1").arg(error.message), Role::Bad, error.detail);
    emit q.importEnded(false);
}

void PricesDialog::Private::showChanges(const ImportedPrices& imported)
{
    const auto changes = priceChanges(imported.table, book(), today);
    const auto isSame = [](const PriceChange& change) { return change.kind == PriceChange::Kind::Same; };
    if (std::ranges::all_of(changes, isSame)) {
        say(tr("These prices are already in use."), Role::Good, imported.notes.join(u'\n'));
        emit q.importEnded(true);
        return;
    }
    auto* shown = new PriceChangesDialog(changes, imported.notes, &q);
    shown->setAttribute(Qt::WA_DeleteOnClose);
    connect(shown, &QDialog::accepted, &q,
            [this, shown, notes = imported.notes] { take(shown->changed(), notes); });
    connect(shown, &QDialog::rejected, &q, [this] {
        say(tr("Nothing was imported."), Role::Mute);
        emit q.importEnded(false);
    });
    shown->open();
    emit q.changesShown();
}

void PricesDialog::Private::take(const PriceTable& table, const QStringList& notes)
{
    prices.take(table);
    const auto taken = int(table.prices.size());
    say(notes.isEmpty() ? tr("%n prices were imported.", nullptr, taken)
                        : tr("%n prices were imported; some of the file is not used.", nullptr, taken),
        notes.isEmpty() ? Role::Good : Role::Warn, notes.join(u'\n'));
    emit q.importEnded(true);
}

void PricesDialog::Private::askForAddress()
{
    auto* question = new QInputDialog(&q);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName(u"priceAddress"_s);
    question->setWindowTitle(tr("Import prices"));
    question->setLabelText(tr("Address of a price file (https://…). It is fetched once, now."));
    question->setOkButtonText(tr("&Fetch"));
    connect(question, &QInputDialog::textValueSelected, &q,
            [this](const QString& text) { q.importFrom(QUrl(text.trimmed(), QUrl::StrictMode)); });
    question->open();
}

PriceBook PricesDialog::Private::book() const
{
    PriceBook result = initial.book;
    result.user = prices.userTable();
    result.flat = flat.rows();
    return result;
}

PricesDialog::PricesDialog(const PricesEdit& edit, const QList<std::pair<QString, QString>>& backends,
                           QDate today, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, edit, backends, today))
{
    setWindowTitle(tr("Prices"));
    d->build();
    d->connectParts();
    resize(900, 520);
}

PricesDialog::~PricesDialog() = default;

PricesEdit PricesDialog::edit() const
{
    return {d->book(), d->countTokens->isChecked()};
}

void PricesDialog::importFile(const QString& path)
{
    inBackground(
        this, [path] { return readFile(path, largestFile); },
        [this](const Result<QByteArray>& bytes) {
            if (bytes)
                d->readImport(*bytes);
            else
                d->refuseImport(bytes.error());
        });
}

void PricesDialog::importFrom(const QUrl& address)
{
    if (const QString problem = downloadProblem(address); !problem.isEmpty()) {
        d->refuseImport({Error::Code::Refused, problem});
        return;
    }
    d->say(tr("Fetching %1…").arg(address.host()), Role::Mute);
    downloadFile(address, largestFile, this, [this](const Result<QByteArray>& bytes) {
        if (bytes)
            d->readImport(*bytes);
        else
            d->refuseImport(bytes.error());
    });
}

void PricesDialog::accept()
{
    // What is kept must be readable again.
    if (const auto kept = decodeUserPrices(encodeUserPrices(d->book())); !kept)
        d->say(tr("Your prices cannot be kept like this. %1").arg(kept.error().message), Role::Bad);
    else
        QDialog::accept();
}

} // namespace safelight
