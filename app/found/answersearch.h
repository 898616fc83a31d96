#pragma once

#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>

namespace safelight {

// What was found and may be an answer, or a piece of one.
struct FoundObject
{
    enum class Kind {
        Answer, // has what an answer has
        Hint, // has only what stands beside it, such as counts of tokens
        Error,
        Foreign, // a whole JSON value that may hold an answer in another service's format
    };

    Kind kind = Kind::Answer;
    QByteArray json; // as it stood (unescaped)
    bool escaped = false; // it stood inside a JSON text
    // How many of the next ones stood in it. A Foreign one is read first, and they are where it brings
    // nothing; an Error is read where they bring nothing.
    qsizetype covers = 0;
    qsizetype begin = 0; // of the outermost JSON value that it stands in
    qsizetype end = 0;

    friend bool operator==(const FoundObject&, const FoundObject&) = default;
};

// What a search for JSON inside other text brought.
struct FoundAnswers
{
    QList<FoundObject> objects; // in their order
    QByteArrayList texts; // longer texts inside other JSON that may hold a printed answer
    int broken = 0; // objects that began like an answer and are cut off or wrong
    qsizetype cutAt = -1; // where the JSON value begins that ends with the text, cut off; -1: none does

    friend bool operator==(const FoundAnswers&, const FoundAnswers&) = default;
};

// Does one of the member names of an answer stand in the text, in any spelling?
bool namesAnswerMembers(QByteArrayView text);

// The same, and more than the mere word "error": worth cleaning up a text that may be large.
bool namesAnswerWell(QByteArrayView text);

// JSON objects that have candidates, promptFeedback, usageMetadata, predictions or error among their members,
// with the right type, anywhere in a text: behind a log line's prefix, as members of other JSON, as escaped
// JSON in a text (at most 3 times). Of nested ones the outer one counts, but what stands in an error counts
// before the error. One pass whatever the text is; deeper than 1,000 levels nothing is recognised.
FoundAnswers searchAnswers(QByteArrayView text);

} // namespace safelight
