#pragma once

#include "app/simulatorrequest/apierror.h"

#include <optional>

namespace safelight::simulation {

// Judges a request from its first bytes, before the HTTP server buffers it: that has no limits of its own
// (6.4).
class RequestGate
{
public:
    explicit RequestGate(qint64 limit)
        : m_limit(limit)
    { }

    // How many bytes of what comes next are worth a look.
    qsizetype curiosity() const;
    // `start`: up to curiosity() bytes; `count`: of all that came.
    void add(const QByteArray& start, qint64 count);
    // The next bytes belong to another request.
    void reset();

    // Too long, or another protocol.
    std::optional<ApiError> objection() const;
    // Answers once whether the client holds its body back until it is told to go on ("Expect: 100-continue").
    bool takeExpectation();

private:
    QString head() const;

    qint64 m_limit;
    QByteArray m_start;
    qint64 m_received = 0;
    bool m_expectationTaken = false;
};

} // namespace safelight::simulation
