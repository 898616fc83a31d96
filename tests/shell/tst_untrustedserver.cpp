#include "app/wording/costwords.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "tests/support/print.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/tlsserver.h"
#include "tests/support/windowfixture.h"

using namespace safelight;
using namespace Qt::StringLiterals;

// A back end whose certificate nobody trusts, through the window: what the user reads, and that the key
// stays.
class TestUntrustedServer final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void windowSaysWhatIsWrong();
};

void TestUntrustedServer::windowSaysWhatIsWrong()
{
    if (!test::TestAuthority::isPossible())
        QSKIP("The openssl program is not there to make certificates with.");
    const test::TestAuthority authority;
    test::TlsServer server(authority.signItself("localhost"), {});
    test::Program program;
    QVERIFY(program.open());
    Workbench& workbench = *program.workbench;
    QList<Backend> backends = workbench.backends().all();
    backends[1].baseUrl = server.url();
    workbench.backends().setAll(backends);
    QSignalSpy keyChanged(&workbench, &Workbench::keyChanged);
    workbench.backends().setKey(u"gemini"_s, Secret("AKeyOfATest-0123456789"));
    workbench.backends().select(u"gemini"_s);
    QTRY_VERIFY(!keyChanged.isEmpty() && workbench.backends().hasKey(u"gemini"_s));
    workbench.document().setText(u"A quiet harbour"_s);
    const Prompt before = workbench.document().prompt();
    QSignalSpy finished(&workbench, &Workbench::attemptFinished);
    workbench.sending().send();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
    const auto attempt = finished.constFirst().constFirst().value<Attempt>();
    QCOMPARE(attempt.state, AttemptState::Failed);
    QCOMPARE(attempt.verdict.stage, Stage::Transport);
    QCOMPARE(attempt.verdict.retry, RetryAdvice::No); // the same again meets the same server
    QCOMPARE(attempt.billing.reason, BillingReason::NotSent);
    QTRY_VERIFY(test::showsText(*program.window,
                                u"because it could not prove who it is: its certificate is "
                                "signed by itself"_s));
    test::pictureOf(program.window.get(), u"window-untrusted-server"_s);
    QVERIFY(test::showsText(*program.window, wording::billingAmount(attempt.billing)));
    QCOMPARE(workbench.document().prompt(), before);
    // The token count and the list of models ask the same server.
    QTRY_COMPARE(server.ended(), server.connections());
    QCOMPARE(server.received(), QByteArray());
}

QTEST_MAIN(TestUntrustedServer)
#include "tst_untrustedserver.moc"
