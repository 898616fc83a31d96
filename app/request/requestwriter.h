#pragma once

#include "app/prompt/prompt.h"
#include "app/request/requestsink.h"

#include <concepts>

namespace safelight {

// What a character that must not stand in a JSON text goes as: "\n", "\u200b".
QByteArray escapedJson(QChar c);

// Writes the body of a generateContent call, and parts of one: the same prompt gives the same bytes.
class RequestWriter
{
public:
    explicit RequestWriter(RequestSink& sink)
        : m_sink(sink)
    { }

    void write(const Prompt& prompt);

    void begin(char bracket);
    void end(char bracket);
    void key(QByteArrayView name);
    void textPart(QStringView text);
    void threshold(HarmCategory category, BlockThreshold threshold); // an entry of safetySettings

    void value(QStringView text);
    void value(const QString& text) { value(QStringView(text)); }
    void value(const QStringList& texts);
    void value(std::same_as<bool> auto flag) { m_sink.add(flag ? "true" : "false"); } // no pointer
    void value(int number);
    void value(double number);

private:
    void writeContents(const Prompt& prompt);
    void writeImage(const ReferenceImage& image);
    void writeSafety(const SafetySettings& safety);
    void writeGeneration(const GenerationSettings& generation);
    void beginItem();

    RequestSink& m_sink;
    bool m_first = true; // of the object or list begun
};

// Whether a setting is sent, and its value in JSON.
template<typename T>
bool isSet(const std::optional<T>& setting)
{
    return setting.has_value();
}
inline bool isSet(const QStringList& setting)
{
    return !setting.isEmpty();
}
template<typename T>
const T& valueOf(const std::optional<T>& setting)
{
    return *setting;
}
inline const QStringList& valueOf(const QStringList& setting)
{
    return setting;
}

} // namespace safelight
