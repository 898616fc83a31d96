#pragma once

#include <QByteArray>
#include <QList>

#include <functional>

namespace safelight {

// Server-sent events out of bytes that may be split anywhere: LF, CRLF or CR; a byte order mark; comments;
// several `data:` lines an event; `[DONE]`. Lines that belong to no event (a JSON error after the stream) are
// kept apart as the tail. No limit on the length of a line; linear in the bytes fed.
class EventStreamParser
{
public:
    // The data of each event that these bytes completed.
    QList<QByteArray> feed(QByteArrayView bytes);
    // At the end: the data of an event without its closing blank line, if there is one.
    QList<QByteArray> finish();
    // What was no part of the event stream, as it came but for the ends of its lines, which are LF.
    const QByteArray& tail() const { return m_tail; }

    // A stream that is there as a whole: each event's data, mostly as a view into `bytes` and not as a copy,
    // good until `take` returns. Answers the tail.
    static QByteArray readAll(QByteArrayView bytes, const std::function<void(QByteArrayView)>& take);

private:
    using Take = std::function<void(QByteArray&& data)>; // may alias the bytes being fed

    void feed(QByteArrayView bytes, const Take& take);
    void finish(const Take& take);
    void takeLine(QByteArray line, bool borrowed, const Take& take);
    void takeData(QByteArray data, bool borrowed);
    void endEvent(const Take& take);
    void keepData();

    QByteArray m_line; // begun and not ended
    QByteArray m_data; // of the event begun; may alias the bytes being fed while they are
    QByteArray m_tail;
    bool m_hasData = false;
    bool m_borrowed = false; // m_data aliases
    bool m_lastWasCr = false;
    bool m_begun = false; // past the first line
};

} // namespace safelight
