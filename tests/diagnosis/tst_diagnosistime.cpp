#include "app/diagnosis/diagnose.h"
#include "app/response/response.h"
#include "tests/support/strict.h"

#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace safelight;
using namespace Qt::StringLiterals;

// However much a service names, a verdict takes time with its size only.
class TestDiagnosisTime final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void manyBlockingCategories();
};

// Compared with itself at a quarter of the size: 4 × as long when each costs the same, 16 × when each is
// looked for among all others.
void TestDiagnosisTime::manyBlockingCategories()
{
    const auto diagnosed = [](int categories) {
        Response response;
        Candidate candidate;
        candidate.finishReason = Known<FinishReason>::fromWire(u"SAFETY"_s);
        for (int i = 0; i < categories; ++i) {
            SafetyRating rating;
            rating.category = Known<HarmCategory>::fromWire(u"HARM_CATEGORY_%1"_s.arg(i));
            rating.blocked = true;
            candidate.ratings << rating;
        }
        response.candidates << candidate;
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < 3; ++round) {
            QElapsedTimer timer;
            timer.start();
            if (diagnose(response).categories.size() != categories)
                return 0.0;
            best = std::min(best, timer.nsecsElapsed());
        }
        return static_cast<double>(best);
    };
    const double growth = diagnosed(40'000) / diagnosed(10'000);
    QVERIFY2(growth > 0 && growth < 9, qPrintable(QString::number(growth)));
}

QTEST_GUILESS_MAIN(TestDiagnosisTime)
#include "tst_diagnosistime.moc"
