#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace safelight {

// An answer that another service's format told, in the words of Gemini's own.
struct Translation
{
    QJsonObject answer; // as the REST API would have sent it, as far as the text says
    QString form; // "openai.chat"
    QString through; // the gateway or library, where the members show which; else empty
    bool isChunk = false; // of a stream, and not a whole answer

    friend bool operator==(const Translation&, const Translation&) = default;
};

// What tells the reading of a translated answer where it came from: the member that app/wire takes for it.
QJsonObject readAs(const QString& form, const QString& through);

// The answer with that member, on one line.
QByteArray jsonOf(const Translation& translation);

} // namespace safelight
