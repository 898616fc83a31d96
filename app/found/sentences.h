#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace safelight {

// What an SDK or a gateway says in words where the service sent a block, an empty end or an error.
struct SentenceReading
{
    QString id; // of the row in resources/knowledge/sentences.json: "go.prompt"
    QString sdk; // whose sentence it is: "generative-ai-go (Go)"; empty: anybody's
    QByteArray json; // as the service would have said it; empty: the sentence hides what happened
    QString hint; // what it leaves out and what to print instead, for the user; empty: nothing
    QByteArray settings; // thresholds printed beside it, a list of safety settings in JSON

    friend bool operator==(const SentenceReading&, const SentenceReading&) = default;
};

// The sentence in a text, with the ratings that are printed beside it. None: there is none that this program
// knows, or the text tells of several and so is about blocks rather than from one. Reads the rows from
// resources/knowledge/sentences.json, and so nothing where that resource is not linked in.
std::optional<SentenceReading> readSentence(QByteArrayView text);

} // namespace safelight
