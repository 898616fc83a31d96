#pragma once

#include <QByteArrayView>

#include <array>

namespace safelight::json {

enum class Kind { Object, Array, Text, Number, Bool, Null, Broken };

// By the first character of a value.
inline constexpr auto kindsByFirst = [] {
    std::array<Kind, 256> kinds {};
    kinds.fill(Kind::Broken);
    kinds['{'] = Kind::Object;
    kinds['['] = Kind::Array;
    kinds['"'] = Kind::Text;
    kinds['t'] = kinds['f'] = Kind::Bool;
    kinds['n'] = Kind::Null;
    kinds['-'] = Kind::Number;
    for (std::size_t digit = '0'; digit <= '9'; ++digit)
        kinds[digit] = Kind::Number;
    return kinds;
}();

inline Kind kindOf(QByteArrayView token)
{
    return token.isEmpty() ? Kind::Broken : kindsByFirst[uchar(token.front())];
}

inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// Digits and nothing else, as the counts of tokens are, and not so many that they could be out of range.
inline bool readCount(QByteArrayView token, qint64& count)
{
    if (token.isEmpty() || token.size() > 15)
        return false;
    qint64 sum = 0;
    for (const char c : token) {
        if (c < '0' || c > '9')
            return false;
        sum = sum * 10 + (c - '0');
    }
    count = sum;
    return true;
}

} // namespace safelight::json
