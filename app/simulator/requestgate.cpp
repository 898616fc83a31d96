#include "app/simulator/requestgate.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

constexpr qsizetype headLimit = qsizetype(64) * 1024; // bytes of headers

QRegularExpression header(const QString& pattern)
{
    return QRegularExpression(QString(u"\r\n"_s + pattern), QRegularExpression::CaseInsensitiveOption);
}

} // namespace

qsizetype RequestGate::curiosity() const
{
    return m_start.contains("\r\n\r\n") ? 0 : headLimit - m_start.size();
}

void RequestGate::add(const QByteArray& start, qint64 count)
{
    m_start += start;
    m_received += count;
}

void RequestGate::reset()
{
    m_start.clear();
    m_received = 0;
    m_expectationTaken = false;
}

QString RequestGate::head() const
{
    const qsizetype end = m_start.indexOf("\r\n\r\n");
    return QString::fromLatin1(end < 0 ? m_start : m_start.first(end));
}

std::optional<ApiError> RequestGate::objection() const
{
    static const QRegularExpression length = header(u"content-length:[ \t]*([0-9]+)"_s);
    static const QRegularExpression webSocket = header(u"upgrade:[ \t]*websocket"_s);
    if (curiosity() == 0 && !m_start.contains("\r\n\r\n"))
        return ApiError {431, u"The request's headers are too long."_s, {}, {}};
    if (webSocket.match(head()).hasMatch())
        return ApiError {400, u"Upgrading to another protocol is not supported."_s, {}, {}};
    const auto match = length.match(head());
    bool ok = true;
    const qint64 announced = match.hasMatch() ? match.captured(1).toLongLong(&ok) : 0;
    if (ok && announced <= m_limit && m_received <= m_limit + headLimit)
        return std::nullopt;
    return ApiError {413, u"Request payload size exceeds the limit: %1 bytes."_s.arg(m_limit), {}, {}};
}

bool RequestGate::takeExpectation()
{
    static const QRegularExpression expectation = header(u"expect:[ \t]*100-continue"_s);
    if (m_expectationTaken || !m_start.contains("\r\n\r\n") || !expectation.match(head()).hasMatch())
        return false;
    m_expectationTaken = true;
    return true;
}

} // namespace safelight::simulation
