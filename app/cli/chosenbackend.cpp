#include "app/cli/chosenbackend.h"

#include "app/backends/backendlist.h"
#include "app/backends/backendtables.h"
#include "app/backends/endpointresolver.h"
#include "app/backends/headerrules.h"
#include "app/cli/interruption.h"
#include "app/keystore/systemsecretstore.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class ChosenBackendText
{
    Q_DECLARE_TR_FUNCTIONS(ChosenBackend)
};

Error noSuchBackend(const QString& name, const QList<Backend>& all)
{
    QStringList ids;
    for (const Backend& backend : all)
        ids.append(backend.id);
    return {
        Error::Code::NotFound,
        ChosenBackendText::tr("There is no back end “%1”. Choose one of: %2.").arg(name, ids.join(u", "_s))};
}

// A service that speaks the usual format, at an address of which nothing else is known.
Backend backendAt(const QUrl& url)
{
    Backend backend;
    if (const Backend* bundled = bundledBackendAt(url)) {
        backend = *bundled;
    } else {
        backend.id = newBackendId(url.host(), {});
        backend.name = url.host();
        const auto& rows = builtInBackends();
        const auto like = std::ranges::find_if(rows, [](const auto& row) { return !row.backend.simulated; });
        if (like != rows.end())
            backend.apiVersion = like->backend.apiVersion;
    }
    return backend;
}

Result<Backend> namedOrTyped(const BackendOptions& options)
{
    if (options.name.isEmpty() && !options.url.isEmpty())
        return backendAt(options.url);
    Settings settings;
    const BackendList list(settings);
    if (!options.name.isEmpty()) {
        const auto found = list.find(options.name);
        return found ? Result<Backend>(*found) : noSuchBackend(options.name, list.all());
    }
    const auto& all = list.all();
    const auto simulated = std::ranges::find(all, true, &Backend::simulated);
    return simulated == all.end() ? Result<Backend>(noSuchBackend({}, all)) : Result<Backend>(*simulated);
}

// "NAME=VARIABLE", with the value that the variable has.
Result<Endpoint::SecretHeader> headerFromEnvironment(const QString& text)
{
    const QString name = text.section(u'=', 0, 0);
    const QString variable = text.section(u'=', 1);
    if (variable.isEmpty())
        return Error {Error::Code::Parse,
                      ChosenBackendText::tr("--header-env takes NAME=VARIABLE, not “%1”.").arg(text)};
    if (const QString problem = headerProblem(name, {}); !problem.isEmpty())
        return Error {Error::Code::Parse, problem};
    const Secret value(qgetenv(variable.toLocal8Bit().constData()).trimmed());
    if (value.isEmpty())
        return Error {Error::Code::NotFound,
                      ChosenBackendText::tr("The environment variable “%1” for the header “%2” is not set.")
                          .arg(variable, name)};
    return Endpoint::SecretHeader {name, value};
}

} // namespace

Result<Backend> chooseBackend(const BackendOptions& options)
{
    auto chosen = namedOrTyped(options);
    if (!chosen)
        return chosen;
    Backend& backend = *chosen;
    if (options.auth)
        backend.auth = *options.auth;
    if (!options.url.isEmpty()) {
        backend.baseUrl = options.url;
        backend.headers.removeIf([](const BackendHeader& header) { return header.secret; });
        if (options.keyVariable.isEmpty() && !backend.simulated)
            backend.auth = Backend::Auth::None;
    }
    if (!options.keyVariable.isEmpty()) {
        backend.keySource = Backend::KeySource::Environment;
        backend.keyName = options.keyVariable;
    }
    return chosen;
}

Result<Done> startWhereSimulated(Backend& backend, std::unique_ptr<Simulator>& simulator)
{
    if (!backend.simulated || !backend.baseUrl.isEmpty())
        return Done();
    simulator = std::make_unique<Simulator>(1);
    const auto url = simulator->start(0);
    if (!url)
        return url.error();
    backend.baseUrl = *url;
    return Done();
}

Result<Endpoint> resolveEndpoint(const Backend& backend, const QStringList& headerVariables)
{
    QList<Endpoint::SecretHeader> headers;
    for (const QString& text : headerVariables) {
        const auto header = headerFromEnvironment(text);
        if (!header)
            return header.error();
        headers.append(*header);
    }
    SystemSecretStore store;
    KeyStoreCredentials keyStore(store);
    EnvironmentCredentials environment;
    SessionCredentials session;
    EndpointResolver resolver(backend, {keyStore, environment, session}, nullptr);
    Result<Endpoint> result =
        Error {Error::Code::Cancelled, ChosenBackendText::tr("Stopped while waiting for the key.")};
    QEventLoop waiting;
    const Interruption interruption;
    QObject::connect(&interruption, &Interruption::interrupted, &waiting, &QEventLoop::quit);
    resolver.start([&](const Result<Endpoint>& resolved) {
        result = resolved;
        waiting.quit();
    });
    waiting.exec();
    if (result)
        result->secretHeaders += headers;
    return result;
}

} // namespace safelight
