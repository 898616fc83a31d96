#include "app/cost/ledger.h"

#include "tests/support/strict.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

AttemptCost cost(double amount, qint64 tokens = 100, bool simulated = false)
{
    AttemptCost result;
    result.promptTokens = tokens;
    result.thoughtsTokens = 10;
    result.outputTokens = 20;
    result.images = 1;
    result.low = amount / 2;
    result.high = amount;
    result.simulated = simulated;
    return result;
}

} // namespace

class TestLedger final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void attemptsAddUp();
    void anAttemptIsReplaced();
    void whatWasAddedCanBeTakenAway();
    void theSimulatorIsKeptApart();
    void attemptsWithoutAPriceAreCounted();
    void hostileAmountsDoNotOverflow();
};

void TestLedger::attemptsAddUp()
{
    Ledger ledger;
    ledger.set(1, cost(0.134));
    ledger.set(2, cost(0.136, 50));
    QCOMPARE(ledger.sent().attempts, 2);
    QCOMPARE(ledger.sent().promptTokens, 150);
    QCOMPARE(ledger.sent().thoughtsTokens, 20);
    QCOMPARE(ledger.sent().outputTokens, 40);
    QCOMPARE(ledger.sent().images, 2);
    QCOMPARE(ledger.sent().high(), 0.27);
    QCOMPARE(ledger.sent().low(), 0.135);
    QCOMPARE(ledger.simulated(), LedgerTotals());
}

void TestLedger::anAttemptIsReplaced()
{
    Ledger ledger;
    ledger.set(1, AttemptCost());
    ledger.set(1, cost(0.134));
    ledger.set(1, cost(0.5, 7));
    QCOMPARE(ledger.sent().attempts, 1);
    QCOMPARE(ledger.sent().promptTokens, 7);
    QCOMPARE(ledger.sent().high(), 0.5);
    QCOMPARE(ledger.sent().withoutPrice, 0);
}

void TestLedger::whatWasAddedCanBeTakenAway()
{
    Ledger ledger;
    for (int i = 0; i < 1000; ++i)
        ledger.set(i, cost(0.1 + i * 1e-7));
    ledger.remove(2000);
    for (int i = 0; i < 1000; ++i)
        ledger.remove(i);
    QCOMPARE(ledger.sent(), LedgerTotals());
    ledger.set(1, cost(1));
    ledger.clear();
    QCOMPARE(ledger.sent(), LedgerTotals());
    ledger.remove(1);
    QCOMPARE(ledger.sent(), LedgerTotals());
}

void TestLedger::theSimulatorIsKeptApart()
{
    Ledger ledger;
    ledger.set(1, cost(0.134));
    ledger.set(2, cost(0.5, 7, true));
    QCOMPARE(ledger.sent().high(), 0.134);
    QCOMPARE(ledger.simulated().high(), 0.5);
    QCOMPARE(ledger.simulated().promptTokens, 7);
}

void TestLedger::attemptsWithoutAPriceAreCounted()
{
    Ledger ledger;
    AttemptCost unpriced = cost(1);
    unpriced.low.reset();
    unpriced.high.reset();
    ledger.set(1, unpriced);
    ledger.set(2, cost(0.134));
    QCOMPARE(ledger.sent().withoutPrice, 1);
    QCOMPARE(ledger.sent().attempts, 2);
    QCOMPARE(ledger.sent().high(), 0.134);
}

void TestLedger::hostileAmountsDoNotOverflow()
{
    Ledger ledger;
    AttemptCost hostile = cost(std::numeric_limits<double>::infinity(), std::numeric_limits<qint64>::max());
    hostile.outputTokens = std::numeric_limits<qint64>::min();
    hostile.images = -3;
    for (int i = 0; i < 1000; ++i)
        ledger.set(i, hostile);
    ledger.set(-1, cost(1e300));
    QVERIFY(ledger.sent().promptTokens > 0);
    QVERIFY(ledger.sent().high() >= 0);
    for (int i = -1; i < 1000; ++i)
        ledger.remove(i);
    QCOMPARE(ledger.sent(), LedgerTotals());
}

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
