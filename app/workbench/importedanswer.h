#pragma once

#include "app/session/attempt.h"

#include <QDateTime>

namespace safelight {

// An answer that was not sent from here: pasted, dropped, or opened.
struct ImportedAnswer
{
    Attempt attempt; // completed, with its reading; not in any session yet
    QByteArray thumbnail; // PNG or empty
    QStringList notes; // how it was found, and what could not be read: sentences
    bool readable = false; // there is an answer in it
    int firstLine = 0; // where it stands in what was read, counted from 1; 0: not known
    int lastLine = 0;
};

// A text and the answers in it, in their order: at least one, which may not be readable.
struct ImportedText
{
    // As many as a list can show.
    static constexpr qsizetype mostAnswers = 1000;

    QByteArray text;
    QList<ImportedAnswer> answers;
    qsizetype leftOut = 0; // answers beyond
};

// Pure; for worker threads. `source`: the file's name, or what it was pasted from. Keys are redacted.
ImportedText importAnswers(const QByteArray& bytes, const QString& source, const QDateTime& now,
                           const PriceBook& prices);
// Of several the last one.
ImportedAnswer importAnswer(const QByteArray& bytes, const QString& source, const QDateTime& now,
                            const PriceBook& prices);

} // namespace safelight
