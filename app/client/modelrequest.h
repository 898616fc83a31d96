#pragma once

#include "app/base/result.h"
#include "app/response/response.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace safelight {

// One generateContent call: the body exactly as it will be sent.
struct ModelRequest
{
    QString model;
    QByteArray body;
    bool stream = true;
    // Without a byte from the service for this long the request ends. Images take minutes (gemini-api.md §9).
    std::chrono::milliseconds timeout = std::chrono::minutes(10);
    QList<QPair<QByteArray, QByteArray>> extraHeaders = {};
    // Bytes of an answer; a longer one is cut off there and ends in an error. Far above any real answer.
    qint64 answerLimit = 256LL * 1024 * 1024;
};

// What came of it. Everything in here is redacted and may be shown and stored.
struct Exchange
{
    QUrl url; // without any key
    int httpCode = 0; // 0: no answer came
    QList<QPair<QByteArray, QByteArray>> requestHeaders; // the key masked; none: nothing was sent
    QList<QPair<QByteArray, QByteArray>> responseHeaders;
    QByteArray raw; // the answer's body as received, redacted
    Response response; // its reading, also when cut off, cancelled or failed
    double seconds = 0;
    double firstByteSeconds = 0;
    int tries = 1;
    std::optional<Error> failure; // network failure, timeout, cancel; a block or an API error is none
};

// What came of an answer since the last time, while the rest is still to come. Redacted like an Exchange.
struct Arrival
{
    Exchange head; // what is known of the whole so far, without its bytes and their reading
    QByteArray piece;
    bool isFirst = false; // of this answer
    std::shared_ptr<const void> receipt; // the next one comes when the last copy of this has gone
};

} // namespace safelight
