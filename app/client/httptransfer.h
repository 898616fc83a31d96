#pragma once

#include "app/client/httpcall.h"
#include "app/client/streamprogress.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSslError>
#include <QTimer>

#include <atomic>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace safelight {

// One call from its start to its end, in the network thread. Deletes itself after finished().
class HttpTransfer final : public QObject
{
    Q_OBJECT

public:
    // True while a snapshot is on its way to the receiver: the next one waits, so they never pile up.
    using Underway = std::shared_ptr<std::atomic<bool>>;

    // A call that could not be made finishes with that failure. The time counts from here.
    explicit HttpTransfer(Result<HttpCall> call, Underway underway = {});

    void start(QNetworkAccessManager& network);
    // Keeps what arrived. Nothing happens when it is over already.
    void cancel();

signals:
    void progressed(const safelight::Response& soFar, qint64 bytesReceived);
    void finished(const safelight::Exchange& exchange);

private:
    void send();
    void readHeaders();
    void readBody();
    void takeAvailable();
    void endReply();
    void follow(const QUrl& target);
    void noteProgress();
    void emitSnapshot();
    void breakOff(Error failure);
    void finish(std::optional<Error> failure);
    void readAnswer();

    Result<HttpCall> m_call;
    Underway m_underway;
    QNetworkAccessManager* m_network = nullptr;
    QNetworkReply* m_reply = nullptr;
    std::unique_ptr<StreamProgress> m_progress;
    Exchange m_exchange;
    QList<QSslError> m_certificateFaults;
    QElapsedTimer m_clock;
    QTimer m_silence {this};
    QTimer m_pace {this};
    int m_redirects = 0;
    bool m_dirty = false;
    bool m_done = false;
};

} // namespace safelight
