#include "app/cli/interruption.h"
#include "app/session/sessionstore.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "tests/support/listed.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"
#include "tests/support/windowfixture.h"
#include "ui/history/historypanel.h"
#include "ui/queue/queuestrip.h"
#include "ui/queue/retrybar.h"

#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include <csignal>

using namespace safelight;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
const QByteArray piece = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One \"}]}}]}\r\n\r\n";
const QByteArray last =
    "data: "
    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"end\"}]},\"finishReason\":\"STOP\"}]}\r\n\r\n";
const test::Reply slowStream {{head, piece}, test::Reply::End::KeepOpen};
const QByteArray busyAnswer =
    R"({"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE","details":[{"@type":)"
    R"("type.googleapis.com/google.rpc.RetryInfo","retryDelay":"30s"}]}})";

} // namespace

// The whole window over real HTTP, with a server that takes its time.
class TestQueueWindow final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void closingAsksOnceAndKeepsWhatArrived();
    void closingWaitsForTheEnd();
    void closingCanBeTakenBack();
    void signalKeepsWhatArrived();
    void endOfTheDesktopSessionKeepsWhatArrived();
    void moreCanBeSentMeanwhile();
    void inspectorStaysWithWhatIsRead();
    void retryIsCountedDownAndCutShort();

private:
    void open(const QList<test::Reply>& replies);
    void sendAndWait(const QString& text);
    QMessageBox* question() const { return window().findChild<QMessageBox*>(u"sendingQuestion"_s); }
    void answer(const QString& words);
    Attempt kept(); // the newest, as the file has it, once the program is gone
    MainWindow& window() const { return *m_program->window; }
    Workbench& workbench() const { return *m_program->workbench; }

    std::unique_ptr<test::HttpServer> m_server;
    std::unique_ptr<test::Program> m_program;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestQueueWindow::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestQueueWindow::cleanup()
{
    m_program.reset();
    m_server.reset();
}

void TestQueueWindow::open(const QList<test::Reply>& replies)
{
    m_server = std::make_unique<test::HttpServer>(QList<test::Reply> {test::Reply::json("{}")});
    m_program = std::make_unique<test::Program>(m_folder->path());
    m_program->settings.setValue(SettingKey::CountTokens, false);
    workbench().backends().connectTo(m_server->url());
    QVERIFY(m_program->open());
    QTRY_VERIFY(!m_server->requests().isEmpty()); // it is asked for its models first
    m_server->setReplies(replies);
}

void TestQueueWindow::sendAndWait(const QString& text)
{
    QSignalSpy progressed(&workbench(), &Workbench::attemptProgressed);
    workbench().document().setText(text);
    workbench().sending().send();
    QTRY_VERIFY(!progressed.isEmpty());
}

void TestQueueWindow::answer(const QString& words)
{
    for (auto* button : question()->buttons()) {
        if (button->text().contains(words))
            return button->click();
    }
    QFAIL("no such button");
}

Attempt TestQueueWindow::kept()
{
    const QString path = m_program->sessionPath();
    m_program.reset();
    const auto store = SessionStore::open(path);
    return *(*store)->load((*store)->summaries()->first().id);
}

void TestQueueWindow::closingAsksOnceAndKeepsWhatArrived()
{
    open({slowStream});
    sendAndWait(u"slow"_s);
    window().close();
    QVERIFY(window().isVisible());
    QVERIFY(question());
    window().close();
    QCOMPARE(window().findChildren<QMessageBox*>(u"sendingQuestion"_s).size(), 1);
    test::pictureOf(question(), u"closing-question"_s);
    answer(u"Keep"_s);
    QTRY_VERIFY(!window().isVisible());
    const Attempt attempt = kept();
    QCOMPARE(attempt.rawAnswer, piece);
    QCOMPARE(attempt.state, AttemptState::Cancelled);
}

void TestQueueWindow::closingWaitsForTheEnd()
{
    open({{{head, piece, piece, last}, test::Reply::End::Close}});
    m_server->setPause(200ms);
    sendAndWait(u"slow"_s);
    window().close();
    QVERIFY(question());
    answer(u"Wait"_s);
    QVERIFY(window().isVisible());
    QTRY_VERIFY(!window().isVisible());
    const Attempt attempt = kept();
    QCOMPARE(attempt.rawAnswer, piece + piece + last);
    QCOMPARE(attempt.state, AttemptState::Completed);
}

void TestQueueWindow::closingCanBeTakenBack()
{
    open({slowStream});
    sendAndWait(u"slow"_s);
    window().close();
    answer(u"Go On"_s);
    QTRY_VERIFY(!question());
    workbench().sending().stopAll();
    QTRY_VERIFY(!workbench().sending().isBusy());
    QVERIFY(window().isVisible());
}

void TestQueueWindow::signalKeepsWhatArrived()
{
    open({slowStream});
    sendAndWait(u"slow"_s);
    // As app/main does it: the event loop ends, and everything goes in order.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        const Interruption interruption;
        QSignalSpy interrupted(&interruption, &Interruption::interrupted);
        std::raise(signal);
        QTRY_COMPARE(interrupted.size(), 1);
    }
    const Attempt attempt = kept();
    QCOMPARE(attempt.rawAnswer, piece);
}

// Nobody is asked, and all is on the disk when the session manager goes on: it may kill the program then.
void TestQueueWindow::endOfTheDesktopSessionKeepsWhatArrived()
{
    open({slowStream});
    sendAndWait(u"slow"_s);
    const auto& application = QGuiApplication::staticMetaObject;
    const int signal =
        application.indexOfSignal("commitDataRequest(QSessionManager&)") - application.methodOffset();
    QVERIFY(signal >= 0);
    int manager = 0; // there is none here, and nobody looks at it
    void* arguments[] = {nullptr, &manager};
    QMetaObject::activate(qApp, &application, signal, arguments);
    {
        const auto store = SessionStore::open(m_program->sessionPath());
        const auto attempt = (*store)->load((*store)->summaries()->first().id);
        QCOMPARE(attempt->rawAnswer, piece);
        QCOMPARE(attempt->state, AttemptState::Cancelled);
    }
    QVERIFY(!question());
    QVERIFY(window().close()); // not asked afterwards either
}

void TestQueueWindow::moreCanBeSentMeanwhile()
{
    open({slowStream});
    sendAndWait(u"A red coat on a wooden hanger, studio light"_s);
    for (const auto& text : {u"A blue coat"_s, u"A green coat"_s}) {
        workbench().document().setText(text);
        workbench().sending().send();
    }
    auto* strip = window().findChild<QueueStrip*>();
    QTRY_VERIFY(test::showsText(*strip, u"2 running, 1 waiting"_s));
    QTRY_COMPARE(test::listed(workbench()).size(), 2);
    test::pictureOf(&window(), u"queue"_s);
    workbench().sending().stopAll();
    QTRY_VERIFY(!strip->isVisible());
    QCOMPARE(test::listed(workbench()).size(), 2);
}

void TestQueueWindow::inspectorStaysWithWhatIsRead()
{
    open({test::Reply::json(
              R"({"candidates":[{"content":{"parts":[{"text":"first"}]},"finishReason":"STOP"}]})"),
          slowStream, slowStream});
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().document().setText(u"one"_s);
    workbench().sending().send();
    QTRY_COMPARE(finished.size(), 1);
    sendAndWait(u"two"_s);
    QTRY_VERIFY(test::showsText(window(), u"Attempt 2"_s)); // nothing else was under way
    QSignalSpy started(&workbench(), &Workbench::attemptStarted);
    workbench().document().setText(u"three"_s);
    workbench().sending().send();
    QTRY_COMPARE(started.size(), 1);
    QTRY_COMPARE(test::listed(workbench()).size(), 3);
    QVERIFY(test::showsText(window(), u"Attempt 2"_s)); // somebody reads it while it arrives
    QVERIFY(!test::showsText(window(), u"Attempt 3"_s));
    QSignalSpy shown(&workbench(), &Workbench::attemptShown);
    emit window().findChild<HistoryPanel*>()->attemptChosen(1);
    QTRY_COMPARE(shown.size(), 1);
    QVERIFY(test::showsText(window(), u"Attempt 1"_s));
}

void TestQueueWindow::retryIsCountedDownAndCutShort()
{
    open({test::Reply::json(busyAnswer, 503),
          test::Reply::json(
              R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})")});
    m_program->settings.setValue(SettingKey::Retries, 3);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().document().setText(u"hi"_s);
    workbench().sending().send();
    auto* bar = window().findChild<RetryBar*>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(test::showsText(*bar, u"Try 1 of 4 failed: The model is overloaded."_s));
    test::pictureOf(&window(), u"retry"_s);
    for (auto* button : bar->findChildren<QToolButton*>()) {
        if (button->text() == u"Try Now"_s)
            button->click();
    }
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!bar->isVisible());
    QCOMPARE(finished.first().at(0).value<Attempt>().tries, 2);
}

QTEST_MAIN(TestQueueWindow)
#include "tst_queuewindow.moc"
