#include "app/wire/eventstreamparser.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace safelight {

namespace {

// Or the end.
const char* find(char wanted, const char* begin, const char* end)
{
    const void* place = std::memchr(begin, wanted, static_cast<std::size_t>(end - begin));
    return place ? static_cast<const char*>(place) : end;
}

// The end of the line that begins at `from`, or the end of the bytes. Looks in windows that double, so
// that a stream without one of the two line ends is not searched to its end for every line.
qsizetype lineEnd(QByteArrayView bytes, qsizetype from)
{
    const char* place = bytes.begin() + from;
    qsizetype window = 512; // most chunks of text are shorter
    while (place < bytes.end()) {
        const char* end = place + std::min<qsizetype>(window, bytes.end() - place);
        const char* lf = find('\n', place, end);
        const char* cr = find('\r', place, lf);
        if (cr != end)
            return cr - bytes.begin();
        place = end;
        window *= 2;
    }
    return bytes.size();
}

// The views of the standard library are compared in place, Qt's by a call: a stream has thousands of lines.
std::string_view plain(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

bool isField(QByteArrayView line, std::string_view name)
{
    return plain(line).starts_with(name)
        && (line.size() == qsizetype(name.size()) || line.at(qsizetype(name.size())) == ':');
}

QByteArray borrow(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size());
}

} // namespace

QList<QByteArray> EventStreamParser::feed(QByteArrayView bytes)
{
    QList<QByteArray> events;
    feed(bytes, [&](QByteArray&& data) {
        if (m_borrowed)
            events.append(QByteArray(data.constData(), data.size()));
        else
            events.append(std::move(data));
    });
    keepData();
    return events;
}

QList<QByteArray> EventStreamParser::finish()
{
    QList<QByteArray> events;
    finish([&](QByteArray&& data) { events.append(std::move(data)); });
    return events;
}

QByteArray EventStreamParser::readAll(QByteArrayView bytes, const std::function<void(QByteArrayView)>& take)
{
    EventStreamParser parser;
    const auto view = [&](QByteArray&& data) { take(data); };
    // Nothing follows: the last line need not be kept, even where it has no end.
    const qsizetype ended = std::max(bytes.lastIndexOf('\n'), bytes.lastIndexOf('\r')) + 1;
    parser.feed(bytes.first(ended), view);
    if (ended < bytes.size())
        parser.takeLine(borrow(bytes.sliced(ended)), true, view);
    parser.finish(view);
    return parser.m_tail;
}

void EventStreamParser::feed(QByteArrayView bytes, const Take& take)
{
    if (bytes.isEmpty())
        return;
    qsizetype from = m_lastWasCr && bytes.front() == '\n' ? 1 : 0;
    m_lastWasCr = false;
    while (from < bytes.size()) {
        const qsizetype end = lineEnd(bytes, from);
        const auto line = bytes.sliced(from, end - from);
        from = end + 1;
        if (end == bytes.size()) {
            m_line.append(line);
            break;
        }
        if (m_line.isEmpty())
            takeLine(borrow(line), true, take);
        else
            takeLine(std::exchange(m_line, {}).append(line), false, take);
        m_lastWasCr = bytes.at(end) == '\r' && from == bytes.size();
        if (bytes.at(end) == '\r' && from < bytes.size() && bytes.at(from) == '\n')
            ++from;
    }
}

void EventStreamParser::finish(const Take& take)
{
    if (!m_line.isEmpty())
        takeLine(std::exchange(m_line, {}), false, take);
    endEvent(take);
}

void EventStreamParser::takeLine(QByteArray line, bool borrowed, const Take& take)
{
    if (!std::exchange(m_begun, true) && line.startsWith("\xEF\xBB\xBF"))
        line = borrowed ? borrow(QByteArrayView(line).sliced(3)) : line.mid(3);
    if (line.isEmpty()) {
        endEvent(take);
        if (!m_tail.isEmpty())
            m_tail += '\n';
    } else if (isField(line, "data")) {
        const qsizetype prefix = std::min<qsizetype>(line.size(), plain(line).starts_with("data: ") ? 6 : 5);
        if (borrowed)
            line = borrow(QByteArrayView(line).sliced(prefix));
        else
            line.remove(0, prefix); // moves the beginning and not the bytes
        takeData(std::move(line), borrowed);
    } else if (line.front() != ':' && !isField(line, "event") && !isField(line, "id")
               && !isField(line, "retry")) {
        m_tail += line;
        m_tail += '\n';
    }
}

void EventStreamParser::takeData(QByteArray data, bool borrowed)
{
    if (!std::exchange(m_hasData, true)) {
        m_data = std::move(data);
        m_borrowed = borrowed;
        return;
    }
    keepData();
    m_data += '\n';
    m_data += data;
}

void EventStreamParser::endEvent(const Take& take)
{
    if (std::exchange(m_hasData, false) && !m_data.isEmpty() && plain(m_data) != "[DONE]")
        take(std::move(m_data));
    m_data = QByteArray();
    m_borrowed = false;
}

// What is kept past this call must not alias the bytes of the caller.
void EventStreamParser::keepData()
{
    if (std::exchange(m_borrowed, false))
        m_data = QByteArray(m_data.constData(), m_data.size());
}

} // namespace safelight
