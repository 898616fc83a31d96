#include "ui/view/tone.h"

#include "app/report/chart.h"
#include "tests/support/strict.h"
#include "ui/history/attemptrow.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// One ending has one colour, wherever it is shown.
class TestTone final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void anEndingHasOneColour_data();
    void anEndingHasOneColour();
    void aProbabilityHasOneColour();
};

void TestTone::anEndingHasOneColour_data()
{
    QTest::addColumn<AttemptState>("state");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Role>("ink");
    QTest::addColumn<ReportTone>("printed");

    using State = AttemptState;
    QTest::newRow("delivered is green")
        << State::Completed << Outcome::Delivered << Role::Good << ReportTone::Good;
    QTest::newRow("a blocked prompt is red")
        << State::Completed << Outcome::PromptBlocked << Role::Bad << ReportTone::Bad;
    QTest::newRow("a blocked response is red")
        << State::Completed << Outcome::ResponseBlocked << Role::Bad << ReportTone::Bad;
    QTest::newRow("an error of the service is red")
        << State::Completed << Outcome::ApiError << Role::Bad << ReportTone::Bad;
    QTest::newRow("what cannot be read is red")
        << State::Completed << Outcome::Unreadable << Role::Bad << ReportTone::Bad;
    QTest::newRow("a truncated response is amber")
        << State::Completed << Outcome::Truncated << Role::Warn << ReportTone::Warn;
    QTest::newRow("a response that breaks off is amber")
        << State::Completed << Outcome::Interrupted << Role::Warn << ReportTone::Warn;
    QTest::newRow("a failed connection is red")
        << State::Failed << Outcome::Interrupted << Role::Bad << ReportTone::Bad;
    QTest::newRow("an end of the program while sending is amber")
        << State::Interrupted << Outcome::Interrupted << Role::Warn << ReportTone::Warn;
    QTest::newRow("a stop by the user is grey")
        << State::Cancelled << Outcome::Interrupted << Role::Mute << ReportTone::Mute;
    QTest::newRow("what is under way is grey")
        << State::Sending << Outcome::Unreadable << Role::Mute << ReportTone::Mute;
}

void TestTone::anEndingHasOneColour()
{
    QFETCH(AttemptState, state);
    QFETCH(Outcome, outcome);
    QFETCH(Role, ink);
    QFETCH(ReportTone, printed);
    Attempt attempt;
    attempt.state = state;
    attempt.verdict.outcome = outcome;
    AttemptSummary row;
    row.state = state;
    row.outcome = outcome;
    QCOMPARE(int(toneOf(attempt).ink), int(ink)); // banner, header, comparison
    QCOMPARE(int(attemptrow::tone(row)), int(ink)); // list and table
    QCOMPARE(int(reportTone(attempt)), int(printed));
}

void TestTone::aProbabilityHasOneColour()
{
    QCOMPARE(int(probabilityRole({})), int(Role::Mute));
    QCOMPARE(int(reportTone(std::optional<HarmProbability>())), int(ReportTone::Mute));
    QCOMPARE(int(probabilityRole(HarmProbability::Negligible)), int(Role::Good));
    QCOMPARE(int(reportTone(std::optional(HarmProbability::Negligible))), int(ReportTone::Good));
    QCOMPARE(int(probabilityRole(HarmProbability::High)), int(Role::Bad));
    QCOMPARE(int(reportTone(std::optional(HarmProbability::High))), int(ReportTone::Bad));
}

QTEST_GUILESS_MAIN(TestTone)
#include "tst_tone.moc"
