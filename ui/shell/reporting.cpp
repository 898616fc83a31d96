#include "app/session/historyquery.h"
#include "app/workbench/sessionhistory.h"
#include "ui/history/historypanel.h"
#include "ui/report/reportdialog.h"
#include "ui/shell/mainwindow_p.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

// Reports on the session's attempts.
namespace safelight {

namespace {

QList<qint64> idsOf(const Result<HistoryIndex>& index)
{
    QList<qint64> ids;
    if (index) {
        for (const HistoryKey& key : index->keys)
            ids << key.id;
    }
    return ids;
}

HistoryQuery oldestFirst(const QString& filter)
{
    return {readFilter(filter).filter, HistoryOrder::Number, false};
}

// In the order of the report, whatever the list's is.
QList<qint64> inOrderOf(const QList<qint64>& all, const QList<qint64>& some)
{
    QList<qint64> ordered;
    const QSet<qint64> wanted(some.begin(), some.end());
    for (const qint64 id : all) {
        if (wanted.contains(id))
            ordered << id;
    }
    return ordered;
}

} // namespace

void MainWindow::Private::connectReports()
{
    const QList<std::pair<ReportFormat, QString>> formats {{ReportFormat::Html, tr("&HTML…")},
                                                           {ReportFormat::Pdf, tr("&PDF…")},
                                                           {ReportFormat::Markdown, tr("&Markdown…")},
                                                           {ReportFormat::Json, tr("&JSON…")},
                                                           {ReportFormat::Csv, tr("&CSV table…")}};
    auto* menu = new QMenu(tr("Export report"), &window);
    for (const auto& [format, text] : formats)
        connect(menu->addAction(text), &QAction::triggered, &window,
                [this, chosen = format] { collectReport(history->chosenAttempts(), chosen); });
    toolbar->setReportMenu(menu);
    connect(actions->exportReport, &QAction::triggered, &window,
            [this] { collectReport(history->chosenAttempts(), {}); });
    connect(history, &HistoryPanel::reportRequested, &window,
            [this](const QList<qint64>& ids) { collectReport(ids, {}, true); });
}

// All ids first, then those with a star; the dialog opens when both are known.
void MainWindow::Private::collectReport(const QList<qint64>& chosen, std::optional<ReportFormat> format,
                                        bool aboutChosen)
{
    workbench.history().find(
        oldestFirst({}), &window, [this, chosen, format, aboutChosen](const Result<HistoryIndex>& all) {
            if (!all)
                return window.showProblem(all.error().message, all.error().detail);
            ReportSubject subject;
            subject.all = idsOf(all);
            subject.chosen = inOrderOf(subject.all, chosen);
            subject.aboutChosen = aboutChosen;
            workbench.history().find(oldestFirst(u"star"_s), &window,
                                     [this, subject, format](const Result<HistoryIndex>& starred) {
                                         ReportSubject whole = subject;
                                         whole.starred = idsOf(starred);
                                         openReport(whole, format);
                                     });
        });
}

void MainWindow::Private::openReport(ReportSubject subject, std::optional<ReportFormat> format)
{
    subject.listed = inOrderOf(subject.all, history->listedAttempts());
    if (subject.listed.size() == subject.all.size())
        subject.listed.clear();
    subject.facts = {QCoreApplication::applicationVersion(), QDateTime::currentDateTimeUtc(),
                     QFileInfo(workbench.sessionPath()).fileName()};
    subject.source = [this](qint64 id, QObject* context, const auto& then) {
        workbench.history().attempts({id}, context, [then](const Result<QList<Attempt>>& attempts) {
            if (attempts && !attempts->isEmpty())
                then(attempts->constFirst());
            else
                then(attempts ? Error {Error::Code::NotFound, tr("An attempt is not there any more.")}
                              : attempts.error());
        });
    };
    auto* dialog = new ReportDialog(subject, settings, format, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReportDialog::written, &window, [this](const QString& path) {
        message->showMessage(tr("The report was written to “%1”.").arg(QFileInfo(path).fileName()), path,
                             Role::Good);
    });
    dialog->open();
}

} // namespace safelight
