#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace safelight {

struct PrintedMember;

// A value as a program printed it.
struct PrintedValue
{
    enum class Kind { Null, Bool, Number, Text, Bytes, Object, Array, LeftOut };

    Kind kind = Kind::Null;
    QByteArray text; // of a scalar: its text (UTF-8), number, bytes, or "true" / "false"
    std::vector<PrintedMember> members; // of an object or array, in order; names may repeat
    bool isCut = false; // a scalar that the text ends in: there may have been more of it

    bool isContainer() const { return kind == Kind::Object || kind == Kind::Array; }
};

struct PrintedMember
{
    QByteArray name; // empty: none was printed, as in an array
    PrintedValue value;
};

// What the reader met on its way.
struct PrintedReading
{
    PrintedValue root; // an object: what stands one behind the other in the text
    int leftOut = 0; // values that the printer shortened away
    bool isCut = false; // the text ends inside a value
    bool isTooDeep = false; // what lies deeper than 200 levels was skipped
    bool isTooLong = false; // what stands behind the first 500,000 values was not read
};

// Reads how Python, protobuf and JavaScript print objects: reprs with calls and enumerations
// (Candidate(finish_reason=<FinishReason.SAFETY: 'SAFETY'>)), dictionaries with single quotes, protobuf's
// text format (safety_ratings { category: X }), console.log of Node, and JSON. Takes any text without
// failing: what it does not understand it steps over. One pass.
PrintedReading readPrinted(QByteArrayView text);

} // namespace safelight
