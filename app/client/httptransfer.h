#pragma once

#include "app/client/bodyreader.h"
#include "app/client/httpcall.h"
#include "app/client/safepieces.h"
#include "app/client/streamprogress.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QSslError>
#include <QTimer>

#include <atomic>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace safelight {

class Connections;
// One call from its start to its end, in the network thread. Deletes itself after finished().
class HttpTransfer final : public QObject
{
    Q_OBJECT

public:
    // A call that could not be made finishes with that failure. The time counts from here.
    explicit HttpTransfer(Result<HttpCall> call);

    void start(Connections& connections);
    // Keeps what arrived. Nothing happens when it is over already.
    void cancel();
    // For the end of the program: stops, and finished() has been emitted when this returns.
    void endNow();

signals:
    void progressed(const safelight::Response& soFar, qint64 bytesReceived, const safelight::Arrival& fresh);
    void finished(const safelight::Exchange& exchange);

private:
    void send();
    QNetworkReply* post(QNetworkAccessManager& network);
    void listen();
    void readHeaders();
    void readBody();
    bool takeSome();
    std::optional<Error> bodyFailure() const;
    void noticeSilence();
    void endReply();
    void conclude();
    void follow(const QUrl& target);
    void noteProgress();
    void emitSnapshot();
    Arrival nextArrival();
    void breakOff(Error failure);
    void finish(std::optional<Error> failure);
    void deliver(const Exchange& exchange);

    Result<HttpCall> m_call;
    Connections* m_connections = nullptr;
    QNetworkReply* m_reply = nullptr;
    QNetworkRequest m_request;
    BodyReader m_body;
    std::unique_ptr<SafePieces> m_pieces; // of the answer that arrives
    std::unique_ptr<StreamProgress> m_progress;
    // True while a snapshot is with its receiver: the next one waits, so they never pile up.
    std::shared_ptr<std::atomic<bool>> m_underway = std::make_shared<std::atomic<bool>>(false);
    Exchange m_exchange;
    QList<QSslError> m_certificateFaults;
    QFutureWatcher<Exchange> m_reading {this};
    QElapsedTimer m_clock;
    QTimer m_silence {this};
    QTimer m_turn {this}; // the next piece of the body
    QTimer m_pace {this};
    int m_redirects = 0;
    bool m_dirty = false;
    bool m_hasPieces = false; // one was told already
    bool m_ended = false; // the reply is complete, though not all of it may have been read
    bool m_done = false;
    bool m_isReading = false; // done, and the answer is read beside this thread
};

} // namespace safelight
