#include "app/prompt/promptdocument.h"
#include "tests/support/named.h"
#include "tests/support/strict.h"
#include "ui/prompt/generationform.h"
#include "ui/prompt/generationrow.h"
#include "ui/prompt/valueeditors.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

struct Fixture
{
    PromptDocument document;
    GenerationForm form {document};

    Fixture()
    {
        form.resize(380, 900);
        form.show();
        QApplication::setActiveWindow(&form);
    }
    GenerationRow& row(const QString& name)
    {
        for (auto* row : form.findChildren<GenerationRow*>()) {
            if (row->checkBox()->text() == name)
                return *row;
        }
        qFatal("no such row");
    }
    void tick(const QString& name)
    {
        auto* box = row(name).checkBox();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
    }
    const GenerationSettings& settings() const { return document.prompt().generation; }
};

bool says(const QWidget& widget, const QString& words)
{
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget) && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

class tst_GenerationForm : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyRowTellsWhatItsFieldMeans()
    {
        Fixture f;
        for (auto* row : f.form.findChildren<GenerationRow*>()) {
            const QString tip = row->checkBox()->toolTip();
            const QString help = tip.section(u": "_s, 1);
            QVERIFY2(help.size() > 10 && help.endsWith(u'.') && !help.contains(u'%'), qPrintable(tip));
            QCOMPARE(row->checkBox()->accessibleDescription(), tip);
        }
        QVERIFY(
            f.row(u"Image size"_s).checkBox()->toolTip().startsWith(u"imageConfig.imageSize: The size"_s));
    }

    void nothingIsSentAtFirst()
    {
        Fixture f;
        for (auto* row : f.form.findChildren<GenerationRow*>()) {
            QVERIFY(!row->checkBox()->isChecked());
            QVERIFY(says(*row, u"not sent"_s));
        }
        QCOMPARE(f.settings(), GenerationSettings());
    }

    void eachRowSwitchesOneSettingOnAndOff()
    {
        Fixture f;
        for (auto* row : f.form.findChildren<GenerationRow*>()) {
            f.document.load({});
            row->checkBox()->click();
            QVERIFY2(f.settings() != GenerationSettings(), qPrintable(row->checkBox()->text()));
            QVERIFY(!says(*row, u"not sent"_s));
            row->checkBox()->click();
            QCOMPARE(f.settings(), GenerationSettings());
            f.document.undoStack()->undo();
            QVERIFY(row->checkBox()->isChecked());
        }
    }

    void typedValuesArrive()
    {
        Fixture f;
        f.tick(u"Temperature"_s);
        auto* field = qobject_cast<QDoubleSpinBox*>(f.row(u"Temperature"_s).editor()->focusTarget());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, u"0.35"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.settings().temperature, std::optional(0.35));
        QCOMPARE(f.document.undoStack()->count(), 2); // switched on, then typed
        f.tick(u"Seed"_s);
        QCOMPARE(f.settings().seed, std::optional(0));
        QCOMPARE(f.document.undoStack()->count(), 3);
        f.document.undoStack()->undo();
        f.document.undoStack()->undo();
        QCOMPARE(field->value(), 1.0);
    }

    void levelAndBudgetAreNeverTogether()
    {
        Fixture f;
        f.tick(u"Thinking level"_s);
        QVERIFY(f.settings().thinkingLevel);
        f.tick(u"Thinking budget"_s);
        QVERIFY(f.settings().thinkingBudget);
        QVERIFY(!f.settings().thinkingLevel);
        QVERIFY(!f.row(u"Thinking level"_s).checkBox()->isChecked());
        f.document.undoStack()->undo();
        QVERIFY(f.settings().thinkingLevel);
        QVERIFY(!f.settings().thinkingBudget);
    }

    void stopSequencesHoldLineBreaks()
    {
        Fixture f;
        f.tick(u"Stop sequences"_s);
        auto* field = qobject_cast<QPlainTextEdit*>(f.row(u"Stop sequences"_s).editor()->focusTarget());
        field->selectAll();
        field->setFocus();
        QTest::keyClicks(field, u"END"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClicks(field, uR"(a\nb\\n)"_s);
        QCOMPARE(f.settings().stopSequences, QStringList({u"END"_s, u"a\nb\\n"_s}));
        GenerationSettings other;
        other.stopSequences = {u"x\ty\\"_s};
        f.document.setGeneration(other);
        QCOMPARE(field->toPlainText(), uR"(x\ty\\)"_s);
    }

    void valuesOutOfRangeAreShownAsTheyAre()
    {
        Fixture f;
        GenerationSettings odd;
        odd.temperature = 7.5;
        odd.imageSize = u"8K"_s;
        odd.responseModalities = {u"AUDIO"_s};
        odd.maxOutputTokens = 2'000'000;
        f.document.setGeneration(odd);
        QCOMPARE(qobject_cast<QDoubleSpinBox*>(f.row(u"Temperature"_s).editor()->focusTarget())->value(),
                 7.5);
        QCOMPARE(qobject_cast<QComboBox*>(f.row(u"Image size"_s).editor()->focusTarget())->currentText(),
                 u"8K"_s);
        QCOMPARE(qobject_cast<QComboBox*>(f.row(u"Answer with"_s).editor()->focusTarget())->currentText(),
                 u"AUDIO"_s);
        ModelInfo model;
        model.outputTokenLimit = 8192;
        f.form.setModelInfo(model);
        QCOMPARE(f.settings(), odd); // nothing is rewritten
    }

    void theModelsRangesAreUsed()
    {
        Fixture f;
        ModelInfo model;
        model.id = u"m"_s;
        model.maxTemperature = 1;
        model.outputTokenLimit = 4096;
        model.imageSizes = {u"1K"_s, u"2K"_s};
        f.form.setModelInfo(model);
        f.tick(u"Max output tokens"_s);
        QCOMPARE(f.settings().maxOutputTokens, std::optional(4096));
        f.tick(u"Temperature"_s);
        QCOMPARE(qobject_cast<QDoubleSpinBox*>(f.row(u"Temperature"_s).editor()->focusTarget())->maximum(),
                 1.0);
        QCOMPARE(qobject_cast<QComboBox*>(f.row(u"Image size"_s).editor()->focusTarget())->count(), 2);
    }

    void whatDoesNotApplySaysWhy()
    {
        Fixture f;
        ModelInfo model;
        model.id = u"text-model"_s;
        model.outputsImages = false;
        model.thinkingBudget = false;
        f.form.setModelInfo(model);
        QVERIFY(!f.row(u"Image size"_s).checkBox()->isEnabled());
        QVERIFY(says(f.row(u"Image size"_s), u"text only"_s));
        QVERIFY(!f.row(u"Thinking budget"_s).checkBox()->isEnabled());
        GenerationSettings set;
        set.imageSize = u"1K"_s;
        f.document.setGeneration(set);
        QVERIFY(f.row(u"Image size"_s).checkBox()->isEnabled()); // so that it can be switched off
        QVERIFY(says(f.row(u"Image size"_s), u"sent as it stands"_s));
    }

    void everythingHasAName()
    {
        Fixture f;
        for (auto* row : f.form.findChildren<GenerationRow*>())
            row->checkBox()->click();
        QCOMPARE(test::withoutName(&f.form).join(u", "_s), QString());
    }
};

QTEST_MAIN(tst_GenerationForm)
#include "tst_generationform.moc"
