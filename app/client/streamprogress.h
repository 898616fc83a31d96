#pragma once

#include "app/base/secret.h"
#include "app/response/responseassembler.h"
#include "app/wire/echofilter.h"
#include "app/wire/eventstreamparser.h"

namespace safelight {

// Reads an event stream while it still arrives, as far as it is complete: only for showing, the whole answer
// is read once more at its end. Lines that are not complete stay where they are, so that a picture of many
// megabytes is not held twice.
class StreamProgress
{
public:
    // Nobody watches more than this grow, and text takes twice the room of its bytes.
    static constexpr qsizetype mostShown = 16LL * 1024 * 1024;

    explicit StreamProgress(QList<Secret> secrets)
        : m_secrets(std::move(secrets))
        , m_echoes(m_secrets)
    { }

    // `received`: all bytes so far, from the first; longer at each call.
    const Response& read(const QByteArray& received);
    const Response& soFar() const { return m_assembler.response(); }
    // Whether read() left something for the next time: it takes so much at once only.
    bool isBehind() const { return m_isBehind; }

private:
    void take(QByteArrayView lines);

    QList<Secret> m_secrets;
    EchoFilter m_echoes;
    EventStreamParser m_parser;
    ResponseAssembler m_assembler;
    qsizetype m_read = 0; // given to the parser
    qsizetype m_searched = 0; // no line ends between m_read and here
    int m_chunks = 0;
    bool m_isBehind = false;
};

} // namespace safelight
