#include "app/cli/sendcommand.h"

#include "app/backends/requestrules.h"
#include "app/cli/console.h"
#include "app/cli/inspection.h"
#include "app/cli/interruption.h"
#include "app/cli/sendbatch.h"
#include "app/cli/sendoptions.h"
#include "app/cli/sendoutput.h"
#include "app/client/httpmodelclient.h"
#include "app/client/modelcatalogue.h"
#include "app/exchange/slipwords.h"
#include "app/sending/timing.h"
#include "app/settings/settings.h"
#include "app/simulator/simulator.h"
#include "app/workbench/storedprices.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class Send final
{
    Q_DECLARE_TR_FUNCTIONS(Send)

public:
    explicit Send(SendOptions options)
        : m_options(std::move(options))
    { }
    int run();

private:
    Result<Done> prepare();
    Result<Done> chooseBackend();
    Result<Done> connectToBackend();
    Result<Done> readRequests();
    Result<Done> openSession();
    int sendAll();
    std::optional<ModelInfo> modelOf(const SendRequest& request) const;
    int take(const SendRequest& request, const Attempt& attempt);
    bool print(const SendRequest& request, const Attempt& attempt);
    void note(const QString& sentence) const { console::complain(sentence); }

    const SendOptions m_options;
    std::unique_ptr<Simulator> m_simulator;
    Endpoint m_endpoint;
    QList<SendRequest> m_requests;
    std::shared_ptr<SessionThread> m_session; // null: nothing is kept
    SystemTiming m_timing;
    ModelCatalogue m_models;
    const PriceBook m_prices = storedPricesOrBundled(Settings());
    // Last, so that it ends first: nothing is under way when the rest goes.
    std::unique_ptr<ModelClient> m_client;
    bool m_failed = false; // something asked for could not be written
};

int Send::run()
{
    if (const auto ready = prepare(); !ready) {
        console::complain(ready.error().message);
        return usageError;
    }
    const int highest = sendAll();
    return m_failed ? std::max(highest, usageError) : highest;
}

Result<Done> Send::prepare()
{
    m_models = bundledModels();
    m_client = std::make_unique<HttpModelClient>();
    for (const auto step :
         {&Send::chooseBackend, &Send::readRequests, &Send::connectToBackend, &Send::openSession}) {
        if (const auto done = (this->*step)(); !done)
            return done.error();
    }
    return Done();
}

Result<Done> Send::openSession()
{
    if (m_options.session.isEmpty())
        return Done();
    m_session = std::make_shared<SessionThread>(m_options.session);
    QEventLoop waiting;
    Result<Done> result = Done();
    m_session->open(&waiting, [&](const Result<SessionThread::Opened>& opened) {
        if (!opened)
            result = opened.error();
        waiting.quit();
    });
    waiting.exec();
    return result;
}

Result<Done> Send::readRequests()
{
    for (const QString& source : m_options.requests) {
        const auto bytes = readRequestSource(source);
        if (!bytes)
            return bytes.error();
        auto requests = makeSendRequests(source, *bytes, m_options, RequestUse::Send);
        if (!requests)
            return requests.error();
        m_requests.append(*std::move(requests));
    }
    for (const SendRequest& request : std::as_const(m_requests)) {
        if (const QString words = slipWords(request.call.slips); !words.isEmpty())
            note(tr("%1: sent as strict JSON (%2).").arg(request.source, words));
        if (!request.call.asWritten.isEmpty())
            note(tr("%1: “config” is a parameter of the SDKs, sent as written. The REST API may refuse it.")
                     .arg(request.source));
    }
    return Done();
}

Result<Done> Send::chooseBackend()
{
    auto chosen = safelight::chooseBackend(m_options.backend);
    if (!chosen)
        return chosen.error();
    m_endpoint.backend = *std::move(chosen);
    return Done();
}

// What it does not accept is not sent, and nobody is asked for a key then.
Result<Done> Send::connectToBackend()
{
    Backend& backend = m_endpoint.backend;
    for (const SendRequest& request : std::as_const(m_requests)) {
        if (const QString problem = requestProblem(backend, request.body); !problem.isEmpty())
            return usageProblem(request.source + u": "_s + problem);
    }
    if (const auto started = startWhereSimulated(backend, m_simulator); !started)
        return started.error();
    auto endpoint = resolveEndpoint(backend, m_options.backend.headerVariables);
    if (!endpoint)
        return endpoint.error();
    m_endpoint = *std::move(endpoint);
    return Done();
}

int Send::sendAll()
{
    int highest = 0;
    QEventLoop waiting;
    SendBatch batch({*m_client, m_timing, m_endpoint, m_options, m_session});
    for (const SendRequest& request : std::as_const(m_requests))
        batch.add(request, {modelOf(request), m_prices, QDate::currentDate()});
    const Interruption interruption;
    QObject::connect(&interruption, &Interruption::interrupted, &batch, &SendBatch::stop);
    QObject::connect(&batch, &SendBatch::noted, &waiting, [this](const QString& text) { note(text); });
    QObject::connect(&batch, &SendBatch::unkept, &waiting, [this] { m_failed = true; });
    QObject::connect(&batch, &SendBatch::answered, &waiting, [&](qsizetype request, const Attempt& attempt) {
        highest = std::max(highest, take(m_requests.at(request), attempt));
    });
    QObject::connect(&batch, &SendBatch::finished, &waiting, &QEventLoop::quit);
    // From within the loop, so that it can also end at once.
    QMetaObject::invokeMethod(&batch, &SendBatch::start, Qt::QueuedConnection);
    waiting.exec();
    return highest;
}

std::optional<ModelInfo> Send::modelOf(const SendRequest& request) const
{
    const ModelInfo* found = m_models.find(request.model);
    return found ? std::optional(*found) : std::nullopt;
}

int Send::take(const SendRequest& request, const Attempt& attempt)
{
    if (!attempt.failure.isEmpty())
        note(attempt.failure);
    if (!print(request, attempt))
        m_failed = true;
    return exitCode(attempt.verdict);
}

bool Send::print(const SendRequest& request, const Attempt& attempt)
{
    const std::optional<ModelInfo> model = modelOf(request);
    const bool printed = m_options.json ? console::print(sendObject(request.source, attempt, model))
                                        : console::print(sendText(request.source, attempt, model));
    if (!printed)
        console::complain(tr("The result could not be written to standard output."));
    if (m_options.outputFolder.isEmpty())
        return printed;
    const auto written = writeImages(m_options.outputFolder, request.source, attempt.response);
    if (!written) {
        console::complain(written.error().message);
        return false;
    }
    for (const QString& path : *written)
        console::note(tr("Picture: %1").arg(path));
    return printed;
}

} // namespace

int runSend(const QStringList& arguments)
{
    const auto options = readSendOptions(arguments);
    if (!options) {
        console::complain(QCoreApplication::translate("Send", "%1 See “safelight send --help”.")
                              .arg(options.error().message));
        return usageError;
    }
    if (options->help)
        return console::print(sendHelpText()) ? 0 : usageError;
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN); // a reader of our output that went away is told like any failed write
#endif
    return Send(*options).run();
}

} // namespace safelight
