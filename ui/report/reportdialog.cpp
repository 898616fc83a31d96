#include "ui/report/reportdialog.h"

#include "app/settings/settings.h"
#include "app/wording/words.h"
#include "ui/base/messagebar.h"
#include "ui/base/scrolled.h"
#include "ui/report/reportchoices.h"
#include "ui/report/reportpreview.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
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
    QWidget* buildFoot();
    void connectParts();
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
    ReportChoices* choices = nullptr;
    ReportPreview* view = nullptr;
    MessageBar* message = nullptr;
    QProgressBar* progress = nullptr;
    QPushButton* save = nullptr;
    QPushButton* close = nullptr;
    QTimer soon;
    std::unique_ptr<ReportJob> viewJob;
    std::unique_ptr<ReportJob> writeJob;
    bool isStopping = false; // what is being written
};

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
    choices = new ReportChoices(subject);
    auto* scrolled = new Scrolled(choices);
    scrolled->setMinimumWidth(320);
    scrolled->setMaximumWidth(380);
    row->addWidget(scrolled);
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
    connect(choices, &ReportChoices::changed, &q, [this] { noteChange(); });
    connect(&soon, &QTimer::timeout, &q, [this] { preview(); });
    connect(save, &QPushButton::clicked, &q, [this] { askAndWrite(); });
    connect(close, &QPushButton::clicked, &q, &ReportDialog::reject);
}

ReportJob::Plan ReportDialog::Private::plan() const
{
    const ReportChoice chosen = choices->choice();
    ReportJob::Plan plan;
    plan.ids = attemptsOf(subject, chosen.scope);
    plan.facts = subject.facts;
    plan.options = chosen.options;
    if (chosen.compare && ReportChoices::canCompare(subject))
        plan.options.comparisons = {{subject.chosen, subject.chosen.constFirst()}};
    plan.options = optionsFor(chosen.format, plan.options);
    plan.target.format = chosen.format;
    plan.target.picturesInside = chosen.picturesInside;
    return plan;
}

void ReportDialog::Private::noteChange()
{
    settings.setValue(SettingKey::ReportChoice, encodeChoice(choices->choice()));
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
    const ReportChoice chosen = choices->choice();
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
    isStopping = false;
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
    d->choices->showChoice(choice);
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
    return d->choices->choice();
}

void ReportDialog::writeTo(const QString& path)
{
    d->write(path);
}

void ReportDialog::reject()
{
    // The first time stops the writing; whatever that comes to, the next time closes.
    if (d->writeJob && !std::exchange(d->isStopping, true))
        d->writeJob->stop();
    else
        QDialog::reject();
}

} // namespace safelight
