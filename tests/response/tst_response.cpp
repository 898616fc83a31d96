#include "app/response/response.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestResponse : public QObject
{
    Q_OBJECT

private slots:
    void someLimitsLast_data();
    void someLimitsLast();
    void theLowestIndexDecides();
};

void TestResponse::someLimitsLast_data()
{
    QTest::addColumn<QString>("quotaId");
    QTest::addColumn<QString>("quotaValue");
    QTest::addColumn<bool>("lasts");
    QTest::newRow("a limit per day lasts")
        << u"GenerateRequestsPerDayPerProjectPerModel-FreeTier"_s << u"250"_s << true;
    QTest::newRow("a quota of zero lasts") << u"GenerateRequestsPerMinutePerProject"_s << u"0"_s << true;
    QTest::newRow("a limit per minute passes")
        << u"GenerateRequestsPerMinutePerProject"_s << u"10"_s << false;
    QTest::newRow("a limit that names no quota passes") << QString() << QString() << false;
}

void TestResponse::someLimitsLast()
{
    QFETCH(const QString, quotaId);
    QFETCH(const QString, quotaValue);
    ServiceError error;
    error.httpCode = 429;
    error.quotaId = quotaId;
    error.quotaValue = quotaValue;
    QTEST(isLastingLimit(error), "lasts");
}

void TestResponse::theLowestIndexDecides()
{
    Response response;
    QVERIFY(!decisiveCandidate(response));
    for (const int index : {2, 0, 1}) {
        Candidate candidate;
        candidate.index = index;
        response.candidates << candidate;
    }
    QCOMPARE(decisiveCandidate(response)->index, 0);
}

QTEST_APPLESS_MAIN(TestResponse)
#include "tst_response.moc"
