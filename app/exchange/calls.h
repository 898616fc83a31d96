#pragma once

#include "app/backends/backend.h"
#include "app/base/result.h"
#include "app/base/secret.h"
#include "app/prompt/prompt.h"
#include "app/scripts/filereading.h"
#include "app/wire/lenientjson.h"

#include <QDateTime>
#include <QHash>

#include <functional>
#include <optional>

namespace safelight {

// A place in a request that only running its command would fill.
struct RequestBlank
{
    QString written; // "${PROJECT_ID}"
    QString variable; // "PROJECT_ID"; empty: no variable fills it
    QString why; // what it stands for; begins small
    bool isModel = false; // it is the model's name in the address
};

// A request that was recorded elsewhere, in our terms.
struct CallRequest
{
    Prompt prompt; // with the model
    QByteArray body; // strict JSON; as it stood, where it was that
    QByteArray asWritten; // where the body was put into other terms: the JSON it came from
    JsonSlips slips; // what was mended in it
    QList<RequestBlank> blanks; // their text stands in the body
    QUrl url; // without query, user and fragment; empty: not known
    bool stream = false;
    QStringList left; // members without a place here, and what else was left out
};

// One call of a model, or a half of one.
struct RecordedCall
{
    std::optional<CallRequest> request;
    QByteArray answer; // empty: none; keys redacted
    int httpCode = 0; // 0: not known
    QDateTime sentAt; // invalid: not known
    QString label; // "#7", or empty
};

struct FoundKey
{
    Secret key;
    Backend::Auth auth = Backend::Auth::ApiKeyHeader;

    friend bool operator==(const FoundKey&, const FoundKey&) = default;
};

struct RecordedCalls
{
    enum class Kind { Request, CommandLine, Har, Report, Collection } kind = Kind::Request;
    QString form; // what it was recognised as: "A Postman collection"

    QList<RecordedCall> calls; // never empty
    QList<FoundKey> keys; // each once; in nothing else of this
    QStringList notes; // what was left out, and why: sentences
};

// Reads what lies in this folder or below it, wherever names and links lead, at most 256 MiB together. With
// an empty folder, as for pasted text, nothing; and always what the user chose (the name in the command, and
// the file to read for it).
FileReading filesOf(const QString& folder, const QHash<QString, QString>& chosen = {});

inline constexpr qsizetype mostMissingFiles = 20; // that are named
// Passes names on, and notes those that could not be read. `missing` outlives the reading.
FileReading notingMissing(FileReading files, QStringList& missing);
// Which of the chosen files stands for which missing one: by its name, or the one for the one.
QHash<QString, QString> chosenFor(const QStringList& missing, const QStringList& paths);

// Asked between pieces, on the thread that reads: true ends the reading soon, with Cancelled.
using StopAsked = std::function<bool()>;

// The value of an environment variable, where a command takes one; none leaves the place open.
using VariableReading = std::function<std::optional<QString>(const QString& name)>;

// What reading may ask for.
struct CallSources
{
    FileReading files;
    StopAsked stopped = {};
    VariableReading variables = {};
    bool hidesKeys = true; // keys are taken out of bodies and answers
    bool needsPrompt = true; // what cannot be shown in the editor's terms is an error
};

// Calls in whatever it is: requests as JSON in any form, command lines, fetch(), .http files, collections of
// Postman and others, a HAR file, a session report. NotFound: none of these (it may still be an answer);
// other errors: one of these, but with nothing in it that can be used. No sentence holds a key. Pure but for
// what `sources` reads; off the interface thread.
Result<RecordedCalls> readCalls(const QByteArray& bytes, const CallSources& sources);
Result<RecordedCalls> readCalls(const QByteArray& bytes, const FileReading& files,
                                const StopAsked& stopped = {});

// Cheap, on the first bytes of a file: is it worth asking readCalls() before it is read as an answer?
bool mayHoldCalls(const QByteArray& start);

} // namespace safelight
