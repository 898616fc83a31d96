#pragma once

#include <QByteArray>
#include <QString>

namespace safelight {

// Bytes made ready for a text view: line ends unified, endless lines broken, the rest left for "Save".
struct SourceText
{
    QString text;
    qint64 shownBytes = 0;
    qint64 allBytes = 0;
    bool linesBroken = false; // lines were broken that are one in the bytes
    bool notUtf8 = false; // some bytes are no UTF-8 and are shown as �

    friend bool operator==(const SourceText&, const SourceText&) = default;
};

inline constexpr qint64 shownBytesLimit = 2'000'000;
inline constexpr int shownLineLimit = 1000; // characters

// May take some time for large input: call it off the interface thread.
SourceText sourceText(const QByteArray& bytes, qint64 byteLimit = shownBytesLimit,
                      int lineLimit = shownLineLimit);

// The same for text that is already decoded; `shownBytes` and `allBytes` then count characters.
SourceText decodedSourceText(QString text, int lineLimit = shownLineLimit);

// What is not shown as it came, in sentences; empty when everything is.
QString sourceNotes(const SourceText& source);

// The field whose line of indented JSON this place of a text is in ("generationConfig.temperature",
// "contents[0].parts[0].text": the place in a list is not counted); empty where none is. What stands around
// the JSON does not matter.
QString fieldPathAt(const QString& text, qsizetype place);

} // namespace safelight
