#pragma once

#include "app/exchange/calls.h"
#include "app/scripts/blanks.h"

namespace safelight {

QString sayOfCalls(const char* sentence); // translated

// What a call's address says: ".../models/gemini-x:streamGenerateContent?key=…".
struct CallAddress
{
    QString model; // empty: a blank
    bool stream = false;
    QUrl url; // cleaned
    Secret key; // from the query
};
std::optional<CallAddress> callAddressOf(const QString& url);

// "YOUR_API_KEY", "<token>", "{{key}}", "$KEY": where a key belongs and none is.
bool isPlaceholder(const QString& text);
void addKey(RecordedCalls& calls, const Secret& key, Backend::Auth auth);
// A header that may hold a key; true when it was one, variable or not.
bool takeCredential(RecordedCalls& calls, const QString& name, const QString& value);

// A body, strict JSON or not.
Result<CallRequest> readCallRequest(const QByteArray& body, const CallAddress& address,
                                    const CallSources& sources);
// The same, of a command: variables are filled in where they are known.
Result<CallRequest> readBlankedRequest(const QByteArray& body, const CallAddress& address,
                                       const Blanks& blanks, const CallSources& sources);

// "$PROJECT_ID: the command takes it from the environment", and what else there is.
RequestBlank requestBlankOf(const Blanks::Blank& blank);
// What is open in the address, without its query.
void addAddressBlanks(CallRequest& request, const QString& way, const Blanks& blanks);

Error stoppedReading();
Error foreignFormat(); // OpenAI's and its kin
Error emptyRequest(); // {}

// What a tool for web requests has kept of one.
struct WebCall
{
    QString url;
    QList<std::pair<QString, QString>> headers;
    QByteArray body;
    QString label;
    Blanks blanks = {}; // whose marks are in these
};
// False: not a call to generateContent. A body that cannot be read is an error.
Result<bool> addWebCall(RecordedCalls& calls, const WebCall& web, const CallSources& sources);

// One reader for each form. JSON is strict here.
Result<RecordedCalls> readCommandLines(const QString& text, const CallSources& sources);
Result<RecordedCalls> readHar(const QByteArray& har, const CallSources& sources);
Result<RecordedCalls> readReport(const QByteArray& report, const CallSources& sources);
Result<RecordedCalls> readJsonForms(const QByteArray& json, JsonSlips slips, const CallSources& sources);
Result<RecordedCalls> readCollection(const QByteArray& json, const CallSources& sources);
bool isCollection(QByteArrayView json);

} // namespace safelight
