#pragma once

#include "app/base/secret.h"
#include "app/wire/echofilter.h"

namespace safelight {

// What arrived of an answer, piece by piece, fit to be shown and kept while the rest is still to come: no
// secret stands in a piece or is split over two, and together the pieces are the answer as it is redacted at
// its end. A piece ends with a line; where one long line holds a picture, also within that.
class SafePieces
{
public:
    explicit SafePieces(QList<Secret> secrets)
        : m_secrets(std::move(secrets))
        , m_echoes(m_secrets)
    { }

    // `received`: all bytes so far, from the first; longer at each call. Empty: what is new may be the
    // beginning of a secret, or of a line.
    QByteArray next(const QByteArray& received);
    // Whether next() left something for the next time: it takes so much at once only.
    bool isBehind() const { return m_isBehind; }

private:
    QByteArray nextClean(const QByteArray& received);
    qsizetype safeEnd(QByteArrayView received);
    bool endsInPicture(QByteArrayView bytes) const;
    QByteArray masked(QByteArray bytes) const;

    QList<Secret> m_secrets;
    EchoFilter m_echoes;
    qsizetype m_taken = 0;
    qsizetype m_clean = 0; // up to here nothing has to be masked
    qsizetype m_searched = 0; // no line ends from m_taken to here, or one that was held back
    bool m_isMidLine = false; // the last piece ended within a picture
    bool m_isBehind = false;
};

} // namespace safelight
