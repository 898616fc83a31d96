#include "app/cli/historycommand.h"

#include "app/cli/console.h"
#include "app/client/modelcatalogue.h"
#include "app/find/historyfinder.h"
#include "app/reportfile/valuejson.h"
#include "app/wholesession/sessionreading.h"
#include "app/wording/filterwords.h"
#include "app/wording/words.h"
#include "app/workbench/historyindexing.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class History final
{
    Q_DECLARE_TR_FUNCTIONS(History)

public:
    int run(const QStringList& arguments);

private:
    int list(const QString& session, const QString& expression) const;
    bool print(const AttemptSummary& summary) const;
    static int refuse(const QString& sentence);

    bool m_json = false;
};

QString historyHelp()
{
    return QCoreApplication::translate(
        "History",
        "Usage: safelight history SESSION [--json] [--filter EXPR]\n"
        "\n"
        "Lists a session's attempts, the newest first. The session is only read, also while\n"
        "the window has it open.\n"
        "\n"
        "  --filter EXPR  only what fits: words and \"phrases\", passed, blocked, errors,\n"
        "                 different, star, mark:3, reason:…, stage:…, model:…, category:…,\n"
        "                 tag:…, cost>0.01, tokens>1000, before:2026-11-01, after:today,\n"
        "                 has:image, has:comment, -not, or, (…)\n"
        "  --json         one JSON object for each attempt, each on one line\n"
        "  -h, --help     this text\n"
        "\n"
        "Exit: 0 listed, also when nothing fits · 2 usage or unreadable.\n");
}

QJsonObject costObject(const AttemptSummary& s)
{
    QJsonObject object = moneyObject(u"USD"_s, s.costLow, s.costHigh);
    object[u"billing"_s] = s.billing ? QJsonValue(Known<BillingState>::wireName(*s.billing)) : QJsonValue();
    object[u"priceDate"_s] = orNull(s.priceDate.toString(Qt::ISODate));
    return object;
}

// The members of "safelight.attempt/1"; the README has them.
QJsonObject attemptObject(const AttemptSummary& s)
{
    const bool answered = s.state != AttemptState::Sending && s.state != AttemptState::Interrupted;
    return {{u"schema"_s, u"safelight.attempt/1"_s},
            {u"id"_s, s.id},
            {u"number"_s, s.number},
            {u"sentAt"_s, s.sentAt.toString(Qt::ISODateWithMs)},
            {u"state"_s, Known<AttemptState>::wireName(s.state)},
            {u"outcome"_s, answered ? QJsonValue(Known<Outcome>::wireName(s.outcome)) : QJsonValue()},
            {u"stage"_s, answered ? QJsonValue(Known<Stage>::wireName(s.stage)) : QJsonValue()},
            {u"reason"_s, orNull(s.reason)},
            {u"categories"_s, QJsonArray::fromStringList(s.categories)},
            {u"backend"_s, orNull(s.backendName)},
            {u"simulated"_s, s.simulated},
            {u"importedFrom"_s, s.importedFrom ? QJsonValue(*s.importedFrom) : QJsonValue()},
            {u"model"_s, orNull(s.model)},
            {u"modelVersion"_s, orNull(s.modelVersion)},
            {u"prompt"_s, s.promptPreview},
            {u"seconds"_s, s.seconds},
            {u"tokens"_s,
             QJsonObject {{u"prompt"_s, s.promptTokens},
                          {u"thoughts"_s, s.thoughtsTokens},
                          {u"output"_s, s.outputTokens}}},
            {u"images"_s, s.images},
            {u"cost"_s, costObject(s)},
            {u"parent"_s, s.parent > 0 ? QJsonValue(s.parent) : QJsonValue()},
            {u"remedies"_s, QJsonArray::fromStringList(s.remedies)},
            {u"title"_s, orNull(s.title)},
            {u"mark"_s, s.mark},
            {u"starred"_s, s.starred},
            {u"tags"_s, QJsonArray::fromStringList(s.tags)},
            {u"comment"_s, orNull(s.comment)}};
}

// Control characters could tell a terminal anything.
QString plain(QString text)
{
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u' ';
    }
    return text;
}

QString stateWord(const AttemptSummary& s)
{
    return s.state == AttemptState::Completed ? Known<Outcome>::wireName(s.outcome)
                                              : Known<AttemptState>::wireName(s.state);
}

// Columns with two spaces between them: number, time, outcome with reason, model, cost, prompt.
QString attemptLine(const AttemptSummary& s)
{
    const QString outcome = s.reason.isEmpty() ? stateWord(s) : QString(stateWord(s) + u' ' + s.reason);
    const QString cost = s.costHigh ? QString(u"$"_s + QString::number(*s.costHigh, 'f', 4)) : u"–"_s;
    const QStringList columns {u"#%1"_s.arg(s.number).leftJustified(6),
                               s.sentAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s),
                               plain(outcome).leftJustified(30),
                               plain(s.model).leftJustified(28),
                               cost.leftJustified(9),
                               plain(s.title.isEmpty() ? s.promptPreview : s.title)};
    return columns.join(u"  "_s) + u'\n';
}

int History::refuse(const QString& sentence)
{
    console::complain(sentence + u' ' + tr("See “safelight history --help”."));
    return usageError;
}

int History::run(const QStringList& arguments)
{
    const QCommandLineOption json(u"json"_s);
    const QCommandLineOption filter(u"filter"_s, {}, u"EXPR"_s);
    const QCommandLineOption help(QStringList {u"h"_s, u"help"_s});
    QCommandLineParser parser;
    parser.addOptions({json, filter, help});
    if (!parser.parse(QStringList {u"history"_s} + arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return console::print(historyHelp()) ? 0 : usageError;
    const QStringList sessions = parser.positionalArguments();
    if (sessions.size() != 1)
        return refuse(tr("history needs the name of one session."));
    m_json = parser.isSet(json);
    return list(sessions.constFirst(), parser.value(filter));
}

bool History::print(const AttemptSummary& summary) const
{
    if (m_json)
        return console::print(attemptObject(summary));
    return console::print(attemptLine(summary));
}

int History::list(const QString& session, const QString& expression) const
{
    const FilterReading filter = readFilter(expression);
    if (filter.problem)
        return refuse(plain(wording::filterProblemWithPlace(*filter.problem)));
    const auto reading = SessionReading::open(
        session, [](SessionStore& copy) { return indexAll(copy, knownModels(bundledModels().models)); });
    if (!reading) {
        console::complain(reading.error().message);
        return usageError;
    }
    const auto index = HistoryFinder((*reading)->connection()).find({filter.filter}, {});
    if (!index) {
        console::complain(index.error().message);
        return usageError;
    }
    constexpr qsizetype atOnce = 200;
    for (qsizetype from = 0; from < index->keys.size(); from += atOnce) {
        QList<qint64> ids;
        for (const HistoryKey& key : index->keys.mid(from, atOnce))
            ids << key.id;
        const auto rows = (*reading)->summaries(ids);
        if (!rows) {
            console::complain(rows.error().message);
            return usageError;
        }
        for (const AttemptSummary& summary : *rows) {
            if (!print(summary)) {
                console::complain(tr("The result could not be written to standard output."));
                return usageError;
            }
        }
    }
    return 0;
}

} // namespace

int runHistory(const QStringList& arguments)
{
    return History().run(arguments);
}

} // namespace safelight
