#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"
#include "app/exchange/sdkrequest.h"
#include "app/exchange/valueprinter.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The key goes in through a file descriptor: on the command line everybody's ps would show it.
const QByteArray sendPart = R"sh(
answer=$(mktemp) || exit 2
trap 'rm -f "$answer"' EXIT
status=$(body | curl --silent --show-error --output "$answer" --write-out '%{http_code}' \
    --header 'Content-Type: application/json' --header @/dev/fd/3 --data-binary @- \
    "$url" 3<<KEY
@HEADER@
KEY
) || exit 4

if [ "$status" != 200 ]; then
    echo "The service answered with an error ($status):" >&2
    cat "$answer" >&2
    exit 3
fi
if ! command -v jq >/dev/null 2>&1; then
    echo "Without jq the answer is shown as it came: look at promptFeedback, then at finishReason." >&2
    cat "$answer"
    exit 0
fi

# A stream is a line "data: {...}" for each piece; all pieces together are read as a list.
chunks=$(mktemp) || exit 2
trap 'rm -f "$answer" "$chunks"' EXIT
if grep -q '^data:' "$answer"; then
    sed -n 's/^data: *//p' "$answer" | tr -d '\r' | jq --slurp . >"$chunks" || exit 4
else
    jq --slurp . "$answer" >"$chunks" || exit 4
fi
ratings='.[]? | "  \(.category): \(.probability)" + (if .blocked then ", blocked" else "" end)'

# Feedback first: a blocked prompt has no candidates.
if jq -e 'any(.[]; .promptFeedback.blockReason or (.promptFeedback and ((.candidates // []) == [])))' \
    "$chunks" >/dev/null; then
    jq -r 'map(.promptFeedback // empty)[0] | "The prompt was blocked: \(.blockReason // "no reason given")",
        (.blockReasonMessage // empty), (.safetyRatings // [] | '"$ratings"')' "$chunks" >&2
    exit 1
fi

parts='[.[].candidates[]?.content.parts[]? | select(.thought | not)]'
jq -j "$parts"'[] | .text // empty' "$chunks"
echo
number=0
jq -r "$parts"'[] | .inlineData // empty | "\(.mimeType | sub(".*/"; "") | gsub("[^A-Za-z0-9]"; "")) \(.data)"' \
    "$chunks" | while read -r suffix data; do
    number=$((number + 1))
    while [ -e "output-$number.$suffix" ]; do number=$((number + 1)); done
    printf '%s' "$data" | base64 -d >"output-$number.$suffix"
    echo "Saved output-$number.$suffix" >&2
done
jq -r "$parts"'[] | .functionCall // empty | "The model calls \(.name)(\(.args))"' "$chunks"

finish=$(jq -r '[.[].candidates[]?.finishReason // empty] | last // empty' "$chunks")
found=$(jq "$parts"' | any(.text // "" != "" or .inlineData or .functionCall)' "$chunks")
if [ -z "$finish" ]; then
    echo "There is no finish reason: the answer is empty or was cut off." >&2
    [ "$found" = true ] && exit 4
    exit 1
fi
echo "Finish reason: $finish" >&2
jq -r '[.[].candidates[]?] | (map(.finishMessage // empty) | last // empty),
    (map(.safetyRatings // empty) | last // [] | '"$ratings"')' "$chunks" >&2
[ "$found" = true ] || echo "There is nothing in the answer." >&2
case $finish in
STOP | MAX_TOKENS) [ "$found" = true ] ;;
*) exit 1 ;;
esac
)sh";

// A picture that is gone would leave a body with a hole in it.
QByteArray checkPart(const QList<CodeFile>& files)
{
    if (files.isEmpty())
        return {};
    QByteArray names;
    for (const auto& file : files)
        names += ' ' + file.name.toUtf8();
    return "here=$(cd \"$(dirname \"$0\")\" && pwd)\nfor file in" + names
        + "; do\n    [ -r \"$here/$file\" ] || { echo \"$file is missing.\" >&2; exit 2; }\ndone\n";
}

// The body in a here-document; pictures are put in from their files on the way. No line of JSON is "JSON".
QByteArray bodyPart(const QByteArray& json)
{
    QByteArray result = "body() {\n";
    const auto pieces = json.split(ValuePrinter::fileMark);
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        if (i % 2 == 1)
            result +=
                "printf '\"' && base64 <\"$here/" + pieces.at(i) + "\" | tr -d '\\r\\n' && printf '\"'\n";
        else
            result += "cat <<'JSON'\n" + pieces.at(i) + "\nJSON\n";
    }
    return result + "}\n";
}

QByteArray headerOf(Backend::Auth auth)
{
    return auth == Backend::Auth::Bearer ? "Authorization: Bearer $GEMINI_API_KEY"
                                         : "x-goog-api-key: $GEMINI_API_KEY";
}

} // namespace

Code writeCurl(const CodeRequest& request, const RequestValue& body)
{
    Code code;
    code.fileName = u"request.sh"_s;
    RequestValue sent = body;
    sent.members.removeIf([](const RequestMember& member) { return member.name == "model"_L1; });
    nameFiles(sent, code.files);
    QByteArray send = sendPart;
    send.replace("@HEADER@", headerOf(request.auth));
    if (request.stream)
        send.replace("--show-error", "--show-error --no-buffer");
    const QStringList lines {
        u"Sends one request to a Gemini model and tells what came back."_s,
        u"Needs: curl, the key in the environment as GEMINI_API_KEY, and jq to read the answer."_s};
    code.text = "#!/bin/sh\n" + codeHeader("#", lines, code.notes)
        + ": \"${GEMINI_API_KEY:?Put your API key into GEMINI_API_KEY.}\"\n" + checkPart(code.files)
        + "url=" + shellText(QString::fromUtf8(callUrl(request))) + "\n\n"
        + bodyPart(ValuePrinter(ValuePrinter::Language::Json).print(sent, 0)) + send;
    return code;
}

} // namespace safelight
