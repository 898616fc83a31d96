#include "app/cli/reportcommand.h"

#include "app/cli/console.h"
#include "app/cli/reportoptionsreader.h"
#include "app/client/modelcatalogue.h"
#include "app/find/historyfinder.h"
#include "app/report/reportbuilder.h"
#include "app/sending/attemptreading.h"
#include "app/session/sessionstore.h"
#include "app/settings/settings.h"
#include "app/wholesession/sessioncopy.h"
#include "app/wholesession/sessionexcerpt.h"
#include "app/wording/filterwords.h"
#include "app/workbench/historyindexing.h"
#include "app/workbench/storedprices.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class SessionReport final
{
    Q_DECLARE_TR_FUNCTIONS(Report)

public:
    explicit SessionReport(ReportCall call)
        : m_call(std::move(call))
        , m_spool(m_call.options.pictures)
    { }

    Result<Done> write();

private:
    Result<Done> open();
    Result<QList<qint64>> chosenIds();
    Result<Attempt> read(qint64 id) const;
    Result<Done> chooseCompared(const QHash<int, qint64>& ids);
    Result<Done> writeReportOf(const Report& report) const;

    ReportCall m_call;
    PictureSpool m_spool;
    QTemporaryDir m_folder;
    std::unique_ptr<SessionStore> m_store; // of a copy
    const ModelCatalogue m_models;
    const PriceBook m_prices = storedPricesOrBundled(Settings());
};

// The session stays as it is: to open it would bring one of an older program up to date and tell others that
// it is used. A copy in the temporary folder is read, which SQLite makes while others go on writing.
Result<Done> SessionReport::open()
{
    const QString copy = m_folder.filePath(u"session.safelight"_s);
    // A filter must see all of the session; for attempts that are named, these are enough.
    const bool isPart = m_call.filter.isEmpty() && !m_call.numbers.isEmpty();
    const auto copied =
        isPart ? excerptSession(m_call.session, m_call.numbers, copy) : copySession(m_call.session, copy, {});
    if (!copied)
        return copied.error();
    auto store = SessionStore::open(copy);
    if (!store)
        return store.error();
    m_store = *std::move(store);
    return Done();
}

Result<Attempt> SessionReport::read(qint64 id) const
{
    auto attempt = m_store->load(id);
    if (!attempt)
        return attempt;
    const ModelInfo* model = m_models.find(attempt->prompt.model);
    readAgain(*attempt, {model ? std::optional(*model) : std::nullopt, m_prices, QDate::currentDate()});
    return attempt;
}

Result<Done> SessionReport::chooseCompared(const QHash<int, qint64>& ids)
{
    if (m_call.compared.isEmpty())
        return Done();
    ReportOptions::Compared compared;
    for (const int number : m_call.compared) {
        if (!ids.contains(number))
            return Error {
                Error::Code::NotFound,
                tr("Attempt %1 is to be compared, and is not among those of the report.").arg(number)};
        compared.ids << ids.value(number);
    }
    compared.baseline = compared.ids.constFirst();
    m_call.options.comparisons = {compared};
    return Done();
}

Result<QList<qint64>> SessionReport::chosenIds()
{
    const auto reading = readFilter(m_call.filter);
    if (reading.problem)
        return Error {Error::Code::Parse, wording::filterProblemWithPlace(*reading.problem), {}};
    if (!reading.filter.isEmpty()) {
        // What older programs did not put into the index.
        if (const auto done = indexAll(*m_store, knownModels(m_models.models)); !done)
            return done.error();
    }
    const auto found =
        HistoryFinder(m_store->connection()).find({reading.filter, HistoryOrder::Number, false}, {});
    if (!found)
        return found.error();
    QList<qint64> ids;
    for (const HistoryKey& key : found->keys)
        ids << key.id;
    const auto summaries = m_store->summaries(ids);
    if (!summaries)
        return summaries.error();
    QList<qint64> chosen;
    QHash<int, qint64> byNumber;
    for (const AttemptSummary& summary : *summaries) {
        if (!m_call.numbers.isEmpty() && !m_call.numbers.contains(summary.number))
            continue;
        chosen << summary.id;
        byNumber.insert(summary.number, summary.id);
    }
    for (const int number : m_call.numbers) {
        if (!byNumber.contains(number))
            console::complain(
                tr("Attempt %1 is not in the session, or does not match the filter.").arg(number));
    }
    if (chosen.isEmpty() && !m_call.numbers.isEmpty())
        return Error {
            Error::Code::NotFound, tr("None of these attempts is there, so no report was written."), {}};
    if (const auto done = chooseCompared(byNumber); !done)
        return done.error();
    return chosen;
}

Result<Done> SessionReport::writeReportOf(const Report& report) const
{
    if (m_call.target.path != "-"_L1)
        return writeReportFile(report, m_spool, m_call.target);
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly))
        return cannotWrite(output);
    if (const auto written = writeReport(report, m_spool, m_call.target.format, output); !written)
        return written;
    return output.flush() ? Result<Done>(Done()) : Result<Done>(cannotWrite(output));
}

Result<Done> SessionReport::write()
{
    if (const auto opened = open(); !opened)
        return opened;
    const auto ids = chosenIds();
    if (!ids)
        return ids.error();
    ReportBuilder builder(m_call.options,
                          {QCoreApplication::applicationVersion(), QDateTime::currentDateTimeUtc(),
                           QFileInfo(m_call.session).fileName()},
                          m_spool);
    for (const qint64 id : *ids) {
        auto attempt = read(id);
        if (!attempt)
            return attempt.error();
        if (const auto added = builder.add(*std::move(attempt)); !added)
            return added;
    }
    return writeReportOf(builder.build());
}

} // namespace

int runReport(const QStringList& arguments)
{
    const auto call = readReportCall(arguments);
    if (!call) {
        console::complain(QCoreApplication::translate("Report", "%1 See “safelight report --help”.")
                              .arg(call.error().message));
        return usageError;
    }
    if (call->help)
        return console::print(reportHelpText()) ? 0 : usageError;
    const auto written = SessionReport(*call).write();
    if (written)
        return 0;
    console::complain(written.error().message);
    if (!written.error().detail.isEmpty())
        console::note(written.error().detail);
    return usageError;
}

} // namespace safelight
