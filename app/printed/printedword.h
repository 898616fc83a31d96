#pragma once

#include "app/printed/printedvalue.h"

namespace safelight {

// The words of printed values: names of members and enumerations, numbers, None and true, and the small
// tables that tell one language's dress from another's.

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

// What stands behind the last "." , "::" or "\": "Gemini\Enums\FinishReason::SAFETY" says "SAFETY".
QByteArrayView withoutPath(QByteArrayView word);

// "Candidate", "genai.Candidate": a class, by its capital.
bool isClassName(QByteArrayView word);

// Of a word that stands in the place of a value; "FinishReason.SAFETY" says "SAFETY".
PrintedValue wordValueOf(QByteArrayView word);

// Of what stands between < and >: "FinishReason.SAFETY: 'SAFETY'", "FinishReason.SAFETY: 3", or something
// that the printer left out.
PrintedValue angleValue(QByteArrayView inside);

// What a word says of the brackets behind it.
enum class Dress {
    None,
    Wraps, // Optional(x), Some(x), int(3), enum(A::B): the value is inside
    Precedes, // array(1) {…}, Map(2) {…}, object(A)#3 (1) {…}: the value follows
    Sized, // string(4) "text": as long as it says, with nothing escaped
    Maps, // map[a:1 b:2]: members in square brackets
};

Dress dressOf(QByteArrayView word);

// How long the sign for something left out is that `text` begins with ("[Object]", "... 3 more items",
// "Instance of 'Candidate'"); 0: none.
qsizetype leftOutLength(QByteArrayView text);

// A member's name that people write in words: "Finish reason: 3".
struct PrintedLabel
{
    QByteArrayView words;
    QByteArrayView member;
};

// The one that `text` begins with; null: none.
const PrintedLabel* labelOf(QByteArrayView text);

// Is it the name of a member that, among prose, makes an answer likely?
bool tellsOfAnswer(QByteArrayView name);

} // namespace safelight
