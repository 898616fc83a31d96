#include "app/client/streamprogress.h"

#include "app/wire/answerdecoder.h"

namespace safelight {

namespace {

// A JSON body or a web page: whatever it is, it is not read line by line.
bool isStream(const QByteArray& received)
{
    return !received.startsWith('{') && !received.startsWith('[') && !received.startsWith('<');
}

} // namespace

const Response& StreamProgress::read(const QByteArray& received)
{
    if (!isStream(received))
        return m_assembler.response();
    const auto fresh = QByteArrayView(received).sliced(m_searched);
    const qsizetype lineEnd = fresh.lastIndexOf('\n');
    if (lineEnd >= 0) {
        const qsizetype end = m_searched + lineEnd + 1;
        const auto events = m_parser.feed(QByteArrayView(received).sliced(m_read, end - m_read));
        m_read = end;
        for (const auto& event : events)
            m_assembler.append(decodeChunk(redacted(event, m_secrets), ++m_chunks));
    }
    m_searched = received.size();
    return m_assembler.response();
}

} // namespace safelight
