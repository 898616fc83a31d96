#include "tests/report/reportcases.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QGuiApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace safelight;

// Reports of one session, byte for byte. After a wanted change: SAFELIGHT_GOLDEN=1 writes them anew, to be
// looked at with git diff.
class tst_reportgolden : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void reportStaysAsItIs_data();
    void reportStaysAsItIs();
    void htmlIsValid();
    void pdfIsDrawn();

private:
    static ReportOptions options();
};

ReportOptions tst_reportgolden::options()
{
    ReportOptions options;
    options.pictures = PictureSize::Full;
    options.comparisons = {{{4, 5, 1}, 4}};
    return options;
}

void tst_reportgolden::reportStaysAsItIs_data()
{
    QTest::addColumn<ReportFormat>("format");
    QTest::newRow("HTML") << ReportFormat::Html;
    QTest::newRow("Markdown") << ReportFormat::Markdown;
    QTest::newRow("JSON") << ReportFormat::Json;
    QTest::newRow("CSV") << ReportFormat::Csv;
}

void tst_reportgolden::reportStaysAsItIs()
{
    QFETCH(ReportFormat, format);
    const QByteArray report = test::written(test::sessionAttempts(), format, options());
    const QString path = u"" SAFELIGHT_TEST_DATA "/report/session."_s + reportEnding(format);
    QFile file(path);
    if (qEnvironmentVariableIsSet("SAFELIGHT_GOLDEN")) {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(report);
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const auto kept = file.readAll().split('\n');
    const auto now = report.split('\n');
    for (qsizetype i = 0; i < std::max(kept.size(), now.size()); ++i)
        QCOMPARE(QByteArray::number(i + 1) + ": " + now.value(i),
                 QByteArray::number(i + 1) + ": " + kept.value(i));
}

void tst_reportgolden::htmlIsValid()
{
    const QString tidy = QStandardPaths::findExecutable(u"tidy"_s);
    if (tidy.isEmpty())
        QSKIP("tidy is not installed");
    QTemporaryDir folder;
    const QString path = folder.filePath(u"report.html"_s);
    QVERIFY(writeFile(path, test::written(test::sessionAttempts(), ReportFormat::Html, options())));
    QProcess process;
    process.start(tidy, {u"-errors"_s, u"-quiet"_s, u"-utf8"_s, u"--show-info"_s, u"no"_s, path});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
    QCOMPARE(process.exitCode(), 0);
}

void tst_reportgolden::pdfIsDrawn()
{
    const QByteArray pdf = test::written(test::sessionAttempts(), ReportFormat::Pdf, options());
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("%%EOF"));
    const QString text = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (text.isEmpty())
        QSKIP("poppler-utils is not installed");
    QTemporaryDir folder;
    const QString keep = qEnvironmentVariable("SAFELIGHT_PICTURES");
    const QString path = (keep.isEmpty() ? folder.path() : keep) + u"/report.pdf"_s;
    QVERIFY(writeFile(path, pdf));
    if (!keep.isEmpty())
        QVERIFY(writeFile(keep + u"/report.html"_s,
                          test::written(test::sessionAttempts(), ReportFormat::Html, options())));
    QProcess process;
    process.start(text, {u"-layout"_s, u"-enc"_s, u"UTF-8"_s, path, u"-"_s});
    QVERIFY(process.waitForFinished());
    const auto pages = QString::fromUtf8(process.readAllStandardOutput()).split(u'\f');
    QVERIFY(pages.size() > 4);
    // The page that the contents name is the one with the heading.
    const auto match = QRegularExpression(u"Attempt 5: The one that passed\\s+(\\d+)"_s).match(pages.at(0));
    QVERIFY2(match.hasMatch(), qPrintable(pages.at(0)));
    const QString page = pages.at(match.captured(1).toInt() - 1);
    QVERIFY(page.contains(u"Attempt 5: The one that passed"_s));
    QVERIFY(page.contains(u"Page %1 of %2"_s.arg(match.captured(1)).arg(pages.size() - 1)));
}

QTEST_MAIN(tst_reportgolden)
#include "tst_reportgolden.moc"
