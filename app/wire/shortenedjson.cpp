#include "app/wire/shortenedjson.h"

#include "app/wire/jsonscanner.h"

#include <algorithm>

namespace safelight {

namespace {

constexpr qsizetype longData = 1000;
constexpr qsizetype deepest = 50; // levels that are indented

bool isData(QByteArrayView token)
{
    if (token.size() < longData || !token.startsWith('"'))
        return false;
    const auto inside = token.sliced(1, token.size() - 2);
    return std::none_of(inside.begin(), inside.end(), [](char c) { return c == ' ' || uchar(c) >= 0x80; });
}

QByteArray dataMark(qsizetype number)
{
    return "\"safelight:data:" + QByteArray::number(number) + '"';
}

} // namespace

ShortenedJson ShortenedJson::of(QByteArrayView json)
{
    using Token = JsonScanner::Token;
    ShortenedJson result;
    qsizetype from = 0;
    JsonScanner scanner(json);
    for (auto token = scanner.next(); token != Token::End && token != Token::Broken; token = scanner.next()) {
        const auto text = scanner.text();
        if (token != Token::Scalar || !isData(text))
            continue;
        const qsizetype at = text.data() - json.data();
        result.text += json.sliced(from, at - from);
        result.text += dataMark(result.taken.size());
        result.taken.append(text.toByteArray());
        from = at + text.size();
    }
    result.text += json.sliced(from);
    return result;
}

QByteArray indentedJson(QByteArrayView json)
{
    using Token = JsonScanner::Token;
    QByteArray out;
    JsonScanner scanner(json);
    const auto newLine = [&] {
        out += '\n' + QByteArray(std::min<qsizetype>(scanner.depth(), deepest) * 2, ' ');
    };
    bool isFirst = true; // in what is open
    bool isAfterKey = false;
    for (auto token = scanner.next(); token != Token::End; token = scanner.next()) {
        if (token == Token::Broken)
            return json.toByteArray();
        const bool ends = token == Token::ObjectEnd || token == Token::ArrayEnd;
        const bool begins = token == Token::ObjectBegin || token == Token::ArrayBegin;
        if (ends && !isFirst) {
            newLine();
        } else if (!ends && !isAfterKey && !out.isEmpty()) {
            out += isFirst ? "" : ",";
            out +=
                '\n' + QByteArray(std::min<qsizetype>(scanner.depth() - (begins ? 1 : 0), deepest) * 2, ' ');
        }
        if (begins || ends)
            out += json.at(scanner.position() - 1);
        else
            out += scanner.text();
        isAfterKey = token == Token::Key;
        if (isAfterKey)
            out += ": ";
        isFirst = begins;
    }
    return out + '\n';
}

QByteArray ShortenedJson::restored(QByteArray edited) const
{
    for (qsizetype i = 0; i < taken.size(); ++i)
        edited.replace(dataMark(i), taken.at(i));
    return edited;
}

} // namespace safelight
