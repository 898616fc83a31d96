#include "app/wording/comparewords.h"

#include "tests/compare/comparedattempts.h"
#include "tests/support/strict.h"

#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

using Row = ComparedRow;

namespace {

QStringList texts(const QList<wording::ComparedFact>& facts)
{
    QStringList all;
    for (const auto& fact : facts)
        all << (fact.isDifferent ? u"!"_s : QString()) + fact.text;
    return all;
}

Comparison three()
{
    return compare({blockedPrompt(), withheldImage(), delivered()}, 0);
}

// Text that would be markup, a formula, a command or a trick if it were not text.
QString hostile()
{
    return u"<img src=x onerror=alert(1)> [a](javascript:x) | **b** ~~c~~ `d` ![e](http://f.example/g.png)\n"
           u"# h\n- i\n<!-- j --> &lt; \\| \u202Egnp.exe \x1b[31m https://k.example"_s
        + QChar(0) + u"$l$ :m: @n <script>"_s;
}

} // namespace

class TestCompareWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void placesInWords_data();
    void placesInWords();
    void everyPlaceHasWords();
    void severalCandidatesAreSaid();
    void thresholdsAreShortFacts();
    void settingsAreShortFacts();
    void referencesSayWhatBecameOfThem();
    void ratingsSayWhatTheyAreOf();
    void differencesAreSpoken();
    void markdownIsATable();
    void markdownOfDifferencesOnly();
    void hostileTextStaysText();
    void longTextsAreCut();
};

void TestCompareWords::placesInWords_data()
{
    QTest::addColumn<Row>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a head") << Row::Attempt << 0 << u"PROMPT BLOCKED #4 · 13:54:11 · 3.6 s"_s;
    QTest::newRow("an adjustable stop")
        << Row::StoppedAt << 0 << u"Prompt filter, layer 1 (adjustable) · Prompt blocked · SAFETY"_s;
    QTest::newRow("a fixed stop") << Row::StoppedAt << 1
                                  << u"Output filter, layer 2 (fixed) · Answer blocked · IMAGE_SAFETY"_s;
    QTest::newRow("nothing stopped it") << Row::StoppedAt << 2 << u"—"_s;
    QTest::newRow("no candidates") << Row::Result << 0 << u"no candidates"_s;
    QTest::newRow("withheld") << Row::Result << 1 << u"withheld"_s;
    QTest::newRow("no system instruction") << Row::SystemInstruction << 0 << u"none"_s;
    QTest::newRow("no settings") << Row::Settings << 0 << u"none"_s;
    QTest::newRow("no reference images") << Row::References << 0 << u"none"_s;
    QTest::newRow("the answer names no model")
        << Row::Model << 0 << u"gemini-3-pro-image-preview (the answer names none)"_s;
    QTest::newRow("the model that was asked") << Row::Model << 1 << u"gemini-3-pro-image-preview"_s;
    QTest::newRow("another model answered")
        << Row::Model << 2 << u"gemini-3-pro-image-preview, answered by gemini-3-pro-image"_s;
    QTest::newRow("a back end") << Row::BackEnd << 0 << u"Gemini API · generativelanguage.googleapis.com"_s;
    QTest::newRow("no ratings") << Row::Ratings << 1 << u"none returned"_s;
    QTest::newRow("no text") << Row::AnswerText << 2 << u"—"_s;
    QTest::newRow("tokens of a block") << Row::Tokens << 0 << u"prompt 271"_s;
    QTest::newRow("tokens of thinking") << Row::Tokens << 1 << u"prompt 276 · thoughts 173"_s;
    QTest::newRow("tokens of an image")
        << Row::Tokens << 2 << u"prompt 269 · thoughts 201 · output 1\u202f120 image"_s;
    QTest::newRow("time") << Row::Time << 2 << u"5.4 s"_s;
    QTest::newRow("imported: its prompt")
        << Row::Prompt << 3 << u"not known: an answer without its request"_s;
    QTest::newRow("imported: its thresholds")
        << Row::Thresholds << 3 << u"not known: an answer without its request"_s;
    QTest::newRow("imported: its back end") << Row::BackEnd << 3 << u"decoded from answer <b>.json"_s;
    QTest::newRow("sending: its stop") << Row::StoppedAt << 4 << u"still being sent"_s;
    QTest::newRow("sending: its result") << Row::Result << 4 << u"nothing yet"_s;
    QTest::newRow("sending: its tokens") << Row::Tokens << 4 << u"not counted yet"_s;
    QTest::newRow("sending: its cost") << Row::Cost << 4 << u"not known yet"_s;
    QTest::newRow("sending: its time") << Row::Time << 4 << u"not known"_s;
}

void TestCompareWords::placesInWords()
{
    QFETCH(Row, row);
    QFETCH(int, column);
    const auto comparison =
        compare({blockedPrompt(), withheldImage(), delivered(), importedAttempt(), stillSending()}, 0);
    QTEST(wording::comparedText(comparison, row, column), "expected");
}

void TestCompareWords::everyPlaceHasWords()
{
    Attempt empty;
    const auto comparison = compare({empty, blockedPrompt(), importedAttempt(), stillSending()}, 0);
    for (const auto row : comparedRows) {
        QVERIFY(!wording::comparedRow(row).isEmpty());
        for (int column = 0; column < comparison.columns.size(); ++column) {
            const QString text = wording::comparedText(comparison, row, column);
            QVERIFY2(!text.trimmed().isEmpty() && !text.contains("%1"_L1),
                     qPrintable(wording::comparedRow(row) + QString::number(column)));
        }
    }
}

void TestCompareWords::severalCandidatesAreSaid()
{
    Attempt attempt = delivered();
    Candidate second = attempt.response.candidates.constFirst();
    second.index = 1;
    attempt.response.candidates.append(second);
    const auto comparison = compare({delivered(), attempt}, 0);
    QVERIFY(!wording::comparedText(comparison, Row::Result, 0).contains(u"candidate"_s));
    QVERIFY(wording::comparedText(comparison, Row::Result, 1).endsWith(u", the first candidate’s of 2"_s));
    QVERIFY(comparison.isDifferent(Row::Result, 1)); // there is one more
}

void TestCompareWords::thresholdsAreShortFacts()
{
    auto comparison = three();
    QCOMPARE(texts(wording::comparedFacts(comparison, Row::Thresholds, 0)),
             (QStringList {u"Harass Med+"_s, u"Hate Med+"_s, u"Sexual Med+"_s, u"Danger Med+"_s}));
    const auto facts = wording::comparedFacts(comparison, Row::Thresholds, 1);
    QCOMPARE(texts(facts).at(2), u"!Sexual High"_s);
    QVERIFY2(facts.at(2).meaning.contains("Sexually explicit"_L1)
                 && facts.at(2).meaning.contains("instead of"_L1),
             qPrintable(facts.at(2).meaning));
}

void TestCompareWords::settingsAreShortFacts()
{
    Attempt one = delivered();
    Attempt two = delivered();
    one.prompt.generation.seed = 7;
    one.prompt.generation.temperature = 1;
    two.prompt.generation.temperature = 1;
    two.prompt.generation.aspectRatio = u"16:9"_s;
    two.stream = false;
    const auto comparison = compare({one, two}, 0);
    QCOMPARE(texts(wording::comparedFacts(comparison, Row::Settings, 0)),
             (QStringList {u"Temperature 1"_s, u"Seed 7"_s}));
    QCOMPARE(
        texts(wording::comparedFacts(comparison, Row::Settings, 1)),
        (QStringList {u"Temperature 1"_s, u"!Seed not sent"_s, u"!Aspect ratio 16:9"_s, u"!not streamed"_s}));
}

void TestCompareWords::referencesSayWhatBecameOfThem()
{
    const auto coat = reference(encoded(gradient({120, 80}, Qt::red), "PNG"), u"coat.png"_s);
    const auto again = reference(encoded(gradient({120, 80}, Qt::red), "JPEG"), u"coat.jpg"_s);
    const auto hat = reference(encoded(gradient({120, 80}, Qt::blue, Qt::white), "PNG"), u"hat.png"_s);
    Attempt one = delivered();
    Attempt two = delivered();
    one.prompt.images = {coat, hat};
    two.prompt.images = {again};
    two.prompt.images[0].caption = u"x"_s;
    const auto comparison = compare({one, two}, 0);
    QCOMPARE(texts(wording::comparedFacts(comparison, Row::References, 0)),
             (QStringList {u"1 coat.png"_s, u"2 hat.png"_s}));
    const auto facts = wording::comparedFacts(comparison, Row::References, 1);
    QCOMPARE(texts(facts),
             (QStringList {u"!1 coat.jpg · probably re-encoded · other caption"_s, u"!hat.png · removed"_s}));
    QVERIFY(facts.constFirst().meaning.contains(u"120 × 80"_s));
}

void TestCompareWords::ratingsSayWhatTheyAreOf()
{
    const auto facts = wording::comparedFacts(three(), Row::Ratings, 0);
    QCOMPARE(texts(facts).at(2), u"Prompt: Sexual Medium, blocked"_s);
    const auto one = compare({blockedPrompt(), blockedPrompt()}, 0);
    QCOMPARE(texts(wording::comparedFacts(one, Row::Ratings, 0)).at(2), u"Sexual Medium, blocked"_s);
    QCOMPARE(wording::ratedOf(three(), 0), u"Answer"_s);
}

void TestCompareWords::differencesAreSpoken()
{
    const auto comparison = three();
    QCOMPARE(wording::comparedDifference(comparison, Row::Prompt, 0), QString());
    const QString prompt = wording::comparedDifference(comparison, Row::Prompt, 2);
    QVERIFY2(prompt.startsWith("Prompt of #6 differs from #4: Removed: "_L1) && prompt.contains("Added: "_L1),
             qPrintable(prompt));
    const QString stop = wording::comparedDifference(comparison, Row::StoppedAt, 2);
    QVERIFY2(stop.endsWith(u"— instead of Prompt filter, layer 1 (adjustable) · Prompt blocked · SAFETY"_s),
             qPrintable(stop));
    QVERIFY(wording::comparedDifference(comparison, Row::Thresholds, 1).contains("only high"_L1));
}

void TestCompareWords::markdownIsATable()
{
    const QString markdown = wording::comparisonMarkdown(three());
    const auto lines = markdown.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2 + qsizetype(comparedRows.size()));
    QCOMPARE(lines.constFirst(), u"|   | \\#4 (baseline) | \\#7 | \\#6 |"_s);
    QVERIFY2(lines.at(5).contains("~~Woman in swimwear"_L1) && lines.at(5).contains("**"_L1),
             qPrintable(lines.at(5)));
    QTextDocument document;
    document.setMarkdown(markdown);
    QVERIFY(document.toPlainText().contains("walking through a park"_L1));
}

void TestCompareWords::markdownOfDifferencesOnly()
{
    const QString markdown = wording::comparisonMarkdown(three(), true);
    QVERIFY(!markdown.contains("System instruction"_L1));
    QVERIFY(markdown.contains("| Prompt |"_L1));
    QCOMPARE(wording::comparisonMarkdown({}), QString());
}

void TestCompareWords::hostileTextStaysText()
{
    Attempt one = importedAttempt();
    Attempt two = delivered();
    one.importedFrom = hostile();
    two.prompt.text = hostile();
    two.prompt.systemInstruction = hostile();
    two.prompt.model = hostile();
    two.prompt.images = {reference("x", hostile())};
    two.prompt.generation.stopSequences = {hostile()};
    two.response.modelVersion = hostile();
    two.verdict.reason = hostile();
    two.backendName = hostile();
    Attempt three = two;
    three.prompt.text += hostile();
    const QString markdown = wording::comparisonMarkdown(compare({two, one, three}, 0));
    QVERIFY(!markdown.contains(u'\x1b') && !markdown.contains(QChar(0)) && !markdown.contains(QChar(0x202E)));
    QVERIFY(!markdown.contains("<img"_L1) && !markdown.contains("<script"_L1)
            && !markdown.contains("<!--"_L1));
    QString unbroken = markdown;
    QVERIFY(!unbroken.remove(u"<br>"_s).contains(u'<'));
    const auto lines = markdown.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2 + qsizetype(comparedRows.size()));
    for (QString line : lines)
        QCOMPARE(line.remove(u"\\\\"_s).remove(u"\\|"_s).count(u'|'), 5); // no cell more or less
    QTextDocument document;
    document.setMarkdown(markdown);
    QVERIFY(!document.toHtml().contains("<img"_L1));
    QVERIFY(!document.toHtml().contains("<a href"_L1));
}

void TestCompareWords::longTextsAreCut()
{
    Attempt one = delivered();
    Attempt two = delivered();
    one.prompt.text = QString(5'000'000, u'x');
    two.prompt.text = QString(5'000'000, u'x') + u" y"_s;
    QString markdown = wording::comparisonMarkdown(compare({one, two}, 0));
    QVERIFY2(markdown.size() < 60'000, qPrintable(QString::number(markdown.size())));
    QVERIFY(markdown.contains("characters left out"_L1));
    QVERIFY(markdown.contains("**y**"_L1));
    two.prompt.text = QString(5'000'000, u'z');
    markdown = wording::comparisonMarkdown(compare({one, two}, 0));
    QVERIFY2(markdown.size() < 200'000, qPrintable(QString::number(markdown.size())));
    QVERIFY(markdown.contains("characters left out"_L1));
}

QTEST_MAIN(TestCompareWords)
#include "tst_comparewords.moc"
