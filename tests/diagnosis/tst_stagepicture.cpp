#include "app/diagnosis/diagnose.h"

#include "tests/support/answers.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

// The five marks in a row: p(assed) s(topped) n(ot reached) ? (unknown).
QString marks(const Verdict& verdict)
{
    QString text;
    for (const auto& state : verdict.stages)
        text += u"psn?"_s.at(static_cast<int>(state.mark));
    return text;
}

Response withUsage(Response response, std::optional<qint64> thoughts, std::optional<qint64> output)
{
    response.usage.emplace();
    response.usage->prompt = 276;
    response.usage->thoughts = thoughts;
    response.usage->candidates = output;
    response.usage->total = 276 + thoughts.value_or(0) + output.value_or(0);
    return response;
}

} // namespace

class TestStagePicture final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void theStepsStandInTheirOrder();
    void aWithheldImageWasDrawn();
    void aMirroredCountIsNoOutput();
    void aBlockedPromptReachedNothing();
    void whatIsNotKnownIsNotClaimed_data();
    void whatIsNotKnownIsNotClaimed();
    void thinkingIsKnownByItsCountOrItsText();
    void aDeliveredAnswerCountsWhatArrived();
    void aPictureFromALimitedOutputStillArrived();
};

void TestStagePicture::theStepsStandInTheirOrder()
{
    const Verdict verdict = diagnose(answer(u"STOP"_s, u"x"_s));
    for (std::size_t i = 0; i < verdict.stages.size(); ++i)
        QCOMPARE(int(verdict.stages.at(i).step), int(i));
}

void TestStagePicture::aWithheldImageWasDrawn()
{
    Response response = withUsage(answer(u"IMAGE_SAFETY"_s), 173, 0);
    QCOMPARE(marks(diagnose(response)), u"pp?sn"_s); // the reason alone does not say that one was drawn
    response.candidates.first().finishMessage = u"Unable to show the generated image."_s;
    const Verdict verdict = diagnose(response);
    QCOMPARE(marks(verdict), u"pppsn"_s);
    QCOMPARE(verdict.stages[0].tokens, std::optional<qint64>(276));
    QCOMPARE(verdict.stages[1].tokens, std::optional<qint64>(173));
    QVERIFY(!verdict.stages[2].images); // how many were drawn is not known
    QCOMPARE(verdict.stages[4].images, std::optional(0));
}

void TestStagePicture::aMirroredCountIsNoOutput()
{
    Response response = withUsage(answer(u"IMAGE_OTHER"_s), 149, 149);
    response.usage->total = 276 + 149;
    QVERIFY(!diagnose(response).stages[2].tokens);
}

void TestStagePicture::aBlockedPromptReachedNothing()
{
    QCOMPARE(marks(diagnose(withUsage(promptBlock(u"SAFETY"_s), {}, {}))), u"snnnn"_s);
    QCOMPARE(marks(diagnose(promptBlock(u"NOVEL"_s))), u"snnnn"_s);
}

void TestStagePicture::whatIsNotKnownIsNotClaimed_data()
{
    QTest::addColumn<QString>("marks");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Response& response, const QString& expected) {
        QTest::newRow(name) << marks(diagnose(response)) << expected;
    };
    Response unreadable;
    unreadable.end = AnswerEnd::Unreadable;
    Response lost;
    lost.end = AnswerEnd::Network;
    Response cut = answer({}, u"It was"_s);
    cut.candidates.first().finishReason.reset();
    cut.end = AnswerEnd::BrokenChunk;
    row("nothing is known of what cannot be read", unreadable, u"?????"_s);
    row("nothing is known when no byte came", lost, u"????n"_s);
    row("a cut off answer had passed the prompt filter", cut, u"p???s"_s);
    row("a refused request reached nothing", apiError(400, u"INVALID_ARGUMENT"_s), u"nnnnn"_s);
    row("a server's fault leaves it open", apiError(503, u"UNAVAILABLE"_s), u"????n"_s);
    row("an unknown reason with text", answer(u"NOVEL"_s, u"x"_s), u"p???n"_s);
    row("an unknown reason with nothing", answer(u"NOVEL"_s), u"????n"_s);
    row("prohibited text that left no trace", answer(u"PROHIBITED_CONTENT"_s), u"p??sn"_s);
    row("prohibited text that was counted", withUsage(answer(u"PROHIBITED_CONTENT"_s), {}, 9), u"p?psn"_s);
    row("text stopped on its way", answer(u"SAFETY"_s, u"Half"_s), u"p?snn"_s);
    row("no image", withUsage(answer(u"NO_IMAGE"_s), 60, 0), u"ppsnn"_s);
    row("an empty stop", answer(u"STOP"_s), u"p?snn"_s);
}

void TestStagePicture::whatIsNotKnownIsNotClaimed()
{
    QFETCH(QString, marks);
    QFETCH(QString, expected);
    QCOMPARE(marks, expected);
}

void TestStagePicture::thinkingIsKnownByItsCountOrItsText()
{
    Response response = answer(u"STOP"_s, u"Yes."_s);
    QCOMPARE(diagnose(response).stages[1].mark, StageState::Mark::Unknown);
    QCOMPARE(diagnose(withUsage(response, 0, 2)).stages[1].mark, StageState::Mark::Unknown);
    QCOMPARE(diagnose(withUsage(response, 37, 2)).stages[1].mark, StageState::Mark::Passed);
    response.candidates.first().parts.prepend(textPart(u"Weighing it."_s, true));
    QCOMPARE(diagnose(response).stages[1].mark, StageState::Mark::Passed);
    QVERIFY(!diagnose(response).stages[1].tokens);
}

void TestStagePicture::aDeliveredAnswerCountsWhatArrived()
{
    Response response = withUsage(answer(u"STOP"_s, u"Here."_s), 201, 3460);
    response.candidates.first().parts << imagePart() << imagePart();
    const Verdict verdict = diagnose(response);
    QCOMPARE(marks(verdict), u"ppppp"_s);
    QCOMPARE(verdict.stages[4].images, std::optional(2));
    QCOMPARE(verdict.stages[4].tokens, std::optional<qint64>(3460));
}

void TestStagePicture::aPictureFromALimitedOutputStillArrived()
{
    QCOMPARE(marks(diagnose(answer(u"MAX_TOKENS"_s, u"Half"_s))), u"p?spp"_s);
    QCOMPARE(marks(diagnose(withUsage(answer(u"MAX_TOKENS"_s), 1021, {}))), u"ppsnn"_s);
}

QTEST_GUILESS_MAIN(TestStagePicture)
#include "tst_stagepicture.moc"
