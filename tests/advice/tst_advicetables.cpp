#include "app/advice/remedytable.h"
#include "app/advice/templates.h"

#include "app/wording/advicewords.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

QByteArray bundled(const QString& name)
{
    QFile file(u":/knowledge/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray remedies(const QByteArray& row)
{
    return "{\"remedies\": [" + row + "], \"checklist\": [\"tierPermission\"]}";
}

QByteArray remedy(const QByteArray& entry)
{
    return remedies("{\"id\": \"repeat\", \"kind\": \"repeat\", \"cases\": [" + entry + "]}");
}

QByteArray templates(const QByteArray& rows)
{
    return "{\"scenarios\": [{\"id\": \"food\", \"words\": [\"soup\"]}], \"templates\": [" + rows + "]}";
}

} // namespace

class TestAdviceTables final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theRemediesAreWellFormed();
    void everyRemedyHasWords();
    void editsAndRetriesAreNeverForProhibitions();
    void everyTextRemedyHasATemplate();
    void everyTemplateHasWords();
    void aBrokenTableOfRemediesNamesThePlace_data();
    void aBrokenTableOfRemediesNamesThePlace();
    void aBrokenTableOfTemplatesNamesThePlace_data();
    void aBrokenTableOfTemplatesNamesThePlace();
    void aCaseFitsOnlyWhenAllOfItHolds();
    void aScenarioIsOnlyGuessed_data();
    void aScenarioIsOnlyGuessed();
};

void TestAdviceTables::theRemediesAreWellFormed()
{
    const auto table = readRemedyTable(bundled(u"remedies.json"_s));
    QVERIFY2(table, qPrintable(table ? QString() : table.error().message));
    QVERIFY(table->rows.size() > 40);
    QCOMPARE(remedyTable().rows.size(), table->rows.size());
    QCOMPARE(table->checklist.size(), 4);
    // The stable ids that scripts rely on.
    for (const auto& id : {"repeat",        "raiseThreshold",  "statePurpose",      "technicalTerms",
                           "askPrevention", "splitPrompt",     "systemInstruction", "otherModel",
                           "vertex",        "describeScene",   "artStyle",          "modestClothing",
                           "flatLay",       "english",         "askForImage",       "raiseOutputLimit",
                           "lowerThinking", "fewerReferences", "reencodeReference", "wait",
                           "fixKey",        "fixRequest",      "chooseModel",       "appeal",
                           "checklist"})
        QVERIFY2(table->find(QString::fromLatin1(id)), id);
}

void TestAdviceTables::everyRemedyHasWords()
{
    for (const auto& row : remedyTable().rows) {
        QVERIFY2(wording::hasAdviceWords(row.id), qPrintable(row.id));
        QVERIFY2(!wording::remedyTitle(row.id).endsWith(u'.'), qPrintable(row.id));
        QVERIFY2(wording::remedyTitle(row.id).size() < 50, qPrintable(wording::remedyTitle(row.id)));
        for (const auto& entry : row.cases) {
            QVERIFY2(wording::hasAdviceWords(entry.why), qPrintable(entry.why));
            QVERIFY2(entry.why.startsWith(row.id + u'.'), qPrintable(entry.why));
            QVERIFY2(entry.source.contains(".md"_L1), qPrintable(entry.source));
        }
    }
    for (const auto& item : remedyTable().checklist)
        QVERIFY2(wording::hasAdviceWords(item), qPrintable(item));
    for (const auto& id : {"nothing.prohibited", "nothing.delivered", "nothing.service", "nothing.request"})
        QVERIFY2(wording::hasAdviceWords(QString::fromLatin1(id)), id);
    QCOMPARE(wording::remedyTitle(u"fromTomorrow"_s), u"fromTomorrow"_s);
}

void TestAdviceTables::editsAndRetriesAreNeverForProhibitions()
{
    for (const auto& row : remedyTable().rows) {
        for (const auto& entry : row.cases) {
            const bool forProhibited = std::ranges::any_of(entry.when, [](const AdviceCondition& when) {
                return when.value(u"prohibited"_s).contains(u"yes"_s);
            });
            if (forProhibited && entry.helps)
                QVERIFY2(row.kind == RemedyKind::Explain, qPrintable(row.id));
        }
    }
}

void TestAdviceTables::everyTextRemedyHasATemplate()
{
    QStringList withTemplate;
    for (const auto& row : remedyTable().rows) {
        if (row.kind != RemedyKind::AddText && row.kind != RemedyKind::SystemInstruction)
            continue;
        QVERIFY2(templateTable().find(row.id, Scenario::Fiction), qPrintable(row.id));
        withTemplate << row.id;
    }
    for (const auto& form : templateTable().templates)
        QVERIFY2(withTemplate.contains(form.remedy), qPrintable(form.remedy));
    QVERIFY(!templateTable().find(u"repeat"_s, Scenario::Food));
    QVERIFY(templateTable().find(u"describeScene"_s, Scenario::Food)->scenario == Scenario::Food);
    QVERIFY(templateTable().find(u"describeScene"_s, Scenario::Security)->scenario == Scenario::General);
}

void TestAdviceTables::everyTemplateHasWords()
{
    static const QRegularExpression place(u"\\{(\\w+)\\}"_s);
    for (const auto& form : templateTable().templates) {
        QStringList used;
        for (const auto& sentence : wording::templateSentences(form)) {
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(form.remedy + u' ' + sentence));
            for (auto match = place.globalMatch(sentence); match.hasNext();)
                used << match.next().captured(1);
        }
        QStringList declared;
        for (const auto& field : form.fields) {
            declared << field.id;
            QVERIFY2(wording::fieldLabel(field.id) != field.id, qPrintable(field.id));
            QVERIFY2(!wording::fieldHint(field.id, form.scenario).isEmpty(), qPrintable(field.id));
            for (const auto& suggestion : field.suggestions)
                QVERIFY2(wording::hasAdviceWords(u"pick."_s + suggestion), qPrintable(suggestion));
        }
        used.sort();
        declared.sort();
        QCOMPARE(used, declared);
    }
    for (const auto& [scenario, name] : WireNames<Scenario>::table)
        QVERIFY(!wording::scenario(scenario).isEmpty());
}

void TestAdviceTables::aBrokenTableOfRemediesNamesThePlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const QByteArray good = R"("rank": 1, "why": "repeat.x", "source": "domain.md")";
    QTest::newRow("nothing") << QByteArray() << u"line 1: "_s;
    QTest::newRow("no JSON") << QByteArray("{\n\n oops}") << u"line 3: "_s;
    QTest::newRow("no object") << QByteArray("[]") << u"line 1: "_s;
    QTest::newRow("no list") << QByteArray("{}") << u"remedies: "_s;
    QTest::newRow("a number in the list") << remedies("7") << u"remedies[0]: "_s;
    QTest::newRow("a row without an id") << remedies("{}") << u"remedies[0].id: "_s;
    QTest::newRow("an unknown kind") << remedies(R"({"id": "a", "kind": "magic", "cases": []})")
                                     << u"remedies[0].kind: "_s;
    QTest::newRow("no case") << remedies(R"({"id": "a", "kind": "wait"})") << u"remedies[0].cases: "_s;
    QTest::newRow("no condition") << remedy("{\"helps\": true, " + good + "}")
                                  << u"remedies[0].cases[0].when: "_s;
    QTest::newRow("an unknown fact") << remedy("{\"helps\": true, " + good + ", \"when\": {\"mood\": \"x\"}}")
                                     << u"remedies[0].cases[0].when.mood: "_s;
    QTest::newRow("an unknown word") << remedy("{\"helps\": true, " + good
                                               + ", \"when\": {\"image\": [\"no\", \"maybe\"]}}")
                                     << u"remedies[0].cases[0].when.image: "_s;
    QTest::newRow("an unknown rule in the exceptions")
        << remedy("{\"helps\": true, " + good
                  + ", \"when\": {\"image\": \"no\"}, \"unless\": [{\"rule\": \"block.novel\"}]}")
        << u"remedies[0].cases[0].unless[0].rule: "_s;
    QTest::newRow("helps is a text") << remedy("{\"helps\": \"yes\", " + good + ", \"when\": {}}")
                                     << u"remedies[0].cases[0].helps: "_s;
    QTest::newRow("a member too many")
        << remedy("{\"helps\": true, " + good + ", \"when\": {\"image\": \"no\"}, \"wehn\": 1}")
        << u"remedies[0].cases[0].wehn: "_s;
    QTest::newRow("a rank below zero")
        << remedy(R"({"helps": true, "rank": -1, "why": "x", "source": "y", "when": {"image": "no"}})")
        << u"remedies[0].cases[0].rank: "_s;
    const QByteArray row = R"({"id": "a", "kind": "wait", "cases": [{"helps": true, )" + good
        + R"(, "when": {"image": "no"}}]})";
    QTest::newRow("twice") << remedies(row + ", " + row) << u"remedies[1].id: "_s;
}

void TestAdviceTables::aBrokenTableOfRemediesNamesThePlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto table = readRemedyTable(json);
    QVERIFY(!table);
    QVERIFY2(table.error().message.startsWith(place), qPrintable(table.error().message));
}

void TestAdviceTables::aBrokenTableOfTemplatesNamesThePlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::newRow("cut off") << QByteArray("{\"scenarios\": [") << u"line 1: "_s;
    QTest::newRow("an unknown scenario")
        << templates(R"({"remedy": "a", "scenario": "sport", "fields": [], "sentences": ["x"]})")
        << u"templates[0].scenario: "_s;
    QTest::newRow("no sentence") << templates(R"({"remedy": "a", "scenario": "general", "fields": []})")
                                 << u"templates[0].sentences: "_s;
    QTest::newRow("no list of fields")
        << templates(R"({"remedy": "a", "scenario": "general", "sentences": ["x"]})")
        << u"templates[0].fields: "_s;
    QTest::newRow("a field without an id")
        << templates(R"({"remedy": "a", "scenario": "general", "fields": [{"required": true}],
                         "sentences": ["x"]})")
        << u"templates[0].fields[0].id: "_s;
    QTest::newRow("a special one without a general one")
        << templates(R"({"remedy": "a", "scenario": "food", "fields": [], "sentences": ["x"]})")
        << u"templates[0]: "_s;
}

void TestAdviceTables::aBrokenTableOfTemplatesNamesThePlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto table = readTemplateTable(json);
    QVERIFY(!table);
    QVERIFY2(table.error().message.startsWith(place), qPrintable(table.error().message));
}

void TestAdviceTables::aCaseFitsOnlyWhenAllOfItHolds()
{
    RemedyCase entry;
    entry.when = {{{u"image"_s, {u"yes"_s}}, {u"references"_s, {u"no"_s, u"unknown"_s}}},
                  {{u"outcome"_s, {u"empty"_s}}}};
    entry.unless = {{{u"support"_s, {u"celebrity"_s}}}};
    const auto facts = [](const QString& image, const QString& references, const QStringList& support) {
        return AdviceFacts {{u"image"_s, {image}}, {u"references"_s, {references}}, {u"support"_s, support}};
    };
    QVERIFY(fits(entry, facts(u"yes"_s, u"unknown"_s, {u"none"_s})));
    QVERIFY(!fits(entry, facts(u"yes"_s, u"yes"_s, {u"none"_s})));
    QVERIFY(!fits(entry, facts(u"no"_s, u"no"_s, {u"none"_s})));
    QVERIFY(!fits(entry, facts(u"yes"_s, u"no"_s, {u"hate"_s, u"celebrity"_s})));
    QVERIFY(fits(entry, {{u"outcome"_s, {u"empty"_s}}}));
    QVERIFY(!fits(entry, {}));
}

void TestAdviceTables::aScenarioIsOnlyGuessed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Scenario>("scenario");
    QTest::newRow("nothing") << QString() << Scenario::General;
    QTest::newRow("apparel") << u"Put this jacket and these trousers on the woman."_s << Scenario::Apparel;
    QTest::newRow("food") << u"A soup, and a CAKE!"_s << Scenario::Food;
    QTest::newRow("security") << u"How does this exploit get past the firewall?"_s << Scenario::Security;
    QTest::newRow("another language") << u"Eine Jacke auf einem Stuhl"_s << Scenario::General;
    QTest::newRow("a part of a word") << u"catalog dogma"_s << Scenario::General;
    QTest::newRow("a very long text") << QString(u"x "_s).repeated(2'000'000) << Scenario::General;
}

void TestAdviceTables::aScenarioIsOnlyGuessed()
{
    QFETCH(QString, text);
    QFETCH(Scenario, scenario);
    QCOMPARE(Known<Scenario>(likelyScenario(text)).text(), Known<Scenario>(scenario).text());
}

QTEST_GUILESS_MAIN(TestAdviceTables)
#include "tst_advicetables.moc"
