#include "ui/report/reportdialog.h"

#include "app/settings/settings.h"
#include "app/wording/reportwords.h"
#include "app/wording/words.h"
#include "ui/base/messagebar.h"
#include "ui/base/scrolled.h"
#include "ui/base/wraplabel.h"
#include "ui/report/reportpreview.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace safelight {

namespace {

constexpr QSize pleasantSize(1080, 720);
constexpr int previewAttempts = 8;
constexpr int previewPages = 12;
constexpr auto pause = 250ms; // after the last change, before the preview is made

} // namespace

class ReportDialog::Private
{
    Q_DECLARE_TR_FUNCTIONS(safelight::ReportDialog)

public:
    Private(ReportDialog& dialog, const ReportSubject& what, Settings& store)
        : q(dialog)
        , subject(what)
        , settings(store)
    { }

    void build();
    QWidget* buildChoices();
    QGridLayout* buildHead();
    QGroupBox* buildSections();
    QGroupBox* buildRedactions();
    QWidget* buildFoot();
    void connectParts();
    void fillScopes();
    void showChoice(const ReportChoice& choice);
    ReportChoice choice() const;
    const QList<qint64>& ids(ReportScope scope) const;
    ReportJob::Plan plan() const;
    void noteChange();
    void preview();
    void takeView(const Result<ReportView>& view);
    void askAndWrite();
    void write(const QString& path);
    void takeWritten(const Result<Done>& result, const QString& path);
    void setBusy(bool busy);

    ReportDialog& q;
    const ReportSubject subject;
    Settings& settings;
    QComboBox* format = nullptr;
    QComboBox* scope = nullptr;
    QComboBox* pictures = nullptr;
    QCheckBox* inside = nullptr;
    QCheckBox* compare = nullptr;
    QList<std::pair<ReportSection, QCheckBox*>> sections;
    QList<std::pair<Redaction, QCheckBox*>> redactions;
    QWidget* choices = nullptr;
    ReportPreview* view = nullptr;
    MessageBar* message = nullptr;
    QProgressBar* progress = nullptr;
    QPushButton* save = nullptr;
    QPushButton* close = nullptr;
    QTimer soon;
    std::unique_ptr<ReportJob> viewJob;
    std::unique_ptr<ReportJob> writeJob;
};

const QList<qint64>& ReportDialog::Private::ids(ReportScope which) const
{
    switch (which) {
    case ReportScope::All:
        return subject.all;
    case ReportScope::Listed:
        return subject.listed;
    case ReportScope::Chosen:
        return subject.chosen;
    case ReportScope::Starred:
        break;
    }
    return subject.starred;
}

void ReportDialog::Private::fillScopes()
{
    const auto add = [this](ReportScope which, const QString& text) {
        if (!ids(which).isEmpty())
            scope->addItem(text.arg(wording::number(ids(which).size())), int(which));
    };
    add(ReportScope::All, tr("All attempts of the session (%1)"));
    add(ReportScope::Listed, tr("Those that the filter shows (%1)"));
    add(ReportScope::Chosen, tr("The chosen ones (%1)"));
    add(ReportScope::Starred, tr("Those with a star (%1)"));
}

QGridLayout* ReportDialog::Private::buildHead()
{
    format = new QComboBox;
    format->setObjectName(u"format"_s);
    const QList<std::pair<ReportFormat, QString>> formats {
        {ReportFormat::Html, tr("HTML: one file for any browser")},
        {ReportFormat::Pdf, tr("PDF: pages to print")},
        {ReportFormat::Markdown, tr("Markdown: for notes and issues")},
        {ReportFormat::Json, tr("JSON: can be imported again")},
        {ReportFormat::Csv, tr("CSV: one row for each attempt")}};
    for (const auto& [value, text] : formats)
        format->addItem(text, int(value));
    scope = new QComboBox;
    scope->setObjectName(u"scope"_s);
    fillScopes();
    pictures = new QComboBox;
    pictures->setObjectName(u"pictures"_s);
    const QList<std::pair<PictureSize, QString>> sizes {
        {PictureSize::Full, tr("As they are")},
        {PictureSize::Large, tr("At most 1024 pixels wide or high")},
        {PictureSize::Small, tr("At most 320 pixels wide or high")},
        {PictureSize::None, tr("None")}};
    for (const auto& [value, text] : sizes)
        pictures->addItem(text, int(value));
    inside = new QCheckBox(tr("Pictures &inside the file"));
    inside->setObjectName(u"picturesInside"_s);
    // A form would put the names at the top of their fields.
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    const QList<std::pair<QString, QComboBox*>> named {
        {tr("&Format"), format}, {tr("&Attempts"), scope}, {tr("&Pictures"), pictures}};
    for (int row = 0; row < named.size(); ++row) {
        const auto& [name, box] = named.at(row);
        auto* label = new QLabel(name);
        label->setBuddy(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row, 1);
    }
    grid->addWidget(inside, int(named.size()), 0, 1, 2);
    return grid;
}

QGroupBox* ReportDialog::Private::buildSections()
{
    auto* group = new QGroupBox(tr("What it tells"));
    auto* column = new QVBoxLayout(group);
    const auto add = [this, column](ReportSection section, const QString& text) {
        auto* box = new QCheckBox(text);
        box->setObjectName(u"section-"_s + Known<ReportSection>::wireName(section));
        column->addWidget(box);
        sections.append({section, box});
    };
    add(ReportSection::Summary, tr("&Summary and pass rates"));
    add(ReportSection::List, tr("A &table of all attempts"));
    add(ReportSection::Attempts, tr("&Each attempt with its verdict"));
    add(ReportSection::Ratings, tr("&Ratings"));
    add(ReportSection::Tokens, tr("T&okens and cost"));
    add(ReportSection::Request, tr("Re&quests"));
    add(ReportSection::Answer, tr("Ans&wers"));
    add(ReportSection::Method, tr("&How to read it, price dates"));
    compare = new QCheckBox(tr("The chosen attempts si&de by side"));
    compare->setObjectName(u"compare"_s);
    compare->setVisible(subject.chosen.size() >= 2 && subject.chosen.size() <= 4);
    column->addWidget(compare);
    return group;
}

QGroupBox* ReportDialog::Private::buildRedactions()
{
    auto* group = new QGroupBox(tr("What is taken out"));
    auto* column = new QVBoxLayout(group);
    const auto add = [this, column](Redaction redaction, const QString& text, const QString& tip) {
        auto* box = new QCheckBox(text);
        box->setObjectName(u"redact-"_s + Known<Redaction>::wireName(redaction));
        box->setToolTip(tip);
        column->addWidget(box);
        redactions.append({redaction, box});
    };
    add(Redaction::Prompts, tr("Prompts, and what answers sa&y"),
        wording::reportWord(ReportWord::HiddenPrompts));
    add(Redaction::Images, tr("Pict&ures"), wording::reportWord(ReportWord::HiddenImages));
    add(Redaction::Host, tr("Host &names and addresses"), wording::reportWord(ReportWord::HiddenHost));
    add(Redaction::Project, tr("Cloud pro&jects"), wording::reportWord(ReportWord::HiddenProject));
    add(Redaction::Comments, tr("My own notes: &comments, titles, tags"),
        wording::reportWord(ReportWord::HiddenComments));
    auto* never = new WrapLabel(wording::reportWord(ReportWord::MethodKeys));
    never->setProperty("muted", true);
    column->addWidget(never);
    return group;
}

QWidget* ReportDialog::Private::buildChoices()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, spacing::insidePane, 0);
    column->setSpacing(spacing::insidePane);
    column->addLayout(buildHead());
    column->addWidget(buildSections());
    column->addWidget(buildRedactions());
    column->addStretch(1);
    choices = content;
    auto* scrolled = new Scrolled(content);
    scrolled->setMinimumWidth(320);
    scrolled->setMaximumWidth(380);
    return scrolled;
}

QWidget* ReportDialog::Private::buildFoot()
{
    auto* buttons = new QDialogButtonBox;
    save = buttons->addButton(tr("&Save report…"), QDialogButtonBox::ActionRole);
    save->setObjectName(u"save"_s);
    save->setProperty("primary", true);
    save->setDefault(true);
    close = buttons->addButton(tr("C&lose"), QDialogButtonBox::RejectRole);
    close->setObjectName(u"close"_s);
    progress = new QProgressBar;
    progress->setAccessibleName(tr("Writing the report"));
    progress->setTextVisible(false);
    progress->hide();
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    row->addWidget(progress, 1);
    row->addStretch(1);
    row->addWidget(buttons);
    return foot;
}

void ReportDialog::Private::build()
{
    view = new ReportPreview;
    message = new MessageBar;
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing::insidePane);
    row->addWidget(buildChoices());
    row->addWidget(view, 1);
    auto* column = new QVBoxLayout(&q);
    column->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane,
                               spacing::insidePane);
    column->setSpacing(spacing::betweenControls);
    column->addLayout(row, 1);
    column->addWidget(message);
    column->addWidget(buildFoot());
    soon.setSingleShot(true);
    soon.setInterval(pause);
}

void ReportDialog::Private::connectParts()
{
    const auto changed = [this] { noteChange(); };
    for (auto* box : {format, scope, pictures})
        connect(box, &QComboBox::currentIndexChanged, &q, changed);
    for (auto* box : {inside, compare})
        connect(box, &QCheckBox::toggled, &q, changed);
    for (const auto& [section, box] : sections)
        connect(box, &QCheckBox::toggled, &q, changed);
    for (const auto& [redaction, box] : redactions)
        connect(box, &QCheckBox::toggled, &q, changed);
    connect(&soon, &QTimer::timeout, &q, [this] { preview(); });
    connect(save, &QPushButton::clicked, &q, [this] { askAndWrite(); });
    connect(close, &QPushButton::clicked, &q, &ReportDialog::reject);
}

void ReportDialog::Private::showChoice(const ReportChoice& shown)
{
    format->setCurrentIndex(format->findData(int(shown.format)));
    scope->setCurrentIndex(std::max(scope->findData(int(shown.scope)), 0));
    pictures->setCurrentIndex(pictures->findData(int(shown.options.pictures)));
    inside->setChecked(shown.picturesInside);
    compare->setChecked(shown.compare);
    for (const auto& [section, box] : sections)
        box->setChecked(shown.options.has(section));
    for (const auto& [redaction, box] : redactions)
        box->setChecked(shown.options.hides(redaction));
}

ReportChoice ReportDialog::Private::choice() const
{
    ReportChoice result;
    result.format = ReportFormat(format->currentData().toInt());
    result.scope = ReportScope(scope->currentData().toInt());
    result.options.pictures = PictureSize(pictures->currentData().toInt());
    result.picturesInside = inside->isChecked();
    result.compare = compare->isChecked();
    result.options.sections = ReportSection::Comparisons;
    for (const auto& [section, box] : sections)
        result.options.sections.setFlag(section, box->isChecked());
    for (const auto& [redaction, box] : redactions)
        result.options.redactions.setFlag(redaction, box->isChecked());
    return result;
}

ReportJob::Plan ReportDialog::Private::plan() const
{
    const ReportChoice chosen = choice();
    ReportJob::Plan plan;
    plan.ids = ids(chosen.scope);
    plan.facts = subject.facts;
    plan.options = chosen.options;
    if (chosen.compare && subject.chosen.size() >= 2 && subject.chosen.size() <= 4)
        plan.options.comparisons = {{subject.chosen, subject.chosen.constFirst()}};
    plan.options = optionsFor(chosen.format, plan.options);
    plan.target.format = chosen.format;
    plan.target.picturesInside = chosen.picturesInside;
    return plan;
}

void ReportDialog::Private::noteChange()
{
    const ReportChoice chosen = choice();
    inside->setVisible(chosen.format == ReportFormat::Markdown);
    pictures->setEnabled(chosen.format != ReportFormat::Csv && !chosen.options.hides(Redaction::Images));
    const bool each = chosen.options.has(ReportSection::Attempts) || chosen.format == ReportFormat::Json
        || chosen.format == ReportFormat::Csv;
    for (const auto& [section, box] : sections) {
        if (section == ReportSection::Ratings || section == ReportSection::Tokens
            || section == ReportSection::Request || section == ReportSection::Answer)
            box->setEnabled(each);
    }
    settings.setValue(SettingKey::ReportChoice, encodeChoice(chosen));
    viewJob.reset(); // overtaken
    message->hide();
    soon.start();
}

void ReportDialog::Private::preview()
{
    ReportJob::Plan shown = plan();
    const auto all = shown.ids.size();
    shown.ids = shown.ids.mid(0, previewAttempts);
    view->setNote(shown.ids.size() < all
                      ? tr("Preview of the first %1 of %2 attempts; its numbers are about these.")
                            .arg(wording::number(shown.ids.size()), wording::number(all))
                      : tr("Preview"));
    if (shown.ids.isEmpty()) {
        view->showSentence(tr("There are no attempts to report on yet."));
        emit q.previewed();
        return;
    }
    viewJob = std::make_unique<ReportJob>(subject.source, shown);
    connect(viewJob.get(), &ReportJob::viewed, &q,
            [this](const Result<ReportView>& made) { takeView(made); });
    viewJob->makeView(previewPages);
}

void ReportDialog::Private::takeView(const Result<ReportView>& made)
{
    if (made)
        view->showView(*made);
    else if (made.error().code != Error::Code::Cancelled)
        view->showSentence(made.error().message);
    emit q.previewed();
}

void ReportDialog::Private::askAndWrite()
{
    const ReportChoice chosen = choice();
    const QString ending = reportEnding(chosen.format);
    const QString name = QFileInfo(subject.facts.session).completeBaseName();
    const QString proposed =
        QDir(settings.text(SettingKey::LastSaveFolder))
            .filePath((name.isEmpty() || chosen.options.hides(Redaction::Comments) ? tr("report")
                                                                                   : name + u"-report"_s)
                      + u'.' + ending);
    auto* dialog =
        new QFileDialog(&q, tr("Save report"), QFileInfo(proposed).absolutePath(), u"*."_s + ending);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(QFileInfo(proposed).fileName());
    connect(dialog, &QFileDialog::fileSelected, &q, [this](const QString& path) {
        settings.setValue(SettingKey::LastSaveFolder, QFileInfo(path).absolutePath());
        write(path);
    });
    dialog->open();
}

void ReportDialog::Private::setBusy(bool busy)
{
    choices->setEnabled(!busy);
    save->setEnabled(!busy && !subject.all.isEmpty());
    progress->setVisible(busy);
    close->setText(busy ? tr("S&top") : tr("C&lose"));
}

void ReportDialog::Private::write(const QString& path)
{
    if (writeJob)
        return;
    ReportJob::Plan asked = plan();
    asked.target.path = path;
    writeJob = std::make_unique<ReportJob>(subject.source, asked);
    connect(writeJob.get(), &ReportJob::progressed, &q, [this](int done, int all) {
        progress->setRange(0, std::max(all, 1));
        progress->setValue(done);
    });
    connect(writeJob.get(), &ReportJob::written, &q,
            [this, path](const Result<Done>& result) { takeWritten(result, path); });
    message->hide();
    setBusy(true);
    writeJob->write();
}

void ReportDialog::Private::takeWritten(const Result<Done>& result, const QString& path)
{
    // The job is telling this; it goes when it has told.
    writeJob.release()->deleteLater();
    setBusy(false);
    if (result) {
        emit q.written(path);
        q.accept();
        return;
    }
    const bool stopped = result.error().code == Error::Code::Cancelled;
    message->showMessage(result.error().message, result.error().detail, stopped ? Role::Warn : Role::Bad);
}

ReportDialog::ReportDialog(const ReportSubject& subject, Settings& settings,
                           std::optional<ReportFormat> format, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, subject, settings))
{
    setObjectName(u"reportDialog"_s);
    setWindowTitle(tr("Export report"));
    setSizeGripEnabled(true);
    d->build();
    ReportChoice choice = decodeChoice(settings.value(SettingKey::ReportChoice).toByteArray());
    if (format)
        choice.format = *format;
    if (subject.aboutChosen || subject.chosen.size() > 1)
        choice.scope = ReportScope::Chosen;
    d->showChoice(choice);
    d->connectParts();
    if (!restoreGeometry(settings.value(SettingKey::ReportGeometry).toByteArray()))
        resize(pleasantSize);
    d->setBusy(false);
    d->noteChange();
}

ReportDialog::~ReportDialog()
{
    d->settings.setValue(SettingKey::ReportGeometry, saveGeometry());
}

ReportChoice ReportDialog::choice() const
{
    return d->choice();
}

void ReportDialog::writeTo(const QString& path)
{
    d->write(path);
}

void ReportDialog::reject()
{
    if (d->writeJob)
        d->writeJob->stop();
    else
        QDialog::reject();
}

} // namespace safelight
