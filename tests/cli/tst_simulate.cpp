#include "tests/support/strict.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

// The program itself, started as a user would.
class Program
{
public:
    explicit Program(const QStringList& arguments)
    {
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                         [this] { output += process.readAllStandardOutput(); });
        process.start(QStringLiteral(SAFELIGHT_BINARY), QStringList {u"simulate"_s} + arguments);
    }
    ~Program()
    {
        process.kill();
        process.waitForFinished();
    }
    void signal(int number) { ::kill(static_cast<pid_t>(process.processId()), number); }

    QProcess process;
    QByteArray output;
};

QUrl urlIn(const QByteArray& output)
{
    static const QRegularExpression line(u"^Simulator: (http://127\\.0\\.0\\.1:[0-9]+)\n"_s);
    return QUrl(line.match(QString::fromUtf8(output)).captured(1));
}

} // namespace

// safelight simulate, as headless.md promises.
class TestSimulate : public QObject
{
    Q_OBJECT

private slots:
    void init() { safelight::test::strict(); }
    void servesUntilASignal_data();
    void servesUntilASignal();
    void takesThePort();
    void portTakenIsASentence();
    void badOptions_data();
    void badOptions();
};

void TestSimulate::servesUntilASignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("interrupted") << SIGINT;
    QTest::newRow("terminated") << SIGTERM;
}

void TestSimulate::servesUntilASignal()
{
    QFETCH(int, number);
    Program program({});
    QTRY_VERIFY_WITH_TIMEOUT(program.output.contains('\n'), 20'000);
    const QUrl url = urlIn(program.output);
    QVERIFY2(url.isValid() && url.port() > 0, program.output.constData());

    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(url.toString() + u"/v1beta/models"_s));
    request.setRawHeader("x-goog-api-key", "simulator");
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QVERIFY(reply->readAll().contains("gemini-3-pro-image"));

    program.signal(number);
    QTRY_COMPARE_WITH_TIMEOUT(program.process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(program.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.process.exitCode(), 0);
    QCOMPARE(program.output.count('\n'), 1);
}

void TestSimulate::takesThePort()
{
    quint16 port = 0;
    {
        QTcpServer probe; // a port that was free a moment ago
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        port = probe.serverPort();
    }
    Program program({u"--port"_s, QString::number(port), u"--seed=7"_s});
    QTRY_VERIFY_WITH_TIMEOUT(program.output.contains('\n'), 20'000);
    QCOMPARE(urlIn(program.output).port(), port);
}

void TestSimulate::portTakenIsASentence()
{
    QTcpServer owner;
    QVERIFY(owner.listen(QHostAddress::LocalHost));
    Program program({u"--port"_s, QString::number(owner.serverPort())});
    QTRY_COMPARE_WITH_TIMEOUT(program.process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(program.process.exitCode(), 2);
    QCOMPARE(program.output, QByteArray());
    const QByteArray said = program.process.readAllStandardError();
    QVERIFY2(said.contains(QByteArray::number(owner.serverPort())) && said.endsWith(".\n"), said.constData());
}

void TestSimulate::badOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("an unknown option") << QStringList {u"--wind"_s};
    QTest::newRow("a port that is no number") << QStringList {u"--port"_s, u"http"_s};
    QTest::newRow("a port out of range") << QStringList {u"--port"_s, u"65536"_s};
    QTest::newRow("a negative port") << QStringList {u"--port=-1"_s};
    QTest::newRow("a port left out") << QStringList {u"--port"_s};
    QTest::newRow("a seed that is no number") << QStringList {u"--seed"_s, u"x"_s};
    QTest::newRow("a file too many") << QStringList {u"extra"_s};
}

void TestSimulate::badOptions()
{
    QFETCH(QStringList, arguments);
    Program program(arguments);
    QTRY_COMPARE_WITH_TIMEOUT(program.process.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(program.process.exitCode(), 2);
    QCOMPARE(program.output, QByteArray());
    QVERIFY(!program.process.readAllStandardError().isEmpty());
}

QTEST_GUILESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
