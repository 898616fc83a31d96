#include "app/backends/backendlist.h"
#include "app/settings/settings.h"
#include "tests/support/runprogram.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include <QDir>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// `safelight backends`, the real program.
class TestBackends final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsTheRows();
    void listsTheRowsAsJson();
    void badCallGetsASentence_data();
    void badCallGetsASentence();
    void testsAConnection_data();
    void testsAConnection();
    void theSimulatorIsTestedToo();
    void aMissingKeyIsSaid();

private:
    test::Run run(const QStringList& arguments, const QByteArray& key = {}) const;
    void addProxy(const QUrl& url, const BackendLimits& limits = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBackends::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

// With the event loop running, so that a server of this test can answer.
test::Run TestBackends::run(const QStringList& arguments, const QByteArray& key) const
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
    process.start(QStringLiteral(SAFELIGHT_BINARY), QStringList {u"backends"_s} + arguments);
    loop.exec();
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestBackends::addProxy(const QUrl& url, const BackendLimits& limits) const
{
    QDir(m_folder->path()).mkpath(u"Safelight/Safelight"_s);
    Settings settings(m_folder->filePath(u"Safelight/Safelight/safelight.ini"_s));
    BackendList list(settings);
    Backend proxy;
    proxy.id = u"proxy"_s;
    proxy.name = u"My Proxy"_s;
    proxy.baseUrl = url;
    proxy.apiVersion = u"v1beta"_s;
    proxy.auth = Backend::Auth::Bearer;
    proxy.keySource = Backend::KeySource::Environment;
    proxy.keyName = u"TEST_KEY"_s;
    proxy.limits = limits;
    list.setAll(list.all() + QList<Backend> {proxy});
}

void TestBackends::listsTheRows()
{
    addProxy(QUrl(u"https://proxy.example/base"_s));
    const auto result = run({});
    QCOMPARE(result.exitCode, 0);
    const QByteArrayList lines = result.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    for (const char* part : {"proxy", "My Proxy", "https://proxy.example/base"})
        QVERIFY2(lines.at(2).contains(part), result.output.constData());
    QVERIFY(lines.at(0).contains("runs inside Safelight"));
}

void TestBackends::listsTheRowsAsJson()
{
    addProxy(QUrl(u"https://proxy.example/base"_s), {{}, 3, {}, 9000});
    const auto result = run({u"--json"_s});
    QCOMPARE(result.exitCode, 0);
    const QByteArrayList lines = result.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    const auto row = QJsonDocument::fromJson(lines.at(2)).object();
    QCOMPARE(row[u"schema"_s].toString(), u"safelight.backend/1"_s);
    QCOMPARE(row[u"id"_s].toString(), u"proxy"_s);
    QCOMPARE(row[u"credential"_s].toString(), u"bearer"_s);
    QCOMPARE(row[u"limits"_s][u"atOnce"_s].toInt(), 3);
    QCOMPARE(row[u"limits"_s][u"tokensPerMinute"_s].toInt(), 9000);
    QVERIFY(row[u"limits"_s][u"requestsPerMinute"_s].isNull());
    QVERIFY(QJsonDocument::fromJson(lines.at(0))[u"baseUrl"_s].isNull());
}

void TestBackends::badCallGetsASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("an unknown name") << QStringList {u"moon"_s} << QByteArray("back end “moon”");
    QTest::newRow("two names") << QStringList {u"a"_s, u"b"_s} << QByteArray("Name one back end");
    QTest::newRow("an unknown option") << QStringList {u"--frob"_s} << QByteArray("nknown option");
}

void TestBackends::badCallGetsASentence()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    const auto result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.output.isEmpty());
    QVERIFY2(result.errors.contains(says), result.errors.constData());
}

void TestBackends::testsAConnection_data()
{
    QTest::addColumn<test::Reply>("reply");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<bool>("reachable");
    QTest::addColumn<QJsonValue>("accepted");
    QTest::newRow("reached") << test::Reply::json(R"({"models":[{"name":"models/a"}]})") << 0 << true
                             << QJsonValue(true);
    QTest::newRow("wrong key") << test::Reply::json(R"({"error":{"code":401,"message":"No"}})", 401) << 3
                               << true << QJsonValue(false);
    QTest::newRow("a web page") << test::Reply::raw(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Shop</title></html>")
                                << 3 << true << QJsonValue();
    QTest::newRow("refused") << test::Reply::reset() << 4 << false << QJsonValue();
}

void TestBackends::testsAConnection()
{
    QFETCH(const test::Reply, reply);
    QFETCH(const int, exitCode);
    const QByteArray key = "top-secret-0123456789";
    test::HttpServer server({reply});
    addProxy(server.url());
    const auto asJson = run({u"--json"_s, u"my proxy"_s}, key);
    QCOMPARE(asJson.exitCode, exitCode);
    const auto connection = QJsonDocument::fromJson(asJson.output)[u"connection"_s];
    QTEST(connection[u"reachable"_s].toBool(), "reachable");
    QTEST(connection[u"credentialAccepted"_s], "accepted");
    QVERIFY(!connection[u"summary"_s].toString().isEmpty());
    const auto asText = run({u"proxy"_s}, key);
    QCOMPARE(asText.exitCode, exitCode);
    QVERIFY2(asText.output.startsWith("My Proxy: "), asText.output.constData());
    QVERIFY(server.requests().value(0).toLower().contains(QByteArray("authorization: bearer " + key)));
    for (const QByteArray& text : {asJson.output, asJson.errors, asText.output, asText.errors})
        QVERIFY(!text.contains(key));
}

void TestBackends::theSimulatorIsTestedToo()
{
    const auto result = run({u"simulator"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.output.contains("Connected"), result.output.constData());
}

void TestBackends::aMissingKeyIsSaid()
{
    test::HttpServer server({test::Reply::json("{}")});
    addProxy(server.url());
    const auto result = run({u"proxy"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("TEST_KEY"), result.errors.constData());
    QVERIFY(server.requests().isEmpty());
}

QTEST_MAIN(TestBackends)
#include "tst_backends.moc"
