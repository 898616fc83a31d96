// The parts of ImportDialog.
#include "ui/exchange/importdialog_p.h"

#include "ui/base/scrolled.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int typingPause = 250; // ms
constexpr int patience = 500; // ms without a sign of work

} // namespace

void ImportDialog::Private::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(spacing::betweenControls);
    column->addWidget(new WrapLabel(
        tr("Paste a curl command, a request or a response as JSON, drop a file, or open one: also "
           "PowerShell, fetch(…), a Postman collection, a HAR file or a session report. No command "
           "is run and nothing is sent."),
        &q));
    text = new PasteEdit(&q);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Recorded request"));
    text->setPlaceholderText(tr("curl https://… -d '{ \"contents\": [ … ] }'"));
    text->setMinimumHeight(80);
    column->addWidget(text, 2);
    hidden = new WrapLabel({}, &q);
    hidden->setProperty("muted", true);
    hidden->hide();
    column->addWidget(hidden);
    buildFound(*column);
    keys = new ImportKeys(place.backends, &q);
    column->addWidget(keys);
    auto* outer = new QVBoxLayout(&q);
    outer->setSpacing(spacing::betweenControls);
    outer->addWidget(new Scrolled(content)); // a request may change much, and the window may be low
    buildButtons(*outer);
}

void ImportDialog::Private::buildFound(QVBoxLayout& column)
{
    busy = new QProgressBar(&q);
    busy->setRange(0, 0);
    busy->setTextVisible(false);
    busy->setAccessibleName(tr("Reading"));
    busy->setMaximumHeight(4);
    busy->hide();
    title = new WrapLabel({}, &q);
    title->setTextFormat(Qt::PlainText);
    QFont bold = q.font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    list = new QListWidget(&q);
    list->setAccessibleName(tr("Calls"));
    list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list->setUniformItemSizes(true);
    list->setMinimumHeight(60);
    changes = new WrapLabel({}, &q);
    changes->setTextFormat(Qt::PlainText);
    difference = new DiffView(&q);
    difference->setAccessibleName(tr("Changes of the prompt"));
    difference->setMinimumHeight(60);
    notes = new WrapLabel({}, &q);
    notes->setTextFormat(Qt::PlainText);
    notes->setProperty("muted", true);
    column.addWidget(busy);
    column.addWidget(title);
    column.addWidget(list, 2);
    column.addWidget(changes);
    column.addWidget(difference, 2);
    column.addWidget(notes);
}

void ImportDialog::Private::buildButtons(QVBoxLayout& column)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, &q);
    openButton = buttons->addButton(tr("&Open a file…"), QDialogButtonBox::ActionRole);
    choose = buttons->addButton(tr("&Choose Files…"), QDialogButtonBox::ActionRole);
    choose->setToolTip(tr("Choose the files the command reads. Nothing is read from its text alone."));
    choose->hide();
    keep = buttons->addButton(tr("&Keep as an attempt"), QDialogButtonBox::ActionRole);
    edit = buttons->addButton(tr("Put into the &editor"), QDialogButtonBox::ActionRole);
    edit->setDefault(true);
    column.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, &q, &QDialog::reject);
}

void ImportDialog::Private::connectParts()
{
    pause.setSingleShot(true);
    pause.setInterval(typingPause);
    wait.setSingleShot(true);
    wait.setInterval(patience);
    connect(&pause, &QTimer::timeout, &q, [this] { read(text->bytes(), tr("pasted text")); });
    connect(&wait, &QTimer::timeout, &q, [this] { busy->show(); });
    connect(text, &PasteEdit::entered, &q, [this] {
        reading.forget();
        edit->setEnabled(false);
        keep->setEnabled(false);
        choose->hide();
        showHidden();
        pause.start();
    });
    connect(&reading, &CallReading::finished, &q, [this](const ReadCalls& read) { take(read); });
    connect(text, &PasteEdit::filesDropped, &q, [this](const QStringList& paths) { open(paths.first()); });
    connect(list, &QListWidget::currentRowChanged, &q, [this] { showCall(); });
    connect(list, &QListWidget::itemSelectionChanged, &q, [this] { showCall(); });
    connect(openButton, &QPushButton::clicked, &q, [this] { browse(); });
    connect(choose, &QPushButton::clicked, &q, [this] { chooseFiles(); });
    connect(edit, &QPushButton::clicked, &q, [this] { finish(true); });
    connect(keep, &QPushButton::clicked, &q, [this] { finish(false); });
}

} // namespace safelight
