#include "app/cli/backendscommand.h"

#include "app/backends/backendjson.h"
#include "app/backends/backendlist.h"
#include "app/backends/endpointresolver.h"
#include "app/cli/chosenbackend.h"
#include "app/cli/console.h"
#include "app/cli/interruption.h"
#include "app/client/connectioncheck.h"
#include "app/client/httpmodelclient.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class BackendsText
{
    Q_DECLARE_TR_FUNCTIONS(Backends)
};

QString backendsHelpText()
{
    return BackendsText::tr(
        "Usage: safelight backends [--json] [NAME]\n"
        "\n"
        "Lists the configured back ends. With a NAME (an id or a name), tests the connection:\n"
        "is it reachable, does it accept the key, does it list models?\n"
        "\n"
        "  --json      one JSON object for each back end, each on one line\n"
        "  -h, --help  this text\n"
        "\n"
        "Exit: 0 connected · 2 usage, or the address or key is missing ·\n"
        "3 the service answered with an error · 4 not reachable.\n");
}

int backendsExitCode(const ConnectionReport& report)
{
    using Outcome = ConnectionReport::Outcome;
    switch (report.outcome) {
    case Outcome::Works:
        return 0;
    case Outcome::NoModelList:
    case Outcome::CredentialRefused:
    case Outcome::ServiceError:
        return 3;
    case Outcome::Unreachable:
        return 4;
    case Outcome::Incomplete:
        break;
    }
    return usageError;
}

QJsonObject rowObject(const Backend& backend, bool isCurrent)
{
    return {{u"schema"_s, u"safelight.backend/1"_s},
            {u"id"_s, backend.id},
            {u"name"_s, backend.name},
            {u"baseUrl"_s, backend.baseUrl.isEmpty() ? QJsonValue() : backend.baseUrl.toString()},
            {u"version"_s, backend.apiVersion},
            {u"credential"_s, Known(backend.auth).text()},
            {u"keyFrom"_s, Known(backend.keySource).text()},
            {u"limits"_s, limitsObject(backend.limits)},
            {u"billsDisconnects"_s, backend.billsDisconnects},
            {u"simulated"_s, backend.simulated},
            {u"current"_s, isCurrent}};
}

QJsonObject checkObject(const ConnectionReport& report)
{
    using Outcome = ConnectionReport::Outcome;
    QJsonValue accepted; // null: not known
    if (report.outcome == Outcome::Works || report.outcome == Outcome::CredentialRefused)
        accepted = report.outcome == Outcome::Works;
    return {
        {u"reachable"_s, report.isReachable()},
        {u"credentialAccepted"_s, accepted},
        {u"models"_s, report.outcome == Outcome::Works ? QJsonValue(qint64(report.models)) : QJsonValue()},
        {u"httpCode"_s, report.httpCode ? QJsonValue(report.httpCode) : QJsonValue()},
        {u"seconds"_s, report.seconds},
        {u"summary"_s, report.sentence},
        {u"detail"_s, report.detail.isEmpty() ? QJsonValue() : report.detail}};
}

QString rowText(const Backend& backend, bool isCurrent)
{
    const QString where =
        backend.simulated ? BackendsText::tr("runs inside Safelight") : backend.baseUrl.toDisplayString();
    return u"%1 %2  %3  %4\n"_s.arg(isCurrent ? u"*"_s : u" "_s, backend.id, backend.name, where);
}

int list(bool asJson)
{
    Settings settings;
    const BackendList backends(settings);
    const QString current = settings.text(SettingKey::CurrentBackend);
    bool printed = true;
    for (const Backend& backend : backends.all()) {
        const bool isCurrent = backend.id == current;
        printed = printed
            && (asJson ? console::print(rowObject(backend, isCurrent))
                       : console::print(rowText(backend, isCurrent)));
    }
    return printed ? 0 : usageError;
}

std::optional<ConnectionReport> check(const Endpoint& endpoint)
{
    HttpModelClient client;
    EnvironmentCredentials none; // the endpoint has all it needs
    std::optional<ConnectionReport> report;
    QEventLoop waiting;
    const Interruption interruption;
    QObject::connect(&interruption, &Interruption::interrupted, &waiting, &QEventLoop::quit);
    ConnectionCheck connection(client, {none, none, none});
    connection.start(endpoint, [&](const ConnectionReport& found) {
        report = found;
        waiting.quit();
    });
    waiting.exec();
    return report;
}

int test(const QString& name, bool asJson)
{
    auto backend = chooseBackend({name, {}, {}, {}, {}});
    if (!backend) {
        console::complain(backend.error().message);
        return usageError;
    }
    std::unique_ptr<Simulator> simulator;
    if (const auto started = startWhereSimulated(*backend, simulator); !started) {
        console::complain(started.error().message);
        return usageError;
    }
    const auto endpoint = resolveEndpoint(*backend, {});
    if (!endpoint) {
        console::complain(endpoint.error().message);
        return usageError;
    }
    const auto report = check(*endpoint);
    if (!report) {
        console::complain(BackendsText::tr("Stopped before the back end answered."));
        return 4;
    }
    QJsonObject object = rowObject(*backend, Settings().text(SettingKey::CurrentBackend) == backend->id);
    object[u"connection"_s] = checkObject(*report);
    const bool printed =
        asJson ? console::print(object) : console::print(backend->name + u": "_s + report->sentence + u'\n');
    if (!report->detail.isEmpty())
        console::note(report->detail);
    return printed ? backendsExitCode(*report) : usageError;
}

} // namespace

int runBackends(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{{u"h"_s, u"help"_s}, {}}, {u"json"_s, {}}});
    const bool isRead = parser.parse(QStringList {u"backends"_s} + arguments);
    const QStringList names = parser.positionalArguments();
    if (!isRead || names.size() > 1) {
        const QString problem = isRead ? BackendsText::tr("Name one back end.") : parser.errorText();
        console::complain(BackendsText::tr("%1 See “safelight backends --help”.").arg(problem));
        return usageError;
    }
    if (parser.isSet(u"help"_s))
        return console::print(backendsHelpText()) ? 0 : usageError;
    return names.isEmpty() ? list(parser.isSet(u"json"_s))
                           : test(names.constFirst(), parser.isSet(u"json"_s));
}

} // namespace safelight
