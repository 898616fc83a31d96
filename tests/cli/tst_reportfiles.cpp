#include "app/sqlite/connection.h"
#include "tests/cli/reportedsession.h"
#include "tests/support/strict.h"

#include <memory>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

#ifdef Q_OS_UNIX
constexpr uint nobody = 65534; // a user without rights
// Runs the program as a user without rights, for whom nothing can be written: permissions bind no one else.
test::Run runWithoutRights(const QStringList& arguments)
{
    // Qt asks that it is the user's own.
    if (geteuid() == 0 && chown(qgetenv("XDG_RUNTIME_DIR").constData(), nobody, nobody) != 0)
        return {99, {}, {}};
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([] {
        if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
            _exit(99);
    });
    process.start(QStringLiteral(SAFELIGHT_BINARY), arguments);
    if (!process.waitForFinished(30000) || process.exitStatus() != QProcess::NormalExit)
        return {process.error() == QProcess::FailedToStart ? 99 : -1, {}, {}};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}
#endif

} // namespace

// What safelight report makes of the files it is given, by the real program.
class TestReportFiles final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_made->harm(), QString()); }
    void olderSessions_data();
    void olderSessions();
    void olderSessionWithADamagedAttempt();
    void emptySession();
    void sessionThatIsOpen();
    void sessionThatMayOnlyBeRead_data();
    void sessionThatMayOnlyBeRead();
    void unreadableSessions_data();
    void unreadableSessions();
    void damagedSession();
    void unwritableTargets_data();
    void unwritableTargets();
    void targetThatMayNotBeWritten();
    void fullStandardOutput();
    void sessionIsNoTarget_data();
    void sessionIsNoTarget();
    void wrongOptions_data();
    void wrongOptions();

private:
    std::unique_ptr<test::ReportedSession> m_made;
};

void TestReportFiles::init()
{
    test::strict();
    m_made.reset(); // before the next one
    m_made = std::make_unique<test::ReportedSession>();
    QVERIFY(m_made->isThere());
}

void TestReportFiles::olderSessions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    for (const auto& version : {u"version1"_s, u"version2"_s}) {
        for (const auto& [format, name] : WireNames<ReportFormat>::table)
            QTest::addRow("%s as %s", qPrintable(version), name.data())
                << QString(version + u".safelight"_s) << QString(name);
    }
}

void TestReportFiles::olderSessions()
{
    QFETCH(const QString, name);
    QFETCH(const QString, format);
    const QString old = m_made->elsewhere(name);
    QVERIFY(QFile::copy(QStringLiteral(SAFELIGHT_TEST_DATA "/session/") + name, old));
    const QByteArray before = test::bytesOf(old);
    const auto run = test::runProgram(
        {u"report"_s, old, u"-o"_s, u"-"_s, u"--format"_s, format, u"--filter"_s, u"blocked or -blocked"_s});
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith(test::marksOf(format).start));
    if (format == u"json"_s)
        QCOMPARE(test::numbersIn(run.output).size(), name.startsWith(u"version1"_s) ? 2 : 7);
    QVERIFY(test::bytesOf(old) == before);
    QCOMPARE(QDir(m_made->elsewhere()).entryList(QDir::Files | QDir::Hidden), QStringList {name});
}

// A filter needs the words of all attempts; one whose request is lost must not keep the others out.
void TestReportFiles::olderSessionWithADamagedAttempt()
{
    const QString old = m_made->elsewhere(u"old.safelight"_s);
    QVERIFY(QFile::copy(QStringLiteral(SAFELIGHT_TEST_DATA "/session/version2.safelight"), old));
    QVERIFY(QFile::setPermissions(old, QFile::ReadOwner | QFile::WriteOwner));
    {
        const auto session = Connection::open(old, Connection::Mode::ReadWrite);
        QVERIFY(session);
        QVERIFY((*session)->run(u"PRAGMA foreign_keys = OFF"_s));
        QVERIFY((*session)->run(
            u"DELETE FROM prompts WHERE id = (SELECT prompt FROM exchanges WHERE attempt = 2)"_s));
    }
    const auto run = test::runProgram(
        {u"report"_s, old, u"-o"_s, u"-"_s, u"--format"_s, u"json"_s, u"--filter"_s, u"passed"_s});
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(test::numbersIn(run.output), (QList<int> {1, 5}));
    const auto history = test::runProgram({u"history"_s, old, u"--filter"_s, u"passed"_s});
    QCOMPARE(history.exitCode, 0);
}

void TestReportFiles::emptySession()
{
    const QString empty = m_made->elsewhere(u"empty.safelight"_s);
    QVERIFY(SessionStore::open(empty));
    for (const auto& [format, name] : WireNames<ReportFormat>::table) {
        const auto run = test::runProgram({u"report"_s, empty, u"-o"_s, u"-"_s, u"--format"_s, name});
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.output.startsWith(test::marksOf(name).start), name.data());
    }
}

// What another program writes meanwhile stands in the log beside the file.
void TestReportFiles::sessionThatIsOpen()
{
    const QString open = m_made->elsewhere(u"open.safelight"_s);
    const auto store = SessionStore::open(open);
    auto begun = (*store)->begin(test::sessionAttempts().constFirst());
    begun->state = AttemptState::Completed;
    QVERIFY((*store)->complete(*begun, {}));
    QVERIFY((*store)->begin(test::sessionAttempts().at(2)));
    const QByteArray before = test::bytesOf(open);
    const QByteArray log = test::bytesOf(open + u"-wal"_s);
    QVERIFY(!log.isEmpty());
    const auto run = test::runProgram({u"report"_s, open, u"-o"_s, u"-"_s, u"--format"_s, u"json"_s});
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(test::numbersIn(run.output), (QList<int> {1, 2}));
    QVERIFY(test::bytesOf(open) == before);
    QVERIFY(test::bytesOf(open + u"-wal"_s) == log);
    QVERIFY((*store)->begin(test::sessionAttempts().at(3))); // and it goes on
}

void TestReportFiles::sessionThatMayOnlyBeRead_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("count");
    QTest::newRow("of this program") << QString() << 7;
    QTest::newRow("version 1") << QStringLiteral(SAFELIGHT_TEST_DATA "/session/version1.safelight") << 2;
    QTest::newRow("version 2") << QStringLiteral(SAFELIGHT_TEST_DATA "/session/version2.safelight") << 7;
}

void TestReportFiles::sessionThatMayOnlyBeRead()
{
#ifdef Q_OS_UNIX
    QFETCH(const QString, source);
    QFETCH(const int, count);
    const QString folder = m_made->elsewhere(u"readonly"_s);
    const QString session = folder + u"/kept.safelight"_s;
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::copy(source.isEmpty() ? m_made->session() : source, session));
    using File = QFileDevice;
    const auto reading = File::ReadOwner | File::ReadGroup | File::ReadOther;
    const auto entering = File::ExeOwner | File::ExeGroup | File::ExeOther;
    const auto writing = File::WriteOwner | File::WriteGroup | File::WriteOther;
    QVERIFY(QFile::setPermissions(session, reading));
    QVERIFY(QFile::setPermissions(m_made->root(), reading | entering | File::WriteOwner));
    QVERIFY(QFile::setPermissions(m_made->temporary(), reading | entering | writing));
    QVERIFY(QFile::setPermissions(folder, reading | entering));
    const QByteArray before = test::bytesOf(session);
    const auto run = runWithoutRights(
        {u"report"_s, session, u"-o"_s, u"-"_s, u"--format"_s, u"json"_s, u"--filter"_s, u"-tag:nothing"_s});
    const auto names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    const auto refused = runWithoutRights({u"report"_s, session, u"-o"_s, folder + u"/report.html"_s});
    const auto namesAfter = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(QFile::setPermissions(folder, reading | entering | File::WriteOwner));
    if (run.exitCode == 99)
        QSKIP("this user cannot become another one that may run the program here");
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(test::numbersIn(run.output).size(), count);
    QVERIFY(test::bytesOf(session) == before);
    QCOMPARE(names, QStringList {u"kept.safelight"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains("could not be written"), refused.errors.constData());
    QCOMPARE(namesAfter, names);
#else
    QSKIP("permissions of Unix");
#endif
}

void TestReportFiles::unreadableSessions_data()
{
    QTest::addColumn<QByteArray>("bytes"); // null: there is no such file
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such file") << QByteArray() << QByteArray("does not exist");
    QTest::newRow("an empty file") << QByteArray("") << QByteArray("other.safelight");
    QTest::newRow("another file") << QByteArray("{\"contents\":[]}") << QByteArray("other.safelight");
    QTest::newRow("another database")
        << QByteArray("SQLite format 3\0" + QByteArray(4080, '\0')) << QByteArray("other.safelight");
    QTest::newRow("a session of a later version") << QByteArray("later") << QByteArray("newer");
}

void TestReportFiles::unreadableSessions()
{
    QFETCH(QByteArray, bytes);
    QFETCH(const QByteArray, says);
    const QString other = m_made->elsewhere(u"other.safelight"_s);
    if (bytes == "later") {
        bytes = m_made->bytes();
        bytes[63] = 120; // the version, sqlite.org/fileformat2.html §1.3: four bytes from 60
    }
    if (!bytes.isNull())
        QVERIFY(test::writeBytes(other, bytes));
    const auto run = test::runProgram({u"report"_s, other, u"-o"_s, m_made->path(u"report.html"_s)});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.contains(says), run.errors.constData());
    QVERIFY(test::bytesOf(other) == bytes);
    QCOMPARE(m_made->files(), m_made->filesBefore());
    QCOMPARE(QDir(m_made->elsewhere()).entryList(QDir::Files | QDir::Hidden).size(), bytes.isNull() ? 0 : 1);
}

void TestReportFiles::damagedSession()
{
    const QString damaged = m_made->elsewhere(u"damaged.safelight"_s);
    for (const bool cutOff : {true, false}) {
        QByteArray bytes = m_made->bytes();
        if (cutOff)
            bytes.truncate(bytes.size() / 2);
        else
            bytes.replace(4096, bytes.size() - 4096, QByteArray(bytes.size() - 4096, '\x5a'));
        QVERIFY(test::writeBytes(damaged, bytes));
        const auto run = test::runProgram({u"report"_s, damaged, u"-o"_s, m_made->path(u"report.html"_s)});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.errors.contains("damaged"), run.errors.constData());
        QVERIFY(test::bytesOf(damaged) == bytes);
        QCOMPARE(m_made->files(), m_made->filesBefore());
    }
}

void TestReportFiles::unwritableTargets_data()
{
    QTest::addColumn<QString>("target"); // relative: to the folder of the session
    QTest::addColumn<QString>("format");
    QTest::newRow("a folder") << u"."_s << u"html"_s;
    QTest::newRow("a folder that is not there") << u"nowhere/report.html"_s << u"html"_s;
    QTest::newRow("markdown into a folder that is not there") << u"nowhere/report.md"_s << u"markdown"_s;
    QTest::newRow("a device") << u"/dev/null"_s << u"csv"_s;
    QTest::newRow("a name that is too long") << QString(QString(300, u'x') + u".pdf"_s) << u"pdf"_s;
}

void TestReportFiles::unwritableTargets()
{
    QFETCH(const QString, target);
    QFETCH(const QString, format);
    const QString whole = target.startsWith(u'/') ? target : m_made->path(target);
    const auto run = m_made->report({u"-o"_s, whole, u"--format"_s, format});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.trimmed().endsWith('.') || run.errors.count('\n') > 1, run.errors.constData());
    QVERIFY(!run.errors.isEmpty());
    QCOMPARE(m_made->files(), m_made->filesBefore());
}

// A file that others have made read-only is not written over.
void TestReportFiles::targetThatMayNotBeWritten()
{
#ifdef Q_OS_UNIX
    const QString target = m_made->path(u"report.csv"_s);
    QVERIFY(test::writeBytes(target, "kept"));
    using File = QFileDevice;
    QVERIFY(QFile::setPermissions(target, File::ReadOwner | File::ReadOther));
    for (const auto& folder : {m_made->root(), m_made->path({}), m_made->temporary()})
        QVERIFY(QFile::setPermissions(folder,
                                      File::ReadOwner | File::WriteOwner | File::ExeOwner | File::ReadOther
                                          | File::WriteOther | File::ExeOther));
    QVERIFY(
        QFile::setPermissions(m_made->session(), QFile::permissions(m_made->session()) | File::ReadOther));
    const auto run = runWithoutRights({u"report"_s, m_made->session(), u"-o"_s, target});
    if (run.exitCode == 99)
        QSKIP("this user cannot become another one that may run the program here");
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains("could not be written"), run.errors.constData());
    QCOMPARE(test::bytesOf(target), QByteArray("kept"));
#else
    QSKIP("permissions of Unix");
#endif
}

void TestReportFiles::fullStandardOutput()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    for (const auto& [format, name] : WireNames<ReportFormat>::table) {
        QProcess process;
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start(QStringLiteral(SAFELIGHT_BINARY),
                      {u"report"_s, m_made->session(), u"-o"_s, u"-"_s, u"--format"_s, name});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 2);
        QVERIFY2(!process.readAllStandardError().isEmpty(), name.data());
    }
}

void TestReportFiles::sessionIsNoTarget_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("by its name") << u"autumn.safelight"_s;
    QTest::newRow("by a way around") << u"../work/./autumn.safelight"_s;
    QTest::newRow("by a link") << u"link.html"_s;
}

// Nothing says "write a report" and means "and lose the session".
void TestReportFiles::sessionIsNoTarget()
{
    QFETCH(const QString, target);
    if (target.startsWith(u"link"_s))
        QVERIFY(QFile::link(m_made->session(), m_made->path(target)));
    const auto run = m_made->report({u"-o"_s, m_made->path(target), u"--format"_s, u"html"_s});
    QVERIFY(test::bytesOf(m_made->session()) == m_made->bytes());
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains("session"), run.errors.constData());
}

void TestReportFiles::wrongOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("says");
    const QString session; // made by init(), which comes later
    const auto with = [](const QStringList& more) {
        return QStringList {QString(), u"-o"_s, u"report.html"_s} + more;
    };
    QTest::newRow("nothing") << QStringList {} << QByteArray("one session file");
    QTest::newRow("no target") << QStringList {session} << QByteArray("-o FILE");
    QTest::newRow("an empty target") << QStringList {session, u"-o"_s, u""_s} << QByteArray("-o FILE");
    QTest::newRow("no value") << QStringList {session, u"-o"_s} << QByteArray("-o");
    QTest::newRow("two sessions") << with({session}) << QByteArray("one session file");
    QTest::newRow("an ending without a format")
        << QStringList {session, u"-o"_s, u"report.txt"_s} << QByteArray("names no format");
    QTest::newRow("standard output without a format")
        << QStringList {session, u"-o"_s, u"-"_s} << QByteArray("--format");
    QTest::newRow("unknown format") << with({u"--format"_s, u"docx"_s}) << QByteArray("html, pdf");
    QTest::newRow("unknown option") << with({u"--wrong"_s}) << QByteArray("wrong");
    QTest::newRow("unknown redaction") << with({u"--redact"_s, u"prompts,faces"_s}) << QByteArray("faces");
    QTest::newRow("unknown section") << with({u"--without"_s, u"everything"_s}) << QByteArray("everything");
    QTest::newRow("unknown size") << with({u"--pictures"_s, u"huge"_s}) << QByteArray("huge");
    QTest::newRow("no list") << with({u"--attempts"_s, u"three"_s}) << QByteArray("not a list of attempts");
    QTest::newRow("a list of nothing")
        << with({u"--attempts"_s, u","_s}) << QByteArray("not a list of attempts");
    QTest::newRow("zero") << with({u"--attempts"_s, u"0"_s}) << QByteArray("not a list of attempts");
    QTest::newRow("backwards") << with({u"--attempts"_s, u"5-3"_s}) << QByteArray("not a list of attempts");
    QTest::newRow("far too many") << with({u"--attempts"_s, u"1-2000000000"_s})
                                  << QByteArray("not a list of attempts");
    QTest::newRow("one compared") << with({u"--compare"_s, u"3"_s}) << QByteArray("two to four");
    QTest::newRow("five compared") << with({u"--compare"_s, u"1-5"_s}) << QByteArray("two to four");
    QTest::newRow("bad filter") << with({u"--filter"_s, u"red stage:x"_s}) << QByteArray("character 11");
}

void TestReportFiles::wrongOptions()
{
    QFETCH(QStringList, options);
    QFETCH(const QByteArray, says);
    for (QString& option : options)
        option = option == u"report.html"_s ? m_made->path(option)
            : option.isNull()               ? m_made->session()
                                            : option;
    const auto run = test::runProgram(QStringList {u"report"_s} + options);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.contains(says), run.errors.constData());
    QCOMPARE(m_made->files(), m_made->filesBefore());
}

QTEST_GUILESS_MAIN(TestReportFiles)
#include "tst_reportfiles.moc"
