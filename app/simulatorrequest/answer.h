#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace safelight::simulation {

// An answer ready to be played on a connection. It is built away from the server's thread, as a value.
struct Answer
{
    // What happens to the connection once `dropAfter` pieces are out (or before any byte, when it is 0).
    enum class Fault { None, Drop, Reset, Hang, Flood };

    int status = 200;
    QByteArray contentType = "application/json; charset=UTF-8";
    QList<std::pair<QByteArray, QByteArray>> headers;
    QList<QByteArray> pieces; // of the body, in order
    bool chunked = false; // sent piece by piece, without a length; else with a length and at once
    int delay = 0; // milliseconds before the first byte
    int pace = 0; // milliseconds between the pieces
    Fault fault = Fault::None;
    int dropAfter = 0;
};

} // namespace safelight::simulation
