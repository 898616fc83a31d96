#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"
#include "app/exchange/sdkrequest.h"
#include "app/exchange/valueprinter.h"

#include "app/base/membernames.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// What generation_types.GenerationConfig of google-generativeai 0.8 has.
constexpr std::array settingNames {"temperature"_L1,
                                   "topP"_L1,
                                   "topK"_L1,
                                   "candidateCount"_L1,
                                   "maxOutputTokens"_L1,
                                   "stopSequences"_L1,
                                   "presencePenalty"_L1,
                                   "frequencyPenalty"_L1,
                                   "seed"_L1,
                                   "responseMimeType"_L1};

// Its tables of categories and legacyThresholds know these and refuse any other text.
constexpr std::array categories {"HARM_CATEGORY_HARASSMENT"_L1, "HARM_CATEGORY_HATE_SPEECH"_L1,
                                 "HARM_CATEGORY_SEXUALLY_EXPLICIT"_L1, "HARM_CATEGORY_DANGEROUS_CONTENT"_L1};
constexpr std::array legacyThresholds {"BLOCK_NONE"_L1, "BLOCK_ONLY_HIGH"_L1, "BLOCK_MEDIUM_AND_ABOVE"_L1,
                                       "BLOCK_LOW_AND_ABOVE"_L1};

const QByteArray legacyReport = R"python(

def name_of(value):
    return str(getattr(value, "name", value))


def show_ratings(ratings):
    for rating in ratings:
        blocked = ", blocked" if rating.blocked else ""
        print(f"  {name_of(rating.category)}: {name_of(rating.probability)}{blocked}", file=sys.stderr)


def save(picture):
    suffix = "".join(c for c in picture.mime_type.rpartition("/")[2] if c.isalnum()) or "bin"
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
    finish, message, ratings, found = 0, "", [], False
    for chunk in chunks:
        # Feedback first: a blocked prompt has no candidates.
        feedback = chunk.prompt_feedback
        if not chunk.candidates and (feedback or not found):
            print(f"The prompt was blocked: {name_of(feedback.block_reason)}", file=sys.stderr)
            show_ratings(feedback.safety_ratings)
            return 1
        for candidate in chunk.candidates:
            for part in candidate.content.parts:
                if part.text:
                    found = True
                    print(part.text, end="", flush=True)
                if part.inline_data.data:
                    found = True
                    save(part.inline_data)
            finish = candidate.finish_reason or finish
            message = getattr(candidate, "finish_message", "") or message
            ratings = candidate.safety_ratings or ratings
    print()
    if not finish:
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

// What the older SDK takes of a request, and the names of what it does not.
class LegacyRequest
{
public:
    explicit LegacyRequest(const RequestValue& body);

    RequestValue contents;
    RequestValue safety = RequestValue::ofObject({});
    RequestValue generation = RequestValue::ofObject({});
    RequestValue system;
    QStringList left;

private:
    void place(const RequestMember& member);
    void placeSettings(const RequestValue& settings);
    void placeSafety(const RequestValue& list);
    void placeContents(const RequestValue& list);
    std::optional<RequestValue> content(const RequestValue& given, const QString& path);
};

LegacyRequest::LegacyRequest(const RequestValue& body)
{
    contents.kind = RequestValue::Kind::List;
    for (const auto& member : body.members) {
        if (member.value.kind != RequestValue::Kind::Null)
            place(member);
    }
}

void LegacyRequest::place(const RequestMember& member)
{
    const QString name = camelCase(member.name);
    if (name == "model"_L1)
        return;
    if (name == "contents"_L1 && member.value.kind == RequestValue::Kind::List)
        return placeContents(member.value);
    if (name == "generationConfig"_L1 && member.value.kind == RequestValue::Kind::Object)
        return placeSettings(member.value);
    if (name == "safetySettings"_L1 && member.value.kind == RequestValue::Kind::List)
        return placeSafety(member.value);
    const auto found = name == "systemInstruction"_L1 ? content(member.value, name) : std::nullopt;
    if (found)
        system = *found;
    else
        left << member.name;
}

void LegacyRequest::placeSettings(const RequestValue& settings)
{
    for (const auto& setting : settings.members) {
        const QString name = camelCase(setting.name);
        if (setting.value.kind == RequestValue::Kind::Null)
            continue;
        if (std::ranges::find(settingNames, name) == settingNames.end())
            left << u"generationConfig."_s + setting.name;
        else
            generation.members.append({snakeCase(name), setting.value});
    }
}

void LegacyRequest::placeSafety(const RequestValue& list)
{
    for (const auto& item : list.items) {
        const RequestValue* category = item.find("category"_L1);
        const RequestValue* threshold = item.find("threshold"_L1);
        if (!category || !threshold || item.members.size() != 2
            || std::ranges::find(categories, category->text) == categories.end()
            || std::ranges::find(legacyThresholds, threshold->text) == legacyThresholds.end())
            left << u"safetySettings %1 %2"_s.arg(category ? category->text : QString(),
                                                  threshold ? threshold->text : QString());
        else
            safety.members.append({category->text, *threshold});
    }
}

void LegacyRequest::placeContents(const RequestValue& list)
{
    for (qsizetype i = 0; i < list.items.size(); ++i) {
        if (const auto found = content(list.items.at(i), u"contents[%1]"_s.arg(i)))
            contents.items.append(*found);
        else
            left << u"contents[%1]"_s.arg(i);
    }
}

// Its dictionaries: {"role", "parts"} with parts of exactly one member.
std::optional<RequestValue> LegacyRequest::content(const RequestValue& given, const QString& path)
{
    RequestValue typed = given;
    if (!typeContent(typed))
        return std::nullopt;
    for (auto& member : typed.members) {
        if (member.name != "parts"_L1)
            continue;
        member.value.items.removeIf([&](const RequestValue& part) {
            const bool fits = part.members.size() == 1
                && (part.find("text"_L1)
                    || (part.find("inlineData"_L1) && part.members.first().value.members.size() == 2));
            if (!fits)
                left << u"%1, one part"_s.arg(path);
            return !fits;
        });
        for (auto& part : member.value.items) {
            part.members.first().name = snakeCase(part.members.first().name);
            for (auto& inner : part.members.first().value.members)
                inner.name = snakeCase(inner.name);
        }
    }
    return typed;
}

QByteArray legacyMain(const CodeRequest& request, const LegacyRequest& legacy)
{
    QByteArray configure = "    genai.configure(api_key=key";
    if (hasOwnAddress(request))
        configure +=
            ", transport=\"rest\", client_options={\"api_endpoint\": " + pythonText(addressOf(request)) + "}";
    QByteArray model =
        "    model = genai.GenerativeModel(\n        MODEL,\n        safety_settings=safety_settings,\n"
        "        generation_config=generation_config,\n";
    if (!legacy.system.isEmpty())
        model += "        system_instruction=system_instruction,\n";
    return "\ndef main():\n"
           "    key = os.environ.get(\"GEMINI_API_KEY\")\n"
           "    if not key:\n"
           "        print(\"Put your API key into GEMINI_API_KEY.\", file=sys.stderr)\n"
           "        return 2\n"
        + configure + ")\n" + model + "    )\n    try:\n        return show("
        + (request.stream ? "model.generate_content(contents, stream=True)"
                          : "[model.generate_content(contents)]")
        + ")\n"
          "    except GoogleAPICallError as error:\n"
          "        print(f\"The service answered with an error: {error}\", file=sys.stderr)\n"
          "        return 3\n"
          "\n\nif __name__ == \"__main__\":\n"
          "    sys.exit(main())\n";
}

QStringList notesOf(const CodeRequest& request, const QStringList& left)
{
    QStringList notes {sayOfCode(
        QT_TRANSLATE_NOOP("Exchange", "Google no longer develops this SDK; google-genai takes its place."))};
    for (const auto& name : left)
        notes << sayOfCode(
                     QT_TRANSLATE_NOOP("Exchange", "Not in this code, because the SDK does not take it: %1."))
                     .arg(name);
    if (request.auth == Backend::Auth::Bearer)
        notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange",
            "The SDK sends the key as x-goog-api-key; the request was meant to send a bearer token."));
    if (request.apiVersion != standardVersion)
        notes << sayOfCode(QT_TRANSLATE_NOOP("Exchange", "The SDK always uses version v1beta of the API."));
    return notes;
}

} // namespace

Code writePythonLegacy(const CodeRequest& request, const RequestValue& body)
{
    Code code;
    code.fileName = u"request_legacy.py"_s;
    LegacyRequest legacy(body);
    nameFiles(legacy.contents, code.files);
    nameFiles(legacy.system, code.files);
    code.notes = notesOf(request, legacy.left);
    const ValuePrinter printer(ValuePrinter::Language::PythonLegacy);
    QByteArray values = "MODEL = " + pythonText(request.model) + "\n\ncontents = "
        + printer.print(legacy.contents, 0) + "\n\nsafety_settings = " + printer.print(legacy.safety, 0)
        + "\n\ngeneration_config = " + printer.print(legacy.generation, 0) + "\n";
    if (!legacy.system.isEmpty())
        values += "\nsystem_instruction = " + printer.print(legacy.system, 0) + "\n";
    const QByteArray reading = code.files.isEmpty()
        ? "\n"
        : "\nHERE = Path(__file__).resolve().parent\n\n\ndef file_bytes(name):\n"
          "    return (HERE / name).read_bytes()\n\n\n";
    code.text =
        codeHeader(
            "#",
            {u"Sends one request to a Gemini model and tells what came back."_s,
             u"Needs: pip install google-generativeai, and the key in the environment as GEMINI_API_KEY."_s},
            code.notes)
        + "import os\nimport sys\nfrom pathlib import Path\n\nimport google.generativeai as genai\n"
          "from google.api_core.exceptions import GoogleAPICallError\n"
        + reading + values + legacyReport + legacyMain(request, legacy);
    return code;
}

} // namespace safelight
