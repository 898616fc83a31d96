#include "app/exchange/calls.h"
#include "tests/cli/reportedsession.h"
#include "tests/support/strict.h"

#include <QStandardPaths>

#include <memory>

using namespace safelight;
using namespace Qt::StringLiterals;

// What safelight report writes, by the real program.
class TestReport final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_made->harm(), QString()); }
    void everyFormat_data();
    void everyFormat();
    void standardOutput_data();
    void standardOutput();
    void formatIsWhatTheOptionSays();
    void writesOverAnOlderReport();
    void markdownPictures();
    void picturesAsLargeAsAsked();
    void htmlIsValid();
    void pdfCanBeRead();
    void jsonCanBeImportedAgain();
    void csvHasARowForEach();
    void filters_data();
    void filters();
    void attemptsByNumber_data();
    void attemptsByNumber();
    void comparesWithTheFirst();
    void comparesOnlyWhatIsInIt();
    void takesOut_data();
    void takesOut();
    void leavesOutSections();
    void noneOfThoseAskedForIsAnError();
    void helpIsAnAnswer();

private:
    std::unique_ptr<test::ReportedSession> m_made;
};

void TestReport::init()
{
    test::strict();
    m_made.reset(); // before the next one
    m_made = std::make_unique<test::ReportedSession>();
    QVERIFY(m_made->isThere());
}

void TestReport::everyFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::newRow("html") << u"report.html"_s << u"html"_s;
    QTest::newRow("htm, in capitals") << u"REPORT.HTM"_s << u"html"_s;
    QTest::newRow("pdf") << u"report.pdf"_s << u"pdf"_s;
    QTest::newRow("md") << u"report.md"_s << u"markdown"_s;
    QTest::newRow("markdown") << u"my report.markdown"_s << u"markdown"_s;
    QTest::newRow("json") << u"report.json"_s << u"json"_s;
    QTest::newRow("csv") << u"bericht-für-ä.csv"_s << u"csv"_s;
}

void TestReport::everyFormat()
{
    QFETCH(const QString, name);
    QFETCH(const QString, format);
    const auto run = m_made->report({u"-o"_s, m_made->path(name)});
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.output, QByteArray());
    QCOMPARE(run.exitCode, 0);
    const QByteArray written = test::bytesOf(m_made->path(name));
    QVERIFY2(written.startsWith(test::marksOf(format).start), written.left(60).constData());
    QVERIFY2(written.endsWith(test::marksOf(format).end), written.right(60).constData());
    QStringList expected = m_made->filesBefore() + QStringList {name};
    if (format == u"markdown"_s)
        expected << QFileInfo(name).completeBaseName() + u"-pictures"_s;
    expected.sort();
    QStringList found = m_made->files();
    found.sort();
    QCOMPARE(found, expected);
}

void TestReport::standardOutput_data()
{
    QTest::addColumn<QString>("format");
    for (const auto& [format, name] : WireNames<ReportFormat>::table)
        QTest::newRow(name.data()) << QString(name);
}

void TestReport::standardOutput()
{
    QFETCH(const QString, format);
    const auto run = m_made->report({u"--output"_s, u"-"_s, u"--format"_s, format});
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.startsWith(test::marksOf(format).start), run.output.left(60).constData());
    QVERIFY2(run.output.endsWith(test::marksOf(format).end), run.output.right(60).constData());
    QCOMPARE(m_made->files(), m_made->filesBefore());
}

void TestReport::formatIsWhatTheOptionSays()
{
    const QString target = m_made->path(u"report.html"_s);
    QCOMPARE(m_made->report({u"-o"_s, target, u"--format"_s, u"csv"_s}).exitCode, 0);
    QVERIFY(test::bytesOf(target).startsWith(test::marksOf(u"csv"_s).start));
}

void TestReport::writesOverAnOlderReport()
{
    const QString target = m_made->path(u"report.json"_s);
    QVERIFY(test::writeBytes(target, QByteArray(1 << 20, 'x')));
    QCOMPARE(m_made->report({u"-o"_s, target, u"--attempts"_s, u"3"_s}).exitCode, 0);
    QCOMPARE(test::numbersIn(test::bytesOf(target)), QList<int> {3});
}

void TestReport::markdownPictures()
{
    // A folder of that name that somebody else made stays as it is.
    QVERIFY(QDir(m_made->path({})).mkpath(u"report-pictures"_s));
    QVERIFY(test::writeBytes(m_made->path(u"report-pictures/mine.txt"_s), "mine"));
    QCOMPARE(m_made->report({u"-o"_s, m_made->path(u"report.md"_s)}).exitCode, 0);
    QCOMPARE(QDir(m_made->path(u"report-pictures"_s)).entryList(QDir::Files), QStringList {u"mine.txt"_s});
    const QDir pictures(m_made->path(u"report-pictures-2"_s));
    const auto names = pictures.entryList(QDir::Files);
    QVERIFY(names.size() >= 2);
    const QByteArray text = test::bytesOf(m_made->path(u"report.md"_s));
    for (const QString& name : names) {
        QVERIFY2(text.contains(QByteArray("report-pictures-2/").append(name.toUtf8())), qPrintable(name));
        QVERIFY2(!QImage(pictures.filePath(name)).isNull(), qPrintable(name));
    }
    QVERIFY(!text.contains("data:image/"));

    const QByteArray inside = m_made->reportAs(u"markdown"_s, {u"--pictures-inside"_s});
    QVERIFY(inside.contains("data:image/png;base64,"));
    QVERIFY(!m_made->reportAs(u"markdown"_s, {u"--pictures-inside"_s, u"--pictures"_s, u"none"_s})
                 .contains("data:image/"));
}

void TestReport::picturesAsLargeAsAsked()
{
    QVERIFY(m_made->reportAs(u"html"_s).contains("data:image/"));
    QVERIFY(!m_made->reportAs(u"html"_s, {u"--pictures"_s, u"none"_s}).contains("data:image/"));
}

void TestReport::htmlIsValid()
{
    const QString tidy = QStandardPaths::findExecutable(u"tidy"_s);
    if (tidy.isEmpty())
        QSKIP("tidy is not installed");
    for (const QStringList& options :
         {QStringList {}, QStringList {u"--compare"_s, u"1,5"_s},
          QStringList {u"--redact"_s, u"prompts,images,host,project,comments"_s},
          QStringList {u"--without"_s, u"summary,list"_s}, QStringList {u"--filter"_s, u"nothingatall"_s}}) {
        const QString target = m_made->path(u"report.html"_s);
        QCOMPARE(m_made->report(QStringList {u"-o"_s, target} + options).exitCode, 0);
        QProcess process;
        process.start(tidy, {u"-q"_s, u"-e"_s, u"-utf8"_s, target});
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, qPrintable(options.join(u' ') + u'\n' + QString::fromUtf8(said)));
    }
}

void TestReport::pdfCanBeRead()
{
    const QString reader = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (reader.isEmpty())
        QSKIP("pdftotext is not installed");
    const QString target = m_made->path(u"report.pdf"_s);
    QCOMPARE(m_made->report({u"-o"_s, target, u"--compare"_s, u"1,5"_s}).exitCode, 0);
    QProcess process;
    process.start(reader, {target, u"-"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QByteArray text = process.readAllStandardOutput();
    for (const char* word : {"autumn.safelight", "IMAGE_SAFETY", "The one that passed", "Flat-lay"})
        QVERIFY2(text.contains(word), word);
}

void TestReport::jsonCanBeImportedAgain()
{
    const QByteArray json = m_made->reportAs(u"json"_s);
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    QCOMPARE(problem.error, QJsonParseError::NoError);
    QCOMPARE(document.object().value(u"schema"_s).toString(), u"safelight.report/1"_s);
    const auto calls = readCalls(json, filesOf({}));
    QVERIFY2(calls, calls ? "" : qPrintable(calls.error().message));
    QCOMPARE(calls->kind, RecordedCalls::Kind::Report);
    const auto attempts = test::sessionAttempts();
    QCOMPARE(calls->calls.size(), attempts.size());
    for (qsizetype i = 0; i < attempts.size(); ++i) {
        const RecordedCall& call = calls->calls.at(i);
        QCOMPARE(call.answer, attempts.at(i).rawAnswer);
        QCOMPARE(call.httpCode, attempts.at(i).httpCode);
        QCOMPARE(call.sentAt, attempts.at(i).sentAt);
        QVERIFY(call.request);
        QCOMPARE(call.request->prompt.text, attempts.at(i).prompt.text);
        QCOMPARE(call.request->prompt.safety, attempts.at(i).prompt.safety);
        QCOMPARE(call.request->prompt.images.size(), 1);
        QCOMPARE(call.request->prompt.images.constFirst().bytes, attempts.at(i).prompt.images.first().bytes);
    }
}

void TestReport::csvHasARowForEach()
{
    const QByteArray csv = m_made->reportAs(u"csv"_s);
    QCOMPARE(csv.count("\r\n"), 8);
}

void TestReport::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("numbers");
    QTest::newRow("blocked") << u"blocked"_s << QList<int> {1, 2, 4};
    QTest::newRow("a reason") << u"reason:IMAGE_SAFETY"_s << QList<int> {1, 2};
    QTest::newRow("a word of the prompt") << u"flat-lay"_s << QList<int> {5};
    QTest::newRow("a tag") << u"tag:client"_s << QList<int> {5};
    QTest::newRow("a star") << u"star"_s << QList<int> {5};
    QTest::newRow("what is not") << u"-blocked -star"_s << QList<int> {3, 6, 7};
    QTest::newRow("nothing matches") << u"nothingatall"_s << QList<int> {};
    QTest::newRow("an empty filter") << QString() << QList<int> {1, 2, 3, 4, 5, 6, 7};
}

void TestReport::filters()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<int>, numbers);
    const QByteArray json = m_made->reportAs(u"json"_s, {u"--filter"_s, filter});
    QVERIFY2(json.startsWith('{'), json.left(200).constData());
    QCOMPARE(test::numbersIn(json), numbers);
}

void TestReport::attemptsByNumber_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QList<int>>("numbers");
    QTest::addColumn<QByteArray>("says"); // on standard error
    QTest::newRow("one") << QStringList {u"--attempts"_s, u"3"_s} << QList<int> {3} << QByteArray();
    QTest::newRow("a list, in the order of the session")
        << QStringList {u"--attempts"_s, u"6, 1-2,2"_s} << QList<int> {1, 2, 6} << QByteArray();
    QTest::newRow("some that are not there") << QStringList {u"--attempts"_s, u"7-9"_s} << QList<int> {7}
                                             << QByteArray("Attempt 8 is not in the session");
    QTest::newRow("with a filter") << QStringList {u"--attempts"_s, u"1-4"_s, u"--filter"_s, u"blocked"_s}
                                   << QList<int> {1, 2, 4} << QByteArray("Attempt 3 ");
}

void TestReport::attemptsByNumber()
{
    QFETCH(const QStringList, options);
    QFETCH(const QList<int>, numbers);
    QFETCH(const QByteArray, says);
    const auto run = m_made->report(QStringList {u"-o"_s, u"-"_s, u"--format"_s, u"json"_s} + options);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(test::numbersIn(run.output), numbers);
    if (says.isEmpty())
        QCOMPARE(run.errors, QByteArray());
    else
        QVERIFY2(run.errors.contains(says), run.errors.constData());
}

void TestReport::comparesWithTheFirst()
{
    const auto json =
        QJsonDocument::fromJson(m_made->reportAs(u"json"_s, {u"--compare"_s, u"5,1,3"_s})).object();
    const auto comparisons = json.value(u"comparisons"_s).toArray();
    QCOMPARE(comparisons.size(), 1);
    const auto comparison = comparisons.first().toObject();
    QCOMPARE(comparison.value(u"attempts"_s).toArray(), (QJsonArray {5, 1, 3}));
    QCOMPARE(comparison.value(u"baseline"_s).toInt(), 5);
    const QByteArray html = m_made->reportAs(u"html"_s, {u"--compare"_s, u"5,1"_s});
    QVERIFY(html.contains("<ins>") || html.contains("<ins "));
    QVERIFY(!m_made->reportAs(u"html"_s, {u"--compare"_s, u"5,1"_s, u"--without"_s, u"comparisons"_s})
                 .contains("<ins>"));
}

void TestReport::comparesOnlyWhatIsInIt()
{
    const auto run = m_made->report(
        {u"-o"_s, m_made->path(u"report.html"_s), u"--attempts"_s, u"1-3"_s, u"--compare"_s, u"1,5"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains("Attempt 5"), run.errors.constData());
    QCOMPARE(m_made->files(), m_made->filesBefore());
}

void TestReport::noneOfThoseAskedForIsAnError()
{
    const auto run = m_made->report({u"-o"_s, m_made->path(u"report.html"_s), u"--attempts"_s, u"98,99"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains("None of these attempts"), run.errors.constData());
    QCOMPARE(m_made->files(), m_made->filesBefore());
}

void TestReport::takesOut_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QList<QByteArray>>("words"); // in a report from which nothing is taken out
    QTest::newRow("prompts") << u"prompts"_s
                             << QList<QByteArray> {"Flat-lay of this jacket", "Here is the jacket.",
                                                   "The jacket, from the front", "jacket.png"};
    QTest::newRow("host") << u"host"_s << QList<QByteArray> {"generativelanguage.googleapis.com"};
    QTest::newRow("comments") << u"comments"_s
                              << QList<QByteArray> {"Ask the client", "The one that passed", "final",
                                                    "autumn.safelight"};
    QTest::newRow("images") << u"images"_s
                            << QList<QByteArray> {test::referenceImage().bytes.toBase64().left(60)};
    QTest::newRow("all") << u"prompts,images , host,project,comments"_s
                         << QList<QByteArray> {"Flat-lay", "generativelanguage", "Ask the client"};
}

void TestReport::takesOut()
{
    QFETCH(const QString, what);
    QFETCH(const QList<QByteArray>, words);
    const QByteArray whole = m_made->reportAs(u"json"_s);
    for (const QByteArray& word : words)
        QVERIFY2(whole.contains(word), word.constData());
    for (const auto& format : {u"json"_s, u"html"_s, u"markdown"_s, u"csv"_s}) {
        const QByteArray without = m_made->reportAs(format, {u"--redact"_s, what});
        QVERIFY2(without.startsWith(test::marksOf(format).start), without.left(200).constData());
        for (const QByteArray& word : words)
            QVERIFY2(!without.contains(word), qPrintable(format + u": "_s + QString::fromUtf8(word)));
    }
}

void TestReport::leavesOutSections()
{
    const QByteArray whole = m_made->reportAs(u"markdown"_s);
    const QByteArray short_ = m_made->reportAs(u"markdown"_s, {u"--without"_s, u"attempts,method"_s});
    QVERIFY(whole.contains("The one that passed"));
    QVERIFY(short_.size() < whole.size() / 2);
    QVERIFY(short_.startsWith("# "));
}

void TestReport::helpIsAnAnswer()
{
    for (const auto& option : {u"--help"_s, u"-h"_s}) {
        const auto run = test::runProgram({u"report"_s, option});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.errors, QByteArray());
        for (const auto& [format, name] : WireNames<ReportFormat>::table)
            QVERIFY2(run.output.contains(name.data()), name.data());
        for (const auto& [redaction, name] : WireNames<Redaction>::table)
            QVERIFY2(run.output.contains(name.data()), name.data());
    }
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
