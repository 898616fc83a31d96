#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"
#include "tests/support/windowfixture.h"
#include "ui/queue/queuestrip.h"
#include "ui/settings/backendsdialog.h"

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray modelList = R"({"models":[{"name":"models/gemini-2.5-flash"}]})";
const QByteArray goodAnswer =
    R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})";

} // namespace

// A back end that a user makes in the window, up to what a server sees of it.
class TestBackendWindow final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aBearerProxyIsMadeAndSentTo();
    void itsLimitsHoldInTheQueue();
    void aDisconnectItChargesForIsNotTriedAgain();

private:
    BackendsDialog* openDialog();
    // A proxy at the server, with a key; the dialog stays open.
    BackendsDialog* addProxy();
    void save(BackendsDialog* dialog);
    qsizetype sentRequests() const;
    Workbench& workbench() const { return *m_program->workbench; }

    std::unique_ptr<test::HttpServer> m_server;
    std::unique_ptr<test::Program> m_program;
};

void TestBackendWindow::init()
{
    test::strict();
    m_server = std::make_unique<test::HttpServer>(QList<test::Reply> {test::Reply::json(modelList)});
    m_program = std::make_unique<test::Program>();
    m_program->settings.setValue(SettingKey::CountTokens, false);
    m_program->settings.setValue(SettingKey::StreamAnswers, false);
    QVERIFY(m_program->open());
}

void TestBackendWindow::cleanup()
{
    m_program.reset();
    m_server.reset();
}

BackendsDialog* TestBackendWindow::openDialog()
{
    for (auto* action : m_program->window->findChildren<QAction*>()) {
        if (action->text().contains(u"ack ends…"_s))
            action->trigger();
    }
    return m_program->window->findChild<BackendsDialog*>();
}

BackendsDialog* TestBackendWindow::addProxy()
{
    auto* dialog = openDialog();
    const auto templates = dialog->findChild<QPushButton*>(u"addBackend"_s)->menu()->actions();
    for (auto* action : templates) {
        if (action->text().contains(u"Your own proxy"_s))
            action->trigger();
    }
    const auto type = [dialog](const QString& field, const QString& text) {
        auto* line = dialog->findChild<QLineEdit*>(field);
        line->selectAll();
        QTest::keyClicks(line, text);
    };
    type(u"baseUrl"_s, m_server->url().toString() + u"/gate"_s);
    type(u"key"_s, u"proxy-key-0123456789"_s);
    dialog->findChild<QCheckBox*>(u"useBackend"_s)->click();
    return dialog;
}

void TestBackendWindow::save(BackendsDialog* dialog)
{
    dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
    QTRY_VERIFY(!m_server->requests().isEmpty()); // it is asked for its models first
    m_server->setReplies({test::Reply::json(goodAnswer)});
}

qsizetype TestBackendWindow::sentRequests() const
{
    return std::ranges::count_if(m_server->requests(),
                                 [](const QByteArray& request) { return request.startsWith("POST"); });
}

void TestBackendWindow::aBearerProxyIsMadeAndSentTo()
{
    save(addProxy());
    QCOMPARE(workbench().backends().current().name, u"Your own proxy"_s);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().document().setText(u"A red coat"_s);
    workbench().sending().send();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().at(0).value<Attempt>().response.candidates.size(), 1);
    const QByteArray sent = m_server->requests().last();
    QVERIFY2(sent.startsWith("POST /gate/v1beta/models/"), sent.constData());
    QVERIFY2(sent.toLower().contains("authorization: bearer proxy-key-0123456789"), sent.constData());
    QVERIFY(!sent.toLower().contains("x-goog-api-key"));
}

void TestBackendWindow::itsLimitsHoldInTheQueue()
{
    m_program->settings.setValue(SettingKey::SendAtOnce, 4);
    auto* dialog = addProxy();
    dialog->findChild<QSpinBox*>(u"limitAtOnce"_s)->setValue(1);
    save(dialog);
    m_server->setReplies({test::Reply::silence()});
    workbench().document().setText(u"A red coat"_s);
    for (int i = 0; i < 2; ++i)
        workbench().sending().send();
    auto* strip = m_program->window->findChild<QueueStrip*>();
    QTRY_VERIFY(test::showsText(*strip, u"1 running, 1 waiting"_s));
    QTRY_COMPARE(sentRequests(), 1);
    // More is allowed while they wait.
    dialog = openDialog();
    dialog->findChild<QSpinBox*>(u"limitAtOnce"_s)->setValue(0);
    dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save)->click();
    QTRY_COMPARE(sentRequests(), 2);
    workbench().sending().stopAll();
    QTRY_VERIFY(!workbench().sending().isBusy());
}

void TestBackendWindow::aDisconnectItChargesForIsNotTriedAgain()
{
    m_program->settings.setValue(SettingKey::Retries, 3);
    auto* dialog = addProxy();
    dialog->findChild<QCheckBox*>(u"billsDisconnects"_s)->click();
    save(dialog);
    m_server->setReplies({test::Reply::close()});
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().document().setText(u"A red coat"_s);
    workbench().sending().send();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().at(0).value<Attempt>().tries, 1);
    QCOMPARE(sentRequests(), 1);
}

QTEST_MAIN(TestBackendWindow)
#include "tst_backendwindow.moc"
