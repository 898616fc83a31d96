#pragma once

#include "app/exchange/callparts.h"

namespace safelight {

// Requests in texts that are neither JSON nor a command. None: the text has no such form.
using TextForm = std::optional<Result<RecordedCalls>>;

TextForm readFetch(const QString& text, const CallSources& sources); // fetch("…", {…})
TextForm readHttpFile(const QString& text, const CallSources& sources); // .http, .rest
TextForm readBrunoFile(const QString& text, const CallSources& sources); // .bru
TextForm readProxyLog(const QString& text, const CallSources& sources); // LiteLLM's debug log
TextForm readOwnCode(const QString& text,
                     const CallSources& sources); // Python and JavaScript of this program
TextForm refuseKnownText(const QString& text); // Python, promptfoo: known, and no request
// What stands between ``` lines; empty: nothing does.
QList<QByteArray> fencedBlocks(const QByteArray& text);

// The calls that were found, or why there are none.
Result<RecordedCalls> formResult(RecordedCalls calls, const QString& form,
                                 const std::optional<Error>& problem);

} // namespace safelight
