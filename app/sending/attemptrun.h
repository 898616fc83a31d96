#pragma once

#include "app/client/modelclient.h"
#include "app/sending/attemptreading.h"
#include "app/sending/retryplan.h"
#include "app/session/attempt.h"
#include "app/session/sessionthread.h"

#include <QPointer>

namespace safelight {

class Timing;

// One attempt, as it is asked for.
struct SendOrder
{
    // Prompt, back end; id and number for the case that it cannot be kept. With a request body these very
    // bytes are sent, else the prompt is encoded.
    Attempt attempt;
    Endpoint endpoint;
    ReadingContext reading;
    std::shared_ptr<SessionThread> session; // null: it stays in memory
    RetryPlan retry;
    std::chrono::milliseconds timeout = ModelRequest().timeout;
    qint64 tokens = 0; // about, for a limit of tokens per minute
};

// Between two tries.
struct RetryWait
{
    int failedTry = 1;
    int retries = 0; // that the plan allows
    std::chrono::milliseconds wait {};
    QString why; // a sentence
};

struct AttemptEnding
{
    Attempt attempt; // with its reading
    QByteArray thumbnail; // PNG or empty
    bool isKept = false; // by the session, answer included
};

// One attempt from its body to what is kept of it: encoded, kept, sent, read, diagnosed, kept again. Lives on
// any thread with an event loop and needs no other thread to go on. finished() comes exactly once.
class AttemptRun final : public QObject
{
    Q_OBJECT

public:
    AttemptRun(ModelClient& client, Timing& timing, SendOrder order, QObject* parent = nullptr);
    ~AttemptRun() override;

    void start();
    // Keeps what arrived. While it waits for its next try: what the last one brought is the answer.
    void stop();
    void tryNow(); // does not wait any longer
    const SendOrder& order() const { return m_order; }
    bool isWaiting() const { return m_isWaiting; } // for the next try

signals:
    void begun(const safelight::Attempt& attempt, bool isKept);
    void sent(); // each time a request goes out
    void progressed(const safelight::Response& soFar); // kept already, where the attempt is
    void waitBegan(const safelight::RetryWait& wait);
    void waitEnded();
    void answered(); // nothing more goes over the network; what came is still to be kept
    void finished(const safelight::AttemptEnding& ending);
    void problemOccurred(const QString& sentence, const QString& detail);

private:
    struct Reading
    {
        AttemptEnding ending;
        std::optional<std::chrono::milliseconds> wait; // before the next try; none: this was the last
    };
    void keep(const QByteArray& body);
    void begin(const Result<Attempt>& begun);
    void send();
    void keepArrived(const Response& soFar, const Arrival& fresh);
    void read(const Exchange& exchange);
    struct Judging
    {
        ReadingContext reading;
        RetryPlan retry;
        RetryProgress progress;
        double chance = 0;
    };
    static Reading readExchange(Attempt attempt, Exchange exchange, const Judging& by);
    void decide(const Reading& reading);
    void wait(std::chrono::milliseconds duration, const Attempt& failed);
    void complete();
    void end(const Result<Done>& kept);

    ModelClient& m_client;
    Timing& m_timing;
    SendOrder m_order;
    AttemptEnding m_ending; // of the try before, while waiting for the next
    QPointer<RequestJob> m_job;
    RetryProgress m_progress {0, {}};
    QList<Try> m_tries;
    std::chrono::milliseconds m_waitBegan {};
    int m_waitRound = 0;
    bool m_isKept = false;
    bool m_keepsPieces = true; // what arrives; after one that could not be kept there would be a hole
    bool m_isStopped = false;
    bool m_isWaiting = false;
};

} // namespace safelight
