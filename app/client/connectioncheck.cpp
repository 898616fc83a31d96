#include "app/client/connectioncheck.h"

#include "app/backends/baseurl.h"
#include "app/client/modellisting.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Outcome = ConnectionReport::Outcome;

class ConnectionCheckText
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionCheck)
};

Outcome outcomeOf(const Error& error, int httpCode)
{
    if (error.code == Error::Code::Network || error.code == Error::Code::Io)
        return Outcome::Unreachable;
    // gemini-api.md §9: an invalid key is a 400 with this reason.
    if (httpCode == 401 || httpCode == 403 || error.detail.contains(u"API_KEY_INVALID"_s)
        || error.detail.contains(u"API key not valid"_s))
        return Outcome::CredentialRefused;
    if (httpCode == 404 || httpCode == 405 || error.code == Error::Code::Parse)
        return Outcome::NoModelList;
    return Outcome::ServiceError;
}

QString checkSentence(const ConnectionReport& report, const Error& error)
{
    switch (report.outcome) {
    case Outcome::CredentialRefused:
        return ConnectionCheckText::tr("The service answered but refused the key (HTTP %1).")
            .arg(report.httpCode);
    case Outcome::NoModelList:
        return ConnectionCheckText::tr("The service answered but lists no models. The bundled list is used.");
    case Outcome::ServiceError:
        return report.httpCode
            ? ConnectionCheckText::tr("The service answered with an error (HTTP %1).").arg(report.httpCode)
            : error.message;
    case Outcome::Works:
    case Outcome::Unreachable:
    case Outcome::Incomplete:
        break;
    }
    return error.message;
}

} // namespace

ConnectionCheck::ConnectionCheck(ModelClient& client, const CredentialSources& sources, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_sources(sources)
{ }

void ConnectionCheck::start(const Backend& backend, const QHash<QString, Secret>& typed, Then then)
{
    m_resolver = std::make_unique<EndpointResolver>(backend, m_sources, nullptr);
    m_resolver->setKnown(typed);
    m_resolver->start([this, then = std::move(then)](const Result<Endpoint>& endpoint) {
        if (endpoint) {
            start(*endpoint, then);
            return;
        }
        m_then = then;
        end({Outcome::Incomplete, 0, 0, 0, endpoint.error().message, endpoint.error().detail});
    });
}

void ConnectionCheck::start(const Endpoint& endpoint, Then then)
{
    m_then = std::move(then);
    m_backend = endpoint.backend;
    m_clock.start();
    if (const QString problem = baseUrlProblem(m_backend.baseUrl); !problem.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this, problem] {
                end({Outcome::Incomplete, 0, 0, 0, problem, {}});
            },
            Qt::QueuedConnection);
        return;
    }
    m_client.listModels(endpoint, this, [this](const Result<QList<ModelInfo>>& models) { take(models); });
}

void ConnectionCheck::take(const Result<QList<ModelInfo>>& models)
{
    ConnectionReport report;
    report.seconds = double(m_clock.elapsed()) / 1000;
    if (models) {
        report.models = models->size();
        report.outcome = report.models > 0 ? Outcome::Works : Outcome::NoModelList;
        report.sentence = report.models > 0
            ? ConnectionCheckText::tr("Connected. The back end lists %n models.", nullptr, int(report.models))
            : checkSentence(report, {});
    } else {
        report.httpCode = httpCodeOfRefusal(models.error());
        report.outcome = outcomeOf(models.error(), report.httpCode);
        report.sentence = checkSentence(report, models.error());
        report.detail = models.error().detail;
    }
    end(report);
}

void ConnectionCheck::end(ConnectionReport report)
{
    if (const Then then = std::exchange(m_then, {}))
        then(report);
}

} // namespace safelight
