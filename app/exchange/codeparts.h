#pragma once

#include "app/exchange/code.h"
#include "app/exchange/requestvalue.h"

namespace safelight {

// What all languages' code has in common.
inline const QString geminiBase = QStringLiteral("https://generativelanguage.googleapis.com");
inline const QString standardVersion = QStringLiteral("v1beta");

QString sayOfCode(const char* sentence); // translated

bool hasOwnAddress(const CodeRequest& request); // not the Gemini API's own
QString addressOf(const CodeRequest& request); // the base URL without a slash at its end
// …/v1beta/models/x:generateContent, as this program's own requests have it.
QByteArray callUrl(const CodeRequest& request);

// A comment block: what this is, what it needs, and the notes.
QByteArray codeHeader(const QByteArray& sign, const QStringList& lines, const QStringList& notes);

// One writer for each language; `body` is the request, read.
Code writePython(const CodeRequest& request, const RequestValue& body);
Code writePythonLegacy(const CodeRequest& request, const RequestValue& body);
Code writeJavaScript(const CodeRequest& request, const RequestValue& body);
Code writeCurl(const CodeRequest& request, const RequestValue& body);
Code writePromptfoo(const CodeRequest& request, const RequestValue& body);

} // namespace safelight
