#include "ui/advice/remedydialog.h"

#include "app/advice/remedytable.h"
#include "app/advice/templates.h"
#include "app/settings/settings.h"
#include "app/wording/advicewords.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/diffview.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

Prompt coat()
{
    Prompt prompt;
    prompt.text = u"Put this jacket on the woman, and these trousers."_s;
    prompt.model = u"draws-a"_s;
    prompt.generation.maxOutputTokens = 100;
    for (const auto& name : {"a.png", "b.png", "c.png", "d.png"}) {
        ReferenceImage image;
        image.fileName = QString::fromLatin1(name);
        image.sha256 = name;
        prompt.images.append(image);
    }
    return prompt;
}

Remedy remedy(const QString& id)
{
    Remedy made;
    made.id = id;
    made.helps = true;
    made.why = remedyTable().find(id)->cases.last().why;
    made.action.kind = remedyTable().find(id)->kind;
    return made;
}

struct Opened
{
    explicit Opened(const Remedy& remedy, const Prompt& prompt = coat())
        : dialog({remedy, prompt, models()}, settings)
    {
        dialog.show();
    }

    static QList<ModelInfo> models()
    {
        ModelInfo a;
        a.id = u"draws-a"_s;
        a.outputTokenLimit = 4096;
        ModelInfo b;
        b.id = u"draws-b"_s;
        b.note = u"Generally available"_s;
        return {a, b};
    }

    QPushButton* apply() const { return dialog.findChild<QPushButton*>(u"apply"_s); }
    QString problem() const { return label(u"problem"_s); }
    QString changes() const { return label(u"changes"_s); }
    QString diff() const { return dialog.findChild<DiffView*>()->toPlainText(); }
    QString label(const QString& name) const
    {
        auto* found = dialog.findChild<QLabel*>(name);
        return found->isVisible() ? found->text() : QString();
    }
    void type(const QString& field, const QString& text)
    {
        auto* widget = dialog.findChild<QWidget*>(field);
        QVERIFY2(widget, qPrintable(field));
        widget->setFocus();
        if (auto* box = qobject_cast<QComboBox*>(widget))
            box->lineEdit()->setText(text);
        else
            QTest::keyClicks(widget, text);
    }

    QTemporaryDir folder;
    Settings settings {folder.filePath(u"settings.ini"_s)};
    RemedyDialog dialog;
};

} // namespace

class TestRemedyDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void cleanup() { applyTheme(*qApp, Appearance::Light); }

    void aTemplateIsAppliedOnlyWhenItIsFilledIn();
    void theScenarioIsPreselectedAndChosen();
    void theAdditionMayBeInTheUsersWords();
    void everyTemplateCanBeFilledInWithTheKeyboard_data();
    void everyTemplateCanBeFilledInWithTheKeyboard();
    void aRewriteShowsItsDifference();
    void thresholdsCanBeLeftOut();
    void theLimitStaysWithinTheModels();
    void aModelIsChosen();
    void halfOfThePicturesStayAtFirst();
    void withoutAChoiceTheChangeIsShown();
    void hugeTextsDoNotStallTyping();
    void theSizeIsRemembered();
    void everyFormIsPainted_data();
    void everyFormIsPainted();
};

void TestRemedyDialog::aTemplateIsAppliedOnlyWhenItIsFilledIn()
{
    Opened test(remedy(u"statePurpose"_s));
    QVERIFY(!test.apply()->isEnabled());
    QCOMPARE(test.problem(), u"Still to fill in: Purpose."_s);
    QCOMPARE(test.diff(), coat().text);
    QTest::keyClick(&test.dialog, Qt::Key_Return);
    QVERIFY(test.dialog.isVisible()); // half filled is never applied
    test.type(u"purpose"_s, u"  "_s);
    QVERIFY(!test.apply()->isEnabled());
    test.type(u"purpose"_s, u"a catalogue"_s);
    QVERIFY(test.apply()->isEnabled());
    QCOMPARE(test.problem(), QString());
    QVERIFY2(test.diff().endsWith("This is for a catalogue."_L1), qPrintable(test.diff()));
    QVERIFY(test.dialog.findChild<DiffView*>()->accessibleDescription().contains("Added: "_L1));
    QTest::mouseClick(test.apply(), Qt::LeftButton);
    QCOMPARE(test.dialog.result(), int(QDialog::Accepted));
    QCOMPARE(test.dialog.edited().text, coat().text + u"\n\nThis is for a catalogue."_s);
}

void TestRemedyDialog::theScenarioIsPreselectedAndChosen()
{
    Opened test(remedy(u"describeScene"_s));
    auto* scenario = test.dialog.findChild<QComboBox*>(u"scenario"_s);
    QCOMPARE(scenario->currentText(), u"Apparel and products"_s);
    QVERIFY(test.dialog.findChild<QLineEdit*>(u"product"_s));
    test.type(u"scene"_s, u"a park"_s);
    scenario->setCurrentText(u"Food"_s);
    QVERIFY(!test.dialog.findChild<QLineEdit*>(u"product"_s));
    QVERIFY(test.dialog.findChild<QLineEdit*>(u"dish"_s));
    QCOMPARE(test.dialog.findChild<QLineEdit*>(u"scene"_s)->text(), u"a park"_s); // typed once is enough
    QCOMPARE(test.problem(), u"Still to fill in: Dish."_s);
    QCOMPARE(test.dialog.edited().text, coat().text); // a guess never fills anything in
}

void TestRemedyDialog::theAdditionMayBeInTheUsersWords()
{
    Opened test(remedy(u"artStyle"_s));
    auto* addition = test.dialog.findChild<QPlainTextEdit*>(u"addition"_s);
    test.type(u"style"_s, u"comic"_s);
    QCOMPARE(addition->toPlainText(), u"The style: comic."_s);
    addition->selectAll();
    QTest::keyClicks(addition, u"Der Stil: Comic."_s);
    QCOMPARE(test.dialog.edited().text, coat().text + u"\n\nDer Stil: Comic."_s);
    test.type(u"style"_s, u"clay"_s);
    QCOMPARE(addition->toPlainText(), u"Der Stil: Comic."_s); // what was written by hand stays
    for (auto* button : test.dialog.findChildren<QPushButton*>()) {
        if (button->text().contains("sentences again"_L1))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(addition->toPlainText(), u"The style: clay."_s);
    test.type(u"style"_s, QString());
    QVERIFY(!test.apply()->isEnabled());
}

void TestRemedyDialog::everyTemplateCanBeFilledInWithTheKeyboard_data()
{
    QTest::addColumn<QString>("id");
    for (const auto& row : remedyTable().rows) {
        if (row.kind == RemedyKind::AddText || row.kind == RemedyKind::SystemInstruction)
            QTest::newRow(qPrintable(row.id)) << row.id;
    }
}

void TestRemedyDialog::everyTemplateCanBeFilledInWithTheKeyboard()
{
    QFETCH(QString, id);
    Opened test(remedy(id));
    QVERIFY(QTest::qWaitForWindowActive(&test.dialog));
    QCOMPARE(withoutName(&test.dialog).join(u' '), QString());
    const auto* scenario = test.dialog.findChild<QComboBox*>(u"scenario"_s);
    const auto chosen = scenario ? Scenario(scenario->currentData().toInt()) : Scenario::General;
    const Template& form = *templateTable().find(id, chosen);
    if (!form.fields.isEmpty())
        test.dialog.findChild<QWidget*>(form.fields.first().id)->setFocus();
    for (const auto& field : form.fields) {
        auto* editor = test.dialog.findChild<QWidget*>(field.id);
        QVERIFY2(editor->hasFocus() || editor->isAncestorOf(QApplication::focusWidget()),
                 qPrintable(field.id));
        QTest::keyClicks(QApplication::focusWidget(), u"fact"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY2(test.apply()->isEnabled(), qPrintable(test.problem()));
    QTest::keyClick(&test.dialog, Qt::Key_Return);
    QCOMPARE(test.dialog.result(), int(QDialog::Accepted));
    const Prompt& edited = test.dialog.edited();
    QVERIFY(edited.text.contains(coat().text));
    QVERIFY(edited.text != coat().text || !edited.systemInstruction.isEmpty());
}

void TestRemedyDialog::aRewriteShowsItsDifference()
{
    Opened test(remedy(u"removeName"_s));
    QVERIFY(!test.apply()->isEnabled());
    QCOMPARE(test.problem(), u"The text is still the same."_s);
    auto* text = test.dialog.findChild<QPlainTextEdit*>(u"newText"_s);
    text->setPlainText(u"Put this jacket on the man, and these trousers."_s);
    QVERIFY(test.apply()->isEnabled());
    QCOMPARE(test.diff(), u"Put this jacket on the woman man, and these trousers."_s);
    QCOMPARE(test.dialog.findChild<DiffView*>()->accessibleDescription(), u"Removed: woman; Added: man"_s);
    text->setPlainText(u" "_s);
    QVERIFY(!test.apply()->isEnabled());
    // Qt 6.4's own field crashes when an empty clipboard is pasted.
    QGuiApplication::clipboard()->setMimeData(new QMimeData);
    QTest::keyClick(text, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(text->toPlainText(), u" "_s);
}

void TestRemedyDialog::thresholdsCanBeLeftOut()
{
    Remedy thresholds = remedy(u"raiseThreshold"_s);
    thresholds.action.thresholds = {{HarmCategory::HateSpeech, {}, BlockThreshold::OnlyHigh, {}},
                                    {HarmCategory::Harassment, {}, BlockThreshold::None, {}}};
    Opened test(thresholds);
    QCOMPARE(test.changes(),
             u"Harassment: none instead of not sent\nHate speech: only high instead of not sent"_s);
    const auto boxes = test.dialog.findChildren<QCheckBox*>();
    QCOMPARE(boxes.size(), 2);
    QTest::mouseClick(boxes.first(), Qt::LeftButton, {}, {8, boxes.first()->height() / 2});
    QCOMPARE(test.changes(), u"Harassment: none instead of not sent"_s);
    QTest::mouseClick(boxes.last(), Qt::LeftButton, {}, {8, boxes.last()->height() / 2});
    QVERIFY(!test.apply()->isEnabled());
    QVERIFY(!test.dialog.findChild<DiffView*>()->isVisible());
}

void TestRemedyDialog::theLimitStaysWithinTheModels()
{
    Remedy limit = remedy(u"raiseOutputLimit"_s);
    limit.action.generation = coat().generation;
    limit.action.generation->maxOutputTokens = 2048;
    Opened test(limit);
    auto* box = test.dialog.findChild<QSpinBox*>(u"limit"_s);
    QCOMPARE(box->value(), 2048);
    box->setValue(1'000'000);
    QCOMPARE(test.changes(), u"Output limit in tokens: 4\u202f096 instead of 100"_s);
    box->setValue(100);
    QVERIFY(!test.apply()->isEnabled());
}

void TestRemedyDialog::aModelIsChosen()
{
    Remedy model = remedy(u"otherModel"_s);
    model.action.models = {u"draws-b"_s};
    Opened test(model);
    QCOMPARE(test.dialog.findChild<QComboBox*>(u"model"_s)->currentText(),
             u"draws-b (Generally available)"_s);
    QCOMPARE(test.changes(), u"Model: draws-b instead of draws-a"_s);
    QCOMPARE(test.dialog.edited().model, u"draws-b"_s);
    Opened none(remedy(u"otherModel"_s));
    QVERIFY(!none.apply()->isEnabled());
    QCOMPARE(none.problem(), u"No model has been chosen."_s);
}

void TestRemedyDialog::halfOfThePicturesStayAtFirst()
{
    Opened test(remedy(u"fewerReferences"_s));
    QCOMPARE(test.changes(), u"Left out: c.png\nLeft out: d.png"_s);
    auto* list = test.dialog.findChild<QListWidget*>();
    QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    list->setFocus();
    list->setCurrentRow(2);
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(test.changes(), u"Left out: d.png"_s);
    list->item(3)->setCheckState(Qt::Checked);
    QVERIFY(!test.apply()->isEnabled());
    Opened none(remedy(u"fewerReferences"_s), Prompt());
    QVERIFY(!none.apply()->isEnabled());
}

void TestRemedyDialog::withoutAChoiceTheChangeIsShown()
{
    Remedy text = remedy(u"allowText"_s);
    text.action.generation = coat().generation;
    text.action.generation->responseModalities = {u"TEXT"_s, u"IMAGE"_s};
    Opened test(text);
    QCOMPARE(test.changes(), u"Answer as: TEXT, IMAGE instead of not sent"_s);
    QVERIFY(test.apply()->isEnabled());
    Opened nothing(remedy(u"lowerThinking"_s)); // a recorded answer: nothing is known to lower
    QVERIFY(!nothing.apply()->isEnabled());
    QCOMPARE(nothing.problem(), u"No setting has been changed."_s);
}

void TestRemedyDialog::hugeTextsDoNotStallTyping()
{
    Prompt prompt = coat();
    prompt.text = QString(u"A very long prompt with many words. "_s).repeated(30'000); // a million characters
    Opened test(remedy(u"statePurpose"_s), prompt);
    QElapsedTimer timer;
    timer.start();
    test.type(u"purpose"_s, u"abc"_s);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(test.diff().size() < 2000); // only what stands around the change
    QVERIFY(test.diff().endsWith("This is for abc."_L1));
    QVERIFY(test.dialog.edited().text.size() > 1'000'000);
}

void TestRemedyDialog::theSizeIsRemembered()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    {
        RemedyDialog dialog({remedy(u"artStyle"_s), coat(), {}}, settings);
        dialog.resize(700, 620);
        dialog.show();
        dialog.reject();
    }
    RemedyDialog again({remedy(u"artStyle"_s), coat(), {}}, settings);
    QCOMPARE(again.size(), QSize(700, 620));
}

void TestRemedyDialog::everyFormIsPainted_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    for (const auto& id : {"describeScene", "artStyle", "english", "raiseThreshold", "otherModel",
                           "fewerReferences", "raiseOutputLimit", "systemInstruction"}) {
        QTest::addRow("%s-light", id) << QString::fromLatin1(id) << Appearance::Light << QSize(560, 560);
        QTest::addRow("%s-dark", id) << QString::fromLatin1(id) << Appearance::Dark << QSize(560, 560);
        QTest::addRow("%s-small", id) << QString::fromLatin1(id) << Appearance::Light << QSize(400, 400);
    }
}

void TestRemedyDialog::everyFormIsPainted()
{
    QFETCH(QString, id);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    applyTheme(*qApp, appearance);
    Remedy shown = remedy(id);
    shown.action.models = {u"draws-b"_s};
    shown.action.thresholds = {
        {HarmCategory::DangerousContent, BlockThreshold::LowAndAbove, BlockThreshold::OnlyHigh, {}}};
    shown.action.generation = coat().generation;
    shown.action.generation->maxOutputTokens = 2048;
    Opened test(shown);
    test.dialog.resize(size);
    if (auto* text = test.dialog.findChild<QPlainTextEdit*>(u"newText"_s))
        text->setPlainText(u"Put this coat on the man, and these trousers."_s);
    if (auto* line = test.dialog.findChild<QLineEdit*>(u"product"_s))
        line->setText(u"a blue rain jacket with a hood"_s);
    QTRY_VERIFY(colorsIn(pictureOf(&test.dialog, u"remedy-"_s + QString::fromLatin1(QTest::currentDataTag())))
                >= 6);
    for (const auto* label : test.dialog.findChildren<QLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty())
            QVERIFY2(label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
    }
}

QTEST_MAIN(TestRemedyDialog)
#include "tst_remedydialog.moc"
