#include "tests/support/strict.h"

#include "app/exchange/calls.h"
#include "app/exchange/code.h"
#include "app/wire/jsonmembers.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

#include <sys/stat.h>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QString address = u"https://generativelanguage.googleapis.com/v1beta/models/gemini-x:generateContent"_s;
const QByteArray hello = R"({"contents":[{"parts":[{"text":"Hello"}]}]})";
const QString dataFolder = QStringLiteral(SAFELIGHT_TEST_DATA "/requests/");

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

// As `safelight send` reads.
CallSources sendingSources(const QString& folder = {})
{
    CallSources sources {filesOf(folder)};
    sources.hidesKeys = false;
    sources.needsPrompt = false;
    return sources;
}

double secondsOf(const std::function<void()>& work)
{
    const std::clock_t before = std::clock(); // of the processor: other programs do not count
    work();
    return double(std::clock() - before) / CLOCKS_PER_SEC;
}

} // namespace

// Every form in which people bring requests, what stays open in them, and what is refused.
class TestRequestForms final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void bodiesComeInByteForByte_data();
    void bodiesComeInByteForByte();
    void commandsComeInAsTheySend_data();
    void commandsComeInAsTheySend();
    void formIsUnderstood_data();
    void formIsUnderstood();
    void severalRequestsKeepTheirNames_data();
    void severalRequestsKeepTheirNames();
    void sdkParametersBecomeARequest();
    void whatIsNotKnownStaysOpen_data();
    void whatIsNotKnownStaysOpen();
    void environmentFillsWhatIsOpen();
    void refusalNamesWhatWasSeen_data();
    void refusalNamesWhatWasSeen();
    void placeholdersAreNotKeys_data();
    void placeholdersAreNotKeys();
    void droppedFilesAreTakenForRequests_data() { formIsUnderstood_data(); }
    void droppedFilesAreTakenForRequests();
    void keysInATextAreNamed();
    void codeOfEveryBodyCompiles_data();
    void codeOfEveryBodyCompiles();
    void ownCodeComesBack_data();
    void ownCodeComesBack();
    void hostileInputIsBounded_data();
    void hostileInputIsBounded();
    void pipesAndDevicesAreNotRead();
    void fortyLargeFilesStopAtTheLimit();
    void largeCollectionIsReadAndStops();
    void ofALargeHarOnlyModelCallsAreHeld();
    void otherEncodingsAreRead_data();
    void otherEncodingsAreRead();
};

void TestRequestForms::bodiesComeInByteForByte_data()
{
    QTest::addColumn<QString>("name");
    const auto names = QDir(dataFolder + u"cases"_s).entryList({u"b*.json"_s});
    const QStringList others {
        u"b17-openai.json"_s, u"b18b-inline-requests.json"_s, u"b19-sdk-params.json"_s,    u"b20-bom.json"_s,
        u"b20b-utf16.json"_s, u"b20c-latin1.json"_s,          u"b21-trailing-comma.json"_s};
    for (const QString& name : names) {
        if (!others.contains(name))
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestRequestForms::bodiesComeInByteForByte()
{
    QFETCH(const QString, name);
    const QByteArray body = bytesOf(dataFolder + u"cases/"_s + name);
    const auto calls = readCalls(body, sendingSources());
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.size(), 1);
    QCOMPARE(calls->calls.first().request->body, body);
}

void TestRequestForms::commandsComeInAsTheySend_data()
{
    QTest::addColumn<QString>("name");
    const auto names = QDir(dataFolder + u"sent"_s).entryList(QDir::Files);
    for (const QString& name : names) {
        if (!name.startsWith(u"c12"_s) && !name.startsWith(u"c22"_s))
            QTest::newRow(qPrintable(name)) << name.chopped(5);
    }
}

void TestRequestForms::commandsComeInAsTheySend()
{
    QFETCH(const QString, name);
    const auto calls =
        readCalls(bytesOf(dataFolder + u"cases/"_s + name), sendingSources(dataFolder + u"cases"_s));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.size(), 1);
    const auto sent = readWholeJson(bytesOf(dataFolder + u"sent/"_s + name + u".json"_s));
    QVERIFY(sent);
    QCOMPARE(objectOf(calls->calls.first().request->body), objectOf(sent->json));
}

void TestRequestForms::formIsUnderstood_data()
{
    QTest::addColumn<QString>("text");
    const QString json = QString::fromUtf8(hello);
    const QString shell = u"curl '%1' "_s.arg(address);
    QTest::newRow("a here-document into a file")
        << u"cat > r.json <<'E'\n%1\nE\n"_s.arg(json) + shell + u"-d @r.json"_s;
    QTest::newRow("echo into a file") << u"echo '%1' > r.json; "_s.arg(json) + shell + u"-d @r.json"_s;
    QTest::newRow("tee") << u"tee r.json <<E\n%1\nE\n"_s.arg(json) + shell + u"-d @r.json"_s;
    QTest::newRow("a here-document on standard input") << shell + u"-d @- <<E\n%1\nE\n"_s.arg(json);
    QTest::newRow("a here-text") << shell + u"-d @- <<< '%1'"_s.arg(json);
    QTest::newRow("a pipe from echo") << u"echo '%1' | "_s.arg(json) + shell + u"-d @- | jq ."_s;
    QTest::newRow("a pipe from cat with a here-document")
        << u"cat <<E | %2 -d @-\n%1\nE\n"_s.arg(json, shell);
    QTest::newRow("a substituted here-document") << shell + u"-d \"$(cat <<E\n%1\nE\n)\""_s.arg(json);
    QTest::newRow("a process substitution") << shell + u"-d @<(echo '%1')"_s.arg(json);
    QTest::newRow("a variable, exported") << u"export D='%1'\n"_s.arg(json) + shell + u"-d \"$D\""_s;
    QTest::newRow("a variable of several lines")
        << u"read -r -d '' D <<'E'\n%1\nE\n"_s.arg(json) + shell + u"-d \"${D}\""_s;
    QTest::newRow("jq with a text")
        << u"P=Hello; D=$(jq -n --arg p \"$P\" '{contents: [{parts: [{text: $p}]}]}')\n"_s + shell
            + u"-d \"$D\""_s;
    QTest::newRow("printf") << u"D=$(printf '{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}]}' Hello)\n"_s
            + shell + u"-d \"$D\""_s;
    QTest::newRow("base64 of a text") << u"T=$(echo SGVsbG8= | base64 -d); "_s + shell
            + u"-d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"$T\\\"}]}]}\""_s;
    QTest::newRow("the answer in a variable") << u"R=$(%2 -d '%1')\necho \"$R\""_s.arg(json, shell);
    QTest::newRow("time and a pipe behind")
        << u"time "_s + shell + u"-d '%1' | jq -r . > out.json"_s.arg(json);
    QTest::newRow("a default")
        << u"curl https://h/v1beta/models/${M:-gemini-x}:generateContent -d '%1'"_s.arg(json);
    QTest::newRow("cmd with a variable of its own")
        << u"set T=Hello\r\ncurl \"%1\" ^\r\n -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"%T%\\\"}]}]}\""_s
               .arg(address);
    QTest::newRow("PowerShell with a hashtable")
        << u"$body = @{\n contents = @(\n  @{ parts = @( @{ text = \"Hello\" } ) }\n )\n} | ConvertTo-Json "
           u"-Depth 10\n"
           "Invoke-RestMethod -Uri \"%1\" -Method Post -ContentType 'application/json' -Body $body"_s.arg(
               address);
    QTest::newRow("PowerShell with variables")
        << u"$m = 'gemini-x'\n$t = \"Hel\" + 'lo'\n$h = @{ 'x-goog-api-key' = $env:KEY }\n$p = @{ Uri = "
           u"\"https://h/v1/models/$($m):generateContent\"; Method = 'Post'; Headers = $h;"
           " Body = (ConvertTo-Json @{contents=@(@{parts=@(@{text=$t})})} -Depth 9) }\nInvoke-RestMethod @p"_s;
    QTest::newRow("PowerShell with a text over lines")
        << u"$b = @\"\n%1\n\"@\n$r = irm '%2' `\n -Method POST -Body $b"_s.arg(json, address);
    QTest::newRow("fetch as a browser copies it")
        << u"fetch(\"%1\", {\n  \"headers\": {\"x\": \"y\"},\n  \"body\": \"%2\",\n  \"method\": \"POST\"\n});"_s
               .arg(address, QString(json).replace(u'"', u"\\\""_s));
    QTest::newRow("fetch as people write it")
        << u"const text = 'Hello';\nconst MODEL = \"gemini-x\";\nconst r = await "
           u"fetch(`https://h/v1beta/models/${MODEL}:generateContent?key=${process.env.KEY}`, {\n"
           "  method: 'POST', // sends\n  body: JSON.stringify({ contents: [{ parts: [{ text }] }] }),\n});"_s;
    QTest::newRow("an .http file")
        << u"@host = https://h\n@model = gemini-x\n@t = Hello\n\n### Ask\n# @name ask\nPOST "
           u"{{host}}/v1beta/models/{{model}}:generateContent\n    ?key={{$dotenv KEY}}\nContent-Type: "
           u"application/json\n\n"
           "{\"contents\":[{\"parts\":[{\"text\":\"{{t}}\"}]}]}\n\n###\nGET https://example.com\n"_s;
    QTest::newRow("a file of Bruno")
        << u"meta {\n  name: x\n}\n\npost {\n  url: %1\n  body: json\n}\n\nbody:json {\n  %2\n}\n"_s.arg(
               address, json);
    QTest::newRow("a log of LiteLLM")
        << u"POST Request Sent from LiteLLM:\ncurl -X POST \\\n%1?key=AI****EST9 \\\n-d '{'contents': [{'parts': [{'text': 'Hello'}]}]}'\n"_s
               .arg(address);
    QTest::newRow("JSON in Markdown") << u"Please look at\n\n```json\n%1\n```\n\nThanks"_s.arg(json);
    QTest::newRow("a command in Markdown") << u"# Sends\n```bash\n%2 -d '%1'\n```\n"_s.arg(json, shell);
    QTest::newRow("comments above it") << u"// a request\n"_s + json;
    QTest::newRow("a request within") << u"{\"model\":\"models/gemini-x\",\"request\":%1}"_s.arg(json);
    QTest::newRow("countTokens") << u"{\"generateContentRequest\":%1}"_s.arg(json);
    const QJsonObject body {{u"mode"_s, u"raw"_s}, {u"raw"_s, json}};
    const QJsonObject postman {
        {u"info"_s, QJsonObject {{u"name"_s, u"x"_s}}},
        {u"item"_s,
         QJsonArray {QJsonObject {
             {u"name"_s, u"folder"_s},
             {u"item"_s,
              QJsonArray {QJsonObject {
                  {u"request"_s,
                   QJsonObject {
                       {u"method"_s, u"POST"_s},
                       {u"url"_s, QJsonObject {{u"raw"_s, u"{{base}}/v1/models/gemini-x:generateContent"_s}}},
                       {u"body"_s, body}}}}}}}}},
        {u"variable"_s, QJsonArray {QJsonObject {{u"key"_s, u"base"_s}, {u"value"_s, u"https://h"_s}}}}};
    QTest::newRow("Postman") << QString::fromUtf8(QJsonDocument(postman).toJson());
    const QJsonObject insomnia {
        {u"_type"_s, u"export"_s},
        {u"resources"_s,
         QJsonArray {QJsonObject {{u"url"_s, address}, {u"body"_s, QJsonObject {{u"text"_s, json}}}}}}};
    QTest::newRow("Insomnia") << QString::fromUtf8(QJsonDocument(insomnia).toJson());
    const QJsonObject n8n {
        {u"nodes"_s,
         QJsonArray {QJsonObject {
             {u"parameters"_s, QJsonObject {{u"url"_s, address}, {u"jsonBody"_s, QString(u'=' + json)}}}}}}};
    QTest::newRow("n8n") << QString::fromUtf8(QJsonDocument(n8n).toJson());
}

void TestRequestForms::formIsUnderstood()
{
    QFETCH(const QString, text);
    const auto calls = readCalls(text.toUtf8(), sendingSources());
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.size(), 1);
    const auto& request = *calls->calls.first().request;
    QCOMPARE(objectOf(request.body), objectOf(hello));
    QVERIFY2(request.blanks.isEmpty(), qPrintable(request.blanks.value(0).written));
    QVERIFY(calls->keys.isEmpty());
    if (request.url.isValid() && !request.url.isEmpty())
        QCOMPARE(request.prompt.model, u"gemini-x"_s);
}

void TestRequestForms::severalRequestsKeepTheirNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("a batch, a line each")
        << bytesOf(dataFolder + u"cases/b18-batch.jsonl"_s) << QStringList {u"request-1"_s, u"request-2"_s};
    QTest::newRow("a list") << bytesOf(dataFolder + u"cases/b18b-inline-requests.json"_s)
                            << QStringList {u"1"_s, u"2"_s};
    QTest::newRow("an inline batch") << QByteArray(
        R"({"batch":{"input_config":{"requests":{"requests":[{"request":)" + hello + R"(},{"request":)"
        + hello + R"(,"key":"b"}]}}}})")
                                     << QStringList {u"1"_s, u"b"_s};
    QTest::newRow("two blocks of Markdown")
        << QByteArray("```\n" + hello + "\n```\nand\n```json\n" + hello + "\n```") << QStringList {{}, {}};
}

void TestRequestForms::severalRequestsKeepTheirNames()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, labels);
    const auto calls = readCalls(text, sendingSources());
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QStringList found;
    for (const auto& call : calls->calls)
        found << call.label;
    QCOMPARE(found, labels);
}

void TestRequestForms::sdkParametersBecomeARequest()
{
    const QByteArray json = bytesOf(dataFolder + u"cases/b19-sdk-params.json"_s);
    const auto calls = readCalls(json, filesOf({}));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    const auto& request = *calls->calls.first().request;
    QCOMPARE(request.asWritten, json);
    QCOMPARE(request.prompt.model, u"gemini-2.5-flash"_s);
    QCOMPARE(request.prompt.text, u"Explain how AI works"_s);
    QCOMPARE(request.prompt.systemInstruction, u"Be brief"_s);
    QCOMPARE(request.prompt.generation.temperature, 0.1);
    QCOMPARE(request.prompt.safety.threshold(HarmCategory::Harassment), BlockThreshold::None);
    QVERIFY(!request.body.contains("\"config\""));
}

void TestRequestForms::whatIsNotKnownStaysOpen_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("variable");
    const QString shell = u"curl '%1' "_s.arg(address);
    const QString body = u"-d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"%1\\\"}]}]}\""_s;
    QTest::newRow("a variable") << shell + body.arg(u"$WHAT"_s) << u"$WHAT"_s << u"WHAT"_s;
    QTest::newRow("a variable in braces") << shell + body.arg(u"${WHAT}"_s) << u"${WHAT}"_s << u"WHAT"_s;
    QTest::newRow("what a command prints")
        << shell + body.arg(u"$(date +%F)"_s) << u"$(date +%F)"_s << QString();
    QTest::newRow("what another command prints, kept in a variable")
        << u"W=$(curl -s https://example.com)\n"_s + shell + body.arg(u"$W"_s)
        << u"$(curl -s https://example.com)"_s << QString();
    QTest::newRow("a project in the address")
        << u"curl https://h/v1/projects/$P/locations/l/publishers/google/models/gemini-x:generateContent -d '%1'"_s
               .arg(QString::fromUtf8(hello))
        << u"$P"_s << u"P"_s;
    QTest::newRow("the model") << u"curl https://h/v1beta/models/${MODEL}:generateContent -d '%1'"_s.arg(
        QString::fromUtf8(hello))
                               << u"${MODEL}"_s << u"MODEL"_s;
    QTest::newRow("cmd")
        << u"curl \"%1\" ^\r\n -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"%WHAT%\\\"}]}]}\""_s
               .arg(address)
        << u"%WHAT%"_s << u"WHAT"_s;
    QTest::newRow("PowerShell")
        << u"Invoke-RestMethod -Uri '%1' -Body (@{contents=@(@{parts=@(@{text=$env:WHAT})})} | ConvertTo-Json)"_s
               .arg(address)
        << u"$env:WHAT"_s << u"WHAT"_s;
    QTest::newRow("JavaScript")
        << u"fetch('%1', {body: JSON.stringify({contents: [{parts: [{text: prompt}]}]})})"_s.arg(address)
        << u"prompt"_s << u"prompt"_s;
    QTest::newRow("an .http file")
        << u"POST %1\n\n{\"contents\":[{\"parts\":[{\"text\":\"{{what}}\"}]}]}"_s.arg(address)
        << u"{{what}}"_s << u"what"_s;
}

void TestRequestForms::whatIsNotKnownStaysOpen()
{
    QFETCH(const QString, command);
    QFETCH(const QString, written);
    QFETCH(const QString, variable);
    const auto calls = readCalls(command.toUtf8(), filesOf({}));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    const auto& request = *calls->calls.first().request;
    QCOMPARE(request.blanks.size(), 1);
    QCOMPARE(request.blanks.first().written, written);
    QCOMPARE(request.blanks.first().variable, variable);
    QVERIFY(!request.blanks.first().why.isEmpty());
    // A person sees what was written, and no model is made of it.
    const bool isAddress = command.contains(u"/projects/"_s) || command.contains(u"MODEL"_s);
    QVERIFY(isAddress || request.prompt.text == written);
    QVERIFY(!request.prompt.model.contains(u'$'));
    QCOMPARE(request.blanks.first().isModel, command.contains(u"MODEL"_s));
}

void TestRequestForms::environmentFillsWhatIsOpen()
{
    CallSources sources = sendingSources();
    sources.variables = [](const QString& name) {
        return name == "WHAT"_L1 ? std::optional(u"a \"b\""_s) : std::nullopt;
    };
    // In double quotes the shell puts it in as it is; in JSON that needs its quotes escaped.
    const auto broken = readCalls(
        u"curl %1 -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"$WHAT\\\"}]}]}\""_s.arg(address)
            .toUtf8(),
        sources);
    QVERIFY(!broken);
    QVERIFY2(broken.error().message.contains(u"line 1"_s), qPrintable(broken.error().message));
    sources.variables = [](const QString& name) {
        return name == "WHAT"_L1 ? std::optional(u"a b"_s) : std::nullopt;
    };
    const auto calls = readCalls(
        u"curl %1?key=$KEY -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"$WHAT\\\"}]}]}\""_s
            .arg(address)
            .toUtf8(),
        sources);
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.first().request->prompt.text, u"a b"_s);
    QVERIFY(calls->calls.first().request->blanks.isEmpty());
    QVERIFY(calls->keys.isEmpty());
}

void TestRequestForms::refusalNamesWhatWasSeen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("OpenAI's format") << bytesOf(dataFolder + u"cases/b17-openai.json"_s) << u"messages"_s;
    QTest::newRow("a command to OpenRouter")
        << bytesOf(dataFolder + u"cases/c22-openrouter.sh"_s) << u"OpenAI"_s;
    QTest::newRow("an empty object") << QByteArray("{}") << u"empty"_s;
    QTest::newRow("contents that are a number")
        << QByteArray("{\n \"contents\": 5}") << u"line 2, column 14"_s;
    QTest::newRow("a comma is missing")
        << QByteArray("{\"contents\": []\n \"tools\": []}") << u"line 2, column 2"_s;
    QTest::newRow("Python") << bytesOf(dataFolder + u"cases/k06-genai.py"_s) << u"Python"_s;
    QTest::newRow("promptfoo") << QByteArray("prompts:\n  - 'x'\nproviders:\n  - google:gemini-x\n")
                               << u"promptfoo"_s;
    QTest::newRow("Postman without a call")
        << QByteArray(R"({"info":{},"item":[{"request":{"url":"https://x"}}]})") << u"Postman"_s;
    QTest::newRow("a request from a pipe")
        << (u"python3 make.py | curl '%1' -d @-"_s.arg(address)).toUtf8() << u"python3 make.py"_s;
    QTest::newRow("a request from standard input")
        << (u"curl '%1' -d @-"_s.arg(address)).toUtf8() << u"standard input"_s;
    QTest::newRow("a file that is not there")
        << (u"curl '%1' -d @gone.json"_s.arg(address)).toUtf8() << u"gone.json"_s;
    QTest::newRow("a file that is not there, in a substitution")
        << (u"D=$(cat gone.json); curl '%1' -d \"$D\""_s.arg(address)).toUtf8() << u"gone.json"_s;
    QTest::newRow("a command that sends an empty object")
        << (u"curl '%1' -d '{}'"_s.arg(address)).toUtf8() << u"empty"_s;
    QTest::newRow("a prediction") << QByteArray(R"({"instances":[{"prompt":"x"}]})") << u"instances"_s;
}

void TestRequestForms::refusalNamesWhatWasSeen()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, says);
    const auto calls = readCalls(text, sendingSources(u"/nowhere"_s));
    QVERIFY(!calls);
    QVERIFY2(calls.error().message.contains(says), qPrintable(calls.error().message));
}

void TestRequestForms::placeholdersAreNotKeys_data()
{
    QTest::addColumn<QString>("key");
    for (const char* text :
         {"YOUR_API_KEY", "<token>", "{{YOUR_API_KEY}}", "$KEY", "${KEY}", "your-api-key", "GEMINI_API_KEY",
          "AI****EST9", "YOUR_GEMINI_API_KEY_HERE", "xxxx", "$(gcloud auth print-access-token)"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestRequestForms::placeholdersAreNotKeys()
{
    QFETCH(const QString, key);
    for (const QString& where :
         {QString(u"-H \"x-goog-api-key: %1\""_s), QString(u"-H \"Authorization: Bearer %1\""_s),
          QString(u"--oauth2-bearer \"%1\""_s)}) {
        const QString command = u"curl \"%1?key=%2\" "_s.arg(address, key) + where.arg(key) + u" -d '"_s
            + QString::fromUtf8(hello) + u'\'';
        const auto calls = readCalls(command.toUtf8(), filesOf({}));
        QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
        QVERIFY2(calls->keys.isEmpty(),
                 calls->keys.isEmpty() ? "" : calls->keys.first().key.reveal().constData());
    }
}

// Those that begin with what they are; others are found when they are pasted into the import.
void TestRequestForms::droppedFilesAreTakenForRequests()
{
    QFETCH(const QString, text);
    for (const char* begin :
         {"curl", "POST http", "fetch", "Invoke-", "{\"contents", "{\"info", "{\"_type", "meta {"}) {
        if (text.startsWith(QLatin1StringView(begin)))
            QVERIFY(mayHoldCalls(text.toUtf8()));
    }
    QVERIFY(!mayHoldCalls(R"({"candidates":[{"content":{"parts":[{"text":"use curl or fetch("}]}}]})"));
}

void TestRequestForms::keysInATextAreNamed()
{
    const QByteArray key = "AIzaSyD-not-a-real-key-0123456789abcdefg";
    const auto calls =
        readCalls(R"({"contents":[{"parts":[{"text":"My key is )" + key + R"("}]}]})", filesOf({}));
    QVERIFY(calls);
    QVERIFY(calls->notes.join(u' ').contains(u"looks like an API key"_s));
    QVERIFY(!calls->notes.join(u' ').toUtf8().contains(key));
    QVERIFY(calls->calls.first().request->body.contains(key));
}

void TestRequestForms::codeOfEveryBodyCompiles_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("JavaScript") << CodeTarget::JavaScript << u"node"_s << QStringList {u"--check"_s};
    const QStringList parse {u"-c"_s,
                             u"import ast, sys; [ast.parse(open(f).read()) for f in sys.argv[1:]]"_s};
    QTest::newRow("Python") << CodeTarget::Python << u"python3"_s << parse;
    QTest::newRow("Python, the older SDK") << CodeTarget::PythonLegacy << u"python3"_s << parse;
}

void TestRequestForms::codeOfEveryBodyCompiles()
{
    QFETCH(const CodeTarget, target);
    QFETCH(const QString, program);
    QFETCH(const QStringList, arguments);
    if (QStandardPaths::findExecutable(program).isEmpty())
        QSKIP("its language is not installed");
    QTemporaryDir folder;
    QStringList files;
    QList<QByteArray> bodies {
        R"({"contents":[],"contents":[{"parts":[{"text":"x","text":"y"}]}],"__proto__":{"a":1},)"
        R"("generationConfig":{"seed":90071992547409931234,"topK":1e30,"class":1}})"};
    const auto names = QDir(dataFolder + u"cases"_s).entryList({u"b*.json"_s});
    for (const QString& name : names) {
        if (const auto calls = readCalls(bytesOf(dataFolder + u"cases/"_s + name), sendingSources()))
            bodies.append(calls->calls.first().request->body);
    }
    for (const QByteArray& body : bodies) {
        CodeRequest request;
        request.model = u"m"_s;
        request.body = body;
        const auto code = writeCode(request, target);
        QVERIFY2(code, body.left(200).constData());
        files << folder.filePath(QString::number(files.size()) + u'-' + code->fileName);
        QFile file(files.last());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(code->text);
    }
    QVERIFY(files.size() > 30);
    CodeRequest large;
    large.model = u"m"_s;
    large.body = R"({"contents":[],"generationConfig":{"seed":9007199254740993}})";
    const auto code = writeCode(large, target);
    QVERIFY(code->text.contains("9007199254740993"));
    QCOMPARE(code->notes.join(u' ').contains(u"9007199254740993"_s), target == CodeTarget::JavaScript);
    // node checks one file at a time.
    const qsizetype atOnce = program == "node"_L1 ? 1 : files.size();
    for (qsizetype i = 0; i < files.size(); i += atOnce) {
        QProcess process;
        process.start(program, arguments + files.mid(i, atOnce));
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
}

void TestRequestForms::ownCodeComesBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CodeTarget>("target");
    const QStringList names {
        u"b01-thought-signature.json"_s, u"b02-tools-all.json"_s,  u"b04-response-json-schema.json"_s,
        u"b05-model-member.json"_s,      u"b11-thinking.json"_s,   u"b13-generation-all.json"_s,
        u"b14-interleaved.json"_s,       u"b16c-image-chat.json"_s};
    for (const QString& name : names) {
        for (const auto target :
             {CodeTarget::Python, CodeTarget::PythonLegacy, CodeTarget::JavaScript, CodeTarget::Curl})
            QTest::addRow("%s as %s", qPrintable(name), qPrintable(codeTargetName(target))) << name << target;
    }
}

void TestRequestForms::ownCodeComesBack()
{
    QFETCH(const QString, name);
    QFETCH(const CodeTarget, target);
    CodeRequest request;
    request.model = u"gemini-x"_s;
    request.body = withoutJsonMember(bytesOf(dataFolder + u"cases/"_s + name), "model");
    const auto code = writeCode(request, target);
    QVERIFY(code);
    QTemporaryDir folder;
    for (const auto& file : code->files) {
        QFile beside(folder.filePath(file.name));
        QVERIFY(beside.open(QIODevice::WriteOnly));
        beside.write(file.bytes);
    }
    const auto calls = readCalls(code->text, sendingSources(folder.path()));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    const auto& found = *calls->calls.first().request;
    QCOMPARE(found.prompt.model, u"gemini-x"_s);
    request.body = found.body;
    const auto again = writeCode(request, target);
    QVERIFY(again);
    // What an SDK has no place for is named in a note, and gone.
    const auto withoutNotes = [](const QByteArray& text) {
        return QString::fromUtf8(text).remove(
            QRegularExpression(u"^(#|//) Note: .*\\n"_s, QRegularExpression::MultilineOption));
    };
    QCOMPARE(withoutNotes(again->text), withoutNotes(code->text));
}

void TestRequestForms::hostileInputIsBounded_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray bomb =
        "a=xx\n" + QByteArray("a=$a$a\n").repeated(28) + "curl https://x/models/g:generateContent -d \"$a\"";
    QTest::newRow("variables that double") << bomb;
    const QByteArray curl = "curl '" + address.toUtf8() + "' -d ";
    QTest::newRow("400 kB of a variable") << curl + QByteArray("$a").repeated(200'000);
    QTest::newRow("a variable of itself") << QByteArray("a=$b\nb=$a\na=$a$b\n" + curl + "\"$a\"");
    QTest::newRow("an .http file of itself")
        << "@a = {{b}}{{b}}\n@b = {{a}}{{a}}\nPOST " + address.toUtf8() + "\n\n{{a}}";
    QTest::newRow("quotes that never end") << curl + QByteArray("'{\"a\":\"").repeated(30'000);
    QTest::newRow("double quotes that never end") << curl + QByteArray("\"$(echo ").repeated(30'000);
    QTest::newRow("grave accents") << curl + QByteArray("`echo ").repeated(30'000);
    QTest::newRow("PowerShell brackets")
        << "Invoke-RestMethod -Uri '" + address.toUtf8() + "' -Body " + QByteArray("@{a=(").repeated(20'000);
    QTest::newRow("PowerShell variables that double") << QByteArray("$a='xx'\n")
            + QByteArray("$a=\"$a$a\"\n").repeated(28) + "irm '" + address.toUtf8() + "' -Body $a";
    QTest::newRow("fetch in fetch") << QByteArray("fetch(").repeated(5'000);
    QTest::newRow("JSON 100,000 deep")
        << "{\"contents\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
    QTest::newRow("lists 100,000 deep") << QByteArray(100'000, '[');
    QTest::newRow("addresses without an end") << QByteArray("https://x/").repeated(40'000);
    QTest::newRow("Markdown that is never closed") << QByteArray("```x\n").repeated(80'000);
    QTest::newRow("JavaScript constants of constants") << "const a = [" + QByteArray("b,").repeated(2'000)
            + "]\nconst b = [" + QByteArray("c,").repeated(2'000) + "]\nconst c = ["
            + QByteArray("'d',").repeated(2'000) + "]\nfetch('" + address.toUtf8() + "', {body: a})";
    QTest::newRow("lines and variables of an .http file") << "POST " + address.toUtf8()
            + "\n\n{\"contents\":[]}\n###\n" + QByteArray("x\n@a = b\n").repeated(50'000);
    QTest::newRow("a large variable of cmd, often") << "set A=" + QByteArray(100'000, 'x') + "\r\ncurl \""
            + address.toUtf8() + "\" -d " + QByteArray("%A%").repeated(50'000);
    QTest::newRow("Markdown fences") << QByteArray("```\n").repeated(100'000);
}

void TestRequestForms::hostileInputIsBounded()
{
    QFETCH(const QByteArray, text);
    const double seconds = secondsOf([&text] {
        const auto calls = readCalls(text, sendingSources());
        QVERIFY(calls || calls.error().message.size() < 1000);
    });
    // What grows faster than its input takes minutes; a sanitizer on a busy machine takes several seconds.
    QVERIFY2(seconds < 60, qPrintable(QString::number(seconds)));
}

void TestRequestForms::pipesAndDevicesAreNotRead()
{
    QTemporaryDir folder;
    QCOMPARE(mkfifo(folder.filePath(u"pipe"_s).toLocal8Bit().constData(), 0600), 0);
    for (const char* name : {"pipe", "/dev/zero", "/etc/hostname", "../x"}) {
        for (const char* way : {"-d @%1", "-d \"$(cat %1)\"", "-d \"$(base64 %1)\"", "-d @- < %1"}) {
            const QString command =
                u"curl '%1' "_s.arg(address) + QString::fromLatin1(way).arg(QString::fromLatin1(name));
            const auto calls = readCalls(command.toUtf8(), sendingSources(folder.path()));
            QVERIFY2(!calls, qPrintable(command));
            QVERIFY2(calls.error().message.contains(QString::fromLatin1(name)),
                     qPrintable(calls.error().message));
        }
    }
}

void TestRequestForms::fortyLargeFilesStopAtTheLimit()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"large.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(255 * 1024 * 1024)); // a hole: it takes no room
    const QByteArray command =
        "curl '" + address.toUtf8() + '\'' + QByteArray(" --json @large.json").repeated(40);
    const double seconds = secondsOf([&] {
        const auto calls = readCalls(command, sendingSources(folder.path()));
        QVERIFY(!calls);
        QVERIFY2(calls.error().message.contains(u"large.json"_s), qPrintable(calls.error().message));
    });
    // What grows faster than its input takes minutes; a sanitizer on a busy machine takes several seconds.
    QVERIFY2(seconds < 60, qPrintable(QString::number(seconds)));
}

void TestRequestForms::largeCollectionIsReadAndStops()
{
    const QByteArray item = R"({"request":{"url":")" + address.toUtf8() + R"(","body":{"raw":")"
        + QByteArray(hello).replace('"', "\\\"") + "\"}}},";
    const QByteArray collection = R"({"info":{},"item":[)" + item.repeated(10'000).chopped(1) + "]}";
    CallSources sources = sendingSources();
    const double seconds = secondsOf([&] {
        const auto calls = readCalls(collection, sources);
        QVERIFY(calls);
        QCOMPARE(calls->calls.size(), 10'000);
    });
    QVERIFY2(seconds < 20, qPrintable(QString::number(seconds)));
    int asked = 0;
    sources.stopped = [&asked] { return ++asked > 50; };
    const auto stopped = readCalls(collection, sources);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, Error::Code::Cancelled);
}

void TestRequestForms::ofALargeHarOnlyModelCallsAreHeld()
{
    const QByteArray other =
        R"({"request":{"method":"GET","url":"https://example.com/p"},"response":{"content":{"text":")"
        + QByteArray(100'000, 'x') + "\"}}},";
    const QByteArray call = R"({"request":{"method":"POST","url":")" + address.toUtf8()
        + R"(","postData":{"text":")" + QByteArray(hello).replace('"', "\\\"")
        + "\"}},\"response\":{\"status\":200}}";
    const QByteArray har = R"({"log":{"version":"1.2","entries":[)" + other.repeated(200) + call + "]}}";
    const double seconds = secondsOf([&har] {
        const auto calls = readCalls(har, filesOf({}));
        QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
        QCOMPARE(calls->calls.size(), 1);
        QCOMPARE(calls->calls.first().request->prompt.text, u"Hello"_s);
    });
    // What grows faster than its input takes minutes; a sanitizer on a busy machine takes several seconds.
    QVERIFY2(seconds < 60, qPrintable(QString::number(seconds)));
}

void TestRequestForms::otherEncodingsAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("UTF-8 with its mark") << bytesOf(dataFolder + u"cases/b20-bom.json"_s);
    QTest::newRow("UTF-16") << bytesOf(dataFolder + u"cases/b20b-utf16.json"_s);
    QTest::newRow("UTF-16 without its mark") << bytesOf(dataFolder + u"cases/b20b-utf16.json"_s).sliced(2);
    QTest::newRow("Latin-1") << bytesOf(dataFolder + u"cases/b20c-latin1.json"_s);
    QTest::newRow("a BAT file in Windows-1252") << "curl \"" + address.toUtf8()
            + "\" ^\r\n -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"Gr\xfc\xdf"
              "e\\\"}]}]}\"\r\n";
}

void TestRequestForms::otherEncodingsAreRead()
{
    QFETCH(const QByteArray, bytes);
    const auto calls = readCalls(bytes, filesOf({}));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->calls.first().request->prompt.text, u"Grüße"_s);
}

QTEST_GUILESS_MAIN(TestRequestForms)
#include "tst_requestforms.moc"
