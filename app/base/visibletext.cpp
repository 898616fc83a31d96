#include "app/base/visibletext.h"

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

void appendShown(QString& result, const QString& text, qsizetype& i)
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

// DEL is one byte of UTF-8, C1 controls are two, the marks that turn three; 0: none of these begins here.
qsizetype steeringLength(QByteArrayView utf8)
{
    const auto byte = [utf8](qsizetype i) { return i < utf8.size() ? quint8(utf8.at(i)) : quint8(0); };
    if (byte(0) == 0x7f)
        return 1;
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) <= 0x9f)
        return 2;
    const bool isTurn = (byte(1) == 0x80 && byte(2) >= 0xaa && byte(2) <= 0xae)
        || (byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9);
    return byte(0) == 0xe2 && isTurn ? 3 : 0;
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
            appendShown(result, text, i);
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

QByteArray visibleJson(const QByteArray& json)
{
    QByteArray result;
    qsizetype from = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto length = steeringLength(QByteArrayView(json).sliced(i));
        if (length == 0)
            continue;
        const auto code = QString::fromUtf8(json.constData() + i, length).at(0).unicode();
        result += QByteArrayView(json).sliced(from, i - from);
        result += "\\u" + QByteArray::number(code, 16).rightJustified(4, '0');
        i += length - 1;
        from = i + 1;
    }
    return from == 0 ? json : result + QByteArrayView(json).sliced(from).toByteArray();
}

} // namespace safelight
