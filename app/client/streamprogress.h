#pragma once

#include "app/base/secret.h"
#include "app/response/responseassembler.h"
#include "app/wire/eventstreamparser.h"

namespace safelight {

// Reads an event stream while it still arrives, as far as it is complete: only for showing, the whole answer
// is read once more at its end. Lines that are not complete stay where they are, so that a picture of many
// megabytes is not held twice.
class StreamProgress
{
public:
    explicit StreamProgress(QList<Secret> secrets)
        : m_secrets(std::move(secrets))
    { }

    // `received`: all bytes so far, from the first; longer at each call.
    const Response& read(const QByteArray& received);

private:
    QList<Secret> m_secrets;
    EventStreamParser m_parser;
    ResponseAssembler m_assembler;
    qsizetype m_read = 0; // given to the parser
    qsizetype m_searched = 0; // no line ends between m_read and here
    int m_chunks = 0;
};

} // namespace safelight
