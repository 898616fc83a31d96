#include "app/wire/echofilter.h"

#include <algorithm>
#include <cstring>

namespace safelight {

namespace {

constexpr qsizetype shortestSplit = 8; // a shorter one may come about by chance
constexpr qsizetype longestSplit = 4096;
constexpr qsizetype mostOpen = 16;
constexpr qsizetype tellingStart = 4; // so many first characters are more than chance
constexpr qsizetype longestEscape = 6; // \u0041

struct Letter
{
    char value = 0;
    qsizetype from = 0;
    qsizetype end = 0;
};

Letter escapedLetter(QByteArrayView bytes, qsizetype at, qsizetype end)
{
    const char kind = at + 1 < end ? bytes[at + 1] : '\\';
    if (kind != 'u')
        return {kind, at, std::min(end, at + 2)};
    const qsizetype past = std::min(end, at + longestEscape);
    bool ok = false;
    const uint code = bytes.sliced(at + 2, past - at - 2).toByteArray().toUInt(&ok, 16);
    return {ok && code < 0x80 ? char(code) : '\0', at, past};
}

QList<Letter> letters(QByteArrayView bytes, qsizetype from, qsizetype end, qsizetype most)
{
    QList<Letter> list;
    while (from < end && list.size() < most) {
        const bool isEscape = bytes[from] == '\\';
        list.append(isEscape ? escapedLetter(bytes, from, end) : Letter {bytes[from], from, from + 1});
        from = list.constLast().end;
    }
    return list;
}

bool agree(const QList<Letter>& letters, qsizetype from, const QByteArray& secret, qsizetype matched,
           qsizetype count)
{
    for (qsizetype i = 0; i < count; ++i) {
        if (letters[from + i].value != secret[matched + i])
            return false;
    }
    return true;
}

// Of the string that begins at `from`, past its quote: its closing quote, or the end.
qsizetype stringEnd(QByteArrayView bytes, qsizetype from)
{
    for (qsizetype at = from; at < bytes.size(); ++at) {
        const void* quote = std::memchr(bytes.data() + at, '"', static_cast<std::size_t>(bytes.size() - at));
        if (!quote)
            break;
        at = static_cast<const char*>(quote) - bytes.data();
        qsizetype backslashes = 0;
        while (at - backslashes > from && bytes[at - backslashes - 1] == '\\')
            ++backslashes;
        if (backslashes % 2 == 0)
            return at;
    }
    return bytes.size();
}

// Where the value of the member whose name ends at `at` begins as a string; -1 when it is none.
qsizetype stringValue(QByteArrayView bytes, qsizetype at)
{
    const auto skipSpace = [&] {
        while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r'))
            ++at;
    };
    for (const char wanted : {':', '"'}) {
        skipSpace();
        if (at >= bytes.size() || bytes[at++] != wanted)
            return -1;
    }
    return at;
}

} // namespace

EchoFilter::EchoFilter(const QList<Secret>& secrets)
{
    for (const auto& secret : secrets) {
        const qsizetype size = secret.reveal().size();
        if (size >= shortestSplit && size <= longestSplit)
            m_secrets.append(secret.reveal());
    }
}

QByteArray EchoFilter::pass(QByteArray bytes)
{
    static const QByteArray name = QByteArrayLiteral("\"text\"");
    m_found.clear();
    for (auto& open : m_open)
        open.pieces.clear(); // they are past
    if (m_secrets.isEmpty())
        return bytes;
    for (qsizetype at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at)) {
        at += name.size();
        const qsizetype from = stringValue(bytes, at);
        if (from < 0)
            continue;
        const qsizetype end = stringEnd(bytes, from);
        takeText(bytes, from, end);
        at = end;
    }
    return m_found.isEmpty() ? bytes : masked(bytes);
}

void EchoFilter::takeText(QByteArrayView bytes, qsizetype from, qsizetype end)
{
    if (from == end)
        return;
    m_mayGoOn = false;
    goOn(bytes, {from, end});
    begin(bytes, {from, end});
}

void EchoFilter::goOn(QByteArrayView bytes, Span text)
{
    const QList<Open> before = m_open;
    for (const auto& open : before) {
        const qsizetype missing = open.secret.size() - open.matched;
        const auto start = letters(bytes, text.from, text.end, missing);
        if (!agree(start, 0, open.secret, open.matched, start.size()))
            continue;
        auto pieces = open.pieces;
        pieces.append({text.from, start.constLast().end, pieces.isEmpty()});
        if (start.size() == missing)
            m_found += pieces;
        else
            keep({open.secret, open.matched + start.size(), pieces});
    }
}

void EchoFilter::begin(QByteArrayView bytes, Span text)
{
    for (const auto& secret : m_secrets) {
        const qsizetype near = std::max(text.from, text.end - longestEscape * (secret.size() + 1));
        const auto last = bytes.sliced(near, text.end - near);
        if (!last.contains(secret.front()) && !last.contains('\\'))
            continue; // most texts
        const auto tail = letters(bytes, near, text.end, text.end - near);
        for (qsizetype count = std::min(secret.size() - 1, tail.size()); count > 0; --count) {
            const qsizetype from = tail.size() - count;
            if (!agree(tail, from, secret, 0, count))
                continue;
            keep({secret, count, {{tail[from].from, text.end, true}}});
            break;
        }
    }
}

void EchoFilter::keep(Open open)
{
    m_mayGoOn = m_mayGoOn || open.matched >= tellingStart;
    m_open.append(std::move(open));
    if (m_open.size() > mostOpen)
        m_open.removeFirst();
}

QByteArray EchoFilter::masked(const QByteArray& bytes)
{
    std::ranges::sort(m_found, {}, &Span::from);
    QByteArray result;
    qsizetype copied = 0;
    for (const auto& span : std::as_const(m_found)) {
        if (span.from < copied)
            continue;
        result.append(QByteArrayView(bytes).sliced(copied, span.from - copied));
        if (span.isMarked)
            result.append("[redacted]");
        copied = span.end;
    }
    return result.append(QByteArrayView(bytes).sliced(copied));
}

} // namespace safelight
