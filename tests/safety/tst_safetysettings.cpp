#include "app/safety/safetysettings.h"

#include "app/safety/thresholdscale.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestSafetySettings final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void presetsAreFoundAgain()
    {
        for (const auto preset : {SafetyPreset::ModelDefault, SafetyPreset::Strict, SafetyPreset::Permissive,
                                  SafetyPreset::Diagnostic})
            QCOMPARE(presetOf(settingsOf(preset)), preset);
        SafetySettings custom = settingsOf(SafetyPreset::Strict);
        custom.setThreshold(HarmCategory::Harassment, BlockThreshold::OnlyHigh);
        QCOMPARE(presetOf(custom), SafetyPreset::Custom);
    }

    void notSentIsNotOff()
    {
        SafetySettings settings;
        QVERIFY(!settings.threshold(HarmCategory::Harassment));
        settings.setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
        QVERIFY(settings != SafetySettings());
        QVERIFY(settings.threshold(HarmCategory::Harassment) == BlockThreshold::Off);
        settings.setThreshold(HarmCategory::Harassment, {});
        QVERIFY(settings == SafetySettings());
        settings.setThreshold(HarmCategory::Jailbreak, BlockThreshold::Off); // has no place
        QVERIFY(settings == SafetySettings());
    }

    void thresholdsBlockFromTheirProbabilityOn()
    {
        const std::array thresholds {BlockThreshold::Off, BlockThreshold::None, BlockThreshold::OnlyHigh,
                                     BlockThreshold::MediumAndAbove, BlockThreshold::LowAndAbove};
        const std::array blocked {0, 0, 1, 2, 3}; // of the four probabilities, from the highest down
        for (std::size_t t = 0; t < thresholds.size(); ++t) {
            for (int p = 0; p < 4; ++p)
                QCOMPARE(blocks(thresholds.at(t), HarmProbability(p)), p >= 4 - blocked.at(t));
        }
    }

    void whatReachesAboveTheLineIsBlocked()
    {
        for (const auto threshold : {BlockThreshold::Off, BlockThreshold::None, BlockThreshold::OnlyHigh,
                                     BlockThreshold::MediumAndAbove, BlockThreshold::LowAndAbove}) {
            const auto line = thresholdLine(threshold);
            for (int p = 0; p < 4; ++p) {
                const auto probability = HarmProbability(p);
                QCOMPARE(line && probabilityLevel(probability) > *line, blocks(threshold, probability));
            }
        }
        QVERIFY(!thresholdLine({}));
        QCOMPARE(probabilityLevel({}), 0.0);
        QVERIFY(!probabilityOf({}));
    }

    void wireNamesAreTheServices()
    {
        QCOMPARE(Known<BlockThreshold>::wireName(BlockThreshold::None), u"BLOCK_NONE"_s);
        QCOMPARE(Known<HarmCategory>::wireName(HarmCategory::HateSpeech), u"HARM_CATEGORY_HATE_SPEECH"_s);
        QVERIFY(Known<BlockThreshold>::fromWire(u"OFF") == BlockThreshold::Off);
        QVERIFY(!Known<BlockThreshold>::fromWire(u"BLOCK_SOME").isKnown());
    }
};

QTEST_GUILESS_MAIN(TestSafetySettings)
#include "tst_safetysettings.moc"
