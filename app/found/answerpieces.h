#pragma once

#include "app/found/answersearch.h"

#include <QList>

#include <optional>

namespace safelight {

struct Response;

// Read at all, and with at least one member that an answer is made of.
bool holdsAnything(const Response& read);

// A whole answer or one chunk of a stream, in Gemini's form whatever it came in, and what is needed to put
// pieces together. Its reading is not kept: a log may hold a hundred thousand.
struct AnswerPiece
{
    QByteArray json;
    QString form; // that it was translated from; empty: it came in Gemini's
    QString id;
    std::optional<qint64> promptTokens;
    std::optional<qint64> totalTokens;
    bool isWhole = false; // of a format that never sends pieces
    bool isEnded = false; // says how it ended
    bool isEpilogue = false; // only usage or ratings: what a stream may send behind its last words
    bool isOnlyError = false;
    bool wasEscaped = false; // it stood inside a JSON text
    bool wasSentence = false; // it was read from the message of an error
    qsizetype begin = 0; // of the outermost JSON value that it stood in
    qsizetype end = 0;
};

// What was found, read: foreign formats are translated, and where an error holds an answer or tells of a
// block, that is what counts.
QList<AnswerPiece> piecesOf(const FoundAnswers& found);

// The same of one JSON text in whichever format; none if it holds nothing of an answer.
QList<AnswerPiece> piecesOf(const QByteArray& json);

// The JSON of an answer with what it was read as among its members.
QByteArray withReadAs(const QByteArray& json, const QString& form, const QString& through);

} // namespace safelight
