#include "app/found/unwrappedtext.h"

#include "app/wire/jsonkind.h"

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype markupStart = 1024; // bytes in which a page shows what it is
constexpr qsizetype longestName = 60; // bytes of what stands before a bar
constexpr qsizetype longestHead = 65536; // bytes of headers

// ESC [ … letter (colours, cursor) and ESC ] … BEL or ESC \ (titles, links).
QByteArray withoutColours(const QByteArray& text)
{
    QByteArray plain;
    plain.reserve(text.size());
    qsizetype from = 0;
    while (from < text.size()) {
        const auto escape = text.indexOf('\x1b', from);
        const auto end = escape < 0 ? text.size() : escape;
        plain += QByteArrayView(text).sliced(from, end - from);
        from = end + 1;
        if (from >= text.size())
            break;
        if (text.at(from) == '[') {
            ++from;
            while (from < text.size() && uchar(text.at(from)) >= 0x20 && uchar(text.at(from)) < 0x40)
                ++from;
            ++from;
        } else if (text.at(from) == ']') {
            while (from < text.size() && text.at(from) != '\a' && text.at(from) != '\n'
                   && text.at(from) != '\x1b')
                ++from;
        }
    }
    return plain;
}

// "HTTP/1.1 429 Too Many Requests" -> 429
int statusCode(QByteArrayView line)
{
    const auto space = line.indexOf(' ');
    return space < 0
        ? 0
        : line.sliced(space + 1, std::min<qsizetype>(3, line.size() - space - 1)).toByteArray().toInt();
}

// Where the headers that begin the text end, or 0: behind the first empty line.
qsizetype headEnd(QByteArrayView text)
{
    for (qsizetype at = 0; at < std::min(longestHead, text.size());) {
        const auto newline = text.indexOf('\n', at);
        if (newline < 0)
            return 0;
        if (text.sliced(at, newline - at).trimmed().isEmpty())
            return newline + 1;
        at = newline + 1;
    }
    return 0;
}

qsizetype digitsEnd(QByteArrayView line, qsizetype from, QByteArrayView others)
{
    while (from < line.size()
           && ((line.at(from) >= '0' && line.at(from) <= '9') || others.contains(line.at(from))))
        ++from;
    return from;
}

// How much of the line stands before what a program printed: docker compose's "web_1  | ", the "> " of a
// mail, the time of docker logs -t and kubectl logs.
qsizetype prefixLength(QByteArrayView line)
{
    if (line.startsWith('>'))
        return line.startsWith("> ") ? 2 : 1;
    const auto name = line.first(std::min<qsizetype>(line.size(), longestName));
    const auto bar = name.indexOf('|');
    if (bar > 0 && name.at(bar - 1) == ' ' && name.first(bar).indexOf('{') < 0
        && name.first(bar).indexOf('"') < 0)
        return bar + (bar + 1 < line.size() && line.at(bar + 1) == ' ' ? 2 : 1);
    const auto date = digitsEnd(line, 0, "-");
    if (date < 8 || date >= line.size() || (line.at(date) != 'T' && line.at(date) != ' '))
        return 0;
    const auto time = digitsEnd(line, date + 1, ":.,+-Z");
    if (time < date + 6)
        return 0;
    return time < line.size() && line.at(time) == ' ' ? time + 1 : time;
}

} // namespace

QByteArray withoutLinePrefixes(const QByteArray& text)
{
    QByteArray plain;
    const QByteArrayView view(text);
    for (qsizetype at = 0; at < text.size();) {
        const auto newline = text.indexOf('\n', at);
        const auto end = newline < 0 ? text.size() : newline + 1;
        const auto line = view.sliced(at, end - at);
        const auto prefix = prefixLength(line);
        if (prefix == 0 && !line.trimmed().isEmpty())
            return {};
        plain += line.sliced(std::min(prefix, line.size()));
        at = end;
    }
    return plain;
}

UnwrappedText unwrapped(const QByteArray& bytes)
{
    UnwrappedText result;
    result.hasColours = bytes.contains('\x1b');
    result.body = result.hasColours ? withoutColours(bytes) : bytes;
    // Redirects, proxies and "100 Continue" put several heads one behind the other.
    for (int heads = 0; heads < 10 && result.body.startsWith("HTTP/"); ++heads) {
        const auto end = headEnd(result.body);
        if (end == 0)
            break;
        result.httpCode = statusCode(QByteArrayView(result.body).first(std::min<qsizetype>(60, end)));
        result.hadHeaders = true;
        result.body = result.body.mid(end);
    }
    return result;
}

qsizetype lineCount(QByteArrayView text)
{
    qsizetype count = 0;
    bool isBlank = true;
    for (const char c : text) {
        if (c == '\n')
            isBlank = true;
        else if (isBlank && !json::isSpace(c)) {
            isBlank = false;
            ++count;
        }
    }
    return count;
}

bool looksLikeMarkup(QByteArrayView text)
{
    const QByteArray start = text.first(std::min(markupStart, text.size())).toByteArray().toLower();
    const auto has = [&start](auto... words) { return (start.contains(words) || ...); };
    return has("<html", "<!doctype", "<head", "<title", "<body", "<?xml", "<error", "<h1", "<p>");
}

} // namespace safelight
