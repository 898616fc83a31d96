#include "app/report/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Embeddings, overrides and isolates (Unicode UAX #9): "Trojan Source". The plain marks U+200E and U+200F are
// part of honest Hebrew and Arabic.
bool isTurning(QChar c)
{
    return (c >= u'\u202a' && c <= u'\u202e') || (c >= u'\u2066' && c <= u'\u2069');
}

bool isControl(QChar c)
{
    return (c < u' ' && c != u'\n' && c != u'\t') || c == u'\u007f' || (c >= u'\u0080' && c <= u'\u009f');
}

bool isPlain(QChar c)
{
    return !isControl(c) && !isTurning(c) && !c.isSurrogate() && c != u'\u2028' && c != u'\u2029'
        && c != u'\ufffe' && c != u'\uffff' && c != u'\ufeff';
}

void append(QString& result, const QString& text, qsizetype& i)
{
    const QChar c = text.at(i);
    if (c == u'\r') {
        if (i + 1 >= text.size() || text.at(i + 1) != u'\n')
            result += u'\n';
    } else if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
        result += c;
        result += text.at(++i);
    } else if (c == u'\u2028' || c == u'\u2029') {
        result += u'\n';
    } else if (isTurning(c)) {
        result += u"[U+%1]"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
    } else if (c < u' ') {
        result += QChar(0x2400 + c.unicode());
    } else if (c == u'\u007f') {
        result += u'\u2421';
    } else {
        result += u'\ufffd';
    }
}

} // namespace

QString visibleText(const QString& text)
{
    if (std::ranges::all_of(text, isPlain))
        return text;
    QString result;
    result.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isPlain(text.at(i)))
            result += text.at(i);
        else
            append(result, text, i);
    }
    return result;
}

QString visibleLine(const QString& text)
{
    QString line = visibleText(text);
    line.replace(u'\n', u' ').replace(u'\t', u' ');
    return line;
}

QString visibleLabel(const QString& text)
{
    constexpr qsizetype longest = 24;
    const QString line = visibleLine(text);
    return line.size() <= longest ? line : line.left(longest - 1) + u'\u2026';
}

} // namespace safelight
