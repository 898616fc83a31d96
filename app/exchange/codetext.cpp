#include "app/exchange/codetext.h"

#include "app/request/requestwriter.h"

namespace safelight {

namespace {

enum class Style { Python, JavaScript, Json };

bool isPair(QStringView text, qsizetype at)
{
    return text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
}

// Not to be seen, or not as what it is.
bool isHidden(QChar c)
{
    const char16_t code = c.unicode();
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0xAD || code == 0x061C
        || (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E)
        || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF
        || (code >= 0xFFF9 && code <= 0xFFFB);
}

QByteArray hex(QChar c)
{
    return "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
}

QByteArray escaped(QChar c, Style style)
{
    return c.isSurrogate() && style == Style::Json ? QByteArray("\\ufffd") : escapedJson(c);
}

// Zero-width joiners hold emoji and several scripts together; they stay as they are where both sides are
// text.
bool isJoiner(QChar c)
{
    return c.unicode() == 0x200C || c.unicode() == 0x200D;
}

// Plain runs are copied at once.
QByteArray quoted(QStringView text, char quote, Style style)
{
    QByteArray result;
    result.reserve(text.size() + text.size() / 8 + 2);
    result += quote;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool end = i == text.size();
        if (!end && isPair(text, i)) {
            ++i;
            continue;
        }
        const QChar c = end ? QChar() : text.at(i);
        const bool special = c == QLatin1Char(quote) || c == u'\\';
        if (!end && !special && (!isHidden(c) || isJoiner(c)) && !c.isSurrogate())
            continue;
        result += text.sliced(from, i - from).toUtf8();
        from = i + 1;
        if (!end)
            result += special ? QByteArray(1, '\\') + c.toLatin1() : escaped(c, style);
    }
    return result += quote;
}

} // namespace

QByteArray pythonText(const QString& text)
{
    return quoted(text, '"', Style::Python);
}

QByteArray javascriptText(const QString& text)
{
    return quoted(text, '\'', Style::JavaScript);
}

QByteArray jsonText(const QString& text)
{
    return quoted(text, '"', Style::Json);
}

QByteArray shellText(const QString& text)
{
    QString plain = text;
    plain.remove(QChar(u'\0'));
    plain.replace(u'\'', QStringLiteral("'\\''"));
    return '\'' + plain.toUtf8() + '\'';
}

QByteArray commentText(const QString& text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isPair(text, i)) {
            result += text.sliced(i, 2).toUtf8();
            ++i;
        } else if (isHidden(c) || c.isSurrogate() || c == u'\\') {
            result += hex(c);
        } else {
            result += QString(c).toUtf8();
        }
    }
    // "*/" would end a comment of JavaScript's other kind, which is not written; kept apart all the same.
    return result.replace("*/", "* /");
}

} // namespace safelight
