#pragma once

#include "app/printed/printednames.h"
#include "app/printed/printedvalue.h"

namespace safelight {

// Writes a printed answer as REST would have sent it: camelCase names, lists where lists belong, names for
// numbers of enumerations, bytes as base64. What the printer left out, and what only an SDK adds, is absent.
class PrintedJson
{
public:
    // With free names, the answer of another service: the names stay as they were printed.
    explicit PrintedJson(const PrintedValue& answer, bool hasFreeNames = false,
                         EnumNumbers numbers = EnumNumbers::GeminiApi);

    const QByteArray& json() const { return m_json; }
    // Numbers were replaced by the names they stand for.
    bool hadNumbers() const { return m_hadNumbers; }

private:
    void write(const PrintedValue& value, const QByteArray& name, bool freeNames);
    void writeObject(const PrintedValue& object, bool freeNames);
    void writeList(const std::vector<const PrintedValue*>& values, const QByteArray& name, bool freeNames);
    void writeEnum(const PrintedValue& value, const QByteArray& name);
    void writeText(const QByteArray& utf8);

    QByteArray m_json;
    EnumNumbers m_numbers = EnumNumbers::GeminiApi;
    bool m_hadNumbers = false;
};

// The name in an enumeration that was printed as an object: {rawValue: "SAFETY"}; null: none.
const PrintedValue* enumValueOf(const PrintedValue& value);

// Members that stand at the top of an answer, or of a candidate or prompt feedback printed alone.
bool isOfAnswer(const QByteArray& camelName);

} // namespace safelight
