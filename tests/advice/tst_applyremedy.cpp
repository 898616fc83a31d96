#include "app/advice/applyremedy.h"

#include "app/advice/remedytable.h"
#include "app/advice/templates.h"
#include "app/wording/advicewords.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

Prompt jacket()
{
    Prompt prompt;
    prompt.text = u"Setze die Jacke auf die Frau."_s;
    prompt.systemInstruction = u"Antworte auf Deutsch."_s;
    prompt.model = u"draws-a"_s;
    prompt.generation.maxOutputTokens = 100;
    for (const auto& name : {"a.png", "b.png", "c.png"}) {
        ReferenceImage image;
        image.fileName = QString::fromLatin1(name);
        prompt.images.append(image);
    }
    return prompt;
}

Remedy helping(const QString& id)
{
    Remedy remedy;
    remedy.id = id;
    remedy.helps = true;
    remedy.action.kind = remedyTable().find(id)->kind;
    return remedy;
}

RemedyChoices filled(const QString& id, Scenario scenario, const QHash<QString, QString>& fields)
{
    RemedyChoices choices;
    choices.scenario = scenario;
    choices.fields = fields;
    choices.sentences = wording::templateSentences(*templateTable().find(id, scenario));
    return choices;
}

} // namespace

class TestApplyRemedy final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyTemplateAddsToTheTextAndKeepsIt_data();
    void everyTemplateAddsToTheTextAndKeepsIt();
    void aHalfFilledTemplateIsRefused();
    void whatIsFilledInIsNotReadAgain();
    void theUsersOwnWordsReplaceTheSentences();
    void aSystemInstructionLeavesTheTextAlone();
    void aTranslationIsAskedForInWords();
    void aRewriteIsTheUsersOwn();
    void thresholdsModelSettingsAndPicturesChangeAlone();
    void whatChangesNothingIsRefused();
};

void TestApplyRemedy::everyTemplateAddsToTheTextAndKeepsIt_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Scenario>("scenario");
    for (const auto& form : templateTable().templates)
        QTest::addRow("%s, %s", qPrintable(form.remedy), qPrintable(Known<Scenario>(form.scenario).text()))
            << form.remedy << form.scenario;
}

void TestApplyRemedy::everyTemplateAddsToTheTextAndKeepsIt()
{
    QFETCH(QString, id);
    QFETCH(Scenario, scenario);
    const Template& form = *templateTable().find(id, scenario);
    QHash<QString, QString> required;
    QHash<QString, QString> all;
    for (const auto& field : form.fields) {
        all.insert(field.id, u"FACT-"_s + field.id);
        if (field.required)
            required.insert(field.id, u"FACT-"_s + field.id);
    }
    const Prompt before = jacket();
    const auto after = applyRemedy(helping(id), before, filled(id, scenario, all));
    QVERIFY2(after, qPrintable(after ? QString() : after.error().message));
    const bool system = helping(id).action.kind == RemedyKind::SystemInstruction;
    const QString text = system ? after->systemInstruction : after->text;
    QVERIFY2(text.contains(system ? before.systemInstruction : before.text), qPrintable(text));
    for (const auto& field : form.fields)
        QVERIFY2(text.contains(u"FACT-"_s + field.id), qPrintable(field.id));
    QVERIFY2(!text.contains(u'{'), qPrintable(text));
    // Nothing else is touched.
    Prompt expected = before;
    (system ? expected.systemInstruction : expected.text) = text;
    QVERIFY(*after == expected);

    const auto least = applyRemedy(helping(id), before, filled(id, scenario, required));
    const QString short_ = system ? least->systemInstruction : least->text;
    QVERIFY2(!short_.contains(u'{') && !short_.contains("  "_L1), qPrintable(short_));
}

void TestApplyRemedy::aHalfFilledTemplateIsRefused()
{
    const QString id = u"describeScene"_s;
    const auto half =
        applyRemedy(helping(id), jacket(),
                    filled(id, Scenario::People, {{u"person"_s, u"a woman"_s}, {u"clothing"_s, u" \n "_s}}));
    QVERIFY(!half);
    QCOMPARE(half.error().detail, u"clothing, scene"_s);
    QVERIFY(half.error().message.endsWith(u'.'));
    QVERIFY(!applyRemedy(helping(id), jacket(), filled(id, Scenario::People, {})));
    auto wordless = filled(id, Scenario::General, {{u"subject"_s, u"x"_s}, {u"scene"_s, u"y"_s}});
    wordless.sentences.removeLast();
    QVERIFY(!applyRemedy(helping(id), jacket(), wordless));
}

void TestApplyRemedy::whatIsFilledInIsNotReadAgain()
{
    const auto after = applyRemedy(
        helping(u"statePurpose"_s), jacket(),
        filled(u"statePurpose"_s, Scenario::General,
               {{u"purpose"_s, u"a {audience} test."_s}, {u"audience"_s, u"\\1 %1 {purpose}"_s}}));
    QCOMPARE(after->text,
             jacket().text + u"\n\nThis is for a {audience} test. The audience: \\1 %1 {purpose}."_s);
    Prompt empty;
    QCOMPARE(
        applyRemedy(helping(u"askForImage"_s), empty, filled(u"askForImage"_s, Scenario::Food, {}))->text,
        u"Output the final image only."_s);
}

void TestApplyRemedy::theUsersOwnWordsReplaceTheSentences()
{
    auto choices = filled(u"artStyle"_s, Scenario::General, {{u"style"_s, u"Aquarell"_s}});
    QCOMPARE(additionText(helping(u"artStyle"_s), choices), u"The style: Aquarell."_s);
    choices.addition = u" Der Stil: Aquarell. "_s;
    QCOMPARE(applyRemedy(helping(u"artStyle"_s), jacket(), choices)->text,
             jacket().text + u"\n\nDer Stil: Aquarell."_s);
    choices.addition = u" "_s;
    QVERIFY(!applyRemedy(helping(u"artStyle"_s), jacket(), choices));
    choices.addition = u"Der Stil: Aquarell."_s;
    choices.fields.clear(); // the blank is still a blank
    QCOMPARE(applyRemedy(helping(u"artStyle"_s), jacket(), choices).error().detail, u"style"_s);
    QCOMPARE(additionText(helping(u"repeat"_s), choices), QString());
}

void TestApplyRemedy::aSystemInstructionLeavesTheTextAlone()
{
    const QString id = u"systemInstruction"_s;
    const auto after = applyRemedy(
        helping(id), jacket(),
        filled(id, Scenario::Medicine, {{u"expert"_s, u"a pharmacist"_s}, {u"audience"_s, u"nurses"_s}}));
    QCOMPARE(after->text, jacket().text);
    QCOMPARE(after->systemInstruction,
             u"Antworte auf Deutsch.\n\nYou are a pharmacist. The audience: nurses."_s);
}

void TestApplyRemedy::aTranslationIsAskedForInWords()
{
    const QString id = u"englishByModel"_s;
    Prompt prompt = jacket();
    prompt.generation.responseModalities = {u"IMAGE"_s};
    const auto after = applyRemedy(helping(id), prompt, filled(id, Scenario::General, {}));
    QVERIFY(after->text.startsWith(u"Translate the following text into English."_s));
    QVERIFY(after->text.endsWith(prompt.text));
    QCOMPARE(after->generation.responseModalities, QStringList {u"TEXT"_s});
    prompt.text = u" "_s;
    QVERIFY(!applyRemedy(helping(id), prompt, filled(id, Scenario::General, {})));
}

void TestApplyRemedy::aRewriteIsTheUsersOwn()
{
    for (const auto& row : remedyTable().rows) {
        if (row.kind != RemedyKind::Rewrite)
            continue;
        RemedyChoices choices;
        QVERIFY(!applyRemedy(helping(row.id), jacket(), choices));
        choices.text = jacket().text;
        QVERIFY(!applyRemedy(helping(row.id), jacket(), choices));
        choices.text = u"Put the jacket on the woman."_s;
        Prompt expected = jacket();
        expected.text = choices.text;
        QVERIFY(*applyRemedy(helping(row.id), jacket(), choices) == expected);
    }
}

void TestApplyRemedy::thresholdsModelSettingsAndPicturesChangeAlone()
{
    Remedy thresholds = helping(u"raiseThreshold"_s);
    thresholds.action.thresholds = {
        {HarmCategory::HateSpeech, {}, BlockThreshold::OnlyHigh, HarmProbability::Medium}};
    Prompt expected = jacket();
    expected.safety.setThreshold(HarmCategory::HateSpeech, BlockThreshold::OnlyHigh);
    QVERIFY(*applyRemedy(thresholds, jacket(), {}) == expected);
    RemedyChoices choices;
    choices.thresholds = {{HarmCategory::Harassment, {}, BlockThreshold::None, {}}};
    expected = jacket();
    expected.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::None);
    QVERIFY(*applyRemedy(thresholds, jacket(), choices) == expected);

    choices.model = u"draws-b"_s;
    expected = jacket();
    expected.model = choices.model;
    QVERIFY(*applyRemedy(helping(u"otherModel"_s), jacket(), choices) == expected);

    Remedy limit = helping(u"raiseOutputLimit"_s);
    limit.action.generation = jacket().generation;
    limit.action.generation->maxOutputTokens = 4096;
    expected = jacket();
    expected.generation.maxOutputTokens = 4096;
    QVERIFY(*applyRemedy(limit, jacket(), {}) == expected);

    choices.keptImages = {2, 0, 17};
    const auto fewer = applyRemedy(helping(u"fewerReferences"_s), jacket(), choices);
    QCOMPARE(fewer->images.size(), 2);
    QCOMPARE(fewer->images.at(1).fileName, u"c.png"_s);
}

void TestApplyRemedy::whatChangesNothingIsRefused()
{
    RemedyChoices choices;
    choices.keptImages = {0, 1, 2};
    choices.model = u"draws-a"_s;
    for (const auto& id : {"raiseThreshold", "otherModel", "raiseOutputLimit", "fewerReferences", "repeat",
                           "wait", "appeal", "fixKey"}) {
        const auto result = applyRemedy(helping(QString::fromLatin1(id)), jacket(), choices);
        QVERIFY2(!result, id);
        QVERIFY2(result.error().message.endsWith(u'.'), id);
    }
    Remedy useless = helping(u"artStyle"_s);
    useless.helps = false;
    QVERIFY(!applyRemedy(useless, jacket(),
                         filled(u"artStyle"_s, Scenario::General, {{u"style"_s, u"comic"_s}})));
}

QTEST_GUILESS_MAIN(TestApplyRemedy)
#include "tst_applyremedy.moc"
