#include "app/prompt/promptdocument.h"
#include "app/wording/words.h"
#include "tests/support/named.h"
#include "tests/support/print.h"
#include "tests/support/strict.h"
#include "ui/safety/thresholdpanel.h"
#include "ui/safety/thresholdslider.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

SafetyRating rating(HarmCategory category, const Known<HarmProbability>& probability)
{
    SafetyRating rating;
    rating.category = category;
    rating.probability = probability;
    return rating;
}

struct Fixture
{
    PromptDocument document;
    ThresholdPanel panel {document};

    Fixture()
    {
        panel.resize(380, 300);
        panel.show();
        QApplication::setActiveWindow(&panel);
    }
    ThresholdSlider& slider(HarmCategory category)
    {
        for (auto* slider : panel.findChildren<ThresholdSlider*>()) {
            if (slider->category() == category)
                return *slider;
        }
        qFatal("no slider for the category");
    }
    auto threshold(HarmCategory category) const { return document.prompt().safety.threshold(category); }
};

using Threshold = std::optional<BlockThreshold>;

} // namespace

class tst_ThresholdPanel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void startsWithNothingSent()
    {
        Fixture f;
        QCOMPARE(f.panel.findChildren<ThresholdSlider*>().size(), qsizetype(adjustableCategories.size()));
        for (const auto* slider : f.panel.findChildren<ThresholdSlider*>())
            QVERIFY(!slider->threshold());
        QVERIFY(
            f.panel.findChild<QToolButton*>()->text().contains(wording::preset(SafetyPreset::ModelDefault)));
    }

    void arrowsGoThroughAllPositions()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::HateSpeech);
        slider.setFocus();
        for (const auto expected : {BlockThreshold::Off, BlockThreshold::None, BlockThreshold::OnlyHigh,
                                    BlockThreshold::MediumAndAbove, BlockThreshold::LowAndAbove}) {
            QTest::keyClick(&slider, Qt::Key_Right);
            QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold(expected));
        }
        QTest::keyClick(&slider, Qt::Key_Right);
        QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold(BlockThreshold::LowAndAbove));
        QTest::keyClick(&slider, Qt::Key_Home);
        QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold());
        QTest::keyClick(&slider, Qt::Key_End);
        QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold(BlockThreshold::LowAndAbove));
        QTest::keyClick(&slider, Qt::Key_PageUp);
        QTest::keyClick(&slider, Qt::Key_PageDown);
        QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold(BlockThreshold::OnlyHigh));
        QCOMPARE(f.threshold(HarmCategory::Harassment), Threshold());
    }

    void oneDragIsOneStepAndUndoMovesTheKnobBack()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::Harassment);
        const auto at = [&slider](int value) { return QPoint(slider.xOf(value), slider.height() / 2); };
        QTest::mousePress(&slider, Qt::LeftButton, {}, at(2));
        QTest::mouseMove(&slider, at(4));
        QTest::mouseMove(&slider, at(5));
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, at(5));
        QCOMPARE(f.threshold(HarmCategory::Harassment), Threshold(BlockThreshold::LowAndAbove));
        QCOMPARE(f.document.undoStack()->count(), 1);
        QTest::mouseClick(&slider, Qt::LeftButton, {}, at(1));
        QCOMPARE(f.document.undoStack()->count(), 2);
        f.document.undoStack()->undo();
        QCOMPARE(slider.threshold(), Threshold(BlockThreshold::LowAndAbove));
        f.document.undoStack()->undo();
        QCOMPARE(slider.threshold(), Threshold());
        QCOMPARE(f.document.undoStack()->count(), 2); // showing is no change
        f.document.undoStack()->redo();
        QCOMPARE(slider.threshold(), Threshold(BlockThreshold::LowAndAbove));
    }

    void keysOfOneVisitAreOneStep()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::Harassment);
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_Right);
        QTest::keyClick(&slider, Qt::Key_Right);
        f.panel.findChild<QToolButton*>()->setFocus();
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_Right);
        QCOMPARE(f.document.undoStack()->count(), 2);
    }

    void doubleClickSendsNothing()
    {
        Fixture f;
        f.document.setThreshold(HarmCategory::Harassment, BlockThreshold::None);
        auto& slider = f.slider(HarmCategory::Harassment);
        QTest::mouseDClick(&slider, Qt::LeftButton, {}, QPoint(slider.xOf(3), slider.height() / 2));
        QCOMPARE(f.threshold(HarmCategory::Harassment), Threshold());
    }

    void wheelOnlyWithFocus()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::Harassment);
        const auto turn = [&slider] {
            QWheelEvent event(QPointF(20, 10), slider.mapToGlobal(QPointF(20, 10)), {}, {0, 120}, {}, {},
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&slider, &event);
        };
        slider.clearFocus();
        f.panel.findChild<QToolButton*>()->setFocus();
        turn();
        QCOMPARE(f.document.undoStack()->count(), 0);
        slider.setFocus();
        turn();
        QVERIFY(f.threshold(HarmCategory::Harassment));
    }

    // What the picture says (left of or at the knob) must be what blocks() says.
    void markIsAtOrLeftOfTheKnobExactlyWhenItIsBlocked()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::Harassment);
        for (const auto& [threshold, thresholdName] : WireNames<BlockThreshold>::table) {
            for (const auto& [probability, probabilityName] : WireNames<HarmProbability>::table) {
                slider.showThreshold(threshold);
                slider.setMeasured(Known(probability));
                QVERIFY(slider.markX());
                QVERIFY(*slider.markX() < slider.width());
                QCOMPARE(*slider.markX() <= slider.xOf(slider.value()), blocks(threshold, probability));
            }
        }
    }

    void notSentIsApartFromTheScale()
    {
        Fixture f;
        const auto& slider = f.slider(HarmCategory::Harassment);
        QVERIFY(slider.xOf(1) - slider.xOf(0) > slider.xOf(2) - slider.xOf(1));
        QVERIFY(slider.xOf(2) - slider.xOf(1) >= spacing::target);
        f.document.setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
        QVERIFY(slider.phrase() != wording::sliderPhrase(HarmCategory::Harassment, {}, {}));
    }

    void measuredMarksComeAndGo()
    {
        Fixture f;
        auto& slider = f.slider(HarmCategory::SexuallyExplicit);
        f.panel.setMeasured({rating(HarmCategory::SexuallyExplicit, HarmProbability::Medium), SafetyRating(),
                             rating(HarmCategory::ImageHate, HarmProbability::High)});
        QVERIFY(slider.markX());
        QVERIFY(!f.slider(HarmCategory::Harassment).markX());
        QVERIFY(slider.phrase().contains(u"medium"_s, Qt::CaseInsensitive));
        const QImage with = slider.grab().toImage();
        f.panel.setMeasured({});
        QVERIFY(!slider.markX());
        QVERIFY(slider.grab().toImage() != with);
        f.panel.setMeasured(
            {rating(HarmCategory::SexuallyExplicit, Known<HarmProbability>::fromWire(u"EXTREME"))});
        QVERIFY(!slider.markX()); // no place for what is not known, but it is spoken
        QVERIFY(slider.phrase().contains(u"EXTREME"_s));
    }

    void presetsAreOneStepEach()
    {
        Fixture f;
        auto* button = f.panel.findChild<QToolButton*>();
        const auto actions = button->menu()->actions();
        QCOMPARE(actions.size(), 4);
        for (QAction* action : actions) {
            const auto preset = static_cast<SafetyPreset>(action->data().toInt());
            action->trigger();
            QCOMPARE(f.document.prompt().safety, settingsOf(preset));
            QVERIFY(button->text().contains(wording::preset(preset)));
            QVERIFY(action->isChecked());
            action->trigger();
            QVERIFY(action->isChecked());
        }
        QCOMPARE(f.document.undoStack()->count(), 3); // the first changed nothing
        f.document.setThreshold(HarmCategory::Harassment, BlockThreshold::OnlyHigh);
        QVERIFY(button->text().contains(wording::preset(SafetyPreset::Custom)));
        for (const QAction* action : actions)
            QVERIFY(!action->isChecked());
    }

    void screenReadersHearThePhrase()
    {
        Fixture f;
        QCOMPARE(test::withoutName(&f.panel).join(u", "_s), QString());
        auto& slider = f.slider(HarmCategory::HateSpeech);
        f.document.setThreshold(HarmCategory::HateSpeech, BlockThreshold::OnlyHigh);
        auto* interface = QAccessible::queryAccessibleInterface(&slider);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Slider);
        QCOMPARE(interface->text(QAccessible::Value), slider.phrase());
        QCOMPARE(interface->text(QAccessible::Name), wording::category(HarmCategory::HateSpeech));
        QVERIFY(interface->valueInterface());
        QCOMPARE(interface->valueInterface()->currentValue().toInt(), 3);
        interface->valueInterface()->setCurrentValue(1);
        QCOMPARE(f.threshold(HarmCategory::HateSpeech), Threshold(BlockThreshold::Off));
    }
};

QTEST_MAIN(tst_ThresholdPanel)
#include "tst_thresholdpanel.moc"
