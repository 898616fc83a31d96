// How the languages and SDKs print an answer: one print of each kind, whole and cut.
#include "app/found/answerextractor.h"
#include "app/printed/printedanswer.h"
#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const QString folder = QStringLiteral(SAFELIGHT_TEST_DATA "/found/printed/");

QByteArray print(const QString& name)
{
    QFile file(folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString ratingWords(const QList<SafetyRating>& ratings)
{
    QString words;
    for (const auto& rating : ratings) {
        words += u' ' + (rating.category ? rating.category->text().mid(14) : u"?"_s) + u'='
            + (rating.probability ? rating.probability->text() : u"?"_s)
            + (rating.blocked.value_or(false) ? u"!"_s : QString());
    }
    return words;
}

QString reasonOf(const Response& response)
{
    if (response.promptFeedback && response.promptFeedback->blockReason)
        return response.promptFeedback->blockReason->text();
    if (!response.candidates.isEmpty() && response.candidates.constFirst().finishReason)
        return response.candidates.constFirst().finishReason->text();
    return {};
}

QString words(const Response& response)
{
    QString line = reasonOf(response);
    if (response.promptFeedback)
        line += ratingWords(response.promptFeedback->ratings);
    for (const auto& candidate : response.candidates)
        line += u" “%1”"_s.arg(candidate.text()) + ratingWords(candidate.ratings);
    if (response.usage)
        line += u" %1/%2"_s.arg(response.usage->prompt.value_or(-1)).arg(response.usage->total.value_or(-1));
    return line;
}

} // namespace

class TestPrintedForms final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everyLanguageIsRead_data();
    void everyLanguageIsRead();
    void aCutPrintNamesNoOtherCause_data();
    void aCutPrintNamesNoOtherCause();
    void anotherServicesAnswerKeepsItsNames();
    void settingsAreNotRatings();
    void ratingsAloneAreNoAnswer();
    void proseAboutReasonsIsNoAnswer_data();
    void proseAboutReasonsIsNoAnswer();
    void hostilePrintsEnd_data();
    void hostilePrintsEnd();
};

void TestPrintedForms::everyLanguageIsRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("read");
    const auto add = [](const char* name, const char16_t* file, const char16_t* read) {
        QTest::newRow(name) << QString::fromUtf16(file) << QString::fromUtf16(read);
    };
    add("PHP's print_r", u"php-print-r.txt",
        u"SAFETY “Once upon a time, in Rome (Italy)” HARASSMENT=HIGH! 8/14");
    add("PHP's var_dump of arrays", u"php-var-dump-block.txt", u"OTHER HATE_SPEECH=MEDIUM 21/21");
    add("Ruby's protobuf objects", u"ruby-objects.txt", u"PROHIBITED_CONTENT “” HATE_SPEECH=LOW 31/40");
    add("Ruby's objects and structures", u"ruby-struct.txt", u"RECITATION “It was” 5/9");
    add("Kotlin's data classes", u"kotlin-data.txt",
        u"SAFETY “Hello there, it was a night” SEXUALLY_EXPLICIT=HIGH! 12/16");
    add("Java's AutoValue with optionals", u"java-autovalue.txt", u"MALFORMED_FUNCTION_CALL “” 77/80");
    add("Swift with raw values", u"swift-dump.txt", u"SAFETY “” DANGEROUS_CONTENT=MEDIUM! 9/9");
    add("Swift with enumerations", u"swift-enum.txt", u"SAFETY “” HARASSMENT=HIGH");
    add("Go's %+v", u"go-plus-v.txt", u"SAFETY “” HARASSMENT=HIGH! HATE_SPEECH=NEGLIGIBLE");
    add("Go's spew", u"go-spew.txt", u"RECITATION “Hi” 6/7");
    add("Dart's maps", u"dart-map.txt", u"SAFETY “Hello, world. Can't say more” HARASSMENT=HIGH! 4/8");
    add("C#'s records", u"csharp-record.txt", u"SAFETY “” DANGEROUS_CONTENT=HIGH! 15/15");
    add("Rust's debug print", u"rust-debug.txt", u"PROHIBITED_CONTENT “” 18/18");
    add("Elixir's inspect", u"elixir-inspect.txt", u"SAFETY “” HARASSMENT=MEDIUM! 3/3");
    add("Node's classes", u"node-classes.txt", u"SAFETY “It was night” HATE_SPEECH=HIGH! 5/11");
    add("numbers of Vertex", u"vertexai-repr.txt", u"RECITATION “” HATE_SPEECH=NEGLIGIBLE 25/25");
    add("Perl's Data::Dumper", u"perl-dumper.txt", u"SPII “” 2/2");
    add("PowerShell's list", u"powershell.txt", u"SAFETY “” 11/11");
    add("labels and a loop over ratings", u"label-loop.txt",
        u"SAFETY “” HARASSMENT=NEGLIGIBLE DANGEROUS_CONTENT=HIGH");
}

void TestPrintedForms::everyLanguageIsRead()
{
    QFETCH(QString, file);
    QFETCH(QString, read);
    const auto extracted = extractAnswer(print(file));
    QCOMPARE(words(extracted.response), read);
}

void TestPrintedForms::aCutPrintNamesNoOtherCause_data()
{
    QTest::addColumn<QString>("file");
    for (const auto& name : QDir(folder).entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

// At every third byte and not only at tenths: half a name is no name.
void TestPrintedForms::aCutPrintNamesNoOtherCause()
{
    QFETCH(QString, file);
    const QByteArray whole = print(file);
    const QString cause = reasonOf(extractAnswer(whole).response);
    for (qsizetype size = whole.size() - 1; size > 0; size -= 3) {
        const QString read = reasonOf(extractAnswer(whole.first(size)).response);
        QVERIFY2(read.isEmpty() || read == cause, qPrintable(u"%1 after %2 bytes"_s.arg(read).arg(size)));
    }
}

void TestPrintedForms::anotherServicesAnswerKeepsItsNames()
{
    const auto printed = readPrintedAnswer(print(u"openai-completion.txt"_s));
    QCOMPARE(printed.objects.size(), 1);
    const auto& json = printed.objects.constFirst();
    QVERIFY2(json.contains(R"("finish_reason":"content_filter")"), json.constData());
    QVERIFY2(json.contains(R"("native_finish_reason":"SAFETY")"), json.constData());
    QVERIFY2(json.contains(R"("prompt_tokens":9)"), json.constData());
    const auto empty =
        readPrintedAnswer("ChatCompletion(id=None, choices=None, created=1, object='chat.completion')");
    QCOMPARE(empty.objects.size(), 1);
    QVERIFY2(empty.objects.constFirst().contains(R"("choices":null)"),
             empty.objects.constFirst().constData());
}

void TestPrintedForms::settingsAreNotRatings()
{
    const auto printed = readPrintedAnswer(
        "[ { category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH' } ]\n"
        "My settings\n[ { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' } ]\n");
    QCOMPARE(printed.ratings, R"([{"category":"HARM_CATEGORY_HARASSMENT","probability":"HIGH"}])");
    QCOMPARE(printed.settings, R"([{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}])");
}

void TestPrintedForms::ratingsAloneAreNoAnswer()
{
    const auto extracted =
        extractAnswer("{'HARM_CATEGORY_HARASSMENT': 'HIGH', 'HARM_CATEGORY_HATE_SPEECH': 'LOW'}");
    QCOMPARE(extracted.response.end, AnswerEnd::Unreadable);
}

void TestPrintedForms::proseAboutReasonsIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a list of reasons")
        << QByteArray("- finish_reason: SAFETY means that a filter stopped it.\n"
                      "- finish_reason: RECITATION is for texts that exist.\n");
    QTest::newRow("a member in backticks")
        << QByteArray("When you see `finish_reason: SAFETY`, print the ratings.\n");
    QTest::newRow("a category's name") << QByteArray("HARM_CATEGORY_HARASSMENT: insults and threats.\n");
    QTest::newRow("a guide") << QByteArray(
        "## finishReason\nThe finishReason says why the model stopped. If it is "
        "SAFETY, look at safetyRatings (category, probability).\n");
}

void TestPrintedForms::proseAboutReasonsIsNoAnswer()
{
    QFETCH(QByteArray, text);
    const auto response = extractAnswer(text).response;
    QVERIFY2(response.end == AnswerEnd::Unreadable, qPrintable(words(response)));
}

void TestPrintedForms::hostilePrintsEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray mark("finishReason=>");
    const auto add = [&mark](const char* name, const QByteArray& piece, int times) {
        QTest::newRow(name) << QByteArray(mark + piece.repeated(times));
    };
    add("types before values", "(*a)(0x1)", 100'000);
    add("types of lists", "[]*", 200'000);
    add("types of lists of words", "[]a", 200'000);
    add("references", "<ref *1> ", 100'000);
    add("pointers", "&a*", 200'000);
    add("symbols", ":", 500'000);
    add("optionals", "Optional[", 100'000);
    add("objects of Ruby", "#<A @b=", 100'000);
    add("lists of PHP", "array(1) {[0]=>", 50'000);
    add("sized texts", "string(99999999) \"", 50'000);
    add("names in brackets", "[a] => ", 100'000);
    add("bare words and spaces", "Candidate{text=a" + QByteArray(5'000, ' '), 100);
    add("bare words", "A{text=a b c, d", 50'000);
    add("maps of Go", "map[a:", 100'000);
}

void TestPrintedForms::hostilePrintsEnd()
{
    QFETCH(QByteArray, text);
    QVERIFY(extractAnswer(text).notes.size() < 10);
}

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestPrintedForms)
#include "tst_printedforms.moc"
