#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

namespace safelight {

// What a search for JSON inside other text brought.
struct FoundAnswers
{
    QByteArrayList objects; // of an answer's kind, in their order, each as it stood (unescaped)
    QByteArrayList texts; // longer texts inside other JSON that may hold a printed answer
    qsizetype lines = 0; // that the objects stand in; 0 for what was found inside texts
    int broken = 0; // objects that began like an answer and are cut off or wrong
    bool escaped = false; // some stood inside a JSON text

    friend bool operator==(const FoundAnswers&, const FoundAnswers&) = default;
};

// Does one of the member names of an answer stand in the text, in any spelling?
bool namesAnswerMembers(QByteArrayView text);

// JSON objects that have candidates, promptFeedback, usageMetadata, predictions or error among their members,
// with the right type, anywhere in a text: behind a log line's prefix, as members of other JSON, as escaped
// JSON in a text (at most 3 times). Of nested ones the outer one counts. One pass whatever the text is;
// deeper than 1,000 levels nothing is recognised.
FoundAnswers searchAnswers(QByteArrayView text);

} // namespace safelight
