#pragma once

#include "app/prompt/prompt.h"

#include <concepts>

namespace safelight {

// Where a request body goes: into bytes, or only counted.
class RequestSink
{
public:
    virtual ~RequestSink() = default;
    virtual void add(QByteArrayView bytes) = 0;
    virtual void addBase64(const QByteArray& bytes) = 0;
};

// What a character that must not stand in a JSON text goes as: "\n", "\u200b".
QByteArray escapedJson(QChar c);

// Writes the body of a generateContent call: the same prompt gives the same bytes.
class RequestWriter
{
public:
    explicit RequestWriter(RequestSink& sink)
        : m_sink(sink)
    { }

    void write(const Prompt& prompt);

private:
    void writeContents(const Prompt& prompt);
    void writeImage(const ReferenceImage& image);
    void writeSafety(const SafetySettings& safety);
    void writeGeneration(const GenerationSettings& generation);
    void writeImageConfig(const GenerationSettings& generation);
    void writeThinkingConfig(const GenerationSettings& generation);

    void begin(char bracket);
    void end(char bracket);
    void beginItem();
    void key(QByteArrayView name);
    void value(QStringView text);
    void value(const QStringList& texts);
    void value(std::same_as<bool> auto flag) { m_sink.add(flag ? "true" : "false"); } // no pointer
    void value(int number);
    void value(double number);
    template<typename T>
    void member(QByteArrayView name, const std::optional<T>& optional);
    void textPart(QStringView text);

    RequestSink& m_sink;
    bool m_first = true; // of the object or list begun
};

} // namespace safelight
