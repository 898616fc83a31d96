#include "app/sending/attemptreading.h"
#include "app/session/sessionstore.h"
#include "tests/support/listed.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include <QProcess>

#include <csignal>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

constexpr int longEnough = 60'000;

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

private:
    void startSending();
    Attempt attempt() const; // as the file has it now
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

// Until several pieces are there.
void TestKilledWindow::startSending()
{
    QVERIFY(SessionStore::open(path()));
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& name : {u"HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, m_folder->path());
    environment.insert(u"SAFELIGHT_VICTIM_PROMPT"_s, u"A long story\n#simulate: chunks=4000 pace=50ms"_s);
    m_victim = std::make_unique<QProcess>();
    m_victim->setProcessEnvironment(environment);
    m_victim->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_victim->start(QStringLiteral(SAFELIGHT_VICTIM), {path()});
    QVERIFY(m_victim->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(attempt().rawAnswer.count('\n') > 10, longEnough);
    QCOMPARE(attempt().state, AttemptState::Sending);
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

QTEST_MAIN(TestKilledWindow)
#include "tst_killedwindow.moc"
