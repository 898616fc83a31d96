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

} // namespace safelight::json
