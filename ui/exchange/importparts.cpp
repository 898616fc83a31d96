// The parts of ImportDialog.
#include "ui/exchange/importdialog_p.h"

#include "ui/exchange/callwords.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int typingPause = 250; // ms
constexpr qsizetype mostKeys = 6; // shown, each on a line
constexpr int patience = 500; // ms without a sign of work

} // namespace

void ImportDialog::Private::build()
{
    auto* column = new QVBoxLayout(&q);
    column->setSpacing(spacing::betweenControls);
    column->addWidget(
        new WrapLabel(tr("Paste a curl command, a request or an answer as JSON, drop a file here, or open "
                         "one: also a browser's HAR file or a session report. Nothing is sent."),
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
    buildKeyPlace(*column);
    buildButtons(*column);
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

void ImportDialog::Private::buildKeyPlace(QVBoxLayout& column)
{
    keyPlace = new QWidget(&q);
    auto* rows = new QVBoxLayout(keyPlace);
    rows->setContentsMargins({});
    rows->setSpacing(spacing::betweenControls);
    column.addWidget(keyPlace);
}

void ImportDialog::Private::showKeys()
{
    qDeleteAll(keyPlace->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    keyRows.clear();
    for (const auto& key : std::as_const(found.keys)) {
        if (keyRows.size() < mostKeys)
            addKeyRow(key, found.keys.size() == 1);
    }
    if (const auto more = found.keys.size() - keyRows.size(); more > 0)
        keyPlace->layout()->addWidget(new WrapLabel(tr("%n more key(s) are dropped.", nullptr, int(more))));
    keyPlace->setVisible(!found.keys.isEmpty());
}

void ImportDialog::Private::addKeyRow(const FoundKey& key, bool isOnly)
{
    const QString name = keyName(key, int(keyRows.size()) + 1);
    auto* line = new QWidget(keyPlace);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    KeyRow made;
    made.keep = new QCheckBox(isOnly ? tr("Put the &key that is in it into the key store, for")
                                     : tr("Put the key %1 into the key store, for").arg(name));
    made.keep->setToolTip(tr("Otherwise it is dropped. It is kept in no session either way."));
    made.backend = new QComboBox;
    made.backend->setAccessibleName(isOnly ? tr("Back end of the key")
                                           : tr("Back end of the key %1").arg(name));
    for (const auto& [id, words] : std::as_const(place.backends))
        made.backend->addItem(words, id);
    row->addWidget(made.keep);
    row->addWidget(made.backend);
    row->addStretch(1);
    keyPlace->layout()->addWidget(line);
    keyRows.append(made);
    connect(made.keep, &QCheckBox::toggled, &q, [this, made] { leaveToOne(made); });
    connect(made.backend, &QComboBox::currentIndexChanged, &q, [this, made] { leaveToOne(made); });
}

// A back end has one key.
void ImportDialog::Private::leaveToOne(const KeyRow& chosen)
{
    if (!chosen.keep->isChecked())
        return;
    for (const auto& other : std::as_const(keyRows)) {
        if (other.keep != chosen.keep && other.backend->currentIndex() == chosen.backend->currentIndex())
            other.keep->setChecked(false);
    }
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
        latest.forget();
        *stopped = true;
        edit->setEnabled(false);
        keep->setEnabled(false);
        forgetFiles();
        showHidden();
        pause.start();
    });
    connect(text, &PasteEdit::filesDropped, &q, [this](const QStringList& paths) { open(paths.first()); });
    connect(list, &QListWidget::currentRowChanged, &q, [this] { showCall(); });
    connect(list, &QListWidget::itemSelectionChanged, &q, [this] { showCall(); });
    connect(openButton, &QPushButton::clicked, &q, [this] { browse(); });
    connect(choose, &QPushButton::clicked, &q, [this] { chooseFiles(); });
    connect(edit, &QPushButton::clicked, &q, [this] { finish(true); });
    connect(keep, &QPushButton::clicked, &q, [this] { finish(false); });
}

} // namespace safelight
