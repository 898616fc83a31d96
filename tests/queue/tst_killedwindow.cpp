#include "app/backends/backendlist.h"
#include "app/sending/attemptreading.h"
#include "app/session/sessionstore.h"
#include "tests/support/floodserver.h"
#include "tests/support/listed.h"
#include "tests/support/memoryuse.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include <QProcess>

#include <csignal>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr int longEnough = 60'000;
// Slower where nothing is optimised.
#ifdef __OPTIMIZE__
constexpr qint64 mostToStop = 1000; // milliseconds
#else
constexpr qint64 mostToStop = 10'000;
#endif
#ifdef __SANITIZE_ADDRESS__
constexpr qint64 mostMegabytes = 1600;
#else
constexpr qint64 mostMegabytes = 450;
#endif

// An answer without an end, as fast as it is taken.
test::FloodServer::Answer flood()
{
    const QByteArray event =
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"and so on, \"}]}}]}\n\n";
    const QByteArray piece = event.repeated(200);
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
            {},
            QByteArray(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n")};
}

} // namespace

// The program itself, ended from outside in the middle of an answer.
class TestKilledWindow final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatArrivedOutlivesTheProgram();
    void signalEndsItInOrder_data();
    void signalEndsItInOrder();
    void memoryIsItsOwn();
    void floodEndsAtTheLimit();
    void floodStopsAtOnce();

private:
    void startSending();
    void startFlooded(const QUrl& url, int stopAfter);
    void start(const QString& prompt, int stopAfter);
    qint64 victimsPeak() const;
    Attempt attempt() const; // as the file has it now
    AttemptState state() const;
    QString path() const { return m_folder->filePath(u"test.safelight"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_victim;
};

void TestKilledWindow::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestKilledWindow::cleanup()
{
    if (m_victim && m_victim->state() != QProcess::NotRunning) {
        m_victim->kill();
        m_victim->waitForFinished();
    }
    m_victim.reset();
}

Attempt TestKilledWindow::attempt() const
{
    const auto store = SessionStore::open(path());
    const auto list = (*store)->summaries();
    return list->isEmpty() ? Attempt() : *(*store)->load(list->first().id);
}

AttemptState TestKilledWindow::state() const
{
    const auto list = (*SessionStore::open(path()))->summaries();
    return list->isEmpty() ? AttemptState::Sending : list->first().state;
}

// Until several pieces are there.
void TestKilledWindow::startSending()
{
    start(u"A long story\n#simulate: chunks=4000 pace=50ms"_s, 0);
    QTRY_VERIFY_WITH_TIMEOUT(attempt().rawAnswer.count('\n') > 10, longEnough);
    QCOMPARE(attempt().state, AttemptState::Sending);
}

// With a back end of the user's own, in a process of its own.
void TestKilledWindow::startFlooded(const QUrl& url, int stopAfter)
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"Safelight/Safelight"_s));
    {
        Settings settings(m_folder->filePath(u"Safelight/Safelight/safelight.ini"_s));
        BackendList list(settings);
        Backend proxy;
        proxy.id = u"proxy"_s;
        proxy.name = u"My Proxy"_s;
        proxy.baseUrl = url;
        proxy.apiVersion = u"v1beta"_s;
        proxy.auth = Backend::Auth::None;
        list.setAll(list.all() + QList<Backend> {proxy});
        settings.setValue(SettingKey::CurrentBackend, proxy.id);
        settings.setValue(SettingKey::CountTokens, false);
        settings.setValue(SettingKey::Retries, 0);
    }
    start(u"Go on"_s, stopAfter);
}

qint64 TestKilledWindow::victimsPeak() const
{
    return test::memoryInMegabytes("VmHWM", QString::number(m_victim->processId()));
}

void TestKilledWindow::start(const QString& prompt, int stopAfter)
{
    QVERIFY(SessionStore::open(path()));
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, m_folder->path());
    environment.insert(u"SAFELIGHT_VICTIM_PROMPT"_s, prompt);
    environment.insert(u"SAFELIGHT_VICTIM_STOP"_s, QString::number(stopAfter));
    m_victim = std::make_unique<QProcess>();
    m_victim->setProcessEnvironment(environment);
    m_victim->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_victim->start(QStringLiteral(SAFELIGHT_VICTIM), {path()});
    QVERIFY(m_victim->waitForStarted());
}

void TestKilledWindow::whatArrivedOutlivesTheProgram()
{
    startSending();
    const QByteArray before = attempt().rawAnswer;
    m_victim->kill(); // SIGKILL
    QVERIFY(m_victim->waitForFinished());
    test::Program program(m_folder->path());
    QVERIFY(program.open());
    QTRY_COMPARE(test::listed(*program.workbench).size(), 1);
    const auto listed = test::listed(*program.workbench).first();
    QCOMPARE(listed.state, AttemptState::Interrupted);
    QSignalSpy shown(program.workbench.get(), &Workbench::attemptShown);
    program.workbench->session().show(listed.id);
    QTRY_COMPARE(shown.size(), 1);
    const auto kept = shown.first().first().value<Attempt>();
    QVERIFY(kept.rawAnswer.startsWith(before));
    QCOMPARE(kept.httpCode, 200);
    QCOMPARE(kept.response.end, AnswerEnd::NoFinish);
    QVERIFY(!kept.response.candidates.first().text().isEmpty());
    QTRY_COMPARE(test::listed(*program.workbench).first().outcome, Outcome::Interrupted); // read by then
    QVERIFY(test::showsText(*program.window, u"broke off"_s));
    test::pictureOf(program.window.get(), u"interrupted"_s);
}

void TestKilledWindow::signalEndsItInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM, as from a shutdown") << SIGTERM;
    QTest::newRow("SIGINT, as from Ctrl+C") << SIGINT;
    QTest::newRow("SIGHUP, as from a closed terminal") << SIGHUP;
}

void TestKilledWindow::signalEndsItInOrder()
{
    QFETCH(int, signal);
    startSending();
    const QByteArray before = attempt().rawAnswer;
    QCOMPARE(::kill(static_cast<pid_t>(m_victim->processId()), signal), 0);
    QVERIFY(m_victim->waitForFinished(longEnough));
    QCOMPARE(m_victim->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_victim->exitCode(), 0);
    QCOMPARE(attempt().state, AttemptState::Cancelled);
    QVERIFY(attempt().rawAnswer.startsWith(before));
    QVERIFY(!QFileInfo::exists(path() + u"-wal"_s));
}

// A key must neither be in the file that a crash leaves nor be read by other programs of the user.
void TestKilledWindow::memoryIsItsOwn()
{
#ifdef Q_OS_LINUX
    start(u"Hello"_s, 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_victim->canReadLine(), longEnough);
    QCOMPARE(m_victim->readLine(), "dumpable 0 cores 0\n");
#endif
}

void TestKilledWindow::floodEndsAtTheLimit()
{
    test::FloodServer server(flood());
    startFlooded(server.url(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(state(), AttemptState::Failed, 2 * longEnough);
    QVERIFY2(victimsPeak() < mostMegabytes, qPrintable(QString::number(victimsPeak())));
    const Attempt kept = attempt();
    QCOMPARE(kept.rawAnswer.size(), ModelRequest().answerLimit);
    QCOMPARE(kept.failure,
             u"The response from localhost:%1 is longer than the limit of 256 MB, so reading stopped."_s.arg(
                 QString::number(server.url().port())));
    QCOMPARE(kept.end, AnswerEnd::Refused);
}

void TestKilledWindow::floodStopsAtOnce()
{
    test::FloodServer server(flood());
    startFlooded(server.url(), 1000);
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += m_victim->readAllStandardOutput()).contains("stopping"), longEnough);
    QElapsedTimer sinceStop;
    sinceStop.start();
    QTRY_VERIFY_WITH_TIMEOUT(server.ended() > 0, longEnough);
    QVERIFY2(sinceStop.elapsed() < mostToStop, qPrintable(QString::number(sinceStop.elapsed())));
    QTRY_COMPARE_WITH_TIMEOUT(state(), AttemptState::Cancelled, longEnough);
    qInfo("kept after %lld ms, peak %lld MB", sinceStop.elapsed(), victimsPeak());
    QVERIFY(attempt().rawAnswer.size() > 1'000'000);
}

QTEST_MAIN(TestKilledWindow)
#include "tst_killedwindow.moc"
