#pragma once

#include "app/base/secret.h"

#include <QByteArray>
#include <QList>

namespace safelight {

// Masks secrets that a service echoes in pieces: over several `"text"` values, of one event or of many, which
// the reader joins. Works on the bytes as they came, so that whoever reads them later finds nothing either,
// and keeps them what they were: JSON or an event stream. Whole secrets are left to redacted(), which must
// come afterwards, as the first piece alone may have the shape of a key.
class EchoFilter
{
public:
    explicit EchoFilter(const QList<Secret>& secrets);

    // What comes next of an answer, up to the end of a line.
    QByteArray pass(QByteArray bytes);
    // Whether the last text may be the beginning of a secret that goes on in the next.
    bool mayGoOn() const { return m_mayGoOn; }

private:
    struct Span
    {
        qsizetype from = 0;
        qsizetype end = 0;
        bool isMarked = false; // the mask stands here; the other pieces are taken out
    };
    // The beginning of a secret: at the end of one text, or all of some that followed each other.
    struct Open
    {
        QByteArray secret;
        qsizetype matched = 0;
        QList<Span> pieces; // of the bytes that are passed now
    };

    void takeText(QByteArrayView bytes, qsizetype from, qsizetype end);
    void goOn(QByteArrayView bytes, Span text);
    void begin(QByteArrayView bytes, Span text);
    void keep(Open open);
    QByteArray masked(const QByteArray& bytes);

    QList<QByteArray> m_secrets;
    QList<Open> m_open; // the newest last: texts of several candidates may take turns
    QList<Span> m_found;
    bool m_mayGoOn = false;
};

} // namespace safelight
