#pragma once

#include "app/simulator/apierror.h"

#include <QStringList>

#include <variant>

namespace safelight::simulation {

class Luck;

// What the lines "#simulate: …" (or the header) force. Empty or zero: left to the rules.
struct Orders
{
    QString blockReason; // promptFeedback.blockReason
    bool blockMessageOnly = false; // a block message without a reason
    QString finishReason;
    bool unnamed = false; // SAFETY: all ratings negligible, no category named
    bool empty = false; // nothing is delivered before the finish
    bool refusal = false; // STOP with text where a picture was asked for
    int errorCode = 0;
    double retryDelay = 38; // seconds, of a 429
    bool perDay = false;
    bool region = false;
    bool keyEcho = false;
    QString malformed; // one of the malformed answers, by its scenario name
    QString fault; // hang, close, reset, flood, drop
    int dropAfter = 0; // pieces
    int delay = 0; // milliseconds
    double rate = 1; // the chance that the rest of these orders holds
    qint64 largeBytes = 0; // of the picture
    int chunks = 0;
    int drafts = -1;

    friend bool operator==(const Orders&, const Orders&) = default;
};

// The lines are taken in order and combine. An unknown name or a bad value is a 400 that names it.
std::variant<Orders, ApiError> readOrders(const QStringList& lines);
// Draws once when there is a rate below one: the orders, or only their delay.
Orders drawn(const Orders& orders, Luck& luck);

} // namespace safelight::simulation
