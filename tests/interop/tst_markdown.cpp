#include "tests/report/hostileattempt.h"
#include "tests/support/strict.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

// Reports in Markdown as others show them: nothing that a service or a user wrote becomes markup.
class TestMarkdown final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void wordsStayText_data();
    void wordsStayText();

private:
    static QByteArray run(const QString& program, const QStringList& arguments, const QByteArray& input = {});
};

QByteArray TestMarkdown::run(const QString& program, const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return {};
    process.write(input);
    process.closeWriteChannel();
    const bool isDone = process.waitForFinished(120000) && process.exitCode() == 0;
    return isDone ? process.readAllStandardOutput() : QByteArray();
}

void TestMarkdown::wordsStayText_data()
{
    QTest::addColumn<QString>("renderer");
    QTest::addColumn<QString>("text");
    const QString image = u"<img src=http://evil.example/t.png onerror=alert(1)>"_s;
    for (const char* renderer : {"cmark-gfm", "marked", "commonmark"}) {
        const auto add = [renderer](const char* name, const QString& text) {
            QTest::addRow("%s: %s", renderer, name) << QString::fromLatin1(renderer) << text;
        };
        add("a bar behind a backslash", u"X\\|"_s + image);
        add("a bar behind two backslashes", u"X\\\\|"_s + image);
        add("a bar behind three backslashes", u"X\\\\\\|"_s + image);
        add("a bar and ticks", u"`|` ``|"_s + image + u"| `"_s);
        add("a tick behind a backslash", u"\\`"_s + image + u"\\`|"_s + image);
        add("line ends", u"a\n\n"_s + image + u"\n|-|\n# b\r\r"_s + image);
        add("entities", u"&lt;img&gt; &#60;script&#62; &amp;"_s + image);
        add("links",
            u"[a](javascript:alert(1)) <javascript:alert(2)> http://evil.example www.evil.example "
            "mail@evil.example ![b](http://evil.example/x.png) [c]: http://evil.example"_s);
        add("fences", u"```\n"_s + image + u"\n~~~\n"_s + image + u"\n````\n"_s + image);
    }
}

void TestMarkdown::wordsStayText()
{
    QFETCH(QString, renderer);
    QFETCH(QString, text);
    ReportOptions options;
    options.comparisons = {{{7, 8}, 7}};
    Attempt other = test::sampleAttempt(u"stop-text.json"_s);
    other.id = 8;
    const QByteArray report = test::written({test::saying(text), other}, ReportFormat::Markdown, options);
    QByteArray html;
    if (renderer == "cmark-gfm"_L1) {
        if (QStandardPaths::findExecutable(renderer).isEmpty())
            QSKIP("cmark-gfm is not installed");
        html = run(renderer, {u"--unsafe"_s, u"-e"_s, u"table"_s, u"-e"_s, u"strikethrough"_s}, report);
    } else {
        const QString folder = QStringLiteral(INTEROP_BUILD);
        if (QProcess::execute(u"sh"_s, {QStringLiteral(INTEROP_SOURCE "/install.sh"), folder}) != 0)
            QSKIP("the renderers are not there and could not be installed from the npm registry");
        const QString script = folder + u"/render.mjs"_s; // beside node_modules, so that the import is found
        QFile::remove(script);
        QVERIFY(QFile::copy(QStringLiteral(INTEROP_SOURCE "/render.mjs"), script));
        html = run(u"node"_s, {script, renderer}, report);
    }
    QVERIFY(html.contains("<h1"));
    static const QRegularExpression tag(u"<(?:[^>\"]|\"[^\"]*\")*>"_s);
    static const QRegularExpression ours(
        u"^</?(h[1-6]|p|ul|ol|li|strong|em|del|code|pre|blockquote|table|thead|tbody|tr|th|td)( "
        "(class=\"language-text\"|align=\"right\"|start=\"[0-9]+\"))?>$|^<hr ?/?>$|^<br ?/?>$|^</a>$|"
        "^<a (id=\"[a-z0-9-]+\"|href=\"#[a-z0-9-]+\")>$|^<img src=\"data:image/png;base64,[^\"]*\" alt=\"[^\"]*\" ?/?>$"_s);
    for (auto it = tag.globalMatch(QString::fromUtf8(html)); it.hasNext();) {
        const QString found = it.next().captured(0);
        QVERIFY2(ours.match(found).hasMatch(), qPrintable(found.left(200)));
    }
}

QTEST_MAIN(TestMarkdown)
#include "tst_markdown.moc"
