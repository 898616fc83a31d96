#include "app/wire/jsonmembers.h"
#include "app/wire/lenientjson.h"
#include "tests/support/strict.h"

#include <QJsonDocument>
#include <QTest>

#include <ctime>

using namespace safelight;
using namespace Qt::StringLiterals;

// JSON as people and programs write it, and where its members stand.
class TestLenientJson final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void becomesStrict_data();
    void becomesStrict();
    void strictJsonStaysAsItIs_data();
    void strictJsonStaysAsItIs();
    void errorsNameTheirPlace_data();
    void errorsNameTheirPlace();
    void namesAndCallsAreAskedFor();
    void hostileTextsAreCalm_data();
    void hostileTextsAreCalm();
    void anyCutIsCalm();
    void membersAreTakenOutInPlace_data();
    void membersAreTakenOutInPlace();
    void membersAreFoundInEitherSpelling();
};

void TestLenientJson::becomesStrict_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("strict");
    QTest::addColumn<JsonSlips>("slips");
    QTest::newRow("commas before the end")
        << QByteArray("{\"a\":[1, 2, ],\n}") << QByteArray("{\"a\":[1, 2 ]\n}")
        << JsonSlips(JsonSlip::TrailingCommas);
    QTest::newRow("comments of three kinds")
        << QByteArray("// x\n{\"a\": 1, # y\n /* z */ \"b\": \"http://c#d\"}")
        << QByteArray("\n{\"a\": 1, \n  \"b\": \"http://c#d\"}") << JsonSlips(JsonSlip::Comments);
    QTest::newRow("line breaks in a text")
        << QByteArray("{\"a\":\"x\r\n\ty\"}") << QByteArray("{\"a\":\"x\\r\\n\\ty\"}")
        << JsonSlips(JsonSlip::LineBreaks);
    QTest::newRow("as Python prints it")
        << QByteArray("{'a': True, 'b': None, 'c': \"it's\", 'd': 'say \"x\" \\'y\\''}")
        << QByteArray("{\"a\": true, \"b\": null, \"c\": \"it's\", \"d\": \"say \\\"x\\\" 'y'\"}")
        << (JsonSlip::Quotes | JsonSlip::Words | JsonSlip::Escapes);
    QTest::newRow("as JavaScript writes it")
        << QByteArray("{a: `x\ny`, $b: 'c' + \"d\", 'e-f': undefined}")
        << QByteArray("{\"a\": \"x\\ny\", \"$b\": \"cd\", \"e-f\": null}")
        << (JsonSlip::Quotes | JsonSlip::LineBreaks | JsonSlip::Code | JsonSlip::Words);
    QTest::newRow("a list put together") << QByteArray("[['a', 'b'].join('\\n')]")
                                         << QByteArray("[\"a\\nb\"]") << (JsonSlip::Quotes | JsonSlip::Code);
    QTest::newRow("texts side by side in brackets")
        << QByteArray("{\"a\": ('x\\n'\n 'y')}") << QByteArray("{\"a\": \"x\\ny\"}")
        << (JsonSlip::Quotes | JsonSlip::Code);
    QTest::newRow("three quotes") << QByteArray("{\"a\": \"\"\"x \"y\" z\"\"\"}")
                                  << QByteArray("{\"a\": \"x \\\"y\\\" z\"}") << JsonSlips(JsonSlip::Quotes);
    QTest::newRow("a backslash before anything")
        << QByteArray(R"({"a":"\d+\$"})") << QByteArray(R"({"a":"\\d+$"})") << JsonSlips(JsonSlip::Escapes);
    QTest::newRow("numbers of other languages")
        << QByteArray("[.5, 5., +1, 9007199254740993, 1.0]")
        << QByteArray("[0.5, 5, 1, 9007199254740993, 1.0]") << JsonSlips(JsonSlip::Code);
}

void TestLenientJson::becomesStrict()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QByteArray, strict);
    QFETCH(const JsonSlips, slips);
    const auto read = readWholeJson(written);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->json, strict);
    QCOMPARE(read->slips, slips);
    QJsonParseError error;
    QJsonDocument::fromJson(read->json, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
}

void TestLenientJson::strictJsonStaysAsItIs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("odd spacing, order and numbers")
        << QByteArray(" {\"b\" :1.0e2,\r\n\"a\":[ 9007199254740993 , -0.0]}\n");
    QTest::newRow("a member twice") << QByteArray("{\"a\":1,\"a\":2}");
    QTest::newRow("escapes") << QByteArray(R"({"a":"\u00e9\ud83d\ude00\ud800\/\\\""})");
}

void TestLenientJson::strictJsonStaysAsItIs()
{
    QFETCH(const QByteArray, json);
    const auto whole = readWholeJson(json);
    QVERIFY(whole);
    QCOMPARE(whole->json, json);
    QCOMPARE(whole->slips, JsonSlips());
    // Also where something follows, and it is read with more patience.
    const auto first = readLenientJson(QByteArray(json + "; x"));
    QVERIFY(first);
    QCOMPARE(first->json.trimmed(), json.trimmed());
    QCOMPARE(first->slips, JsonSlips());
}

void TestLenientJson::errorsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("says");
    QTest::newRow("a comma is missing")
        << QByteArray("{\n  \"a\": 1\n  \"b\": 2}") << u"line 3, column 3"_s << u"“,”"_s;
    QTest::newRow("behind letters of two bytes")
        << QByteArray("{\"ää\": oops}") << u"line 1, column 8"_s << u"“oops”"_s;
    QTest::newRow("a text that never ends")
        << QByteArray("{\"a\": \"b}") << u"line 1, column 7"_s << u"never ends"_s;
    QTest::newRow("it ends too early") << QByteArray("{\"a\": [1,\n 2") << u"line 2, column 3"_s << u"ends"_s;
    QTest::newRow("something follows") << QByteArray("{} x") << u"line 1, column 4"_s << u"follows"_s;
    QTest::newRow("code") << QByteArray("{\"a\": open('x')}") << u"line 1, column 7"_s << u"not run"_s;
    QTest::newRow("nothing") << QByteArray() << u"line 1, column 1"_s << u"ends"_s;
    QTest::newRow("a comment that never ends")
        << QByteArray("{/* x") << u"line 1, column 2"_s << u"never ends"_s;
}

void TestLenientJson::errorsNameTheirPlace()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, place);
    QFETCH(const QString, says);
    const auto read = readWholeJson(json);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(place), qPrintable(read.error().message));
    QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
    QVERIFY2(!read.error().message.contains(u'%'), qPrintable(read.error().message));
}

void TestLenientJson::namesAndCallsAreAskedFor()
{
    LenientNames names;
    names.valueOf = [](QByteArrayView name) -> std::optional<QByteArray> {
        return name == "text" || name == "$text" ? std::optional(QByteArray("\"Hi\"")) : std::nullopt;
    };
    names.callOf = [](const LenientCall& call) -> std::optional<QByteArray> {
        if (call.name != "types.Part" || call.named.size() != 1)
            return std::nullopt;
        return '{' + ('"' + call.named.first().first + "\":" + call.named.first().second) + '}';
    };
    const auto read =
        readWholeJson("{a: types.Part(text='x' 'y'), text, b: $text, c: `<${text}>`, $text}", names);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->json,
             QByteArray(R"({"a": {"text":"xy"}, "text":"Hi", "b": "Hi", "c": "<Hi>", "text":"Hi"})"));
}

void TestLenientJson::hostileTextsAreCalm_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("100,000 lists in each other") << QByteArray(100'000, '[');
    QTest::newRow("100,000 lists, closed") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("100,000 brackets") << QByteArray(100'000, '(');
    QTest::newRow("calls in calls") << QByteArray("f(").repeated(100'000);
    QTest::newRow("texts without an end") << QByteArray("{\"a\":'\"").repeated(50'000);
    QTest::newRow("backslashes") << '"' + QByteArray(400'000, '\\');
    QTest::newRow("texts and plus signs") << QByteArray("'a'+").repeated(100'000);
    QTest::newRow("comments") << QByteArray("/*").repeated(200'000);
}

void TestLenientJson::hostileTextsAreCalm()
{
    QFETCH(const QByteArray, json);
    const std::clock_t before = std::clock();
    const auto read = readWholeJson(json);
    QVERIFY(!read);
    QVERIFY(read.error().message.size() < 300);
    const auto seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 2, qPrintable(QString::number(seconds)));
}

void TestLenientJson::anyCutIsCalm()
{
    const QByteArray mixed = "/*c*/{'a': [1, .5, ], b: `x${y}` + \"\\u00e9\\x\" , // d\n f: g(1, h='i' 'j'), "
                             "k: ('l').join(m), \"\"\"n\"\"\": ['o'].join('p'), [`q`]: True}";
    for (qsizetype from = 0; from < mixed.size(); ++from) {
        for (qsizetype size = 0; from + size <= mixed.size(); ++size) {
            const auto read = readWholeJson(mixed.mid(from, size));
            QVERIFY(read || !read.error().message.isEmpty());
        }
    }
}

void TestLenientJson::membersAreTakenOutInPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("the first") << QByteArray(R"({ "model" : "x", "a":1.0 })") << QByteArray(R"({ "a":1.0 })");
    QTest::newRow("the last") << QByteArray(R"({"a":1e5,"model":{"b":[1]} })") << QByteArray(R"({"a":1e5 })");
    QTest::newRow("in between") << QByteArray(R"({"a":1, "model":[], "b":2})")
                                << QByteArray(R"({"a":1, "b":2})");
    QTest::newRow("the only one") << QByteArray(R"({"model":1})") << QByteArray(R"({})");
    QTest::newRow("three times") << QByteArray(R"({"model":1,"a":",","model":2,"model":3})")
                                 << QByteArray(R"({"a":","})");
    QTest::newRow("deeper ones stay")
        << QByteArray(R"({"a":{"model":1}})") << QByteArray(R"({"a":{"model":1}})");
}

void TestLenientJson::membersAreTakenOutInPlace()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, left);
    QCOMPARE(withoutJsonMember(json, "model"), left);
}

void TestLenientJson::membersAreFoundInEitherSpelling()
{
    const QByteArray json = R"({"generation_config":{"a":1}, "b":"x\n", "b":2, "l":[3,"4",[5]]})";
    QCOMPARE(jsonMember(json, "generationConfig"), QByteArrayView("{\"a\":1}"));
    QCOMPARE(jsonMember(json, "b"), QByteArrayView("2"));
    QVERIFY(jsonMember(json, "c").isEmpty());
    const QByteArray list = jsonMember(json, "l").toByteArray();
    QCOMPARE(jsonMembers(list).size(), 3);
    QCOMPARE(jsonMembers(list).last().valueIn(list), QByteArrayView("[5]"));
    QVERIFY(jsonMembers("7").isEmpty());
    QCOMPARE(jsonPlainText("\"\\u00e9\\\"\""), QByteArray("é\""));
    QCOMPARE(jsonQuoted("é\"\n"), QByteArray("\"é\\\"\\n\""));
}

QTEST_GUILESS_MAIN(TestLenientJson)
#include "tst_lenientjson.moc"
