#include "tests/support/runprogram.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

QString sample(const QString& name)
{
    return QStringLiteral(SAFELIGHT_TEST_DATA "/samples/") + name;
}

const QByteArray stopAnswer =
    R"({"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]})";

} // namespace

// Good and bad inputs of the real program.
class TestInspectInputs final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void aBadCallGetsASentence_data();
    void aBadCallGetsASentence();
    void theHighestExitWins_data();
    void theHighestExitWins();
    void aBadFileDoesNotHideTheOthers();
    void answerInsideOtherTextIsFound_data();
    void answerInsideOtherTextIsFound();
    void eachAnswerOfAFileHasItsLine();
    void theFormatIsSaid();
    void inputWithoutANameIsStandardInput();
    void aLimitHolds_data();
    void aLimitHolds();
    void helpAndVersionAnswer_data();
    void helpAndVersionAnswer();
    void hostileTextStaysText_data();
    void hostileTextStaysText();
    void noStreamSteersTheTerminal();
    void aFullDeviceIsNotSuccess();
    void theTextForPeopleTellsAll();
    void aRequestIsCheckedWithoutBeingSent_data();
    void aRequestIsCheckedWithoutBeingSent();
};

void TestInspectInputs::aBadCallGetsASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    const QString good = sample(u"stop-text.json"_s);
    QTest::newRow("an unknown option")
        << QStringList {u"inspect"_s, u"--frob"_s, good} << u"Unknown option"_s;
    QTest::newRow("an option of the program itself") << QStringList {u"--frob"_s} << u"Unknown option"_s;
    QTest::newRow("a limit that is no size")
        << QStringList {u"inspect"_s, u"--limit"_s, u"much"_s, good} << u"“much” is not a size"_s;
    QTest::newRow("a limit of nothing")
        << QStringList {u"inspect"_s, u"--limit"_s, u"0"_s, good} << u"not a size"_s;
    QTest::newRow("a limit below zero")
        << QStringList {u"inspect"_s, u"--limit=-5"_s, good} << u"not a size"_s;
    QTest::newRow("a limit without a number")
        << QStringList {u"inspect"_s, good, u"--limit"_s} << u"Missing value"_s;
    QTest::newRow("a file that is missing")
        << QStringList {u"inspect"_s, u"/does/not/exist"_s} << u"does not exist"_s;
    QTest::newRow("a folder") << QStringList {u"inspect"_s, QDir::tempPath()} << u"is a folder"_s;
    QTest::newRow("a file without a name") << QStringList {u"inspect"_s, QString()} << u"does not exist"_s;
    QTest::newRow("an endless device")
        << QStringList {u"inspect"_s, u"/dev/zero"_s} << u"not an ordinary file"_s;
    QTest::newRow("two sessions") << QStringList {u"one"_s, u"two"_s} << u"one session"_s;
}

void TestInspectInputs::aBadCallGetsASentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const auto run = test::runProgram(arguments);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QByteArray());
    const QString sentence = QString::fromUtf8(run.errors);
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
    QVERIFY2(sentence.startsWith(u"safelight: "_s) && sentence.endsWith(u".\n"_s), qPrintable(sentence));
    QCOMPARE(sentence.count(u'\n'), 1);
}

void TestInspectInputs::theHighestExitWins_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("delivered twice") << QStringList {u"stop-text.json"_s, u"stream-basic.txt"_s} << 0;
    QTest::newRow("a block among them") << QStringList {u"image-safety.json"_s, u"stop-text.json"_s} << 1;
    QTest::newRow("an unreadable one") << QStringList {u"empty.txt"_s, u"image-safety.json"_s} << 2;
    QTest::newRow("an error") << QStringList {u"error-array.json"_s, u"empty.txt"_s} << 3;
    QTest::newRow("a broken stream first") << QStringList {u"stream-cut.txt"_s, u"error-array.json"_s} << 4;
}

void TestInspectInputs::theHighestExitWins()
{
    QFETCH(QStringList, names);
    QFETCH(int, exitCode);
    QStringList arguments {u"inspect"_s, u"--json"_s};
    for (const auto& name : names)
        arguments << sample(name);
    const auto run = test::runProgram(arguments);
    QCOMPARE(run.exitCode, exitCode);
    QCOMPARE(run.output.count('\n'), names.size());
}

void TestInspectInputs::aBadFileDoesNotHideTheOthers()
{
    QTemporaryDir dir;
    const QString link = dir.filePath(u"dead"_s);
    QVERIFY(QFile::link(dir.filePath(u"gone"_s), link));
    const auto run =
        test::runProgram({u"inspect"_s, u"--json"_s, link, sample(u"stop-text.json"_s), dir.path()});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output.count('\n'), 1);
    QCOMPARE(run.errors.count('\n'), 2);
}

void TestInspectInputs::answerInsideOtherTextIsFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("as the current Python SDK prints it")
        << u"genai-repr.txt"_s << u"SAFETY"_s << u"responseBlocked"_s;
    QTest::newRow("as the older Python SDK prints it")
        << u"generativeai-repr.txt"_s << u"SAFETY"_s << u"responseBlocked"_s;
    QTest::newRow("as protobuf text") << u"protobuf-text.txt"_s << u"SAFETY"_s << u"responseBlocked"_s;
    QTest::newRow("in the output of curl")
        << u"curl-verbose.txt"_s << u"PROHIBITED_CONTENT"_s << u"promptBlocked"_s;
}

void TestInspectInputs::answerInsideOtherTextIsFound()
{
    QFETCH(const QString, name);
    const auto run =
        test::runProgram({u"inspect"_s, u"--json"_s, QStringLiteral(SAFELIGHT_TEST_DATA "/found/") + name});
    const auto object = QJsonDocument::fromJson(run.output).object();
    QTEST(object[u"reason"_s].toString(), "reason");
    QTEST(object[u"outcome"_s].toString(), "outcome");
    QVERIFY(!object[u"warnings"_s].toArray().isEmpty()); // how it was found is said
    QCOMPARE(run.exitCode, 1);
}

void TestInspectInputs::eachAnswerOfAFileHasItsLine()
{
    const auto run =
        test::runProgram({u"inspect"_s, u"--json"_s,
                          QStringLiteral(SAFELIGHT_TEST_DATA "/found/cases/21-batch-output.jsonl")});
    QCOMPARE(run.exitCode, 3); // the highest: the fourth is an error
    const auto lines = run.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    for (int i = 0; i < 4; ++i) {
        const auto object = QJsonDocument::fromJson(lines.at(i)).object();
        QCOMPARE(object[u"source"_s].toString(), u"21-batch-output.jsonl:%1"_s.arg(i + 1));
        QCOMPARE(object[u"form"_s].toString(), u"gemini.batch"_s);
    }
}

void TestInspectInputs::theFormatIsSaid()
{
    const QByteArray chat = R"({"id":"gen-1","object":"chat.completion","choices":[{"finish_reason":"stop",)"
                            R"("message":{"content":"I'm sorry, but I can't help with that."}}]})";
    const auto object =
        QJsonDocument::fromJson(test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, chat).output).object();
    QCOMPARE(object[u"form"_s].toString(), u"openai.chat"_s);
    QCOMPARE(object[u"through"_s].toString(), u"OpenRouter"_s);
    QCOMPARE(object[u"outcome"_s].toString(), u"delivered"_s);
    QVERIFY(object[u"looksLikeRefusal"_s].toBool());
    QVERIFY(object.contains(u"servedTier"_s) && object[u"servedTier"_s].isNull());
    QCOMPARE(object[u"continuation"_s].toBool(true), false);
    QCOMPARE(object[u"billing"_s][u"state"_s].toString(), u"unknown"_s);
    const QByteArray own =
        R"({"candidates":[{"finishReason":"CONTINUATION"}],"usageMetadata":{"serviceTier":"priority"}})";
    const auto native =
        QJsonDocument::fromJson(test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, own).output).object();
    QCOMPARE(native[u"form"_s].toString(), u"gemini.response"_s);
    QVERIFY(native[u"through"_s].isNull());
    QCOMPARE(native[u"servedTier"_s].toString(), u"priority"_s);
    QVERIFY(native[u"continuation"_s].toBool());
    const auto people = test::runProgram({u"inspect"_s, u"-"_s}, chat);
    QVERIFY(people.output.contains("OpenAI chat completion, through OpenRouter"));
}

void TestInspectInputs::inputWithoutANameIsStandardInput()
{
    const auto run = test::runProgram({u"inspect"_s, u"--json"_s}, stopAnswer);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(QJsonDocument::fromJson(run.output)[u"source"_s].toString(), u"-"_s);
    QCOMPARE(test::runProgram({u"inspect"_s, u"--json"_s}).exitCode, 2); // nothing in it
}

void TestInspectInputs::aLimitHolds_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<bool>("fits");
    const auto size = stopAnswer.size();
    QTest::newRow("exactly") << QString::number(size) << true;
    QTest::newRow("one byte less") << QString::number(size - 1) << false;
    QTest::newRow("a kilobyte") << u"1K"_s << true;
    QTest::newRow("in small letters") << u"1k"_s << true;
    QTest::newRow("megabytes") << u"64M"_s << true;
    QTest::newRow("more than any memory") << u"1000000G"_s << true;
}

void TestInspectInputs::aLimitHolds()
{
    QFETCH(QString, limit);
    QFETCH(bool, fits);
    QTemporaryDir dir;
    QFile file(dir.filePath(u"answer.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(stopAnswer) == stopAnswer.size());
    file.close();
    for (const auto& input : {file.fileName(), u"-"_s}) {
        const auto run = test::runProgram({u"inspect"_s, u"--limit"_s, limit, input}, stopAnswer);
        QCOMPARE(run.exitCode, fits ? 0 : 2);
        QCOMPARE(run.errors.contains("limit"), !fits);
    }
}

void TestInspectInputs::helpAndVersionAnswer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("--help") << QStringList {u"--help"_s} << u"safelight inspect"_s;
    QTest::newRow("-h") << QStringList {u"-h"_s} << u"safelight simulate"_s;
    QTest::newRow("inspect --help") << QStringList {u"inspect"_s, u"--help"_s} << u"--limit"_s;
    for (const auto& command :
         {u"inspect"_s, u"send"_s, u"simulate"_s, u"report"_s, u"history"_s, u"code"_s}) {
        for (const auto& option : {u"--help"_s, u"-h"_s})
            QTest::addRow("%s %s is its own", qPrintable(command), qPrintable(option))
                << QStringList {command, option} << u"safelight "_s + command;
    }
    for (const auto& command : {u"history"_s, u"report"_s, u"code"_s, u"send"_s})
        QTest::addRow("--help names %s", qPrintable(command))
            << QStringList {u"--help"_s} << u"safelight "_s + command;
    QTest::newRow("--version") << QStringList {u"--version"_s} << u"Safelight "_s;
}

void TestInspectInputs::helpAndVersionAnswer()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const auto run = test::runProgram(arguments);
    QCOMPARE(run.exitCode, 0);
    QVERIFY(QString::fromUtf8(run.output).contains(part));
    QVERIFY2(!run.errors.contains("safelight: "), run.errors.constData()); // Qt may miss XDG_RUNTIME_DIR
}

void TestInspectInputs::hostileTextStaysText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a terminal sequence") << QByteArray(R"(\u001b[31mred\u0007)");
    QTest::newRow("NUL") << QByteArray(R"(a\u0000b)");
    QTest::newRow("a lone surrogate") << QByteArray(R"(a\ud800b)");
    QTest::newRow("the wrong half first") << QByteArray(R"(\udc00\ud800)");
    QTest::newRow("a control sequence of one character") << QByteArray("\xc2\x9b"
                                                                       "31m");
    QTest::newRow("beyond the basic plane") << QByteArray("\xf0\x9f\x98\x80 \xe2\x80\xae");
    QTest::newRow("five megabytes") << QByteArray(5 << 20, 'x');
}

void TestInspectInputs::hostileTextStaysText()
{
    QFETCH(QByteArray, text);
    const QByteArray answer =
        R"({"candidates":[{"content":{"parts":[{"text":")" + text + R"("}]},"finishReason":"STOP"}]})";
    const auto json = test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, answer);
    QCOMPARE(json.exitCode, 0);
    QJsonParseError error;
    QJsonDocument::fromJson(json.output, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json.output.count('\n'), 1);

    const auto people = test::runProgram({u"inspect"_s, u"-"_s}, answer);
    QCOMPARE(people.exitCode, 0);
    const QString shown = QString::fromUtf8(people.output);
    QCOMPARE(shown.toUtf8(), people.output);
    QVERIFY(shown.size() < 10000);
    for (const auto& character : shown)
        QVERIFY(character == u'\n' || character.category() != QChar::Other_Control);
}

// What a service or a file's name puts into a text: on neither stream does it reach the terminal.
void TestInspectInputs::noStreamSteersTheTerminal()
{
    const QString hostile = u"X\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u007f\u009b31m\u202e\u2066"_s;
    QJsonObject candidate {{u"finishReason"_s, hostile}, {hostile, hostile}};
    const QByteArray answer = QJsonDocument(QJsonObject {{u"candidates"_s, QJsonArray {candidate}},
                                                         {u"modelVersion"_s, hostile},
                                                         {hostile, 1}})
                                  .toJson();
    QTemporaryDir dir;
    QFile file(dir.filePath(QString(hostile).remove(u'/') + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(answer) == answer.size());
    file.close();
    static const QRegularExpression steering(
        u"[\\x{00}-\\x{09}\\x{0b}-\\x{1f}\\x{7f}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"_s);
    const QList<QStringList> calls {{u"inspect"_s, file.fileName()},
                                    {u"inspect"_s, u"--json"_s, file.fileName()},
                                    {u"inspect"_s, file.fileName() + u"gone"_s},
                                    {u"inspect"_s, u"--"_s + hostile},
                                    {u"history"_s, file.fileName()},
                                    {u"report"_s, file.fileName(), u"-o"_s, dir.filePath(u"r.md"_s)},
                                    {u"code"_s, file.fileName(), u"--to"_s, hostile},
                                    {u"simulate"_s, hostile},
                                    {hostile, hostile}};
    for (const QStringList& call : calls) {
        const auto run = test::runProgram(call);
        for (const QByteArray& stream : {run.output, run.errors}) {
            const auto found = steering.match(QString::fromUtf8(stream));
            QVERIFY2(!found.hasMatch(),
                     qPrintable(call.join(u' ') + u": "_s + QString::number(found.capturedStart())));
        }
    }
    const auto json = test::runProgram(calls.at(1));
    QCOMPARE(QJsonDocument::fromJson(json.output).object().value(u"reason"_s).toString(), hostile);
}

void TestInspectInputs::aFullDeviceIsNotSuccess()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("this system has no device that is always full");
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(QStringLiteral(SAFELIGHT_BINARY), {u"inspect"_s, sample(u"stop-text.json"_s)});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("could not be written"));
}

void TestInspectInputs::theTextForPeopleTellsAll()
{
    const auto run = test::runProgram({u"inspect"_s, sample(u"image-safety.json"_s)});
    QCOMPARE(run.exitCode, 1);
    const QString text = QString::fromUtf8(run.output);
    for (const auto& part :
         {u"image-safety.json: The image was made, then blocked by the output filter"_s, u"IMAGE_SAFETY"_s,
          u"173 tokens"_s, u"not configurable"_s, u"No threshold changes this"_s, u"another try"_s,
          u"276 prompt (text 18, image 258)"_s, u"adds up"_s, u"gemini-3-pro-image-preview"_s})
        QVERIFY2(text.contains(part), qPrintable(part));
    // What a reader should know but did not ask for goes to the other stream.
    const auto unknown = test::runProgram({u"inspect"_s, sample(u"unknown-enums.json"_s)});
    QVERIFY(unknown.errors.contains("FELL_OFF_THE_TABLE"));
    QVERIFY(unknown.output.contains("ENORMOUS"));
}

void TestInspectInputs::aRequestIsCheckedWithoutBeingSent_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QStringList>("says"); // in the object, as JSON
    const QByteArray url = "https://h/v1beta/models/gemini-x:generateContent";
    QTest::newRow("a plain request") << QByteArray(R"({"contents":[],"tools":[{}]})") << 0
                                     << QStringList {u"\"form\":\"JSON\""_s, u"\"carried\":[\"tools[0]\"]"_s,
                                                     u"\"refused\":[]"_s, u"\"blanks\":[]"_s};
    QTest::newRow("comments") << QByteArray("{\"contents\":[]} // x") << 0
                              << QStringList {u"without its comments"_s};
    QTest::newRow("a place that is open")
        << "curl " + url
            + " -d \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"$NO_SUCH_VARIABLE\\\"}]}]}\""
        << 1 << QStringList {u"\"model\":\"gemini-x\""_s, u"\"variable\":\"NO_SUCH_VARIABLE\""_s};
    QTest::newRow("a member the back end refuses") << QByteArray(R"({"contents":[],"labels":{"a":"b"}})") << 1
                                                   << QStringList {u"\"refused\":[\"labels\"]"_s};
    QTest::newRow("no request") << QByteArray("{}") << 2 << QStringList();
}

void TestInspectInputs::aRequestIsCheckedWithoutBeingSent()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, exitCode);
    QFETCH(const QStringList, says);
    const auto run = test::runProgram({u"inspect"_s, u"--request"_s, u"--json"_s, u"-"_s}, text);
    QVERIFY2(run.exitCode == exitCode, run.errors.constData());
    QCOMPARE(run.output.isEmpty(), exitCode == 2);
    for (const QString& part : says)
        QVERIFY2(run.output.contains(part.toUtf8()), run.output.constData());
    // The same for people.
    const auto plain = test::runProgram({u"inspect"_s, u"--request"_s}, text);
    QCOMPARE(plain.exitCode, exitCode);
    QVERIFY(exitCode == 2 ? !plain.errors.isEmpty() : plain.output.startsWith("-: "));
}

QTEST_GUILESS_MAIN(TestInspectInputs)
#include "tst_inspectinputs.moc"
