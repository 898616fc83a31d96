#include "app/found/layoutcleaning.h"
#include "app/found/syntaxcleaning.h"

#include "tests/support/strict.h"

#include <QTest>

namespace safelight {

using Clean = QByteArray (*)(const QByteArray&);

namespace {

QByteArray wide(const char* text, bool isBig)
{
    QByteArray bytes;
    for (const char c : QByteArray(text)) {
        bytes += isBig ? '\0' : c;
        bytes += isBig ? c : '\0';
    }
    return bytes;
}

QByteArray closed(const QByteArray& text)
{
    return closedJson(text);
}

} // namespace

class TestCleaning final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void textIsCleaned_data();
    void textIsCleaned();
    void hostileTextEnds_data();
    void hostileTextEnds();
};

void TestCleaning::textIsCleaned_data()
{
    QTest::addColumn<Clean>("clean");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cleaned"); // empty: nothing of its kind is in it
    const auto add = [](const char* name, Clean clean, const QByteArray& text, const QByteArray& cleaned) {
        QTest::newRow(name) << clean << text << cleaned;
    };
    add("UTF-16 with its mark", asUtf8, "\xFF\xFE" + wide("{\"a\": 1}", false), "{\"a\": 1}");
    add("UTF-16 the other way", asUtf8, "\xFE\xFF" + wide("{\"a\": 1}", true), "{\"a\": 1}");
    add("UTF-16 without a mark", asUtf8, wide("{\"a\": 12}", false), "{\"a\": 12}");
    add("a byte order mark", asUtf8, "\xEF\xBB\xBF{}", "{}");
    add("plain UTF-8", asUtf8, "{\"a\": \"é\"}", {});
    add("a box", withoutBoxes, "╭────╮\n│ {  │\n│  }  │\n╰────╯\n", "\n{\n }\n\n");
    add("bars of a table", withoutBoxes, "| a |\n| b |\n", "a\nb\n");
    add("one bar", withoutBoxes, "| a |\nb", {});
    add("quote marks", withoutQuoteMarks, "a\n> b\n>> c\n", "a\nb\nc\n");
    add("no quote marks", withoutQuoteMarks, "a > b", {});
    add("Python's logging", withoutLogPrefixes, "2025-11-11 10:02:44,120 ERROR live: {\n 1}", "{\n 1}");
    add("loguru", withoutLogPrefixes, "2026-11-20 09:30:01.123 | ERROR    | app.gen:run:12 - {}", "{}");
    add("logcat", withoutLogPrefixes, "11-20 09:30:01.123  1234  1240 E GenAi: {}", "{}");
    add("Android Studio", withoutLogPrefixes,
        "2024-02-11 08:15:06.284 13579-13741 GeminiPro    com.example.app    D  {}", "{}");
    add("journald", withoutLogPrefixes, "Nov 20 09:30:01 host app[12]: {}", "{}");
    add("Xcode", withoutLogPrefixes, "2026-11-20 09:30:01.123456+0100 App[123:456] {}", "{}");
    add("flutter", withoutLogPrefixes, "I/flutter ( 1234): {}", "{}");
    add("a logger in brackets", withoutLogPrefixes, "[2026-11-20T09:30:01Z] [ERROR] {}", "{}");
    add("no prefix", withoutLogPrefixes, "{}\n", {});
    add("entities", withoutMarkup, "<b>{&quot;a&quot;: &#34;x &amp; y&#34;}</b>", "{\"a\": \"x & y\"}");
    add("no entities", withoutMarkup, "{\"a\": \"<b>\"}", {});
    add("curly quotes", withStraightQuotes, "{“a”: ‘b’}", "{\"a\": 'b'}");
    add("comments", withoutExtras, "{\"a\": 1, // one\n \"b\": /* two */ \"http://x\"}",
        "{\"a\": 1, \n \"b\":  \"http://x\"}");
    add("dots", withoutExtras, "{\"a\": [ ... ], \"b\": 1, ...}", "{\"a\": [  ], \"b\": 1  }");
    add("commas too many", withoutExtras, "[1,,2,]", "[1,2 ]");
    add("escaped line feeds", withoutExtras, "{\\n \"a\": \"b\\nc\"\\n}", "{ \"a\": \"b\\nc\"}");
    add("nothing to take out", withoutExtras, "{\"a\": \"... // ,\"}", {});
    add("escaped quotes", withoutEscapes, "{\\\"a\\\": 1}", "{\"a\": 1}");
    add("no escaped quotes", withoutEscapes, "{\"a\": 1}", {});
    add("broken lines", withJoinedLines, "{\"a\": \"one \n  two\",\n  \"b\": 1}",
        "{\"a\": \"one two\",\n  \"b\": 1}");
    add("a broken escape", withJoinedLines, "{\"a\": \"x\\\ny\"}", "{\"a\": \"x\\y\"}");
    add("whole lines", withJoinedLines, "{\"a\": \"one\",\n \"b\": 1}", {});
    add("cut in a member", closed, "{\"a\": [1, {\"b\": 2, \"c", "{\"a\": [1, {\"b\": 2}]}");
    add("cut in a text", closed, "{\"a\": {\"b\": \"whole\", \"c\": \"hal", "{\"a\": {\"b\": \"whole\"}}");
    add("cut at its beginning", closed, "{", "{}");
    add("whole JSON", closed, "{}", {});
}

void TestCleaning::textIsCleaned()
{
    QFETCH(const Clean, clean);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, cleaned);
    QCOMPARE(clean(text), cleaned);
}

void TestCleaning::hostileTextEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("slashes and stars") << QByteArray("/*").repeated(500'000);
    QTest::newRow("commas and white space") << "[" + QByteArray(1'000'000, ' ') + QByteArray(100'000, ',');
    QTest::newRow("quotes") << QByteArray(1'000'000, '"');
    QTest::newRow("brackets") << QByteArray(1'000'000, '[');
    QTest::newRow("bars") << QByteArray("│ a │\n").repeated(100'000);
    QTest::newRow("times") << QByteArray("09:30:01 ").repeated(100'000);
    QTest::newRow("backslashes") << QByteArray(1'000'000, '\\');
}

void TestCleaning::hostileTextEnds()
{
    QFETCH(const QByteArray, text);
    for (const Clean clean : {asUtf8, withoutBoxes, withoutQuoteMarks, withoutLogPrefixes, withoutMarkup,
                              withStraightQuotes, withoutExtras, withoutEscapes, withJoinedLines, closed})
        QVERIFY(clean(text).size() <= text.size() * 2);
}

} // namespace safelight

Q_DECLARE_METATYPE(safelight::Clean)

QTEST_GUILESS_MAIN(safelight::TestCleaning)
#include "tst_cleaning.moc"
