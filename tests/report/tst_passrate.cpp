#include "app/report/passrate.h"
#include "tests/report/reportcases.h"
#include "tests/support/strict.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using namespace safelight;

class tst_passrate : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void interval_data();
    void interval();
    void identicalRequestsAreCountedTogether();
    void errorsAreNoTries();
    void summaryCounts();
};

// Against R: binom.confint(x, n, methods = "wilson").
void tst_passrate::interval_data()
{
    QTest::addColumn<int>("passed");
    QTest::addColumn<int>("tries");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("0 of 10") << 0 << 10 << 0.0 << 0.2775328;
    QTest::newRow("5 of 10") << 5 << 10 << 0.2365931 << 0.7634069;
    QTest::newRow("10 of 10") << 10 << 10 << 0.7224672 << 1.0;
    QTest::newRow("1 of 3") << 1 << 3 << 0.0614920 << 0.7923404;
    QTest::newRow("nothing tried") << 0 << 0 << 0.0 << 1.0;
}

void tst_passrate::interval()
{
    QFETCH(int, passed);
    QFETCH(int, tries);
    QFETCH(double, low);
    QFETCH(double, high);
    const Interval interval = wilsonInterval(passed, tries);
    QVERIFY2(std::abs(interval.low - low) < 1e-6, qPrintable(QString::number(interval.low, 'g', 9)));
    QVERIFY2(std::abs(interval.high - high) < 1e-6, qPrintable(QString::number(interval.high, 'g', 9)));
}

void tst_passrate::identicalRequestsAreCountedTogether()
{
    const auto made = test::made(test::sessionAttempts());
    const auto& rates = made.report.summary.passRates;
    QCOMPARE(rates.size(), 1);
    QCOMPARE(rates.constFirst().numbers, (QList<int> {1, 2, 3}));
    QCOMPARE(rates.constFirst().passed, 1);
    QCOMPARE(rates.constFirst().tries, 3);
    QVERIFY(rates.constFirst().varies);
}

void tst_passrate::errorsAreNoTries()
{
    auto attempts = test::sessionAttempts();
    attempts[5].requestBody = attempts.at(0).requestBody;
    attempts[6].requestBody = attempts.at(0).requestBody;
    attempts[6].prompt.model = u"another-model"_s;
    const auto made = test::made(attempts);
    const auto& rates = made.report.summary.passRates;
    QCOMPARE(rates.size(), 1);
    QCOMPARE(rates.constFirst().tries, 3);
    QCOMPARE(rates.constFirst().undecided, 1);
}

void tst_passrate::summaryCounts()
{
    auto attempts = test::sessionAttempts();
    attempts[2].importedFrom = u"answer.json"_s;
    const auto made = test::made(attempts);
    const ReportSummary& summary = made.report.summary;
    QCOMPARE(summary.attempts, 7);
    QCOMPARE(summary.passed, 3);
    QCOMPARE(summary.simulated, 1);
    QCOMPARE(summary.imported, 1);
    QCOMPARE(summary.sent.attempts, 5); // neither the simulated nor the imported one
    QCOMPARE(summary.simulatedTotals.attempts, 1);
    QVERIFY(summary.priceFrom.isValid() && summary.priceUntil >= summary.priceFrom);
    int ended = 0;
    for (const auto& ending : summary.endings)
        ended += ending.count;
    QCOMPARE(ended, 7);
    QCOMPARE(made.report.attempts.at(4).cameFrom, 1);
}

QTEST_MAIN(tst_passrate)
#include "tst_passrate.moc"
