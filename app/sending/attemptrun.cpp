#include "app/sending/attemptrun.h"

#include "app/request/requestcodec.h"
#include "app/sending/timing.h"

namespace safelight {

namespace {

Exchange neverSent()
{
    Exchange nothing;
    nothing.response.end = AnswerEnd::Cancelled;
    nothing.failure = Error {Error::Code::Cancelled, AttemptRun::tr("Stopped before it was sent.")};
    return nothing;
}

QString reasonOf(const Attempt& failed)
{
    if (!failed.failure.isEmpty())
        return failed.failure;
    const auto& error = failed.response.error;
    if (error && !error->message.isEmpty())
        return error->message;
    return AttemptRun::tr("The service answered with HTTP %1.").arg(failed.httpCode);
}

} // namespace

AttemptRun::AttemptRun(ModelClient& client, Timing& timing, SendOrder order, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_timing(timing)
    , m_order(std::move(order))
{ }

AttemptRun::~AttemptRun()
{
    if (m_job) {
        disconnect(m_job, nullptr, this, nullptr);
        m_job->cancel();
    }
}

void AttemptRun::start()
{
    m_order.attempt.sentAt = m_timing.now();
    if (!m_order.attempt.requestBody.isEmpty()) {
        keep(m_order.attempt.requestBody);
        return;
    }
    inBackground(
        this, [prompt = m_order.attempt.prompt] { return encodeRequest(prompt); },
        [this](const QByteArray& body) { keep(body); });
}

void AttemptRun::stop()
{
    if (std::exchange(m_isStopped, true))
        return;
    if (m_job)
        m_job->cancel();
    else if (std::exchange(m_isWaiting, false)) {
        emit waitEnded();
        complete();
    }
}

void AttemptRun::tryNow()
{
    if (!std::exchange(m_isWaiting, false))
        return;
    emit waitEnded();
    send();
}

void AttemptRun::keep(const QByteArray& body)
{
    m_order.attempt.requestBody = body;
    if (!m_order.session) {
        emit begun(m_order.attempt, false);
        send();
        return;
    }
    m_order.session->run(
        this, [attempt = m_order.attempt](SessionStore& store) { return store.begin(attempt); },
        [this](const Result<Attempt>& stored) { begin(stored); });
}

void AttemptRun::begin(const Result<Attempt>& stored)
{
    m_isKept = stored.has_value();
    if (stored)
        m_order.attempt = *stored;
    else
        emit problemOccurred(tr("This attempt can’t be kept: %1").arg(stored.error().message),
                             stored.error().detail);
    emit begun(m_order.attempt, m_isKept);
    send();
}

void AttemptRun::send()
{
    if (m_isStopped) {
        read(neverSent());
        return;
    }
    Try next;
    next.at = m_timing.now();
    if (!m_tries.isEmpty())
        next.waited = std::chrono::duration<double>(m_timing.elapsed() - m_waitBegan).count();
    m_tries.append(next);
    ++m_progress.tries;
    ModelRequest request;
    request.model = m_order.attempt.prompt.model;
    request.body = m_order.attempt.requestBody;
    request.stream = m_order.attempt.stream;
    request.timeout = m_order.timeout;
    m_job = m_client.send(m_order.endpoint, request, this);
    m_keepsPieces = m_isKept;
    connect(m_job, &RequestJob::progressed, this,
            [this](const Response& soFar, qint64, const Arrival& fresh) { keepArrived(soFar, fresh); });
    connect(m_job, &RequestJob::finished, this, &AttemptRun::read);
    emit sent();
}

// On the disk before it is on the screen. The next one comes when `fresh` has gone.
void AttemptRun::keepArrived(const Response& soFar, const Arrival& fresh)
{
    if (!m_keepsPieces || fresh.piece.isEmpty()) {
        emit progressed(soFar);
        return;
    }
    Attempt known = m_order.attempt;
    takeHead(known, fresh.head);
    known.tries = m_progress.tries;
    known.tryLog = m_tries;
    m_order.session->run(
        this,
        [known, fresh](SessionStore& store) { return store.keepArrived(known, fresh.piece, fresh.isFirst); },
        [this, soFar](const Result<Done>& kept) {
            m_keepsPieces = m_keepsPieces && kept;
            emit progressed(soFar);
        });
}

// On a worker: what arrived may be large.
AttemptRun::Reading AttemptRun::readExchange(Attempt attempt, Exchange exchange, const Judging& by)
{
    exchange.tries = std::max(by.progress.tries, 1);
    takeExchange(attempt, exchange, by.reading);
    const auto wait = retryWait(by.retry, exchange, attempt.verdict, by.progress, by.chance);
    QByteArray thumbnail = wait ? QByteArray() : thumbnailOf(attempt.response);
    return {{std::move(attempt), std::move(thumbnail), false}, wait};
}

void AttemptRun::read(const Exchange& exchange)
{
    m_job = nullptr;
    if (!m_tries.isEmpty()) {
        Try& last = m_tries.last();
        last.httpCode = exchange.httpCode;
        last.bytes = exchange.raw.size();
        last.seconds = exchange.seconds;
    }
    const Judging by {m_order.reading, m_order.retry, m_progress, m_timing.chance()};
    inBackground(
        this, [attempt = m_order.attempt, exchange, by] { return readExchange(attempt, exchange, by); },
        [this](const Reading& reading) { decide(reading); });
}

void AttemptRun::decide(const Reading& reading)
{
    m_ending = reading.ending;
    const bool isOver = m_isStopped || !reading.wait;
    if (!m_tries.isEmpty()
        && (!isOver || !m_ending.attempt.failure.isEmpty() || m_ending.attempt.response.error))
        m_tries.last().failure = reasonOf(m_ending.attempt);
    m_ending.attempt.tryLog = m_tries;
    if (isOver)
        complete();
    else
        wait(*reading.wait, m_ending.attempt);
}

void AttemptRun::wait(std::chrono::milliseconds duration, const Attempt& failed)
{
    m_isWaiting = true;
    m_waitBegan = m_timing.elapsed();
    m_progress.waited += duration;
    m_timing.after(duration, this, [this, round = ++m_waitRound] {
        if (round == m_waitRound)
            tryNow();
    });
    emit waitBegan({m_progress.tries, m_order.retry.retries, duration, reasonOf(failed)});
}

void AttemptRun::complete()
{
    if (!m_isKept) {
        m_order.session.reset();
        emit finished(m_ending);
        return;
    }
    emit answered();
    m_order.session->run(
        this,
        [attempt = m_ending.attempt, thumbnail = m_ending.thumbnail](SessionStore& store) {
            return store.complete(attempt, thumbnail);
        },
        [this](const Result<Done>& kept) { end(kept); });
}

void AttemptRun::end(const Result<Done>& kept)
{
    m_ending.isKept = kept.has_value();
    if (!kept)
        emit problemOccurred(tr("The response is shown but couldn’t be kept: %1").arg(kept.error().message),
                             kept.error().detail);
    m_order.session.reset(); // it goes where it came from, not on this thread
    emit finished(m_ending);
}

} // namespace safelight
