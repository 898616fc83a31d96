#include "app/compare/comparison.h"

#include "app/compare/comparedreferences.h"
#include "tests/compare/comparedattempts.h"
#include "tests/support/strict.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

using Change = ComparedReference::Change;
using Row = ComparedRow;

namespace {

// "+name", "-name", "=name", "~name" (looks alike), "#name" (same pixels), ">name" (moved)
QStringList shown(const QList<ComparedReference>& references)
{
    QStringList all;
    for (const auto& reference : references)
        all << QString(QStringView(u"=>#~+-").at(int(reference.change))) + reference.image.fileName;
    return all;
}

ReferenceImage plain(const QString& name, const QColor& color, const char* format = "PNG",
                     QSize size = {120, 80})
{
    return reference(encoded(gradient(size, color, Qt::white), format), name, size);
}

} // namespace

class TestComparison final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyRowKnowsWhetherItDiffers();
    void theSameTwiceDiffersInTheAttemptOnly();
    void theBaselineNeverDiffers();
    void aBaselineThatIsNoneIsTheFirst();
    void textsAreComparedFromTheBaseline();
    void ratingsStandOnOneScale();
    void oneSettingDiffers_data();
    void oneSettingDiffers();
    void referenceImages_data();
    void referenceImages();
    void aCaptionIsCompared();
    void anImportedAnswerHasNoRequest();
    void oneThatIsStillSentIsComparedByWhatIsKnown();
    void bodiesAreNotKept();
    void hugePromptsAreCompared();
    void everyCandidateIsCompared();
    void noneAndOne();
};

void TestComparison::everyRowKnowsWhetherItDiffers()
{
    const auto comparison = compare({blockedPrompt(), withheldImage(), delivered()}, 0);
    QCOMPARE(comparison.columns.size(), 3);
    for (const auto row : {Row::Attempt, Row::StoppedAt, Row::Prompt, Row::Thresholds, Row::Ratings,
                           Row::Tokens, Row::Cost, Row::Time, Row::Model})
        QVERIFY2(comparison.isDifferent(row, 1), qPrintable(QString::number(int(row))));
    for (const auto row :
         {Row::Result, Row::SystemInstruction, Row::Settings, Row::References, Row::BackEnd, Row::AnswerText})
        QVERIFY2(!comparison.isDifferent(row, 1), qPrintable(QString::number(int(row))));
    QVERIFY(comparison.isDifferent(Row::Result, 2));
    QVERIFY(comparison.isDifferent(Row::Result));
    QVERIFY(!comparison.isDifferent(Row::SystemInstruction));
    QVERIFY(!comparison.isDifferent(Row::Result, 7));
}

void TestComparison::theSameTwiceDiffersInTheAttemptOnly()
{
    Attempt again = delivered();
    again.id = 12;
    again.number = 12;
    const auto comparison = compare({delivered(), again}, 0);
    QCOMPARE(comparison.columns.at(1).different, QList<Row> {Row::Attempt});
}

void TestComparison::theBaselineNeverDiffers()
{
    const auto comparison = compare({blockedPrompt(), withheldImage(), delivered()}, 2);
    QCOMPARE(comparison.baseline, 2);
    QVERIFY(comparison.columns.at(2).different.isEmpty());
    QVERIFY(!comparison.columns.at(0).different.isEmpty());
}

void TestComparison::aBaselineThatIsNoneIsTheFirst()
{
    QCOMPARE(compare({blockedPrompt(), delivered()}, 2).baseline, 0);
    QCOMPARE(compare({blockedPrompt(), delivered()}, -1).baseline, 0);
}

void TestComparison::textsAreComparedFromTheBaseline()
{
    auto one = delivered(1, picture(), "Here is the red coat");
    auto two = delivered(2, picture(), "Here is the blue coat");
    one.prompt.systemInstruction = u"Be brief"_s;
    const auto comparison = compare({one, two}, 1);
    QCOMPARE(comparison.columns.at(1).answer,
             (QList<DiffPiece> {{DiffPiece::Kind::Same, u"Here is the blue coat"_s}}));
    QCOMPARE(comparison.columns.at(0).answer,
             (QList<DiffPiece> {{DiffPiece::Kind::Same, u"Here is the "_s},
                                {DiffPiece::Kind::Removed, u"blue"_s},
                                {DiffPiece::Kind::Added, u"red"_s},
                                {DiffPiece::Kind::Same, u" coat"_s}}));
    QCOMPARE(comparison.columns.at(0).systemInstruction,
             (QList<DiffPiece> {{DiffPiece::Kind::Added, u"Be brief"_s}}));
    QVERIFY(comparison.columns.at(1).systemInstruction.isEmpty());
}

void TestComparison::ratingsStandOnOneScale()
{
    const auto comparison = compare({delivered(), withheldImage(), blockedPrompt()}, 0);
    QCOMPARE(comparison.rated.size(), 8);
    for (int i = 0; i < 8; ++i)
        QCOMPARE(comparison.rated.at(i).candidate, i < 4 ? -1 : 0);
    for (const auto& column : comparison.columns)
        QCOMPARE(column.ratings.size(), 8);
    QVERIFY(!comparison.columns.at(0).ratings.at(2));
    QCOMPARE(comparison.columns.at(0).ratings.at(6)->probability, Known(HarmProbability::Low));
    QCOMPARE(comparison.columns.at(2).ratings.at(2)->probability, Known(HarmProbability::Medium));
    QVERIFY(!comparison.columns.at(1).ratings.at(2) && !comparison.columns.at(1).ratings.at(6));
}

void TestComparison::oneSettingDiffers_data()
{
    QTest::addColumn<std::function<void(Attempt&)>>("change");
    QTest::addColumn<Row>("row");
    const auto add = [](const char* name, Row row, std::function<void(Attempt&)> change) {
        QTest::newRow(name) << std::move(change) << row;
    };
    add("the temperature", Row::Settings, [](Attempt& a) { a.prompt.generation.temperature = 0.3; });
    add("streaming", Row::Settings, [](Attempt& a) { a.stream = false; });
    add("one threshold", Row::Thresholds,
        [](Attempt& a) { a.prompt.safety.setThreshold(HarmCategory::HateSpeech, {}); });
    add("the model that is asked", Row::Model, [](Attempt& a) { a.prompt.model = u"other"_s; });
    add("the model that answered", Row::Model, [](Attempt& a) { a.response.modelVersion = u"other"_s; });
    add("the back end", Row::BackEnd, [](Attempt& a) { a.backendId = u"vertex"_s; });
    add("the host", Row::BackEnd, [](Attempt& a) { a.url = u"https://example.org/x"_s; });
    add("simulated", Row::BackEnd, [](Attempt& a) { a.simulated = true; });
    add("one rating's score", Row::Ratings,
        [](Attempt& a) { a.response.candidates[0].ratings[1].probabilityScore = 0.1; });
    add("the reason", Row::StoppedAt, [](Attempt& a) { a.verdict.reason = u"OTHER"_s; });
    add("the stage", Row::StoppedAt, [](Attempt& a) { a.verdict.stage = Stage::Thinking; });
    add("one token", Row::Tokens, [](Attempt& a) { a.response.usage->prompt = 1; });
    add("the price", Row::Cost, [](Attempt& a) { a.billing.high = 9; });
    add("the time", Row::Time, [](Attempt& a) { a.seconds += 1; });
}

void TestComparison::oneSettingDiffers()
{
    QFETCH(std::function<void(Attempt&)>, change);
    QFETCH(Row, row);
    Attempt other = delivered();
    change(other);
    QCOMPARE(compare({delivered(), other}, 0).columns.at(1).different, QList<Row> {row});
}

void TestComparison::referenceImages_data()
{
    QTest::addColumn<QList<ReferenceImage>>("before");
    QTest::addColumn<QList<ReferenceImage>>("after");
    QTest::addColumn<QStringList>("expected");
    const auto coat = plain(u"coat"_s, Qt::red);
    const auto hat = plain(u"hat"_s, Qt::blue);
    const auto shoe = plain(u"shoe"_s, Qt::black);
    const auto images = [](auto... all) { return QList<ReferenceImage> {all...}; };
    QTest::newRow("none") << images() << images() << QStringList();
    QTest::newRow("the same") << images(coat, hat) << images(coat, hat)
                              << QStringList {u"=coat"_s, u"=hat"_s};
    QTest::newRow("one in front moves none")
        << images(coat, hat) << images(shoe, coat, hat) << QStringList {u"+shoe"_s, u"=coat"_s, u"=hat"_s};
    QTest::newRow("one that moved to the front") << images(coat, hat, shoe) << images(shoe, coat, hat)
                                                 << QStringList {u">shoe"_s, u"=coat"_s, u"=hat"_s};
    QTest::newRow("one that is gone")
        << images(coat, hat) << images(hat) << QStringList {u"=hat"_s, u"-coat"_s};
    QTest::newRow("another one") << images(coat) << images(shoe) << QStringList {u"+shoe"_s, u"-coat"_s};
    QTest::newRow("twice where it was once")
        << images(coat) << images(coat, coat) << QStringList {u"=coat"_s, u"+coat"_s};
    auto bmp = plain(u"coat.bmp"_s, Qt::red, "BMP");
    QTest::newRow("encoded anew without a loss")
        << images(coat) << images(bmp) << QStringList {u"#coat.bmp"_s};
    QTest::newRow("encoded anew with a loss")
        << images(coat) << images(plain(u"coat.jpg"_s, Qt::red, "JPEG")) << QStringList {u"~coat.jpg"_s};
    QTest::newRow("smaller") << images(plain(u"large"_s, Qt::red, "PNG", {1200, 800}))
                             << images(plain(u"small"_s, Qt::red, "JPEG", {300, 200}))
                             << QStringList {u"~small"_s};
    QTest::newRow("another shape") << images(plain(u"wide"_s, Qt::red, "PNG", {300, 100}))
                                   << images(plain(u"high"_s, Qt::red, "PNG", {200, 170}))
                                   << QStringList {u"+high"_s, u"-wide"_s};
    const auto broken = [](const QByteArray& bytes, const QString& name) { return reference(bytes, name); };
    QTest::newRow("not decodable, with one name and size")
        << images(broken("abc", u"x.heic"_s)) << images(broken("abcd", u"x.heic"_s))
        << QStringList {u"~x.heic"_s};
    QTest::newRow("not decodable, with other names")
        << images(broken("abc", u"x.heic"_s)) << images(broken("abcd", u"y.heic"_s))
        << QStringList {u"+y.heic"_s, u"-x.heic"_s};
    QTest::newRow("not decodable and without names")
        << images(broken("abc", {})) << images(broken("abcd", {})) << QStringList {u"+"_s, u"-"_s};
}

void TestComparison::referenceImages()
{
    QFETCH(QList<ReferenceImage>, before);
    QFETCH(QList<ReferenceImage>, after);
    QFETCH(QStringList, expected);
    QCOMPARE(shown(compareReferences(before, after)), expected);
    Attempt one = delivered(1);
    Attempt two = delivered(1);
    one.prompt.images = before;
    two.prompt.images = after;
    QCOMPARE(compare({one, two}, 0).isDifferent(Row::References), before != after);
}

void TestComparison::aCaptionIsCompared()
{
    auto coat = plain(u"coat"_s, Qt::red);
    auto captioned = coat;
    captioned.caption = u"the coat"_s;
    const auto found = compareReferences({coat}, {captioned});
    QCOMPARE(found.constFirst().change, Change::Same);
    QVERIFY(found.constFirst().captionChanged);
    Attempt one = delivered();
    Attempt two = delivered();
    one.prompt.images = {coat};
    two.prompt.images = {captioned};
    QCOMPARE(compare({one, two}, 0).columns.at(1).different, QList<Row> {Row::References});
}

void TestComparison::anImportedAnswerHasNoRequest()
{
    const auto comparison = compare({delivered(), importedAttempt()}, 0);
    const auto& column = comparison.columns.at(1);
    QVERIFY(!column.requestKnown);
    QVERIFY(column.prompt.isEmpty()); // not "everything was removed"
    QVERIFY(column.references.isEmpty());
    QVERIFY(comparison.isDifferent(Row::Prompt, 1));
    const auto other = compare({importedAttempt(), importedAttempt(10)}, 0);
    QVERIFY(!other.isDifferent(Row::Prompt));
    const auto baseline = compare({importedAttempt(), delivered()}, 0);
    QCOMPARE(baseline.columns.at(1).prompt.size(), 1); // nothing to compare with: as it stands
}

void TestComparison::oneThatIsStillSentIsComparedByWhatIsKnown()
{
    const auto comparison = compare({blockedPrompt(), stillSending()}, 0);
    QVERIFY(comparison.isDifferent(Row::StoppedAt, 1));
    QVERIFY(comparison.isDifferent(Row::Prompt, 1));
    QVERIFY(comparison.columns.at(1).answer.isEmpty());
    QVERIFY(compare({stillSending(), stillSending()}, 0).columns.at(1).different.isEmpty());
}

void TestComparison::bodiesAreNotKept()
{
    const auto comparison = compare({blockedPrompt(), delivered()}, 0);
    for (const auto& column : comparison.columns) {
        QVERIFY(column.attempt.requestBody.isEmpty() && column.attempt.rawAnswer.isEmpty());
        QVERIFY(column.requestKnown); // told before they are left out
    }
}

void TestComparison::hugePromptsAreCompared()
{
    Attempt one = blockedPrompt();
    Attempt two = blockedPrompt();
    one.prompt.text = QString(u"a coat in the park "_s).repeated(260'000); // some 5 MB
    two.prompt.text = QString(u"a hat in the street\n"_s).repeated(250'000);
    QElapsedTimer timer;
    timer.start();
    const auto comparison = compare({one, two}, 0);
    QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed()))); // generous: sanitizers
    QVERIFY(comparison.isDifferent(Row::Prompt, 1));
}

void TestComparison::everyCandidateIsCompared()
{
    const auto twice = [](const QByteArray& second) {
        return attemptOf(2,
                         R"({"candidates":[{"index":0,"content":{"parts":[{"text":"Yes"}]}},)"
                         R"({"index":1,"content":{"parts":[{"text":")"
                             + second + R"("},{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}}]})");
    };
    const auto comparison = compare({twice("Perhaps"), twice("No")}, 0);
    QVERIFY(comparison.isDifferent(Row::AnswerText, 1));
    QVERIFY(!comparison.isDifferent(Row::Result, 1));
    const QString answer = comparedAnswer(twice("No"));
    QVERIFY(answer.startsWith(u"Yes\n"_s));
    QVERIFY(answer.contains(u"Candidate 2"_s));
    QVERIFY(answer.endsWith(u"No"_s));
    QCOMPARE(comparedImages(twice("No")).size(), 1); // of the only one that has any
}

void TestComparison::noneAndOne()
{
    QVERIFY(compare({}, 0).columns.isEmpty());
    QVERIFY(!compare({}, 3).isDifferent(Row::Prompt));
    QCOMPARE(compare({delivered()}, 0).columns.size(), 1);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
