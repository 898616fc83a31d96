#pragma once

#include "app/found/printedvalue.h"

namespace safelight {

// The words of printed values: names of members and enumerations, numbers, None and true.

inline bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

inline bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

inline bool isWordCharacter(char c)
{
    return isLower(c) || isUpper(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '+'
        || c == '$' || uchar(c) >= 0x80;
}

bool isNumberWord(QByteArrayView word);

// Of a word that stands in the place of a value; "FinishReason.SAFETY" says "SAFETY".
PrintedValue wordValueOf(QByteArrayView word);

// Of what stands between < and >: "FinishReason.SAFETY: 'SAFETY'", "FinishReason.SAFETY: 3", or something
// that the printer left out.
PrintedValue angleValue(QByteArrayView inside);

// Is it the name of a member that, among prose, makes an answer likely?
bool tellsOfAnswer(QByteArrayView name);

} // namespace safelight
