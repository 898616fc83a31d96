#include "ui/shell/reportwork.h"

#include "app/find/historyquery.h"
#include "app/workbench/opensession.h"
#include "app/workbench/sessionhistory.h"
#include "app/workbench/workbench.h"
#include "ui/base/messagebar.h"
#include "ui/frame/actions.h"
#include "ui/frame/toolbar.h"
#include "ui/history/historypanel.h"
#include "ui/report/reportdialog.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QMenu>
#include <QSet>

using namespace Qt::StringLiterals;

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

ReportWork::ReportWork(const ReportWorkParts& parts, QWidget* window)
    : QObject(window)
    , m_window(*window)
    , m_parts(parts)
{
    makeMenu();
    connect(m_parts.actions.exportReport, &QAction::triggered, this,
            [this] { collectReport(m_parts.history.chosenAttempts(), {}); });
    connect(&m_parts.history, &HistoryPanel::reportRequested, this,
            [this](const QList<qint64>& ids) { collectReport(ids, {}, true); });
}

void ReportWork::makeMenu()
{
    const QList<std::pair<ReportFormat, QString>> formats {{ReportFormat::Html, tr("&HTML…")},
                                                           {ReportFormat::Pdf, tr("&PDF…")},
                                                           {ReportFormat::Markdown, tr("&Markdown…")},
                                                           {ReportFormat::Json, tr("&JSON…")},
                                                           {ReportFormat::Csv, tr("&CSV table…")}};
    auto* menu = new QMenu(tr("Export report"), &m_window);
    for (const auto& [format, text] : formats)
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, chosen = format] { collectReport(m_parts.history.chosenAttempts(), chosen); });
    m_parts.toolbar.setReportMenu(menu);
}

// All ids first, then those with a star; the dialog opens when both are known.
void ReportWork::collectReport(const QList<qint64>& chosen, std::optional<ReportFormat> format,
                               bool aboutChosen)
{
    m_parts.workbench.history().find(
        oldestFirst({}), this, [this, chosen, format, aboutChosen](const Result<HistoryIndex>& all) {
            if (!all)
                return m_parts.message.showProblem(all.error().message, all.error().detail);
            ReportSubject subject;
            subject.all = idsOf(all);
            subject.chosen = inOrderOf(subject.all, chosen);
            subject.aboutChosen = aboutChosen;
            m_parts.workbench.history().find(oldestFirst(u"star"_s), this,
                                             [this, subject, format](const Result<HistoryIndex>& starred) {
                                                 ReportSubject whole = subject;
                                                 whole.starred = idsOf(starred);
                                                 openReport(whole, format);
                                             });
        });
}

void ReportWork::openReport(ReportSubject subject, std::optional<ReportFormat> format)
{
    auto& workbench = m_parts.workbench;
    subject.listed = inOrderOf(subject.all, m_parts.history.listedAttempts());
    if (subject.listed.size() == subject.all.size())
        subject.listed.clear();
    subject.facts = {QCoreApplication::applicationVersion(), QDateTime::currentDateTimeUtc(),
                     QFileInfo(workbench.session().path()).fileName()};
    subject.source = [&workbench](qint64 id, QObject* context, const auto& then) {
        workbench.history().attempts({id}, context, [then](const Result<QList<Attempt>>& attempts) {
            if (attempts && !attempts->isEmpty())
                then(attempts->constFirst());
            else
                then(attempts ? Error {Error::Code::NotFound, tr("An attempt is not there any more.")}
                              : attempts.error());
        });
    };
    auto* dialog = new ReportDialog(subject, m_parts.settings, format, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReportDialog::written, this, [this](const QString& path) {
        m_parts.message.showMessage(tr("The report was written to “%1”.").arg(QFileInfo(path).fileName()),
                                    path, Role::Good);
    });
    dialog->open();
}

} // namespace safelight
