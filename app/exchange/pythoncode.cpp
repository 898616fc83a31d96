#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"
#include "app/exchange/sdkrequest.h"
#include "app/exchange/valueprinter.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const QByteArray pythonReport = R"python(

def name_of(value):
    return str(getattr(value, "value", value))


def show_ratings(ratings):
    for rating in ratings or []:
        blocked = ", blocked" if rating.blocked else ""
        print(f"  {name_of(rating.category)}: {name_of(rating.probability)}{blocked}", file=sys.stderr)


def save(picture):
    suffix = (picture.mime_type or "").rpartition("/")[2] or "bin"
    suffix = "".join(c for c in suffix if c.isalnum()) or "bin"
    number = 1
    while True:
        path = Path(f"output-{number}.{suffix}")
        try:
            with path.open("xb") as file:  # never overwrites
                file.write(picture.data)
        except FileExistsError:
            number += 1
            continue
        print(f"Saved {path}", file=sys.stderr)
        return


def show(chunks):
    """Prints what came. 0: delivered, 1: blocked, stopped or empty, 4: cut off."""
    finish, message, ratings, found = None, None, [], False
    for chunk in chunks:
        # Feedback first: a blocked prompt has no candidates.
        feedback = chunk.prompt_feedback
        if feedback and (feedback.block_reason or not chunk.candidates):
            reason = name_of(feedback.block_reason) if feedback.block_reason else "no reason given"
            print(f"The prompt was blocked: {reason}", file=sys.stderr)
            if feedback.block_reason_message:
                print(feedback.block_reason_message, file=sys.stderr)
            show_ratings(feedback.safety_ratings)
            return 1
        for candidate in chunk.candidates or []:
            parts = candidate.content.parts if candidate.content else None
            for part in parts or []:
                if part.thought:
                    continue
                if part.text:
                    found = True
                    print(part.text, end="", flush=True)
                if part.inline_data and part.inline_data.data:
                    found = True
                    save(part.inline_data)
                if part.function_call:
                    found = True
                    print(f"The model calls {part.function_call.name}({part.function_call.args})")
            finish = candidate.finish_reason or finish
            message = candidate.finish_message or message
            ratings = candidate.safety_ratings or ratings
    print()
    if finish is None:
        print("There is no finish reason: the answer is empty or was cut off.", file=sys.stderr)
        return 4 if found else 1
    print(f"Finish reason: {name_of(finish)}", file=sys.stderr)
    if message:
        print(message, file=sys.stderr)
    show_ratings(ratings)
    if not found:
        print("There is nothing in the answer.", file=sys.stderr)
    return 0 if found and name_of(finish) in ("STOP", "MAX_TOKENS") else 1

)python";

QByteArray pythonClient(const CodeRequest& request)
{
    QList<QByteArray> options;
    if (hasOwnAddress(request))
        options << "base_url=" + pythonText(addressOf(request));
    // Named always: later versions of the SDK may have another one by default.
    options << "api_version=" + pythonText(request.apiVersion);
    if (request.auth == Backend::Auth::Bearer)
        options << "headers={\"Authorization\": f\"Bearer {key}\"}";
    QByteArray call = "genai.Client(\n        vertexai=False,\n        api_key=key,\n";
    call += "        http_options=types.HttpOptions(" + options.join(", ") + "),\n";
    return call + "    )";
}

QByteArray pythonMain(const CodeRequest& request)
{
    QByteArray result = "\ndef main():\n"
                        "    key = os.environ.get(\"GEMINI_API_KEY\")\n"
                        "    if not key:\n"
                        "        print(\"Put your API key into GEMINI_API_KEY.\", file=sys.stderr)\n"
                        "        return 2\n"
                        "    client = "
        + pythonClient(request) + "\n    try:\n";
    if (request.stream)
        result += "        return show(\n"
                  "            client.models.generate_content_stream(model=MODEL, contents=contents, "
                  "config=config)\n"
                  "        )\n";
    else
        result +=
            "        return show(\n"
            "            [client.models.generate_content(model=MODEL, contents=contents, config=config)]\n"
            "        )\n";
    return result
        + "    except errors.APIError as error:\n"
          "        print(f\"The service answered with an error: {error}\", file=sys.stderr)\n"
          "        return 3\n"
          "\n\nif __name__ == \"__main__\":\n"
          "    sys.exit(main())\n";
}

QByteArray filePart(const QByteArray& code, bool hasFiles)
{
    QByteArray result = "\n";
    if (hasFiles)
        result += "HERE = Path(__file__).resolve().parent\n";
    if (code.contains("file_bytes("))
        result += "\n\ndef file_bytes(name):\n    return (HERE / name).read_bytes()\n\n\n";
    if (code.contains("file_base64("))
        result += "\n\ndef file_base64(name):\n"
                  "    return base64.b64encode((HERE / name).read_bytes()).decode()\n\n\n";
    return result;
}

} // namespace

Code writePython(const CodeRequest& request, const RequestValue& body)
{
    Code code;
    code.fileName = u"request.py"_s;
    SdkRequest sdk = sdkRequestOf(body);
    nameFiles(sdk.contents, code.files);
    nameFiles(sdk.extra, code.files);
    nameFiles(sdk.config, code.files);
    if (!sdk.extra.members.isEmpty()) {
        const RequestMember extra {u"extraBody"_s, sdk.extra};
        sdk.config.members.append({u"httpOptions"_s, RequestValue::ofObject({extra}, u"HttpOptions"_s)});
        code.notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange", "Some of the request has no class in the SDK and goes out through “extra_body”."));
    }
    if (request.auth == Backend::Auth::Bearer)
        code.notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange", "The SDK sends the key as x-goog-api-key too, beside the bearer token."));
    const ValuePrinter printer(ValuePrinter::Language::Python);
    const QByteArray values = "MODEL = " + pythonText(request.model) + "\n\ncontents = "
        + printer.print(sdk.contents, 0) + "\n\nconfig = " + printer.print(sdk.config, 0) + "\n";
    const QByteArray imports = QByteArray(values.contains("base64") ? "import base64\n" : "")
        + "import os\nimport sys\nfrom pathlib import Path\n\n"
          "from google import genai\nfrom google.genai import errors, types\n";
    code.text =
        codeHeader("#",
                   {u"Sends one request to a Gemini model and tells what came back."_s,
                    u"Needs: pip install google-genai, and the key in the environment as GEMINI_API_KEY."_s},
                   code.notes)
        + imports + filePart(values, !code.files.isEmpty()) + values + pythonReport + pythonMain(request);
    return code;
}

} // namespace safelight
