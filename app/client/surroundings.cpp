#include "app/client/surroundings.h"

#include "app/client/jsonkind.h"

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype markupStart = 1024; // bytes in which a page shows what it is
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

} // namespace

Surroundings surroundingsOf(const QByteArray& bytes)
{
    Surroundings result;
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
