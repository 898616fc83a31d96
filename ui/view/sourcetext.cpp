#include "ui/view/sourcetext.h"
#include "app/wording/words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class SourceTextText
{
    Q_DECLARE_TR_FUNCTIONS(SourceText)
};

QString unified(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s);
    for (QChar& character : text) {
        if (character == u'\r' || character == QChar::ParagraphSeparator || character.unicode() == 0xfdd0
            || character.unicode() == 0xfdd1)
            character = u'\n';
        else if (character.isNull())
            character = QChar(0x2400); // a text view ends at a null: show its symbol
    }
    return text;
}

// Breaks what a text view could only lay out as one endless line.
QString broken(const QString& text, int limit, bool& any)
{
    QString result;
    result.reserve(text.size() + text.size() / limit + 1);
    qsizetype start = 0;
    while (start < text.size()) {
        auto end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        while (end - start > limit) {
            // never between the halves of one character
            const qsizetype cut = text.at(start + limit).isLowSurrogate() ? limit - 1 : limit;
            result += QStringView(text).mid(start, cut);
            result += u'\n';
            start += cut;
            any = true;
        }
        result += QStringView(text).mid(start, end + 1 - start);
        start = end + 1;
    }
    return result;
}

// Not in the middle of a UTF-8 sequence: that would be shown as damage that is not there.
QByteArrayView wholeCharacters(QByteArrayView bytes, qint64 limit)
{
    if (bytes.size() <= limit)
        return bytes;
    qsizetype end = limit;
    for (int back = 0; back < 3 && (static_cast<uchar>(bytes.at(end)) & 0xc0) == 0x80; ++back)
        --end;
    return bytes.first(end);
}

} // namespace

SourceText decodedSourceText(QString text, int lineLimit)
{
    SourceText source;
    source.allBytes = text.size();
    source.shownBytes = text.size();
    source.text = broken(unified(std::move(text)), lineLimit, source.linesBroken);
    return source;
}

SourceText sourceText(const QByteArray& bytes, qint64 byteLimit, int lineLimit)
{
    const QByteArrayView shown = wholeCharacters(bytes, byteLimit);
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(shown);
    SourceText source = decodedSourceText(std::move(text), lineLimit);
    source.notUtf8 = decoder.hasError();
    source.shownBytes = shown.size();
    source.allBytes = bytes.size();
    return source;
}

QString sourceNotes(const SourceText& source)
{
    QStringList notes;
    if (source.shownBytes < source.allBytes)
        notes << SourceTextText::tr("The first %1 of %2 are shown.")
                     .arg(wording::bytes(source.shownBytes), wording::bytes(source.allBytes));
    if (source.linesBroken)
        notes << SourceTextText::tr("Long lines are broken here for reading.");
    if (source.notUtf8)
        notes << SourceTextText::tr("Some bytes are not UTF-8 and are shown as �.");
    if (!notes.isEmpty())
        notes << SourceTextText::tr("Copying all and saving give the exact bytes.");
    return notes.join(u' ');
}

namespace {

constexpr int farthestLine = 20'000; // upwards, for the objects a field stands in

// One line of indented JSON.
struct JsonLine
{
    qsizetype indent = 0;
    QString name; // empty: an entry of a list, or a bracket
    char16_t opens = 0; // bracket at its end: { or [
};

JsonLine jsonLine(QStringView line)
{
    static const QRegularExpression named(uR"re(^( *)"((?:[^"\\]|\\.)*)": ?(.*)$)re"_s);
    const QString text = line.toString();
    const auto match = named.match(text);
    const QString value = match.hasMatch() ? match.captured(3) : text.trimmed();
    const bool opens = value == "{"_L1 || value == "["_L1;
    const auto first = std::ranges::find_if(line, [](QChar c) { return c != u' '; });
    return {first - line.begin(), match.captured(2), opens ? value.at(0).unicode() : char16_t()};
}

QStringView lineAt(const QString& text, qsizetype place)
{
    const qsizetype start = place == 0 ? 0 : text.lastIndexOf(u'\n', place - 1) + 1;
    const qsizetype end = text.indexOf(u'\n', place);
    return QStringView(text).sliced(start, (end < 0 ? text.size() : end) - start);
}

} // namespace

QString fieldPathAt(const QString& text, qsizetype place)
{
    if (place < 0 || place > text.size())
        return {};
    QStringView view = lineAt(text, place);
    JsonLine line = jsonLine(view);
    QString path = line.name;
    qsizetype indent = line.indent;
    for (int i = 0; i < farthestLine && indent > 0 && view.begin() > text.cbegin(); ++i) {
        view = lineAt(text, view.begin() - text.cbegin() - 1);
        line = jsonLine(view);
        if (line.opens == 0 || line.indent >= indent)
            continue;
        indent = line.indent;
        const QString below = path.isEmpty() || path.startsWith(u'[') ? path : QString(u'.' + path);
        if (line.opens == u'[')
            path = line.name + u"[0]"_s + below;
        else
            path = line.name.isEmpty() ? path : QString(line.name + below);
    }
    return path;
}

} // namespace safelight
