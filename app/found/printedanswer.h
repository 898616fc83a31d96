#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

namespace safelight {

// What was made of a program's printed form of an answer.
struct PrintedAnswer
{
    QByteArrayList objects; // as REST would have sent them, in their order
    int leftOut = 0; // values that the printer shortened away
    bool isCut = false;
    bool isTooDeep = false;
    bool isTooLong = false;
    bool hadNumbers = false; // numbers that stand for names were replaced
    bool isFragment = false; // only a candidate or a block reason was printed, and not the whole answer

    friend bool operator==(const PrintedAnswer&, const PrintedAnswer&) = default;
};

// Could the text hold one? JSON alone is none.
bool mayHoldPrintedAnswer(QByteArrayView text);

// Answers in how Python (google-genai, google.generativeai, dictionaries), protobuf's text format or Node
// print them, anywhere in the text. With `isJson` the text is read from the start of its first member; there
// numbers are replaced by names.
PrintedAnswer readPrintedAnswer(QByteArrayView text, bool isJson = false);

} // namespace safelight
