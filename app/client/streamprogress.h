#pragma once

#include "app/response/responseassembler.h"
#include "app/wire/eventstreamparser.h"

namespace safelight {

// Reads an event stream while it still arrives, as far as it is complete: only for showing, the whole answer
// is read once more at its end.
class StreamProgress
{
public:
    // Nobody watches more than this grow, and text takes twice the room of its bytes.
    static constexpr qsizetype mostShown = 16LL * 1024 * 1024;

    // `piece`: what came since the last one, without any secret.
    const Response& read(const QByteArray& piece);
    const Response& soFar() const { return m_assembler.response(); }

private:
    EventStreamParser m_parser;
    ResponseAssembler m_assembler;
    qsizetype m_read = 0;
    int m_chunks = 0;
    bool m_isStream = true;
};

} // namespace safelight
