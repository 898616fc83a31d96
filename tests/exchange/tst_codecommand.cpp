#include "tests/exchange/hostiletexts.h"
#include "tests/support/runprogram.h"
#include "tests/support/strict.h"

#include "app/exchange/code.h"
#include "app/request/requestcodec.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray plain =
    R"({"contents":[{"role":"user","parts":[{"text":"Hello"}]}],"model":"models/gemini-x"})";
const QByteArray withPicture =
    R"({"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAEC"}},{"text":"Hello"}]}]})";

} // namespace

// `safelight code`, and what the notes and the promptfoo test say.
class TestCodeCommand final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void eachTargetIsPrinted_data();
    void eachTargetIsPrinted();
    void picturesNeedAFolderAndAreNotOverwritten();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
    void olderSdkNamesWhatItCannotTake();
    void addressIsNamedOnlyWhereItIsNotTheUsual();
    void addressOfAnAttemptIsTakenApart();
    void hostileNamesStayInComments();
    void promptfooIsYaml_data() { test::addHostileTexts(); }
    void promptfooIsYaml();
};

void TestCodeCommand::eachTargetIsPrinted_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("python") << u"python"_s << QByteArray("from google import genai");
    QTest::newRow("python-legacy") << u"python-legacy"_s << QByteArray("google.generativeai");
    QTest::newRow("javascript") << u"javascript"_s << QByteArray("@google/genai");
    QTest::newRow("curl") << u"curl"_s << QByteArray("models/gemini-x:streamGenerateContent?alt=sse");
    QTest::newRow("promptfoo") << u"promptfoo"_s << QByteArray("google:gemini-x");
}

void TestCodeCommand::eachTargetIsPrinted()
{
    QFETCH(const QString, target);
    QFETCH(const QByteArray, part);
    const auto run = test::runProgram({u"code"_s, u"-"_s, u"--to"_s, target, u"--stream"_s}, plain);
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.contains(part));
    QVERIFY(run.output.contains("GEMINI_API_KEY"));
    QVERIFY(run.output.contains("Hello"));
    QVERIFY(run.output.contains("gemini-x"));
}

void TestCodeCommand::picturesNeedAFolderAndAreNotOverwritten()
{
    const auto refused = test::runProgram({u"code"_s, u"-"_s, u"--to"_s, u"python"_s}, withPicture);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.output.isEmpty());
    QVERIFY(refused.errors.contains("--output-dir"));
    QTemporaryDir folder;
    const QString place = folder.filePath(u"new"_s);
    const QStringList arguments {u"code"_s, u"-"_s, u"--to"_s, u"javascript"_s, u"--output-dir"_s, place};
    const auto written = test::runProgram(arguments, withPicture);
    QCOMPARE(written.exitCode, 0);
    QCOMPARE(written.output, (place + u"/request.mjs\n"_s).toUtf8());
    QCOMPARE(QDir(place).entryList(QDir::Files), QStringList({u"input-1.png"_s, u"request.mjs"_s}));
    const auto again = test::runProgram(arguments, withPicture);
    QCOMPARE(again.exitCode, 2);
    QVERIFY(again.errors.contains("is there already"));
}

void TestCodeCommand::wrongUseIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("no target") << QStringList {u"-"_s} << plain;
    QTest::newRow("an unknown target") << QStringList {u"-"_s, u"--to"_s, u"cobol"_s} << plain;
    QTest::newRow("no request") << QStringList {u"--to"_s, u"curl"_s} << plain;
    QTest::newRow("two requests") << QStringList {u"-"_s, u"-"_s, u"--to"_s, u"curl"_s} << plain;
    QTest::newRow("an unknown option") << QStringList {u"-"_s, u"--to"_s, u"curl"_s, u"--fast"_s} << plain;
    QTest::newRow("an address that leaks the key")
        << QStringList {u"-"_s, u"--to"_s, u"curl"_s, u"--url"_s, u"http://example.com"_s} << plain;
    QTest::newRow("a file that is gone") << QStringList {u"/gone.json"_s, u"--to"_s, u"curl"_s} << plain;
    QTest::newRow("no JSON") << QStringList {u"-"_s, u"--to"_s, u"curl"_s} << QByteArray("Hello");
    QTest::newRow("nested too deep") << QStringList {u"-"_s, u"--to"_s, u"python"_s}
                                     << QByteArray(R"({"contents":)" + QByteArray(500, '[')
                                                   + QByteArray(500, ']') + "}");
}

void TestCodeCommand::wrongUseIsSaid()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, input);
    const auto run = test::runProgram(QStringList {u"code"_s} + arguments, input);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.output.isEmpty());
    QVERIFY(run.errors.startsWith("safelight: "));
}

void TestCodeCommand::olderSdkNamesWhatItCannotTake()
{
    CodeRequest request;
    request.model = u"gemini-x"_s;
    request.body = R"({"contents":[{"parts":[{"text":"Hi"},{"functionCall":{"name":"f"}}]}],"tools":[{}],)"
                   R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"}],)"
                   R"("generationConfig":{"topK":1,"thinkingConfig":{"thinkingBudget":0}}})";
    const auto code = writeCode(request, CodeTarget::PythonLegacy);
    QVERIFY(code);
    const QString notes = code->notes.join(u'\n');
    for (const QString& name :
         {u"tools"_s, u"HARM_CATEGORY_HARASSMENT OFF"_s, u"thinkingConfig"_s, u"contents[0]"_s}) {
        QVERIFY2(notes.contains(name), qPrintable(name));
        QVERIFY2(code->text.contains(name.toUtf8()), qPrintable(name));
    }
    QVERIFY(code->text.contains("\"top_k\": 1"));
    QVERIFY(code->text.contains("safety_settings = {}"));
}

void TestCodeCommand::addressIsNamedOnlyWhereItIsNotTheUsual()
{
    CodeRequest request;
    request.model = u"gemini-x"_s;
    request.body = plain;
    QVERIFY(!writeCode(request, CodeTarget::Python)->text.contains("base_url"));
    request.baseUrl = QUrl(u"https://api.example.com/gate/v1beta/"_s);
    QVERIFY(
        writeCode(request, CodeTarget::Python)->text.contains("base_url=\"https://api.example.com/gate\""));
    QVERIFY(
        writeCode(request, CodeTarget::JavaScript)->text.contains("baseUrl: 'https://api.example.com/gate'"));
    QVERIFY(writeCode(request, CodeTarget::Curl)
                ->text.contains("'https://api.example.com/gate/v1beta/models/gemini-x:generateContent'"));
    request.auth = Backend::Auth::Bearer;
    QVERIFY(writeCode(request, CodeTarget::Curl)->text.contains("Authorization: Bearer $GEMINI_API_KEY"));
    request.model.clear();
    QVERIFY(!writeCode(request, CodeTarget::Curl));
}

void TestCodeCommand::addressOfAnAttemptIsTakenApart()
{
    const auto address =
        codeAddressOf(QUrl(u"http://127.0.0.1:8080/x/v1alpha/models/m%2F1:streamGenerateContent?alt=sse"_s));
    QCOMPARE(address.baseUrl, QUrl(u"http://127.0.0.1:8080/x"_s));
    QCOMPARE(address.apiVersion, u"v1alpha"_s);
    QVERIFY(
        codeAddressOf(QUrl(u"https://generativelanguage.googleapis.com/v1beta/models/m:generateContent"_s))
            .baseUrl.isEmpty());
    QVERIFY(codeAddressOf(QUrl()).baseUrl.isEmpty());
}

void TestCodeCommand::hostileNamesStayInComments()
{
    CodeRequest request;
    request.model = u"gemini-x"_s;
    request.body = R"({"contents":[{"parts":[{"text":"Hi"}]}],"a\nimport os\u2028*/\u202e#":1})";
    const auto code = writeCode(request, CodeTarget::PythonLegacy);
    QVERIFY(code);
    QVERIFY(!code->text.contains("\nimport os\xE2"));
    QVERIFY(code->text.contains("a\\u000aimport os\\u2028* /\\u202e#"));
}

void TestCodeCommand::promptfooIsYaml()
{
    QFETCH(const QString, text);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    QProcess probe;
    probe.start(python, {u"-c"_s, u"import yaml"_s});
    if (python.isEmpty() || !probe.waitForFinished() || probe.exitCode() != 0)
        QSKIP("python3 and its yaml module are not installed");
    Prompt prompt;
    prompt.text = text;
    prompt.systemInstruction = text;
    prompt.safety.setThreshold(HarmCategory::HateSpeech, BlockThreshold::Off);
    prompt.generation.stopSequences = {text.left(50)};
    CodeRequest request;
    request.model = u"gemini-x: #"_s;
    request.body = encodeRequest(prompt);
    request.finding = {CodeFinding::Outcome::Blocked, u"SAFETY\n- x"_s};
    const auto code = writeCode(request, CodeTarget::Promptfoo);
    QVERIFY(code);
    QProcess yaml;
    yaml.start(
        python,
        {u"-c"_s,
         u"import json, sys, yaml\nprint(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode())))"_s});
    yaml.write(code->text);
    yaml.closeWriteChannel();
    QVERIFY(yaml.waitForFinished());
    QVERIFY2(yaml.exitCode() == 0, yaml.readAllStandardError().right(1500).constData());
    const QJsonObject config = QJsonDocument::fromJson(yaml.readAllStandardOutput()).object();
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject provider = config.value("providers"_L1).toArray().first().toObject();
    QCOMPARE(provider.value("id"_L1).toString(), u"google:gemini-x: #"_s);
    const QJsonObject sent = provider.value("config"_L1).toObject();
    QCOMPARE(sent.value("safetySettings"_L1), body.value("safetySettings"_L1));
    QCOMPARE(sent.value("generationConfig"_L1), body.value("generationConfig"_L1));
    QCOMPARE(sent.value("passthrough"_L1).toObject().value("systemInstruction"_L1),
             body.value("systemInstruction"_L1));
    const QByteArray raw =
        config.value("prompts"_L1).toArray().first().toObject().value("raw"_L1).toString().toUtf8();
    QCOMPARE(QJsonDocument::fromJson(raw).array(), body.value("contents"_L1).toArray());
    QVERIFY(config.value("description"_L1).toString().contains(u"SAFETY\n- x"_s));
    QCOMPARE(config.value("tests"_L1).toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestCodeCommand)
#include "tst_codecommand.moc"
