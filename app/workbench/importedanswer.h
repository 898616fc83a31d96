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
};

// Pure; for worker threads. `source`: the file's name, or what it was pasted from. Keys are redacted.
ImportedAnswer importAnswer(const QByteArray& bytes, const QString& source, const QDateTime& now,
                            const PriceBook& prices);

} // namespace safelight
