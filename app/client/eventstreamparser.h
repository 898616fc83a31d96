#pragma once

#include <QByteArray>
#include <QList>

namespace safelight {

// Server-sent events out of bytes that may be split anywhere: LF, CRLF or CR; comments; several `data:` lines
// an event; `[DONE]`. Lines that belong to no event (a JSON error after the stream) are kept apart as the
// tail. No limit on the length of a line; linear in the bytes fed.
class EventStreamParser
{
public:
    // The data of each event that these bytes completed.
    QList<QByteArray> feed(QByteArrayView bytes);
    // At the end: the data of an event without its closing blank line, if there is one.
    QList<QByteArray> finish();
    // What was no part of the event stream, as it came.
    const QByteArray& tail() const { return m_tail; }

private:
    void takeLine(QByteArrayView line, QList<QByteArray>& events);

    QByteArray m_line; // begun and not ended
    QByteArray m_data; // of the event begun
    QByteArray m_tail;
    bool m_hasData = false;
    bool m_lastWasCr = false;
};

} // namespace safelight
