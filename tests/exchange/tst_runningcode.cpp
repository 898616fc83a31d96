#include "tests/exchange/hostiletexts.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include "app/exchange/code.h"
#include "app/request/requestcodec.h"
#include "app/simulator/simulator.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray answer = R"({"candidates":[{"content":{"role":"model","parts":[{"text":"Hello"}]},)"
                          R"("finishReason":"STOP"}]})";

// Pictures need not be pictures here: bytes of every value, so that none is changed on the way.
ReferenceImage everyByte(const QString& mimeType)
{
    ReferenceImage image;
    for (int i = 0; i < 3000; ++i)
        image.bytes += char(i * 7 % 256);
    image.mimeType = mimeType;
    image.caption = u"a 'caption'"_s;
    return image;
}

Prompt hostilePrompt(const QString& text)
{
    Prompt prompt;
    prompt.text = text;
    prompt.systemInstruction = u"System: "_s + text;
    prompt.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::None);
    prompt.safety.setThreshold(HarmCategory::DangerousContent, BlockThreshold::Off);
    prompt.generation.temperature = 0.7;
    prompt.generation.topK = 40;
    prompt.generation.stopSequences = {text.left(100), u"END"_s};
    prompt.generation.responseModalities = {u"TEXT"_s, u"IMAGE"_s};
    prompt.generation.aspectRatio = u"16:9"_s;
    prompt.generation.thinkingBudget = -1;
    prompt.generation.includeThoughts = true;
    return prompt;
}

QJsonObject objectOf(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

struct Ran
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

} // namespace

// Exported code, run: what it sends is what the request was, and it tells blocks from answers.
class TestRunningCode final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void curlSendsTheRequest_data() { test::addHostileTexts(); }
    void curlSendsTheRequest();
    void pythonSendsTheRequest_data() { test::addHostileTexts(); }
    void pythonSendsTheRequest();
    void legacyPythonCompiles_data() { test::addHostileTexts(); }
    void legacyPythonCompiles();
    void picturesAreReadFromFiles_data();
    void picturesAreReadFromFiles();
    void whatNoClassHasGoesOutAsItStands_data();
    void whatNoClassHasGoesOutAsItStands();
    void outcomeIsTold_data();
    void outcomeIsTold();
    void drawnPictureIsSavedBesideAnother_data() { picturesAreReadFromFiles_data(); }
    void drawnPictureIsSavedBesideAnother();
    void missingKeyIsSaid_data() { picturesAreReadFromFiles_data(); }
    void missingKeyIsSaid();

private:
    void write(const CodeRequest& request, CodeTarget target, const QString& folder);
    Ran run(CodeTarget target, const QString& folder, const QByteArray& key = "hushed$(x)\"'key");
    void compare(CodeTarget target, const QByteArray& body, bool stream = false);
    static bool isMissing(CodeTarget target);
    QString m_script;
};

bool TestRunningCode::isMissing(CodeTarget target)
{
    const QStringList programs =
        target == CodeTarget::Curl ? QStringList {u"curl"_s, u"jq"_s, u"sh"_s} : QStringList {u"python3"_s};
    return std::ranges::any_of(
        programs, [](const QString& name) { return QStandardPaths::findExecutable(name).isEmpty(); });
}

void TestRunningCode::write(const CodeRequest& request, CodeTarget target, const QString& folder)
{
    const auto code = writeCode(request, target);
    QVERIFY2(code, code ? "" : qPrintable(code.error().message));
    QList<CodeFile> files = code->files;
    files.append({code->fileName, code->text});
    for (const auto& file : files) {
        QFile out(folder + u'/' + file.name);
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(file.bytes), file.bytes.size());
    }
    m_script = code->fileName;
}

Ran TestRunningCode::run(CodeTarget target, const QString& folder, const QByteArray& key)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"GEMINI_API_KEY"_s);
    if (!key.isEmpty())
        environment.insert(u"GEMINI_API_KEY"_s, QString::fromLatin1(key));
    environment.insert(u"PYTHONPATH"_s, QStringLiteral(SAFELIGHT_STANDIN));
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    environment.insert(u"no_proxy"_s, u"127.0.0.1"_s);
    process.setProcessEnvironment(environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(target == CodeTarget::Curl ? u"sh"_s : u"python3"_s, {m_script});
    if (finished.isEmpty() && !finished.wait(30000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestRunningCode::compare(CodeTarget target, const QByteArray& body, bool stream)
{
    if (isMissing(target))
        QSKIP("curl and jq, or python3, are not installed");
    test::HttpServer server({test::Reply::json(answer)});
    QTemporaryDir folder;
    CodeRequest request;
    request.model = u"gemini-'x' $(touch pwned)"_s;
    request.body = body;
    request.baseUrl = server.url();
    request.stream = stream;
    write(request, target, folder.path());
    const auto before = QDir(folder.path()).entryList(QDir::Files);
    const Ran ran = run(target, folder.path());
    QVERIFY2(server.requests().size() == 1, ran.errors.left(2000).constData());
    const QByteArray received = server.requests().first();
    QVERIFY(received.startsWith(
        "POST /v1beta/models/gemini-%27x%27%20%24%28touch%20pwned%29:generateContent HTTP/1.1\r\n"));
    QVERIFY(received.toLower().contains("\r\nx-goog-api-key: hushed$(x)\"'key\r\n"));
    const auto sent = objectOf(received.mid(received.indexOf("\r\n\r\n") + 4));
    QVERIFY(!sent.isEmpty());
    if (sent != objectOf(body))
        QCOMPARE(QJsonDocument(sent).toJson(), QJsonDocument(objectOf(body)).toJson());
    QCOMPARE(ran.output.trimmed(), "Hello");
    QVERIFY(ran.errors.contains("STOP"));
    QCOMPARE(ran.exitCode, 0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), before);
}

void TestRunningCode::curlSendsTheRequest()
{
    QFETCH(const QString, text);
    compare(CodeTarget::Curl, encodeRequest(hostilePrompt(text)));
}

void TestRunningCode::pythonSendsTheRequest()
{
    QFETCH(const QString, text);
    compare(CodeTarget::Python, encodeRequest(hostilePrompt(text)));
}

void TestRunningCode::legacyPythonCompiles()
{
    if (isMissing(CodeTarget::PythonLegacy))
        QSKIP("python3 is not installed");
    QFETCH(const QString, text);
    QTemporaryDir folder;
    CodeRequest request;
    request.model = text.left(1000);
    Prompt prompt = hostilePrompt(text);
    prompt.images = {everyByte(u"image/png"_s)};
    request.body = encodeRequest(prompt);
    write(request, CodeTarget::PythonLegacy, folder.path());
    QProcess python;
    python.start(u"python3"_s, {u"-m"_s, u"py_compile"_s, folder.filePath(m_script)});
    QVERIFY(python.waitForFinished());
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError().left(2000).constData());
}

void TestRunningCode::picturesAreReadFromFiles_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::newRow("cURL") << CodeTarget::Curl;
    QTest::newRow("Python") << CodeTarget::Python;
}

void TestRunningCode::picturesAreReadFromFiles()
{
    QFETCH(const CodeTarget, target);
    Prompt prompt = hostilePrompt(u"Make it blue"_s);
    prompt.images = {everyByte(u"image/png"_s), everyByte(u"x/../../etc \"'"_s)};
    prompt.images.last().bytes.chop(1);
    compare(target, encodeRequest(prompt));
}

void TestRunningCode::whatNoClassHasGoesOutAsItStands_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::addColumn<QByteArray>("body");
    const QByteArray contents = R"("contents":[{"role":"user","parts":[{"text":"Hi"}]}])";
    const QList<QPair<const char*, QByteArray>> bodies {
        {"a new category",
         "{" + contents
             + R"(,"safetySettings":[{"category":"HARM_CATEGORY_NEW","threshold":"BLOCK_SOME"}]})"},
        {"a method beside the threshold",
         "{" + contents
             + R"(,"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF","method":"SEVERITY"}]})"},
        {"members of generationConfig",
         "{" + contents
             + R"(,"generationConfig":{"temperature":1,"newThing":{"a_b":[1,null,true]},"responseSchema":{"type":"OBJECT"}}})"},
        {"tools and more",
         "{" + contents + R"(,"tools":[{"googleSearch":{}}],"cachedContent":"c","labels":{"x y":"z"}})"},
        {"parts of a new kind, beside a picture",
         R"({"contents":[{"role":"user","parts":[{"newPart":{"x":1}},{"inlineData":{"mimeType":"image/png","data":"AAEC"}}]}]})"},
        {"a conversation with signatures",
         R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Yes","thoughtSignature":"AAEC/+8="}]},{"role":"user","parts":[{"fileData":{"mimeType":"image/png","fileUri":"https://x/y"}},{"text":"Go on"}]}]})"},
        {"a wrong type",
         "{" + contents + R"(,"generationConfig":{"temperature":"hot","stopSequences":[1]}})"},
    };
    for (const auto target : {CodeTarget::Curl, CodeTarget::Python}) {
        for (const auto& [name, body] : bodies)
            QTest::addRow("%s, %s", qPrintable(codeTargetName(target)), name) << target << body;
    }
}

void TestRunningCode::whatNoClassHasGoesOutAsItStands()
{
    QFETCH(const CodeTarget, target);
    QFETCH(const QByteArray, body);
    compare(target, body);
}

void TestRunningCode::outcomeIsTold_data()
{
    QTest::addColumn<CodeTarget>("target");
    QTest::addColumn<bool>("stream");
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("told");
    struct Case
    {
        const char* name;
        QString prompt;
        int exitCode;
        QByteArray told;
    };
    const QList<Case> cases {
        {"delivered", u"Why is the sky blue?"_s, 0, "STOP"},
        {"prompt blocked", u"#simulate: block=SAFETY\nHello"_s, 1, "The prompt was blocked: SAFETY"},
        {"answer blocked", u"#simulate: finish=SAFETY\nHello"_s, 1, "Finish reason: SAFETY"},
        {"recitation", u"#simulate: RECITATION\nHello"_s, 1, "Finish reason: RECITATION"},
        {"service error", u"#simulate: error=429\nHello"_s, 3, "RESOURCE_EXHAUSTED"},
    };
    for (const auto target : {CodeTarget::Curl, CodeTarget::Python}) {
        for (const bool stream : {false, true}) {
            for (const auto& one : cases)
                QTest::addRow("%s %s, %s", qPrintable(codeTargetName(target)),
                              stream ? "with a stream" : "at once", one.name)
                    << target << stream << one.prompt << one.exitCode << one.told;
        }
    }
}

void TestRunningCode::outcomeIsTold()
{
    QFETCH(const CodeTarget, target);
    QFETCH(const bool, stream);
    QFETCH(const QString, prompt);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, told);
    if (isMissing(target))
        QSKIP("curl and jq, or python3, are not installed");
    Simulator simulator(1);
    const auto url = simulator.start();
    QVERIFY(url);
    QTemporaryDir folder;
    Prompt asked;
    asked.text = prompt;
    asked.safety = settingsOf(SafetyPreset::Diagnostic);
    CodeRequest request;
    request.model = u"gemini-3.6-flash"_s;
    request.body = encodeRequest(asked);
    request.baseUrl = *url;
    request.stream = stream;
    write(request, target, folder.path());
    const Ran ran = run(target, folder.path(), "simulator");
    QVERIFY2(ran.errors.contains(told), QByteArray(ran.errors + ran.output).left(2000).constData());
    QCOMPARE(ran.exitCode, exitCode);
}

void TestRunningCode::drawnPictureIsSavedBesideAnother()
{
    QFETCH(const CodeTarget, target);
    if (isMissing(target))
        QSKIP("curl and jq, or python3, are not installed");
    Simulator simulator(1);
    const auto url = simulator.start();
    QVERIFY(url);
    QTemporaryDir folder;
    QFile mine(folder.filePath(u"output-1.png"_s));
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("mine");
    mine.close();
    Prompt asked;
    asked.text = u"Watercolour illustration of a lighthouse at dawn"_s;
    CodeRequest request {u"gemini-3-pro-image"_s, encodeRequest(asked), *url};
    write(request, target, folder.path());
    const Ran ran = run(target, folder.path(), "simulator");
    QVERIFY2(ran.exitCode == 0, ran.errors.left(2000).constData());
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), "mine");
    QVERIFY2(QImage(folder.filePath(u"output-2.png"_s)).width() > 500, ran.errors.constData());
}

void TestRunningCode::missingKeyIsSaid()
{
    QFETCH(const CodeTarget, target);
    if (isMissing(target))
        QSKIP("curl and jq, or python3, are not installed");
    QTemporaryDir folder;
    write({u"gemini-x"_s, "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}", QUrl(u"http://127.0.0.1:9"_s)},
          target, folder.path());
    const Ran ran = run(target, folder.path(), {});
    QVERIFY(ran.errors.contains("GEMINI_API_KEY"));
    QCOMPARE(ran.exitCode, 2);
}

QTEST_GUILESS_MAIN(TestRunningCode)
#include "tst_runningcode.moc"
