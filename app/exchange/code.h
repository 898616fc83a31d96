#pragma once

#include "app/backends/backend.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace safelight {

enum class CodeTarget {
    Python, // google-genai
    PythonLegacy, // google.generativeai, which Google no longer develops
    JavaScript, // @google/genai, for Node.js
    Curl, // a POSIX shell script
    Promptfoo, // a test configuration
};

inline constexpr std::array codeTargets {CodeTarget::Python, CodeTarget::PythonLegacy, CodeTarget::JavaScript,
                                         CodeTarget::Curl, CodeTarget::Promptfoo};

// For the command line: python, python-legacy, javascript, curl, promptfoo.
QString codeTargetName(CodeTarget target);
std::optional<CodeTarget> codeTargetOf(const QString& name);

// What came of the request, for a check that shall keep it so.
struct CodeFinding
{
    enum class Outcome { Unknown, Delivered, Blocked } outcome = Outcome::Unknown;
    QString reason; // as it came: "SAFETY"; empty when none
};

// The request that code shall make: no key in it.
struct CodeRequest
{
    QString model;
    QByteArray body; // as sent, or as it would be
    QUrl baseUrl; // without the API version; empty: the Gemini API
    QString apiVersion = QStringLiteral("v1beta");
    Backend::Auth auth = Backend::Auth::ApiKeyHeader;
    bool stream = false;
    CodeFinding finding = {};
};

// A file that belongs to the code and is read by it.
struct CodeFile
{
    QString name; // ASCII letters, digits, "-" and "."
    QByteArray bytes;

    friend bool operator==(const CodeFile&, const CodeFile&) = default;
};

struct Code
{
    QByteArray text; // UTF-8, LF
    QString fileName; // "request.py"
    QList<CodeFile> files; // to be written beside it
    QStringList notes; // what it cannot express, and what else to know: sentences
};

// Code that makes this request and reports what came back: prompt feedback, finish reason, ratings, text;
// pictures are saved. The key comes from the environment (GEMINI_API_KEY). Members of the request that an SDK
// has no place for are named in the notes and in a comment. Pure; off the interface thread for large
// pictures.
Result<Code> writeCode(const CodeRequest& request, CodeTarget target);

// The base URL and the API version of an attempt's URL: of ".../v1beta/models/x:generateContent". An empty
// URL for one that does not look like this, and for the Gemini API's own.
struct CodeAddress
{
    QUrl baseUrl;
    QString apiVersion = QStringLiteral("v1beta");
};
CodeAddress codeAddressOf(const QUrl& url);

} // namespace safelight
