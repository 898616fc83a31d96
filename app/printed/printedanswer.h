#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

namespace safelight {

// What was made of a program's printed form of an answer.
struct PrintedAnswer
{
    QByteArrayList
        objects; // as REST would have sent them, in their order; another service's as it names them
    QByteArray ratings; // safety ratings that stand by themselves, a list in JSON: no answer without a reason
    QByteArray settings; // thresholds that stand in the text, a list of safety settings in JSON
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

// Answers in how programs print them (readPrinted), anywhere in the text; the ratings and settings that stand
// beside them too. With `isJson` the text is read from the start of its first member; there
// numbers are replaced by names.
PrintedAnswer readPrintedAnswer(QByteArrayView text, bool isJson = false);

} // namespace safelight
