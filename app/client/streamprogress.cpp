#include "app/client/streamprogress.h"

#include "app/wire/answerdecoder.h"

namespace safelight {

namespace {

// A JSON body or a web page: whatever it is, it is not read line by line.
bool beginsStream(const QByteArray& piece)
{
    return !piece.startsWith('{') && !piece.startsWith('[') && !piece.startsWith('<');
}

} // namespace

const Response& StreamProgress::read(const QByteArray& piece)
{
    if (m_read == 0 && !piece.isEmpty())
        m_isStream = beginsStream(piece);
    if (m_isStream && m_read + piece.size() <= mostShown) {
        const auto events = m_parser.feed(piece);
        for (const auto& event : events)
            m_assembler.append(decodeChunk(event, ++m_chunks));
    }
    m_read += piece.size();
    return m_assembler.response();
}

} // namespace safelight
