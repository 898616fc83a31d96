#include "tests/report/hostileattempt.h"
#include "tests/report/reportcases.h"
#include "tests/support/strict.h"

#include "app/base/visibletext.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace safelight;
using test::saying;

// Whatever prompts, answers, names and messages hold, it stays text.
class tst_reporthostile : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void markupStaysText();
    void htmlAsksForNothing();
    void markdownStaysText();
    void fencesAreLongerThanThoseInside();
    void formulasAreText_data();
    void formulasAreText();
    void csvHasOneRowForEach();
    void controlCharactersAreSeen();
    void jsonIsExact();
    void hugeTextIsWhole_data();
    void hugeTextIsWhole();
    void unknownPictureIsNotEmbedded();
    void fullDeviceIsSaid_data();
    void fullDeviceIsSaid();
    void stoppedReportLeavesNothing();
    void markdownPicturesLieBeside();
    void emptySession_data();
    void emptySession();
};

const QString nasty =
    u"</pre></title><script>alert(1)</script><img src=x onerror=alert(2)> \"'&lt; %1 %2 "
    "[a](javascript:alert(3)) ![b](http://evil.example/x.png) `` ``` | <!-- $& \\ # * _ ~"_s;

void tst_reporthostile::markupStaysText()
{
    ReportOptions options;
    options.comparisons = {{{7, 8}, 7}};
    Attempt other = test::sampleAttempt(u"stop-text.json"_s);
    other.id = 8;
    const QByteArray html = test::written({saying(nasty), other}, ReportFormat::Html, options);
    QVERIFY(!html.contains("<script"));
    QVERIFY(!html.contains("<img src=x"));
    QVERIFY(!html.contains("<!--"));
    QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    // Nothing but our own tags: those of the same report without the words.
    static const QRegularExpression tag(u"<([a-zA-Z0-9]+)"_s);
    QSet<QString> tags;
    for (auto it = tag.globalMatch(QString::fromUtf8(html)); it.hasNext();)
        tags << it.next().captured(1);
    const QSet<QString> ours {
        u"html"_s, u"head"_s, u"meta"_s,  u"title"_s,   u"style"_s,   u"body"_s,       u"header"_s,
        u"h1"_s,   u"h2"_s,   u"h3"_s,    u"h4"_s,      u"p"_s,       u"nav"_s,        u"ul"_s,
        u"li"_s,   u"a"_s,    u"main"_s,  u"section"_s, u"article"_s, u"dl"_s,         u"dt"_s,
        u"dd"_s,   u"code"_s, u"table"_s, u"thead"_s,   u"tbody"_s,   u"tr"_s,         u"th"_s,
        u"td"_s,   u"div"_s,  u"span"_s,  u"pre"_s,     u"figure"_s,  u"figcaption"_s, u"img"_s,
        u"svg"_s,  u"rect"_s, u"line"_s,  u"text"_s,    u"footer"_s,  u"del"_s,        u"ins"_s};
    QVERIFY2(ours.contains(tags), qPrintable(QStringList((tags - ours).values()).join(u' ')));
}

void tst_reporthostile::htmlAsksForNothing()
{
    const QByteArray html = test::written(test::sessionAttempts(), ReportFormat::Html);
    QVERIFY(html.contains("Content-Security-Policy"));
    QVERIFY(html.contains("default-src 'none'; img-src data:; style-src 'sha256-"));
    static const QRegularExpression source(u"(?:src|href)=\"([^\"]{0,20})"_s);
    for (auto it = source.globalMatch(QString::fromUtf8(html)); it.hasNext();) {
        const QString target = it.next().captured(1);
        QVERIFY2(target.startsWith(u'#') || target.startsWith(u"data:image/"_s), qPrintable(target));
    }
    QVERIFY(!html.contains(" style=\""));
    QVERIFY(!html.contains("url("));
    QVERIFY(!html.contains("@import"));
}

// Every sign that means something outside of code is escaped.
void tst_reporthostile::markdownStaysText()
{
    const auto lines = QString::fromUtf8(test::written({saying(nasty)}, ReportFormat::Markdown)).split(u'\n');
    QString fence;
    int checked = 0;
    for (const QString& line : lines) {
        if (!fence.isEmpty()) {
            if (line == fence)
                fence.clear();
            continue;
        }
        static const QRegularExpression opening(u"^(`{3,})text$"_s);
        if (const auto match = opening.match(line); match.hasMatch()) {
            fence = match.captured(1);
            continue;
        }
        static const QRegularExpression code(u"(`+).*?\\1(?!`)"_s);
        QString outside = line;
        outside.remove(code);
        if (!outside.contains(u"script"_s))
            continue;
        ++checked;
        QVERIFY2(!outside.contains(QRegularExpression(u"(?<!\\\\)<(?!a id=)"_s)), qPrintable(outside));
        QVERIFY2(!outside.contains(QRegularExpression(u"(?<!\\\\)\\]\\((?!data:image/|#)"_s)),
                 qPrintable(outside));
        QVERIFY2(!outside.contains(u"http://"_s), qPrintable(outside));
    }
    QVERIFY(fence.isEmpty());
    QVERIFY(checked > 5);
}

void tst_reporthostile::fencesAreLongerThanThoseInside()
{
    const QByteArray report =
        test::written({saying(u"before\n`````\n<b>x</b>\n```\nafter"_s)}, ReportFormat::Markdown);
    QVERIFY(report.contains("``````text\nbefore\n`````\n<b>x</b>\n```\nafter\n``````\n"));
}

void tst_reporthostile::formulasAreText_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\"=1"})
        QTest::newRow(text) << QString::fromLatin1(text);
    for (const QString& sign : {u"\uff1d"_s, u"\uff0b"_s, u"\uff0d"_s, u"\uff20"_s})
        QTest::addRow("wide %s", qPrintable(sign)) << sign + u"1+1"_s;
    QTest::newRow("a space and a wide sign") << u" \uff1d1+1"_s;
    QTest::newRow("an ideographic space") << u"\u3000=1+1"_s;
    QTest::newRow("a mark without a look") << u"\u200b=1+1"_s;
    QTest::newRow("a byte order mark") << u"\ufeff@SUM(A1)"_s;
}

void tst_reporthostile::formulasAreText()
{
    QFETCH(QString, text);
    const QString csv = QString::fromUtf8(test::written({saying(text)}, ReportFormat::Csv));
    static const QRegularExpression cell(
        u"(?:^|\r\n|,)\"?[\\s\u200b\ufffd\ufeff]*[=+@\\-\uff1d\uff0b\uff0d\uff20]"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    const QString rows = csv.mid(csv.indexOf(u'\n') + 1);
    const auto match = cell.match(rows);
    QVERIFY2(!match.hasMatch(), qPrintable(rows.mid(match.capturedStart(), 60)));
}

void tst_reporthostile::csvHasOneRowForEach()
{
    auto attempts = test::sessionAttempts();
    attempts[0].prompt.text = u"two\nlines, \"quoted\""_s;
    const QString csv = QString::fromUtf8(test::written(attempts, ReportFormat::Csv));
    // RFC 4180, read back.
    QList<QStringList> rows {{QString()}};
    bool quoted = false;
    for (const QChar c : csv) {
        if (c == u'"')
            quoted = !quoted;
        else if (!quoted && c == u',')
            rows.last() << QString();
        else if (!quoted && c == u'\n')
            rows << QStringList {QString()};
        else
            rows.last().last() += c;
    }
    QCOMPARE(rows.size(), attempts.size() + 2); // names, and what stands behind the last line end
    for (qsizetype i = 0; i + 1 < rows.size(); ++i)
        QCOMPARE(rows.at(i).size(), rows.at(0).size());
    QVERIFY(rows.at(1).contains(u"two\nlines, quoted"_s));
}

void tst_reporthostile::controlCharactersAreSeen()
{
    QString text = u"a_b"_s + QChar(0x202e) + u"c"_s + QChar(0x2066) + QChar(0x1b) + u"[31m"_s + QChar(0xd800)
        + u"end\r\nnext"_s;
    text[1] = QChar(0);
    QCOMPARE(visibleText(text), u"a\u2400b[U+202E]c[U+2066]\u241b[31m\ufffdend\nnext"_s);
    for (const auto format : {ReportFormat::Html, ReportFormat::Markdown, ReportFormat::Csv}) {
        const QString report = QString::fromUtf8(test::written({saying(text)}, format));
        for (const QChar bad : {QChar(0), QChar(0x202e), QChar(0x2066), QChar(0x1b)})
            QVERIFY(!report.contains(bad));
        QVERIFY(report.contains(u'\u2400'));
    }
    QCOMPARE(visibleText(u"שלום\u200f 😀 naïve"_s), u"שלום\u200f 😀 naïve"_s);
}

// JSON tells it as it is.
void tst_reporthostile::jsonIsExact()
{
    QString text = nasty + QChar(0x202e) + u"\t\"\\\n"_s + QChar(1) + u"é 😀"_s;
    ReportOptions options;
    options.pictures = PictureSize::Full;
    const auto json =
        QJsonDocument::fromJson(test::written({saying(text)}, ReportFormat::Json, options)).object();
    const auto attempt = json[u"attempts"_s].toArray().at(0).toObject();
    QCOMPARE(attempt[u"request"_s].toObject()[u"text"_s].toString(), text);
    QCOMPARE(attempt[u"comment"_s].toString(), text);
    QCOMPARE(attempt[u"answer"_s].toObject()[u"raw"_s].toString().toUtf8(), saying(text).rawAnswer);
    const auto image = attempt[u"request"_s].toObject()[u"images"_s].toArray().at(0).toObject();
    QCOMPARE(QByteArray::fromBase64(image[u"data"_s].toString().toLatin1()), test::referenceImage().bytes);
    QCOMPARE(json[u"schema"_s].toString(), u"safelight.report/1"_s);
}

void tst_reporthostile::hugeTextIsWhole_data()
{
    QTest::addColumn<ReportFormat>("format");
    QTest::newRow("HTML") << ReportFormat::Html;
    QTest::newRow("Markdown") << ReportFormat::Markdown;
    QTest::newRow("JSON") << ReportFormat::Json;
    QTest::newRow("PDF") << ReportFormat::Pdf;
    QTest::newRow("CSV") << ReportFormat::Csv;
}

void tst_reporthostile::hugeTextIsWhole()
{
    QFETCH(ReportFormat, format);
    Attempt attempt = test::sampleAttempt(u"stop-text.json"_s);
    attempt.prompt.text = u"<b>long words & more</b>\n"_s.repeated(200000) + u"the very end"_s; // 5 MB
    QElapsedTimer timer;
    timer.start();
    const QByteArray report = test::written({attempt}, format);
    QVERIFY2(timer.elapsed() < 20000, "some seconds at most, in a debug build");
    const bool whole = format != ReportFormat::Pdf && format != ReportFormat::Csv;
    if (whole)
        QVERIFY(report.contains("the very end"));
    else
        QVERIFY(report.size() < 3000000);
}

void tst_reporthostile::unknownPictureIsNotEmbedded()
{
    Attempt attempt = test::sampleAttempt(u"stop-text.json"_s);
    attempt.prompt.images = {test::referenceImage()};
    attempt.prompt.images[0].mimeType = u"image/svg+xml"_s;
    attempt.prompt.images[0].bytes = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    ReportOptions options;
    options.pictures = PictureSize::Full;
    const QByteArray html = test::written({attempt}, ReportFormat::Html, options);
    QVERIFY(!html.contains("<img"));
    QVERIFY(html.contains("image/svg+xml"));
    QVERIFY(test::written({attempt}, ReportFormat::Pdf, options).startsWith("%PDF"));
}

namespace {

// A disk with so much room.
class SmallDevice final : public QIODevice
{
public:
    explicit SmallDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 length) override
    {
        m_room -= length;
        if (m_room >= 0)
            return length;
        setErrorString(u"no room"_s);
        return -1;
    }

private:
    qint64 m_room;
};

} // namespace

void tst_reporthostile::fullDeviceIsSaid_data()
{
    hugeTextIsWhole_data();
}

void tst_reporthostile::fullDeviceIsSaid()
{
    QFETCH(ReportFormat, format);
    const auto made = test::made(test::sessionAttempts());
    SmallDevice device(3000);
    const auto written = writeReport(made.report, *made.spool, format, device);
    QVERIFY(!written);
    QCOMPARE(written.error().code, Error::Code::Io);
    QCOMPARE(written.error().detail, u"no room"_s);
}

void tst_reporthostile::stoppedReportLeavesNothing()
{
    const auto made = test::made(test::sessionAttempts());
    for (const auto format : {ReportFormat::Html, ReportFormat::Pdf, ReportFormat::Markdown,
                              ReportFormat::Json, ReportFormat::Csv}) {
        QTemporaryDir folder;
        WritingProgress progress;
        progress.step = [](int done, int) { return done < 2; };
        const auto written =
            writeReportFile(made.report, *made.spool, {folder.filePath(u"report.x"_s), format}, progress);
        QVERIFY(!written);
        QCOMPARE(written.error().code, Error::Code::Cancelled);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }
}

void tst_reporthostile::markdownPicturesLieBeside()
{
    QTemporaryDir folder;
    ReportOptions options;
    options.pictures = PictureSize::Full;
    const auto made = test::made(test::sessionAttempts(), options);
    QDir().mkdir(folder.filePath(u"my report-pictures"_s)); // somebody else's
    QVERIFY(writeReportFile(made.report, *made.spool,
                            {folder.filePath(u"my report.md"_s), ReportFormat::Markdown}));
    QFile file(folder.filePath(u"my report.md"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("](my%20report-pictures-2/picture-1.png)"));
    const QDir pictures(folder.filePath(u"my report-pictures-2"_s));
    QCOMPARE(pictures.entryList(QDir::Files).size(), 2); // each once
    QFile picture(pictures.filePath(u"picture-1.png"_s));
    QVERIFY(picture.open(QIODevice::ReadOnly));
    QCOMPARE(picture.readAll(), test::referenceImage().bytes);
}

void tst_reporthostile::emptySession_data()
{
    hugeTextIsWhole_data();
}

void tst_reporthostile::emptySession()
{
    QFETCH(ReportFormat, format);
    QVERIFY(!test::written(QList<Attempt>(), format).isEmpty());
    Attempt open = test::sampleAttempt(u"stop-text.json"_s);
    open.state = AttemptState::Sending;
    open.response = {};
    open.verdict = {};
    const QByteArray report = test::written({open}, format);
    if (format == ReportFormat::Html)
        QVERIFY(report.contains("Still being sent"));
}

QTEST_MAIN(tst_reporthostile)
#include "tst_reporthostile.moc"
