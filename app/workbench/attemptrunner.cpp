#include "app/workbench/attemptrunner.h"

#include "app/sending/attemptreading.h"
#include "app/wire/requestcodec.h"

namespace safelight {

AttemptRunner::AttemptRunner(ModelClient& client, Plan plan, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_plan(std::move(plan))
{ }

AttemptRunner::~AttemptRunner()
{
    if (m_job) {
        disconnect(m_job, nullptr, this, nullptr);
        m_job->cancel();
    }
}

void AttemptRunner::start()
{
    inBackground(
        this,
        [prompt = m_plan.attempt.prompt, kept = m_plan.attempt.requestBody] {
            return kept.isEmpty() ? encodeRequest(prompt) : kept;
        },
        [this](const QByteArray& body) { keep(body); });
}

void AttemptRunner::stop()
{
    m_stopped = true;
    if (m_job)
        m_job->cancel();
}

void AttemptRunner::keep(const QByteArray& body)
{
    m_plan.attempt.requestBody = body;
    if (!m_plan.session) {
        send();
        return;
    }
    m_plan.session->run(
        this, [attempt = m_plan.attempt](SessionStore& store) { return store.begin(attempt); },
        [this](const Result<Attempt>& begun) { begin(begun); });
}

void AttemptRunner::begin(const Result<Attempt>& begun)
{
    m_kept = begun.has_value();
    if (begun)
        m_plan.attempt = *begun;
    else
        emit problemOccurred(tr("This attempt cannot be kept: %1").arg(begun.error().message),
                             begun.error().detail);
    send();
}

void AttemptRunner::send()
{
    emit started(m_plan.attempt);
    if (m_stopped) {
        Exchange nothing;
        nothing.response.end = AnswerEnd::Cancelled;
        nothing.failure = Error {Error::Code::Cancelled, tr("It was stopped before it was sent.")};
        read(nothing);
        return;
    }
    const Attempt& attempt = m_plan.attempt;
    ModelRequest request;
    request.model = attempt.prompt.model;
    request.body = attempt.requestBody;
    request.stream = attempt.stream;
    m_job = m_client.send(m_plan.endpoint, request, this);
    connect(m_job, &RequestJob::progressed, this, [this](const Response& soFar) {
        m_plan.attempt.response = soFar;
        emit progressed(m_plan.attempt);
    });
    connect(m_job, &RequestJob::finished, this, &AttemptRunner::read);
}

void AttemptRunner::read(const Exchange& exchange)
{
    m_job = nullptr;
    struct Reading
    {
        Attempt attempt;
        QByteArray thumbnail;
    };
    inBackground(
        this,
        [attempt = m_plan.attempt, context = m_plan.reading, exchange]() mutable {
            takeExchange(attempt, exchange, context);
            QByteArray thumbnail = thumbnailOf(attempt.response);
            return Reading {std::move(attempt), std::move(thumbnail)};
        },
        [this](const Reading& reading) {
            m_plan.attempt = reading.attempt;
            complete(reading.thumbnail);
        });
}

void AttemptRunner::complete(const QByteArray& thumbnail)
{
    if (!m_kept) {
        emit finished(m_plan.attempt, thumbnail);
        return;
    }
    m_plan.session->run(
        this,
        [attempt = m_plan.attempt, thumbnail](SessionStore& store) {
            return store.complete(attempt, thumbnail);
        },
        [this, thumbnail](const Result<Done>& kept) { end(kept, thumbnail); });
}

void AttemptRunner::end(const Result<Done>& kept, const QByteArray& thumbnail)
{
    m_kept = kept.has_value();
    if (!kept)
        emit problemOccurred(tr("The answer is shown but could not be kept: %1").arg(kept.error().message),
                             kept.error().detail);
    emit finished(m_plan.attempt, thumbnail);
}

} // namespace safelight
