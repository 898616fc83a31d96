#include "app/found/layoutcleaning.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype encodingSample = 400; // bytes that show an encoding

// Calls `change` with each line; the result ends in the same way.
template<typename Change>
QByteArray byLine(const QByteArray& text, Change change)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const auto newline = text.indexOf('\n', at);
        const auto end = newline < 0 ? text.size() : newline;
        change(QByteArrayView(text).sliced(at, end - at), result);
        if (newline >= 0)
            result += '\n';
        at = end + 1;
    }
    return result;
}

// Every second byte is NUL in what was Latin text.
std::optional<QStringConverter::Encoding> wideEncoding(const QByteArray& bytes)
{
    if (bytes.startsWith("\xFF\xFE"))
        return QStringConverter::Utf16LE;
    if (bytes.startsWith("\xFE\xFF"))
        return QStringConverter::Utf16BE;
    const auto size = std::min(bytes.size(), encodingSample);
    std::array<qsizetype, 2> zeros {};
    for (qsizetype i = 0; i < size; ++i)
        zeros.at(std::size_t(i % 2)) += bytes.at(i) == '\0' ? 1 : 0;
    if (size < 8 || zeros[0] + zeros[1] < size / 4)
        return {};
    return zeros[1] > zeros[0] ? QStringConverter::Utf16LE : QStringConverter::Utf16BE;
}

constexpr std::array<QByteArrayView, 4> boxSides {"\xE2\x94\x82", "\xE2\x94\x83", "\xE2\x95\x91",
                                                  "|"}; // │ ┃ ║

// The side that the line has at both ends; empty: it has none.
QByteArrayView sideOf(QByteArrayView line)
{
    for (const auto side : boxSides) {
        if (line.size() > 2 * side.size() && line.startsWith(side) && line.endsWith(side))
            return side;
    }
    return {};
}

// ─ ━ ╭ ╮ … are all U+2500 to U+257F.
bool isDrawing(QByteArrayView line)
{
    bool any = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto c = uchar(line.at(i));
        if (c == 0xE2 && i + 2 < line.size()
            && (uchar(line.at(i + 1)) == 0x94 || uchar(line.at(i + 1)) == 0x95)) {
            any = true;
            i += 2;
        } else if (c != ' ' && c != '+' && c != '-' && c != '=') {
            return false;
        }
    }
    return any;
}

const QRegularExpression& logPrefix()
{
    // A time, then whatever a logger writes of level, process, thread and name, up to what it logs.
    static const QString time =
        uR"(\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]|\d\d-\d\d |[A-Z][a-z]{2} [ \d]\d )?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?)"_s;
    static const QString levels =
        u"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE|[VDIWEF])"_s;
    static const QString parts = // level, [thread], 123-456, name, name[12]:, name - , | loguru |
        uR"((?:[ \t]+(?:\[?)"_s + levels
        + uR"(\]?:?|\[[^\]\n]{1,60}\]|\d+(?:-\d+)?|[\w.:$<>/-]{1,80} -|(?:[\w.-]{1,60}[ \t]+)?[\w./-]{1,60}\[\d+\]:|[\w.-]{1,60}\[[\d:]+\]|(?!\w*(?:reason|ratings|category|probability|candidates|content|blocked|feedback|metadata|index))[\w.$/-]{1,80}:|\||-))*)"_s;
    static const QString names = uR"((?:[ \t]+[\w.$-]{2,60}){0,3}[ \t]+[VDIWEF][ \t]+)"_s; // Android Studio
    static const QString flutter = uR"([VDIWEF]/[\w .-]{1,40}\( *\d+\): ?)"_s;
    static const QRegularExpression prefix(u"^(?:"_s + time + u"(?:"_s + uR"([ \t]+\d+-\d+)"_s + names
                                           + u"|"_s + parts + uR"([ \t]?)|)"_s + flutter + u")"_s);
    return prefix;
}

} // namespace

QByteArray asUtf8(const QByteArray& bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return bytes.mid(3);
    const auto encoding = wideEncoding(bytes);
    if (!encoding)
        return {};
    const QString text = QStringDecoder(*encoding)(bytes);
    return (text.startsWith(QChar::ByteOrderMark) ? text.mid(1) : text).toUtf8();
}

QByteArray withoutBoxes(const QByteArray& text)
{
    int boxed = 0;
    const QByteArray plain = byLine(text, [&boxed](QByteArrayView line, QByteArray& result) {
        const auto trimmed = line.trimmed();
        const auto side = sideOf(trimmed);
        if (!side.isEmpty()) {
            auto inside = trimmed.sliced(side.size(), trimmed.size() - 2 * side.size());
            while (inside.endsWith(' '))
                inside.chop(1);
            result += inside.startsWith(' ') ? inside.sliced(1) : inside;
            ++boxed;
        } else if (!isDrawing(trimmed)) {
            result += line;
        }
    });
    return boxed > 1 ? plain : QByteArray();
}

QByteArray withoutQuoteMarks(const QByteArray& text)
{
    int quoted = 0;
    const QByteArray plain = byLine(text, [&quoted](QByteArrayView line, QByteArray& result) {
        while (line.startsWith('>')) {
            line = line.sliced(line.startsWith("> ") ? 2 : 1);
            ++quoted;
        }
        result += line;
    });
    return quoted > 0 ? plain : QByteArray();
}

QByteArray withoutLogPrefixes(const QByteArray& text)
{
    int prefixed = 0;
    const QByteArray plain = byLine(text, [&prefixed](QByteArrayView line, QByteArray& result) {
        const auto start = line.first(std::min<qsizetype>(line.size(), 300));
        const auto match =
            line.isEmpty() ? QRegularExpressionMatch() : logPrefix().match(QString::fromLatin1(start));
        if (match.hasMatch()) {
            line = line.sliced(match.capturedLength());
            ++prefixed;
        }
        result += line;
    });
    return prefixed > 0 ? plain : QByteArray();
}

QByteArray withoutMarkup(const QByteArray& text)
{
    if (!text.contains("&quot;") && !text.contains("&#34;") && !text.contains("&#x22;"))
        return {};
    static const QRegularExpression tag(u"</?[A-Za-z][^<>\n]{0,300}>"_s);
    QString plain = QString::fromUtf8(text).remove(tag);
    for (const auto& name : {u"&quot;"_s, u"&#34;"_s, u"&#x22;"_s})
        plain.replace(name, u"\""_s);
    plain.replace(u"&#39;"_s, u"'"_s).replace(u"&apos;"_s, u"'"_s).replace(u"&nbsp;"_s, u" "_s);
    plain.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&amp;"_s, u"&"_s);
    return plain.toUtf8();
}

QByteArray withStraightQuotes(const QByteArray& text)
{
    QByteArray plain = text;
    for (const char* quote : {"\u201C", "\u201D", "\u201E", "\u201F", "\u00AB", "\u00BB"})
        plain.replace(quote, "\"");
    for (const char* quote : {"\u2018", "\u2019", "\u201A"})
        plain.replace(quote, "'");
    return plain == text ? QByteArray() : plain;
}

} // namespace safelight
