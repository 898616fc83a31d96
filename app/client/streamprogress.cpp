#include "app/client/streamprogress.h"

#include "app/wire/answerdecoder.h"

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype mostAtOnce = 1024LL * 1024;
constexpr qsizetype mostHeldBack = 64LL * 1024;

// A JSON body or a web page: whatever it is, it is not read line by line.
bool isStream(const QByteArray& received)
{
    return !received.startsWith('{') && !received.startsWith('[') && !received.startsWith('<');
}

} // namespace

const Response& StreamProgress::read(const QByteArray& received)
{
    m_isBehind = false;
    if (!isStream(received) || m_searched >= mostShown)
        return m_assembler.response();
    const auto fresh = QByteArrayView(received).sliced(m_searched);
    const auto atOnce = fresh.first(std::min(fresh.size(), mostAtOnce));
    qsizetype lineEnd = atOnce.lastIndexOf('\n');
    if (lineEnd < 0) // one long line is read as a whole
        lineEnd = fresh.indexOf('\n', atOnce.size());
    if (lineEnd < 0) {
        m_searched = received.size();
        return m_assembler.response();
    }
    m_searched += lineEnd + 1;
    m_isBehind = m_searched < received.size();
    take(QByteArrayView(received).sliced(m_read, m_searched - m_read));
    return m_assembler.response();
}

// A text that ends like the beginning of a secret waits for the next one.
void StreamProgress::take(QByteArrayView lines)
{
    EchoFilter echoes = m_echoes;
    const QByteArray safe = echoes.pass(lines.toByteArray());
    if (echoes.mayGoOn() && lines.size() < mostHeldBack)
        return;
    m_echoes = std::move(echoes);
    m_read += lines.size();
    const auto events = m_parser.feed(safe);
    for (const auto& event : events)
        m_assembler.append(decodeChunk(redacted(event, m_secrets), ++m_chunks));
}

} // namespace safelight
