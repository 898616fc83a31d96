#include "app/backends/backendlist.h"
#include "app/cli/sendoptions.h"
#include "app/cli/sendrequest.h"
#include "app/session/sessionstore.h"
#include "app/settings/settings.h"
#include "tests/support/print.h"
#include "tests/support/runprogram.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray goodAnswer =
    R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})";
const QByteArray busyAnswer =
    R"({"error":{"code":503,"message":"Overloaded at a%2Fb","status":"UNAVAILABLE","details":[{"@type":)"
    R"("type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0.1s"}]}})";
const QByteArray blockedAnswer = R"({"promptFeedback":{"blockReason":"SAFETY"}})";

QByteArray bodyOf(const QByteArray& request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

QByteArray promptBody(const QString& text)
{
    const QJsonObject part {{u"text"_s, text}};
    const QJsonObject content {{u"role"_s, u"user"_s}, {u"parts"_s, QJsonArray {part}}};
    return QJsonDocument(QJsonObject {{u"contents"_s, QJsonArray {content}}}).toJson();
}

} // namespace

// The real program: against a server that shows what arrived, and against the built-in simulator.
class TestSend final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void badCallGetsASentence_data();
    void badCallGetsASentence();
    void bodyGoesOutByteForByte_data();
    void bodyGoesOutByteForByte();
    void modelIsTakenOutOfTheBody();
    void modelAndPicturesLeaveTheRestAsItIs();
    void everyFormIsSent_data();
    void everyFormIsSent();
    void severalRequestsOfOneFileAreSent();
    void whatACommandLeavesOpenComesFromTheEnvironment();
    void whatIsNoRequestIsNotSent_data();
    void whatIsNoRequestIsNotSent();
    void pictureIsAdded();
    void pictureNeedsAPlace();
    void tellsWhatWasSentAndHow();
    void keyComesFromTheEnvironmentAndIsNeverShown_data();
    void keyComesFromTheEnvironmentAndIsNeverShown();
    void missingKeyVariableIsSaid();
    void whatTheBackEndRefusesIsNotSent();
    void aSecretHeaderComesFromTheEnvironment();
    void aConfiguredBackEndIsTakenByItsName();
    void theLimitsOfTheBackEndHold();
    void aDisconnectThatIsChargedIsNotTriedAgain();
    void whatIsLargerThanTheLimitIsNotSent();
    void serverErrorsAreTriedAgain();
    void blocksAreNeverTriedAgain();
    void severalAtOnceArePrintedInOrder();
    void simulatorScenarios_data();
    void simulatorScenarios();
    void repeatsAndSeveralRequests();
    void attemptIsKeptInTheSession();
    void refusedSessionStopsBeforeSending();
    void picturesAreWrittenAndNeverOverwritten();
    void interruptKeepsWhatArrived();
    void asOftenAsNobodyWaitsForIsStopped();
    void killedItIsInterruptedInTheSession();
    void killedMidStreamKeepsWhatArrived();
    void timeoutEndsIt();

private:
    test::Run run(const QStringList& arguments, const QByteArray& input = {},
                  const QByteArray& key = {}) const;
    std::unique_ptr<QProcess> startHanging(const QString& session) const;
    QString file(const QString& name, const QByteArray& bytes) const;
    // A row of the settings that the program reads.
    void addBackend(const Backend& backend) const;
    static Backend proxyAt(const QUrl& url);
    QJsonObject object(const test::Run& run) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSend::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

// With the event loop running, so that a server of this test can answer.
test::Run TestSend::run(const QStringList& arguments, const QByteArray& input, const QByteArray& key) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->path());
    if (!key.isEmpty())
        environment.insert(u"TEST_KEY"_s, QString::fromLatin1(key));
    process.setProcessEnvironment(environment);
    QEventLoop loop;
    connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(SAFELIGHT_BINARY), QStringList {u"send"_s} + arguments);
    process.write(input);
    process.closeWriteChannel();
    loop.exec();
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QString TestSend::file(const QString& name, const QByteArray& bytes) const
{
    QFile made(m_folder->filePath(name));
    if (!made.open(QIODevice::WriteOnly) || made.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return made.fileName();
}

Backend TestSend::proxyAt(const QUrl& url)
{
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"My Proxy"_s;
    proxy.baseUrl = url;
    proxy.apiVersion = u"v1"_s;
    proxy.auth = Backend::Auth::None;
    return proxy;
}

void TestSend::addBackend(const Backend& backend) const
{
    QDir(m_folder->path()).mkpath(u"Safelight/Safelight"_s);
    Settings settings(m_folder->filePath(u"Safelight/Safelight/safelight.ini"_s));
    BackendList list(settings);
    list.setAll(list.all() + QList<Backend> {backend});
}

QJsonObject TestSend::object(const test::Run& run) const
{
    const auto document = QJsonDocument::fromJson(run.output);
    if (!document.isObject())
        qFatal("no JSON: %s / %s", run.output.constData(), run.errors.constData());
    return document.object();
}

void TestSend::badCallGetsASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("no request") << QStringList {} << u"needs a request"_s;
    QTest::newRow("unknown option") << QStringList {u"--frob"_s, u"x"_s} << u"nknown option"_s;
    QTest::newRow("a key on the command line")
        << QStringList {u"--key"_s, u"abc"_s, u"x"_s} << u"nknown option"_s;
    QTest::newRow("missing file") << QStringList {u"/nowhere/at/all"_s} << u"all"_s;
    QTest::newRow("unknown back end")
        << QStringList {u"--backend"_s, u"moon"_s, u"-"_s} << u"no back end “moon”"_s;
    QTest::newRow("plain http elsewhere")
        << QStringList {u"--url"_s, u"http://example.com"_s, u"-"_s} << u"https"_s;
    QTest::newRow("repeat nothing") << QStringList {u"--repeat"_s, u"0"_s, u"-"_s} << u"--repeat"_s;
    QTest::newRow("retries below nothing") << QStringList {u"--retries=-1"_s, u"-"_s} << u"--retries"_s;
    QTest::newRow("timeout that is no number")
        << QStringList {u"--timeout"_s, u"soon"_s, u"-"_s} << u"--timeout"_s;
    QTest::newRow("unknown kind of key") << QStringList {u"--auth"_s, u"query"_s, u"-"_s} << u"--auth"_s;
    QTest::newRow("standard input twice") << QStringList {u"-"_s, u"-"_s} << u"only once"_s;
    QTest::newRow("no JSON") << QStringList {u"-"_s} << u"not a Gemini request"_s;
    QTest::newRow("a missing picture") << QStringList {u"--image"_s, u"/nowhere.png"_s, u"-"_s} << u"no"_s;
}

void TestSend::badCallGetsASentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, says);
    const auto result = run(arguments, "this is a letter");
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    QVERIFY2(QString::fromUtf8(result.errors).contains(says), result.errors.constData());
}

void TestSend::bodyGoesOutByteForByte_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("odd spacing and order")
        << QByteArray("{ \"generationConfig\" : "
                      "{\"topK\":1e1},\r\n\"contents\":[{\"parts\":[{\"text\":\"A\\u00e4\"}]}]}\n");
    QTest::newRow("members nobody knows") << QByteArray(R"({"contents":[],"brandNew":{"z":1,"a":2}})");
    QTest::newRow("a wrong type") << QByteArray(R"({"contents":"hello"})");
    QTest::newRow("a member twice and large numbers")
        << QByteArray(R"({"contents":[],"seed":9007199254740993,"seed":1.50})");
}

void TestSend::bodyGoesOutByteForByte()
{
    QFETCH(const QByteArray, body);
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const auto result = run({u"--url"_s, server.url().toString(), u"--json"_s, u"-"_s}, body);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(bodyOf(server.requests().first()), body);
    QVERIFY(server.requests().first().contains("/models/gemini-2.5-flash:generateContent"));
    const auto request = object(result).value(u"request"_s).toObject();
    QCOMPARE(request.value(u"sha256"_s).toString().toLatin1(),
             QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
    QCOMPARE(request.value(u"bytes"_s).toInteger(), body.size());
}

void TestSend::modelIsTakenOutOfTheBody()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const QString url = server.url().toString();
    const QByteArray body = R"({"model":"models/from-request","contents":[{"parts":[{"text":"hi"}]}]})";
    auto result = run({u"--url"_s, url, u"--json"_s, u"-"_s}, body);
    QCOMPARE(bodyOf(server.requests().last()), R"({"contents":[{"parts":[{"text":"hi"}]}]})");
    QVERIFY(server.requests().last().contains("/models/from-request:"));
    QCOMPARE(object(result)[u"request"_s][u"model"_s].toString(), u"from-request"_s);
    result = run({u"--url"_s, url, u"--model"_s, u"mine"_s, u"--stream"_s, u"-"_s}, body);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(server.requests().last().contains("/models/mine:streamGenerateContent?alt=sse"));
}

void TestSend::modelAndPicturesLeaveTheRestAsItIs()
{
    QImage image(2, 2, QImage::Format_RGB32);
    image.fill(Qt::red);
    const QString path = m_folder->filePath(u"red.png"_s);
    QVERIFY(image.save(path));
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const QByteArray body =
        R"({ "z":1.0, "model":"m", "contents" : [ {"parts":[ {"text":"a"} ], "role":"user"} ],)"
        R"( "seed":9007199254740993 })";
    const auto result = run({u"--url"_s, server.url().toString(), u"--image"_s, path, u"-"_s}, body);
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QByteArray sent = bodyOf(server.requests().first());
    QVERIFY2(sent.startsWith(R"({ "z":1.0, "contents" : [ {"parts":[ {"text":"a"},{"inlineData":)"),
             sent.constData());
    QVERIFY2(sent.endsWith(R"(}} ], "role":"user"} ], "seed":9007199254740993 })"), sent.constData());
}

void TestSend::everyFormIsSent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("path");
    const QByteArray body = R"({"contents":[{"parts":[{"text":"hi"}]}],"x":[1.0]})";
    const QByteArray url = "https://h/v1beta/models/gemini-x:";
    QTest::newRow("a command") << "curl -d '" + body + "' " + url + "generateContent" << body
                               << QByteArray("/models/gemini-x:generateContent");
    QTest::newRow("a command that streams") << "curl '" + url + "streamGenerateContent?alt=sse' --json '"
            + body + "'" << body << QByteArray("/models/gemini-x:streamGenerateContent?alt=sse");
    QTest::newRow("JSON with comments and commas")
        << QByteArray("{\"contents\":[], // none\n}") << QByteArray("{\"contents\":[] \n}")
        << QByteArray("/models/gemini-2.5-flash:generateContent");
    QTest::newRow("PowerShell") << "irm -Uri '" + url + "generateContent' -Body '" + body + "'" << body
                                << QByteArray("/models/gemini-x:generateContent");
}

void TestSend::everyFormIsSent()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, path);
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const auto result = run({u"--url"_s, server.url().toString(), u"--json"_s, u"-"_s}, text);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(result.exitCode == 0 || path.contains("stream"));
    QCOMPARE(bodyOf(server.requests().first()), body);
    QVERIFY2(server.requests().first().contains(path), server.requests().first().constData());
}

void TestSend::severalRequestsOfOneFileAreSent()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const QByteArray batch = R"({"key":"a","request":{"contents":[1]}})"
                             "\n"
                             R"({"key":"b","request":{"contents":[2]}})";
    const auto result = run({u"--url"_s, server.url().toString(), u"--json"_s, u"-"_s}, batch);
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(bodyOf(server.requests().last()), QByteArray(R"({"contents":[2]})"));
    QVERIFY(result.output.contains(R"("source":"-:b")"));
}

void TestSend::whatACommandLeavesOpenComesFromTheEnvironment()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const QByteArray command = "curl https://h/v1/projects/$TEST_KEY/models/m:generateContent -d "
                               R"("{\"contents\":[{\"parts\":[{\"text\":\"$TEST_KEY\"}]}]}")";
    const QStringList call {u"--url"_s, server.url().toString(), u"-"_s};
    auto result = run(call, command);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(server.requests().isEmpty());
    QVERIFY2(result.errors.contains("$TEST_KEY"), result.errors.constData());
    QVERIFY2(result.errors.contains("environment"), result.errors.constData());
    result = run(call, command, "moon");
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QCOMPARE(bodyOf(server.requests().first()), QByteArray(R"({"contents":[{"parts":[{"text":"moon"}]}]})"));
}

void TestSend::whatIsNoRequestIsNotSent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("an empty object") << QByteArray("{}") << QByteArray("empty");
    QTest::newRow("OpenAI's format") << QByteArray(R"({"messages":[]})") << QByteArray("messages");
    QTest::newRow("a response") << QByteArray(R"({"candidates":[]})") << QByteArray("not a Gemini request");
    QTest::newRow("a comma is missing")
        << QByteArray("{\"contents\":[]\n\"x\":1}") << QByteArray("line 2, column 1");
}

void TestSend::whatIsNoRequestIsNotSent()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, says);
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const auto result = run({u"--url"_s, server.url().toString(), u"-"_s}, text);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(server.requests().isEmpty());
    QVERIFY2(result.errors.contains(says), result.errors.constData());
}

void TestSend::pictureIsAdded()
{
    QImage image(20, 10, QImage::Format_RGB32);
    image.fill(Qt::red);
    const QString path = m_folder->filePath(u"red.png"_s);
    QVERIFY(image.save(path));
    QFile png(path);
    QVERIFY(png.open(QIODevice::ReadOnly));
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const auto result =
        run({u"--url"_s, server.url().toString(), u"--image"_s, path, u"--image"_s, path, u"-"_s},
            promptBody(u"what is this?"_s));
    QCOMPARE(result.exitCode, 0);
    const auto body = QJsonDocument::fromJson(bodyOf(server.requests().first())).object();
    const auto parts = body[u"contents"_s][0][u"parts"_s].toArray();
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts[0][u"text"_s].toString(), u"what is this?"_s);
    QCOMPARE(parts[2][u"inlineData"_s][u"mimeType"_s].toString(), u"image/png"_s);
    QCOMPARE(QByteArray::fromBase64(parts[2][u"inlineData"_s][u"data"_s].toString().toLatin1()),
             png.readAll());
}

void TestSend::pictureNeedsAPlace()
{
    QImage image(2, 2, QImage::Format_RGB32);
    image.fill(Qt::red);
    const QString path = m_folder->filePath(u"red.png"_s);
    QVERIFY(image.save(path));
    const auto result = run({u"--image"_s, path, u"-"_s}, R"({"contents":"hello"})");
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.errors.contains("list of objects"));
}

void TestSend::tellsWhatWasSentAndHow()
{
    test::HttpServer server({test::Reply::json(blockedAnswer)});
    const QString url = server.url().toString();
    const QString path = file(u"blocked.json"_s, promptBody(u"hi"_s));
    auto result = run({u"--url"_s, url, u"--json"_s, path});
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.output.count('\n'), 1);
    const auto told = object(result);
    QCOMPARE(told[u"schema"_s].toString(), u"safelight.inspection/1"_s);
    QCOMPARE(told[u"source"_s].toString(), u"blocked.json"_s);
    QCOMPARE(told[u"outcome"_s].toString(), u"promptBlocked"_s);
    QCOMPARE(told[u"http"_s][u"code"_s].toInt(), 200);
    QCOMPARE(told[u"http"_s][u"attempts"_s].toInt(), 1);
    QVERIFY(told[u"http"_s][u"seconds"_s].toDouble() > 0);
    QVERIFY(told[u"http"_s][u"firstByteSeconds"_s].toDouble() > 0);
    result = run({u"--url"_s, url, path});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.output.contains("SAFETY"));
    QVERIFY(result.output.contains("SHA-256"));
}

void TestSend::keyComesFromTheEnvironmentAndIsNeverShown_data()
{
    QTest::addColumn<QStringList>("auth");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("as a header") << QStringList {} << QByteArray("x-goog-api-key: top-secret-0123456789");
    QTest::newRow("as a header, asked for")
        << QStringList {u"--auth"_s, u"header"_s} << QByteArray("x-goog-api-key: top-secret-0123456789");
    QTest::newRow("as a bearer") << QStringList {u"--auth"_s, u"bearer"_s}
                                 << QByteArray("authorization: bearer top-secret-0123456789");
}

void TestSend::keyComesFromTheEnvironmentAndIsNeverShown()
{
    QFETCH(const QStringList, auth);
    QFETCH(const QByteArray, header);
    const QByteArray key = "top-secret-0123456789";
    test::HttpServer server({test::Reply::json(R"({"error":{"code":400,"message":"Invalid API key: )" + key
                                                   + R"(","status":"INVALID_ARGUMENT"}})",
                                               400)});
    const QString session = m_folder->filePath(u"s.safelight"_s);
    const auto result = run(QStringList {u"--url"_s, server.url().toString(), u"--key-env"_s, u"TEST_KEY"_s,
                                         u"--session"_s, session, u"--json"_s, u"-"_s}
                                + auth,
                            promptBody(u"hi"_s), key);
    QCOMPARE(result.exitCode, 3);
    QVERIFY(server.requests().first().toLower().contains(header));
    QVERIFY(!result.output.contains(key));
    QVERIFY(!result.errors.contains(key));
    QFile kept(session);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(!kept.readAll().contains(key));
}

void TestSend::missingKeyVariableIsSaid()
{
    const auto result = run({u"--backend"_s, u"gemini"_s, u"--key-env"_s, u"NO_SUCH_VARIABLE"_s, u"-"_s},
                            promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.errors.contains("NO_SUCH_VARIABLE"));
}

void TestSend::whatTheBackEndRefusesIsNotSent()
{
    const QByteArray body =
        R"({"contents":[{"parts":[{"text":"hi"}]}],"labels":{"a":"b"},)"
        R"("safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE","threshold":"OFF"}]})";
    const auto result = run({u"-"_s}, body);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    for (const char* word : {"HARM_CATEGORY_IMAGE_HATE", "labels", "Built-in simulator"})
        QVERIFY2(result.errors.contains(word), result.errors.constData());
}

void TestSend::aSecretHeaderComesFromTheEnvironment()
{
    const QByteArray key = "Bearer gateway-0123456789";
    test::HttpServer server(
        {test::Reply::json(R"({"error":{"code":401,"message":"Bad gateway-0123456789"}})", 401)});
    const QStringList call {u"--url"_s, server.url().toString(), u"--json"_s, u"-"_s};
    auto result = run(QStringList {u"--header-env"_s, u"X-Gate=TEST_KEY"_s} + call, promptBody(u"hi"_s), key);
    QCOMPARE(result.exitCode, 3);
    QVERIFY(server.requests().first().toLower().contains("x-gate: bearer gateway-0123456789"));
    QVERIFY(!result.output.contains("gateway-0123456789"));
    for (const auto& [bad, says] :
         {std::pair(u"X-Gate=NO_SUCH_VARIABLE"_s, "NO_SUCH_VARIABLE"),
          std::pair(u"X-Gate"_s, "NAME=VARIABLE"), std::pair(u"Host=TEST_KEY"_s, "Host")}) {
        result = run(QStringList {u"--header-env"_s, bad} + call, promptBody(u"hi"_s), key);
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.errors.contains(says), result.errors.constData());
    }
    QCOMPARE(server.requests().size(), 1);
}

void TestSend::aConfiguredBackEndIsTakenByItsName()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    {
        Backend proxy = proxyAt(QUrl(server.url().toString() + u"/some/path"_s));
        proxy.apiVersion = u"v1"_s;
        proxy.auth = Backend::Auth::Bearer;
        proxy.keySource = Backend::KeySource::Environment;
        proxy.keyName = u"TEST_KEY"_s;
        proxy.headers = {{u"X-Team"_s, u"red"_s, false}};
        addBackend(proxy);
    }
    const auto result =
        run({u"--backend"_s, u"my proxy"_s, u"-"_s}, promptBody(u"hi"_s), "top-secret-0123456789");
    QCOMPARE(result.exitCode, 0);
    const QByteArray asked = server.requests().value(0).toLower();
    for (const char* part :
         {"/some/path/v1/models/", "authorization: bearer top-secret-0123456789", "x-team: red"})
        QVERIFY2(asked.contains(part), asked.constData());
}

void TestSend::theLimitsOfTheBackEndHold()
{
    // No request is answered before two are there. The row allows one at once, so the first waits in vain.
    test::HttpServer server({test::Reply::json(goodAnswer)});
    server.gather(2);
    Backend proxy = proxyAt(server.url());
    proxy.limits.atOnce = 1;
    addBackend(proxy);
    const auto result = run({u"--backend"_s, u"proxy"_s, u"--concurrency"_s, u"2"_s, u"--repeat"_s, u"2"_s,
                             u"--timeout"_s, u"1"_s, u"--json"_s, u"-"_s},
                            promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 4);
    const QByteArrayList lines = result.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines.at(1))[u"outcome"_s].toString(), u"delivered"_s);
}

void TestSend::aDisconnectThatIsChargedIsNotTriedAgain()
{
    test::HttpServer server({test::Reply::close(), test::Reply::json(goodAnswer)});
    Backend proxy = proxyAt(server.url());
    proxy.billsDisconnects = true;
    addBackend(proxy);
    const auto result =
        run({u"--backend"_s, u"proxy"_s, u"--retries"_s, u"3"_s, u"-"_s}, promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(server.requests().size(), 1);
}

void TestSend::whatIsLargerThanTheLimitIsNotSent()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    Backend proxy = proxyAt(server.url());
    proxy.limits.requestBytes = 1000;
    addBackend(proxy);
    const auto result = run({u"--backend"_s, u"proxy"_s, u"-"_s}, promptBody(QString(2000, u'x')));
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("the limit of My Proxy is 1"), result.errors.constData());
    QVERIFY(server.requests().isEmpty());
}

void TestSend::serverErrorsAreTriedAgain()
{
    test::HttpServer server({test::Reply::json(busyAnswer, 503), test::Reply::json(busyAnswer, 503),
                             test::Reply::json(goodAnswer)});
    const QString url = server.url().toString();
    auto result = run({u"--url"_s, url, u"--retries"_s, u"1"_s, u"--json"_s, u"-"_s}, promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(object(result)[u"http"_s][u"attempts"_s].toInt(), 2);
    QVERIFY2(result.errors.contains("a%2Fb Trying again in "), result.errors.constData());

    test::HttpServer again(
        {test::Reply::close(), test::Reply::json(busyAnswer, 503), test::Reply::json(goodAnswer)});
    result = run({u"--url"_s, again.url().toString(), u"--retries"_s, u"5"_s, u"--json"_s, u"-"_s},
                 promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(object(result)[u"http"_s][u"attempts"_s].toInt(), 3);
    const QJsonArray tries = object(result)[u"http"_s][u"tries"_s].toArray();
    QCOMPARE(tries.size(), 3);
    QCOMPARE(tries.at(0)[u"code"_s], QJsonValue());
    QCOMPARE(tries.at(1)[u"code"_s].toInt(), 503);
    QVERIFY(!tries.at(1)[u"failure"_s].toString().isEmpty());
    QCOMPARE(tries.at(2)[u"failure"_s], QJsonValue());
    QCOMPARE(bodyOf(again.requests().first()), bodyOf(again.requests().last()));
}

void TestSend::blocksAreNeverTriedAgain()
{
    test::HttpServer server({test::Reply::json(blockedAnswer), test::Reply::json(goodAnswer)});
    const auto result =
        run({u"--url"_s, server.url().toString(), u"--retries"_s, u"5"_s, u"-"_s}, promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(server.requests().size(), 1);
}

void TestSend::simulatorScenarios_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("delivered") << u"STOP"_s << 0 << u"delivered"_s;
    QTest::newRow("cut at the limit") << u"MAX_TOKENS"_s << 0 << u"truncated"_s;
    QTest::newRow("prompt blocked") << u"block=SAFETY"_s << 1 << u"promptBlocked"_s;
    QTest::newRow("output filter") << u"IMAGE_SAFETY"_s << 1 << u"responseBlocked"_s;
    QTest::newRow("empty") << u"STOP empty"_s << 1 << u"empty"_s;
    QTest::newRow("error") << u"error=403"_s << 3 << u"apiError"_s;
    QTest::newRow("web page") << u"html"_s << 3 << u"apiError"_s;
}

void TestSend::simulatorScenarios()
{
    QFETCH(const QString, scenario);
    for (const bool stream : {false, true}) {
        QStringList arguments {u"--json"_s, u"-"_s};
        if (stream)
            arguments << u"--stream"_s;
        const auto result = run(arguments, promptBody(u"Hello\n#simulate: %1"_s.arg(scenario)));
        QVERIFY(!result.output.contains("[redacted]"));
        QTEST(object(result)[u"outcome"_s].toString(), "outcome");
        QTEST(result.exitCode, "exitCode");
    }
}

void TestSend::repeatsAndSeveralRequests()
{
    const QString good = file(u"good.json"_s, promptBody(u"#simulate: STOP"_s));
    const QString blocked = file(u"blocked.json"_s, promptBody(u"#simulate: block=SAFETY"_s));
    const auto result = run({u"--json"_s, u"--repeat"_s, u"3"_s, good, blocked});
    QCOMPARE(result.exitCode, 1);
    const auto lines = result.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(QJsonDocument::fromJson(lines.at(2))[u"outcome"_s].toString(), u"delivered"_s);
    QCOMPARE(QJsonDocument::fromJson(lines.at(3))[u"source"_s].toString(), u"blocked.json"_s);
}

void TestSend::severalAtOnceArePrintedInOrder()
{
    // Both requests are there before either is answered: one after the other would wait for ever.
    test::HttpServer server({test::Reply::json(goodAnswer)});
    server.gather(2);
    QStringList names;
    for (const auto& name : {u"one.json"_s, u"two.json"_s})
        names << file(name, promptBody(name));
    const auto result = run(QStringList {u"--json"_s, u"--url"_s, server.url().toString(), u"--concurrency"_s,
                                         u"2"_s, u"--session"_s, m_folder->filePath(u"kept.safelight"_s)}
                            + names);
    QCOMPARE(result.exitCode, 0);
    const QByteArrayList lines = result.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines.at(0)).object().value("source"_L1), u"one.json"_s);
    QCOMPARE(QJsonDocument::fromJson(lines.at(1)).object().value("source"_L1), u"two.json"_s);
    QCOMPARE((*SessionStore::open(m_folder->filePath(u"kept.safelight"_s)))->summaries()->size(), 2);
}

void TestSend::attemptIsKeptInTheSession()
{
    const QString session = m_folder->filePath(u"kept.safelight"_s);
    const QByteArray body = promptBody(u"A red coat\n#simulate: IMAGE_SAFETY"_s);
    for (int i = 1; i <= 2; ++i)
        QCOMPARE(run({u"--session"_s, session, u"--model"_s, u"gemini-3-pro-image"_s, u"-"_s}, body).exitCode,
                 1);
    QVERIFY(!QFileInfo::exists(session + "-wal"_L1));
    const auto store = SessionStore::open(session);
    const auto list = *(*store)->summaries();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first().number, 2);
    QCOMPARE(list.first().reason, u"IMAGE_SAFETY"_s);
    QCOMPARE(list.first().model, u"gemini-3-pro-image"_s);
    QVERIFY(list.first().simulated);
    const auto attempt = (*store)->load(list.first().id);
    QCOMPARE(attempt->requestBody, body);
    QCOMPARE(attempt->prompt.text, u"A red coat\n#simulate: IMAGE_SAFETY"_s);
    QVERIFY(attempt->rawAnswer.contains("IMAGE_SAFETY"));
}

void TestSend::refusedSessionStopsBeforeSending()
{
    test::HttpServer server({test::Reply::json(goodAnswer)});
    const QString letter = file(u"letter.safelight"_s, "dear");
    const auto result =
        run({u"--url"_s, server.url().toString(), u"--session"_s, letter, u"-"_s}, promptBody(u"hi"_s));
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.errors.contains("not a Safelight session"));
    QVERIFY(server.requests().isEmpty());
}

void TestSend::picturesAreWrittenAndNeverOverwritten()
{
    const QString request = file(u"coat.json"_s, promptBody(u"A coat\n#simulate: drafts=3"_s));
    const QString folder = m_folder->filePath(u"pictures/new"_s);
    const QStringList arguments {
        u"--model"_s, u"gemini-3-pro-image"_s, u"--json"_s, u"--output-dir"_s, folder, request};
    auto result = run(arguments);
    QCOMPARE(result.exitCode, 0);
    const int images = object(result)[u"candidates"_s][0][u"images"_s].toInt();
    QVERIFY(images > 1);
    const auto names = QDir(folder).entryList(QDir::Files, QDir::Name);
    QCOMPARE(names.size(), images);
    QVERIFY(names.first().startsWith(u"coat-1."_s));
    QVERIFY(!QImage(QDir(folder).filePath(names.last())).isNull());
    QVERIFY(result.errors.contains("coat-1."));
    result = run(arguments);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 2 * images);
}

std::unique_ptr<QProcess> TestSend::startHanging(const QString& session) const
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(SAFELIGHT_BINARY),
                   {u"send"_s, u"--session"_s, session, u"--json"_s, u"-"_s});
    process->write(promptBody(u"a long wait\n#simulate: hang"_s));
    process->closeWriteChannel();
    return process;
}

// A thousand million of them are no burden before their turn.
void TestSend::asOftenAsNobodyWaitsForIsStopped()
{
    QProcess process;
    process.start(QStringLiteral(SAFELIGHT_BINARY),
                  {u"send"_s, u"--json"_s, u"--repeat"_s, u"1000000000"_s, u"-"_s});
    process.write(promptBody(u"a red coat"_s));
    process.closeWriteChannel();
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += process.readAllStandardOutput()).count('\n') > 3, 30'000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
}

void TestSend::interruptKeepsWhatArrived()
{
    const QString session = m_folder->filePath(u"s.safelight"_s);
    QVERIFY(SessionStore::open(session).has_value());
    const auto process = startHanging(session);
    const auto store = SessionStore::open(session);
    QTRY_COMPARE_WITH_TIMEOUT((*store)->summaries()->size(), 1, 20'000);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Sending);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 4);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Cancelled);
    QCOMPARE(process->readAllStandardOutput().count('\n'), 1);
}

void TestSend::killedItIsInterruptedInTheSession()
{
    const QString session = m_folder->filePath(u"s.safelight"_s);
    {
        const auto store = SessionStore::open(session);
        const auto process = startHanging(session);
        QTRY_COMPARE_WITH_TIMEOUT((*store)->summaries()->size(), 1, 20'000);
        process->kill(); // SIGKILL
        QVERIFY(process->waitForFinished());
    }
    const auto store = SessionStore::open(session);
    QCOMPARE((*store)->summaries()->size(), 1);
    QCOMPARE((*store)->summaries()->first().state, AttemptState::Interrupted);
    const auto attempt = (*store)->load((*store)->summaries()->first().id);
    QVERIFY(attempt->prompt.text.startsWith(u"a long wait"_s));
    QCOMPARE(attempt->requestBody, promptBody(u"a long wait\n#simulate: hang"_s));
}

// Two programs: this one looks at the session while the other one writes it.
void TestSend::killedMidStreamKeepsWhatArrived()
{
    const QString session = m_folder->filePath(u"s.safelight"_s);
    QVERIFY(SessionStore::open(session));
    QProcess process;
    process.start(QStringLiteral(SAFELIGHT_BINARY),
                  {u"send"_s, u"--stream"_s, u"--session"_s, session, u"-"_s});
    process.write(promptBody(u"A long story\n#simulate: chunks=4000 pace=30ms"_s));
    process.closeWriteChannel();
    QByteArray before;
    {
        const auto store = SessionStore::open(session);
        const auto arrived = [&store] {
            const auto attempt = (*store)->load(1);
            return attempt ? attempt->rawAnswer : QByteArray();
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived().count('\n') > 10, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(arrived().count('\n') > 40, 20'000); // it goes on
        before = arrived();
        QCOMPARE((*store)->load(1)->state, AttemptState::Sending);
        process.kill(); // SIGKILL
        QVERIFY(process.waitForFinished());
    }
    const auto store = SessionStore::open(session);
    const auto attempt = (*store)->load(1);
    QCOMPARE(attempt->state, AttemptState::Interrupted);
    QVERIFY(attempt->rawAnswer.startsWith(before));
    QVERIFY(attempt->rawAnswer.endsWith("}\n\n") || attempt->rawAnswer.endsWith("}\r\n\r\n"));
    QCOMPARE(attempt->httpCode, 200);
    const test::Run listed = test::runProgram({u"history"_s, session});
    QVERIFY2(listed.output.contains("interrupted"), listed.output.constData());
}

void TestSend::timeoutEndsIt()
{
    const auto result = run({u"--timeout"_s, u"1"_s, u"--json"_s, u"-"_s}, promptBody(u"#simulate: hang"_s));
    QCOMPARE(result.exitCode, 4);
    QVERIFY(!result.errors.isEmpty());
    QVERIFY(object(result)[u"http"_s][u"code"_s].isNull());
}

QTEST_GUILESS_MAIN(TestSend)
#include "tst_send.moc"
