#include "app/advice/thresholdadvice.h"

#include "app/wording/advicewords.h"
#include "tests/support/answers.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

Q_DECLARE_METATYPE(safelight::BlockThreshold)
Q_DECLARE_METATYPE(safelight::HarmProbability)

namespace {

const QString hate = u"HARM_CATEGORY_HATE_SPEECH"_s;
using State = ThresholdAdvice::State;

SafetySettings hateAt(std::optional<BlockThreshold> threshold)
{
    SafetySettings settings;
    settings.setThreshold(HarmCategory::HateSpeech, threshold);
    return settings;
}

QString wire(HarmProbability probability)
{
    return Known<HarmProbability>::wireName(probability);
}

} // namespace

class TestThresholdAdvice final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void everyPairOfProbabilityAndThreshold_data();
    void everyPairOfProbabilityAndThreshold();
    void whatIsNotSentIsTakenForTheStrictestDefault();
    void onlyNamedCategoriesAreChanged();
    void statesSayWhyNothingChanges();
    void aNamedCategoryWithoutAProbabilityNeedsNone();
    void severalRatingsOfOneCategoryCountAsTheHighest();
    void whatIfTellsTheBlockedFromTheUndecided();
};

void TestThresholdAdvice::everyPairOfProbabilityAndThreshold_data()
{
    QTest::addColumn<BlockThreshold>("threshold");
    QTest::addColumn<HarmProbability>("probability");
    for (const auto& [threshold, thresholdName] : WireNames<BlockThreshold>::table) {
        for (const auto& [probability, name] : WireNames<HarmProbability>::table)
            QTest::addRow("%s at %s", name.data(), thresholdName.data()) << threshold << probability;
    }
}

void TestThresholdAdvice::everyPairOfProbabilityAndThreshold()
{
    QFETCH(BlockThreshold, threshold);
    QFETCH(HarmProbability, probability);
    const QList<SafetyRating> ratings {rating(hate, wire(probability))};
    const auto advice = thresholdAdvice(ratings, hateAt(threshold));
    const bool stopped = blocks(threshold, probability);
    QCOMPARE(advice.changes.size(), stopped ? 1 : 0);
    QCOMPARE(whatIf(ratings, hateAt(threshold)).blocked.size(), stopped ? 1 : 0);
    if (!stopped) {
        QVERIFY(advice.state
                == (probability == HarmProbability::Negligible ? State::AllNegligible : State::Passing));
        return;
    }
    const auto change = advice.changes.first();
    QVERIFY(change.category == HarmCategory::HateSpeech && change.from == threshold);
    QVERIFY(change.to.has_value());
    QVERIFY(!blocks(*change.to, probability));
    // The smallest change: one step stricter blocks again, and off is never needed.
    QVERIFY(*change.to != BlockThreshold::Off);
    QVERIFY(blocks(BlockThreshold(int(*change.to) + 1), probability));
    QVERIFY(whatIf(ratings, hateAt(change.to)).blocked.isEmpty());
    QVERIFY(wording::thresholdAdvice(advice).contains(u"Hate speech"_s));
}

void TestThresholdAdvice::whatIsNotSentIsTakenForTheStrictestDefault()
{
    const auto at = [](const QString& probability, std::optional<bool> blocked = {}) {
        return thresholdAdvice({rating(hate, probability, blocked)}, {});
    };
    QVERIFY(at(u"LOW"_s).state == State::Passing);
    QVERIFY(at(u"MEDIUM"_s).changes.first().to == BlockThreshold::OnlyHigh);
    QVERIFY(!at(u"MEDIUM"_s).changes.first().from);
    QVERIFY(at(u"LOW"_s, true).changes.first().to == BlockThreshold::MediumAndAbove);
}

void TestThresholdAdvice::onlyNamedCategoriesAreChanged()
{
    const QList<SafetyRating> ratings {rating(hate, u"MEDIUM"_s, true),
                                       rating(u"HARM_CATEGORY_HARASSMENT"_s, u"HIGH"_s, false)};
    const auto advice = thresholdAdvice(ratings, settingsOf(SafetyPreset::Strict));
    QCOMPARE(advice.changes.size(), 1);
    QVERIFY(advice.changes.first().category == HarmCategory::HateSpeech);
    QVERIFY(advice.changes.first().to == BlockThreshold::OnlyHigh);
}

void TestThresholdAdvice::statesSayWhyNothingChanges()
{
    QVERIFY(thresholdAdvice({}, {}).state == State::NoRatings);
    QVERIFY(thresholdAdvice({SafetyRating()}, {}).state == State::NoRatings);
    QVERIFY(thresholdAdvice({rating(u"HARM_CATEGORY_IMAGE_HATE"_s, u"HIGH"_s, true)}, {}).state
            == State::OutOfReach);
    QVERIFY(thresholdAdvice({rating(hate, u"HIGH"_s, true)}, hateAt(BlockThreshold::None)).state
            == State::Open);
    SafetyRating overwritten = rating(hate, u"HIGH"_s, true);
    overwritten.overwrittenThreshold = BlockThreshold::LowAndAbove;
    QVERIFY(thresholdAdvice({overwritten}, hateAt(BlockThreshold::OnlyHigh)).state == State::Overwritten);
    // A probability from tomorrow is no measurement to count with.
    QVERIFY(thresholdAdvice({rating(hate, u"EXTREME"_s)}, {}).changes.isEmpty());
    for (const auto state : {State::Changes, State::Passing, State::AllNegligible, State::NoRatings,
                             State::Overwritten, State::OutOfReach, State::Open})
        QVERIFY(wording::thresholdAdvice({state, {}}).endsWith(u'.'));
}

void TestThresholdAdvice::aNamedCategoryWithoutAProbabilityNeedsNone()
{
    SafetyRating named = rating(hate, {}, true);
    named.probability.reset();
    const auto advice = thresholdAdvice({named}, hateAt(BlockThreshold::MediumAndAbove));
    QCOMPARE(advice.changes.size(), 1);
    QVERIFY(advice.changes.first().to == BlockThreshold::None && !advice.changes.first().measured);
}

void TestThresholdAdvice::severalRatingsOfOneCategoryCountAsTheHighest()
{
    const QList<SafetyRating> ratings {rating(hate, u"HIGH"_s), rating(hate, u"LOW"_s)};
    const auto advice = thresholdAdvice(ratings, hateAt(BlockThreshold::LowAndAbove));
    QCOMPARE(advice.changes.size(), 1);
    QVERIFY(advice.changes.first().to == BlockThreshold::None);
}

void TestThresholdAdvice::whatIfTellsTheBlockedFromTheUndecided()
{
    const QList<SafetyRating> ratings {rating(hate, u"HIGH"_s),
                                       rating(u"HARM_CATEGORY_HARASSMENT"_s, u"HIGH"_s)};
    const auto result = whatIf(ratings, hateAt(BlockThreshold::OnlyHigh));
    QCOMPARE(result.blocked, QList {HarmCategory::HateSpeech});
    QCOMPARE(result.undecided, QList {HarmCategory::Harassment});
    QVERIFY(wording::whatIf(result).contains(u"blocked: hate speech"_s));
    QVERIFY(wording::whatIf(whatIf(ratings, settingsOf(SafetyPreset::Diagnostic))).contains(u"would pass"_s));
    QVERIFY(wording::whatIf(whatIf(ratings, {})).contains(u"default"_s));
    QCOMPARE(wording::whatIf(whatIf({}, {})), QString());
}

QTEST_GUILESS_MAIN(TestThresholdAdvice)
#include "tst_thresholdadvice.moc"
