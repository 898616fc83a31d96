#include "app/workbench/sessioncost.h"

#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

class TestSessionCost final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void anAttemptCountsWhenItHasEnded();
    void whatCameFromElsewhereCostsNothingHere();
};

void TestSessionCost::anAttemptCountsWhenItHasEnded()
{
    AttemptSummary summary;
    summary.id = 3;
    summary.promptTokens = 276;
    summary.thoughtsTokens = 173;
    summary.outputTokens = 5;
    summary.images = 1;
    Ledger ledger;
    book(ledger, summary);
    QCOMPARE(ledger.sent(), LedgerTotals());
    summary.state = AttemptState::Completed;
    summary.costLow = 0;
    summary.costHigh = 0.002628;
    book(ledger, summary);
    book(ledger, summary);
    QCOMPARE(ledger.sent().attempts, 1);
    QCOMPARE(ledger.sent().promptTokens, 276);
    QCOMPARE(ledger.sent().high(), 0.002628);
    summary.simulated = true;
    book(ledger, summary);
    QCOMPARE(ledger.sent(), LedgerTotals());
    QCOMPARE(ledger.simulated().images, 1);
}

void TestSessionCost::whatCameFromElsewhereCostsNothingHere()
{
    AttemptSummary summary;
    summary.state = AttemptState::Completed;
    summary.costHigh = 1;
    summary.importedFrom = u"answer.json"_s;
    QVERIFY(!costOf(summary));
}

QTEST_GUILESS_MAIN(TestSessionCost)
#include "tst_sessioncost.moc"
