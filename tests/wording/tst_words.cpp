#include "app/wording/words.h"

#include "tests/support/strict.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

// Every value of an enum that travels has words, and no two have the same.
template<typename E, typename Say>
void verifyWords(Say say)
{
    QStringList seen;
    for (const auto& [value, name] : WireNames<E>::table) {
        const QString words = say(value);
        QVERIFY2(!words.isEmpty(), name.data());
        QVERIFY2(!words.contains(u'_'), name.data());
        QVERIFY2(!seen.contains(words), name.data());
        seen << words;
    }
}

} // namespace

class TestWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyValueHasWords();
    void everyPresetAndStepHasWords();
    void unknownValuesStandAsTheyCame();
    void notSentIsNotOff();
    void aSliderSpeaks_data();
    void aSliderSpeaks();
    void numbersAreGrouped_data();
    void numbersAreGrouped();
    void bytesAreShort_data();
    void bytesAreShort();
    void durationsAreShort_data();
    void durationsAreShort();
    void timesAreLocal();
};

void TestWords::everyValueHasWords()
{
    using namespace wording;
    verifyWords<HarmCategory>([](HarmCategory value) { return category(value); });
    verifyWords<BlockThreshold>([](BlockThreshold value) { return threshold(value); });
    verifyWords<BlockThreshold>([](BlockThreshold value) { return thresholdMeaning(value); });
    verifyWords<HarmProbability>([](HarmProbability value) { return probability(value); });
    verifyWords<HarmSeverity>([](HarmSeverity value) { return severity(value); });
    verifyWords<Modality>([](Modality value) { return modality(value); });
    verifyWords<Outcome>([](Outcome value) { return outcome(value); });
    verifyWords<Stage>([](Stage value) { return stage(value); });
    verifyWords<SettingHelps>([](SettingHelps value) { return settingHelps(value); });
    verifyWords<RetryAdvice>([](RetryAdvice value) { return retry(value); });
}

void TestWords::everyPresetAndStepHasWords()
{
    for (const auto preset : {SafetyPreset::ModelDefault, SafetyPreset::Strict, SafetyPreset::Permissive,
                              SafetyPreset::Diagnostic, SafetyPreset::Custom})
        QVERIFY(!wording::preset(preset).isEmpty());
    for (const auto& state : Verdict().stages)
        QVERIFY(!wording::step(state.step).isEmpty());
}

void TestWords::unknownValuesStandAsTheyCame()
{
    QCOMPARE(wording::category(Known<HarmCategory>::fromWire(u"HARM_CATEGORY_NOVEL")),
             u"HARM_CATEGORY_NOVEL"_s);
    QCOMPARE(wording::probability(Known<HarmProbability>::fromWire(u"ENORMOUS")), u"ENORMOUS"_s);
    QCOMPARE(wording::severity(Known<HarmSeverity>::fromWire(u"GRAVE")), u"GRAVE"_s);
    QCOMPARE(wording::modality(Known<Modality>::fromWire(u"SMELL")), u"SMELL"_s);
    QCOMPARE(wording::category(Known<HarmCategory>::fromWire(u"HARM_CATEGORY_HATE_SPEECH")),
             u"Hate speech"_s);
}

void TestWords::notSentIsNotOff()
{
    QCOMPARE(wording::threshold({}), u"Not sent"_s);
    QVERIFY(wording::threshold({}) != wording::threshold(BlockThreshold::Off));
    QVERIFY(wording::thresholdMeaning({}) != wording::thresholdMeaning(BlockThreshold::Off));
}

void TestWords::aSliderSpeaks_data()
{
    QTest::addColumn<int>("threshold"); // -1: not sent
    QTest::addColumn<QString>("measured");
    QTest::addColumn<QString>("phrase");
    QTest::newRow("measured") << int(BlockThreshold::OnlyHigh) << u"LOW"_s
                              << u"Hate speech: only high. Blocks a high probability. Last measured: low."_s;
    QTest::newRow("never measured") << int(BlockThreshold::None) << QString()
                                    << u"Hate speech: none. Blocks nothing, and the ratings come back."_s;
    QTest::newRow("not sent") << -1 << u"ENORMOUS"_s
                              << u"Hate speech: not sent. The model’s own default applies, which is not the "
                                 "same as off. Last measured: ENORMOUS."_s;
}

void TestWords::aSliderSpeaks()
{
    QFETCH(int, threshold);
    QFETCH(QString, measured);
    QFETCH(QString, phrase);
    std::optional<BlockThreshold> position;
    if (threshold >= 0)
        position = BlockThreshold(threshold);
    std::optional<Known<HarmProbability>> last;
    if (!measured.isEmpty())
        last = Known<HarmProbability>::fromWire(measured);
    QCOMPARE(wording::sliderPhrase(HarmCategory::HateSpeech, position, last), phrase);
}

void TestWords::numbersAreGrouped_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0"_s;
    QTest::newRow("three digits") << qint64(999) << u"999"_s;
    QTest::newRow("four digits") << qint64(1093) << u"1\u202f093"_s;
    QTest::newRow("seven digits") << qint64(1234567) << u"1\u202f234\u202f567"_s;
    QTest::newRow("below zero") << qint64(-100) << u"-100"_s;
    QTest::newRow("far below zero") << qint64(-123456) << u"-123\u202f456"_s;
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max()
                                 << u"9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f807"_s;
}

void TestWords::numbersAreGrouped()
{
    QFETCH(qint64, value);
    QFETCH(QString, text);
    QCOMPARE(wording::number(value), text);
}

void TestWords::bytesAreShort_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 B"_s;
    QTest::newRow("kilobytes") << qint64(1500) << u"1.5 kB"_s;
    QTest::newRow("nearly a megabyte") << qint64(999999) << u"1.0 MB"_s;
    QTest::newRow("megabytes") << qint64(12400000) << u"12.4 MB"_s;
    QTest::newRow("gigabytes") << qint64(2000000000) << u"2.0 GB"_s;
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << u"9223372.0 TB"_s;
}

void TestWords::bytesAreShort()
{
    QFETCH(qint64, value);
    QFETCH(QString, text);
    QCOMPARE(wording::bytes(value), text);
}

void TestWords::durationsAreShort_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << u"0 ms"_s;
    QTest::newRow("milliseconds") << 0.042 << u"42 ms"_s;
    QTest::newRow("a tenth") << 0.0999 << u"0.1 s"_s;
    QTest::newRow("seconds") << 6.43 << u"6.4 s"_s;
    QTest::newRow("whole seconds") << 38.0 << u"38 s"_s;
    QTest::newRow("nearly a minute") << 59.97 << u"1 min 0 s"_s;
    QTest::newRow("minutes") << 130.2 << u"2 min 10 s"_s;
    QTest::newRow("nearly an hour") << 3599.9 << u"1 h 0 min"_s;
    QTest::newRow("hours") << 7500.0 << u"2 h 5 min"_s;
    QTest::newRow("before it began") << -1.0 << QString();
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << QString();
    QTest::newRow("for ever") << std::numeric_limits<double>::infinity() << QString();
}

void TestWords::durationsAreShort()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(wording::duration(seconds), text);
    QVERIFY(!wording::duration(1e300).isEmpty());
}

void TestWords::timesAreLocal()
{
    const QDateTime utc(QDate(2026, 11, 21), QTime(14, 2, 11), Qt::UTC);
    QCOMPARE(wording::timeOfDay(utc), utc.toLocalTime().toString(u"HH:mm:ss"_s));
    QCOMPARE(wording::timeOfDay({}), QString());
}

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
