#include "app/session/sessionstore.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "app/workbench/importedanswer.h"
#include "app/workbench/importing.h"
#include "app/workbench/opensession.h"
#include "tests/support/listed.h"
#include "tests/support/print.h"
#include "tests/support/samples.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

Attempt lastOf(const QSignalSpy& spy)
{
    return spy.last().first().value<Attempt>();
}

} // namespace

// Which attempt an attempt follows, and answers that were not sent from here.
class TestLineage final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void appliedRemedyIsNamedByTheNextAttempt();
    void undoneRemedyIsNotNamed();
    void remedyIsOneUndoStep();
    void sendingAgainSendsTheSame();
    void sendingAgainSendsTheVeryBytesToAnotherBackEnd();
    void lineageIsStored();
    void importedAnswerIsAnAttempt_data();
    void importedAnswerIsAnAttempt();
    void importedAnswerWithoutSessionStaysInMemory();
    void importedAnswerNamesNoRequest();
    void keyInAnImportIsNotKept();

private:
    void openSession();
    Attempt sent();
    ImportedAnswer read(const QByteArray& bytes);
    Workbench& workbench() { return *m_bench->workbench; }
    Prompt styled()
    {
        Prompt prompt = workbench().document().prompt();
        prompt.text += u", watercolour"_s;
        return prompt;
    }

    std::unique_ptr<test::Bench> m_bench;
};

void TestLineage::init()
{
    test::strict();
    qRegisterMetaType<Attempt>();
    m_bench = std::make_unique<test::Bench>();
    m_bench->client.recordings = {{{test::blockedAnswer}}, {{test::blockedAnswer}}, {{test::blockedAnswer}}};
    workbench().document().setText(u"A red coat"_s);
}

void TestLineage::openSession()
{
    QSignalSpy opened(&workbench(), &Workbench::sessionOpened);
    workbench().session().create(m_bench->path(u"one"_s));
    QTRY_COMPARE(opened.size(), 1);
    workbench().document().setText(u"A red coat"_s);
}

Attempt TestLineage::sent()
{
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().sending().send();
    return finished.wait() ? lastOf(finished) : Attempt();
}

ImportedAnswer TestLineage::read(const QByteArray& bytes)
{
    ImportedAnswer result;
    bool done = false;
    workbench().importing().read(bytes, u"answer.json"_s, this, [&](const ImportedAnswer& imported) {
        result = imported;
        done = true;
    });
    [&] { QTRY_VERIFY(done); }();
    return result;
}

void TestLineage::appliedRemedyIsNamedByTheNextAttempt()
{
    openSession();
    const Attempt first = sent();
    QCOMPARE(first.remedies, QStringList());
    QCOMPARE(first.parent, 0);
    workbench().sending().applyRemedy(first.id, u"artStyle"_s, styled(), u"name an art style"_s);
    QCOMPARE(workbench().document().prompt().text, u"A red coat, watercolour"_s);
    const Attempt second = sent();
    QCOMPARE(second.remedies, QStringList {u"artStyle"_s});
    QCOMPARE(second.parent, first.id);
    // What was named once is the starting point of the next.
    const Attempt third = sent();
    QCOMPARE(third.remedies, QStringList());
    QCOMPARE(third.parent, 0);
}

void TestLineage::undoneRemedyIsNotNamed()
{
    const Attempt first = sent();
    workbench().sending().applyRemedy(first.id, u"artStyle"_s, styled(), u"name an art style"_s);
    workbench().document().undoStack()->undo();
    const Attempt second = sent();
    QCOMPARE(second.remedies, QStringList());
    QCOMPARE(second.parent, 0);
}

void TestLineage::remedyIsOneUndoStep()
{
    auto* const stack = workbench().document().undoStack();
    const int before = stack->index();
    workbench().sending().applyRemedy(1, u"artStyle"_s, styled(), u"name an art style"_s);
    QCOMPARE(stack->index(), before + 1);
    QCOMPARE(stack->undoText(), u"name an art style"_s);
    stack->undo();
    QCOMPARE(workbench().document().prompt().text, u"A red coat"_s);
    stack->redo();
    QCOMPARE(workbench().document().remediesSince(before), QStringList {u"artStyle"_s});
}

void TestLineage::sendingAgainSendsTheSame()
{
    const Attempt first = sent();
    workbench().document().setText(u"something else"_s);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().sending().sendAgain(first);
    QTRY_COMPARE(finished.size(), 1);
    const Attempt again = lastOf(finished);
    QCOMPARE(again.requestBody, first.requestBody);
    QCOMPARE(again.parent, first.id);
    QCOMPARE(again.remedies, QStringList {u"repeat"_s});
    workbench().document().undoStack()->undo();
    QCOMPARE(workbench().document().prompt().text, u"something else"_s);
}

void TestLineage::sendingAgainSendsTheVeryBytesToAnotherBackEnd()
{
    workbench().backends().setKey(u"gemini"_s, Secret("a-key-of-the-test"));
    Attempt recorded = sent();
    // What our own codec would never write: a tool, and white space of its own.
    recorded.requestBody = R"({ "tools": [{"googleSearch": {}}], "contents": [] })";
    recorded.stream = false;
    workbench().backends().select(u"gemini"_s);
    QSignalSpy finished(&workbench(), &Workbench::attemptFinished);
    workbench().sending().sendAgain(recorded);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(lastOf(finished).backendId, u"gemini"_s);
    QCOMPARE(lastOf(finished).requestBody, recorded.requestBody);
    QCOMPARE(m_bench->client.requests.last().body, recorded.requestBody);
    QCOMPARE(m_bench->client.requests.last().stream, false);
}

void TestLineage::lineageIsStored()
{
    openSession();
    const Attempt first = sent();
    workbench().sending().applyRemedy(first.id, u"artStyle"_s, styled(), u"name an art style"_s);
    const Attempt second = sent();
    const QString path = workbench().session().path();
    m_bench->workbench.reset();
    const auto store = SessionStore::open(path);
    QCOMPARE((*store)->load(second.id)->remedies, QStringList {u"artStyle"_s});
    QCOMPARE((*store)->summaries()->first().parent, first.id);
}

void TestLineage::importedAnswerIsAnAttempt_data()
{
    QTest::addColumn<QString>("sample");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("a blocked picture") << u"image-safety.json"_s << Outcome::ResponseBlocked;
    QTest::newRow("a stream") << u"stream-basic.txt"_s << Outcome::Delivered;
    QTest::newRow("an error body") << u"error-429-retry.json"_s << Outcome::ApiError;
    QTest::newRow("an error page") << u"error-page.html"_s << Outcome::ApiError;
}

void TestLineage::importedAnswerIsAnAttempt()
{
    QFETCH(const QString, sample);
    QFETCH(const Outcome, outcome);
    openSession();
    const ImportedAnswer imported = read(test::sample(sample));
    QVERIFY(imported.readable);
    QSignalSpy shown(&workbench(), &Workbench::attemptShown);
    workbench().importing().keep(imported);
    QTRY_COMPARE(shown.size(), 1);
    const Attempt attempt = lastOf(shown);
    QCOMPARE(attempt.verdict.outcome, outcome);
    QCOMPARE(attempt.number, 1);
    QCOMPARE(attempt.importedFrom, u"answer.json"_s);
    QCOMPARE(test::listed(workbench()).first().outcome, outcome);
    // Read again, as after a restart.
    workbench().session().show(attempt.id);
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(lastOf(shown).verdict, attempt.verdict);
    QCOMPARE(lastOf(shown).importedFrom, attempt.importedFrom);
}

void TestLineage::importedAnswerWithoutSessionStaysInMemory()
{
    QSignalSpy shown(&workbench(), &Workbench::attemptShown);
    workbench().importing().keep(read(test::blockedAnswer));
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(test::listed(workbench()).size(), 1);
    openSession(); // takes it over
    QTRY_COMPARE(test::listed(workbench()).size(), 1);
    QTRY_VERIFY(test::listed(workbench()).first().id > 0);
    QCOMPARE(test::listed(workbench()).first().importedFrom, u"answer.json"_s);
}

void TestLineage::importedAnswerNamesNoRequest()
{
    const ImportedAnswer imported = read(test::blockedAnswer);
    QCOMPARE(imported.attempt.prompt.text, QString());
    QCOMPARE(imported.attempt.prompt.model, u"gemini-3-pro-image-preview"_s);
    QVERIFY(imported.attempt.requestBody.isEmpty());
    QVERIFY(!read("no answer at all").readable);
    QVERIFY(!read({}).readable);
}

void TestLineage::keyInAnImportIsNotKept()
{
    const ImportedAnswer imported = read(test::sample(u"error-400-key-echo.json"_s));
    QVERIFY(!imported.attempt.rawAnswer.contains("AIzaSyEXAMPLE"));
    QVERIFY(imported.attempt.rawAnswer.contains("[redacted]"));
}

QTEST_GUILESS_MAIN(TestLineage)
#include "tst_lineage.moc"
