#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"
#include "app/exchange/sdkrequest.h"
#include "app/exchange/valueprinter.h"

#include "app/base/membernames.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// Pictures stand as base64 in what promptfoo reads.
QByteArray jsonOf(const RequestValue& value, int depth)
{
    RequestValue whole = value;
    QList<CodeFile> files;
    nameFiles(whole, files);
    QByteArray json = ValuePrinter(ValuePrinter::Language::Json).print(whole, depth);
    for (const auto& file : files) {
        const QByteArray mark = ValuePrinter::fileMark + file.name.toUtf8() + ValuePrinter::fileMark;
        json.replace(mark, QByteArray('"' + file.bytes.toBase64() + '"'));
    }
    return json;
}

// JSON is YAML too; block style is what people write by hand.
QByteArray yaml(const RequestValue& value, int indent)
{
    const QByteArray margin(indent, ' ');
    QByteArray result;
    for (const auto& member : value.members) {
        result += '\n' + margin + jsonText(member.name) + ":";
        result += member.value.kind == RequestValue::Kind::Object && !member.value.members.isEmpty()
            ? yaml(member.value, indent + 2)
            : ' ' + jsonOf(member.value, indent / 2);
    }
    for (const auto& item : value.items)
        result += '\n' + margin + "- " + jsonOf(item, indent / 2 + 1);
    return result;
}

QByteArray indented(const QByteArray& text, int indent)
{
    const QByteArray margin(indent, ' ');
    return margin + QByteArray(text).replace("\n", QByteArray('\n' + margin));
}

bool hasMedia(const RequestValue& value)
{
    RequestValue copy = value;
    QList<CodeFile> files;
    nameFiles(copy, files);
    return !files.isEmpty();
}

// The contents are always JSON: a plain prompt that happens to look like JSON or like a file's address would
// be taken for one.
QByteArray promptPart(const RequestValue& contents, Code& code)
{
    if (hasMedia(contents)) {
        code.files.append({u"promptfoo-prompt.json"_s, jsonOf(contents, 0) + '\n'});
        return "prompts:\n  - file://promptfoo-prompt.json\n";
    }
    return "prompts:\n  - label: \"request\"\n    raw: |\n" + indented(jsonOf(contents, 0), 6) + '\n';
}

QByteArray providerPart(const CodeRequest& request, const RequestValue& body)
{
    QByteArray result = "providers:\n  - id: " + jsonText(u"google:"_s + request.model) + "\n    config:";
    if (hasOwnAddress(request))
        result += "\n      apiBaseUrl: " + jsonText(addressOf(request));
    if (request.apiVersion != standardVersion)
        result += "\n      apiVersion: " + jsonText(request.apiVersion);
    RequestValue other = RequestValue::ofObject({});
    for (const auto& member : body.members) {
        const QString name = camelCase(member.name);
        if (name == "contents"_L1 || name == "model"_L1 || member.value.kind == RequestValue::Kind::Null)
            continue;
        const bool own = name == "generationConfig"_L1 || name == "safetySettings"_L1;
        if (own && !member.value.isEmpty())
            result += "\n      " + name.toLatin1() + ":" + yaml(member.value, 8);
        else if (!own)
            other.members.append(member);
    }
    if (!other.isEmpty())
        result += "\n      passthrough:" + yaml(other, 8);
    if (result.endsWith("config:"))
        result += " {}";
    return result + '\n';
}

QString describe(const CodeFinding& finding)
{
    if (finding.outcome == CodeFinding::Outcome::Blocked)
        return u"This request was not answered when it was recorded%1. The check fails until it is."_s.arg(
            finding.reason.isEmpty() ? QString() : u": "_s + finding.reason);
    if (finding.outcome == CodeFinding::Outcome::Delivered)
        return u"This request was answered when it was recorded. The check fails when it is blocked."_s;
    return u"The check fails when this request is blocked."_s;
}

QByteArray testPart(const CodeFinding& finding)
{
    // promptfoo's google provider turns a block and a missing candidate into an error, which fails the test
    // before any assertion; what is left to ask is whether something came.
    return "tests:\n  - description: " + jsonText(describe(finding))
        + "\n    assert:\n"
          "      - type: javascript\n"
          "        metric: \"not blocked\"\n"
          "        value: \"output !== null && output !== undefined && String(output).trim() !== ''\"\n";
}

} // namespace

Code writePromptfoo(const CodeRequest& request, const RequestValue& body)
{
    Code code;
    code.fileName = u"promptfooconfig.yaml"_s;
    const RequestValue* contents = body.find("contents"_L1);
    const RequestValue none = RequestValue::ofText({});
    if (request.auth == Backend::Auth::Bearer)
        code.notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange",
            "promptfoo sends the key as x-goog-api-key; the request was meant to send a bearer token."));
    if (request.stream)
        code.notes << sayOfCode(QT_TRANSLATE_NOOP("Exchange", "promptfoo asks without a stream."));
    const QByteArray prompt = promptPart(contents ? *contents : none, code);
    const QStringList lines {
        u"Asks a Gemini model again and checks that the answer is not blocked: npx promptfoo eval"_s,
        u"Needs the key in the environment as GEMINI_API_KEY."_s};
    code.text = "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\n"
        + codeHeader("#", lines, code.notes) + "description: " + jsonText(describe(request.finding))
        + "\n\nenv:\n  # The texts below are sent as they stand; without this, {{…}} in them would be filled "
          "in.\n"
          "  PROMPTFOO_DISABLE_TEMPLATING: \"true\"\n\n"
        + prompt + '\n' + providerPart(request, body) + '\n' + testPart(request.finding);
    return code;
}

} // namespace safelight
