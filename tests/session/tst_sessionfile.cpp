#include "app/session/schema.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace safelight;
using namespace Qt::StringLiterals;

// Files that are no session, not ours, not whole: a sentence, and not a byte changed.
class TestSessionFile final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refusedFileStaysAsItIs_data();
    void refusedFileStaysAsItIs();
    void damagedInEveryPage();
    void alteredRowOfTheListIsNoticed();
    void folderIsRefused();
    void deadLinkIsRefused();
    void pipeIsRefused();
    void missingFolderIsRefused();
    void readOnlyPlaceIsRefused();
    void emptyFileIsRefusedAndKept();
    void killedWhileMakingLeavesNoHalfSession();

private:
    QByteArray sessionBytes() const;
    void write(const QByteArray& bytes) const;
    QByteArray read() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSessionFile::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"found.safelight"_s);
}

// A session with one answered attempt, as a file.
QByteArray TestSessionFile::sessionBytes() const
{
    const QString path = m_folder->filePath(u"made.safelight"_s);
    {
        auto store = SessionStore::open(path);
        if (!store)
            qFatal("%s", qPrintable(store.error().message));
        const auto begun = (*store)->begin(test::sampleAttempt());
        const auto done = (*store)->complete(test::answered(*begun), "png");
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    const QByteArray bytes = file.readAll();
    file.remove();
    return bytes;
}

void TestSessionFile::write(const QByteArray& bytes) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray TestSessionFile::read() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSessionFile::refusedFileStaysAsItIs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    init();
    const QByteArray session = sessionBytes();
    const auto changed = [&session](qsizetype at, const QByteArray& to) {
        return QByteArray(session).replace(at, to.size(), to);
    };
    QTest::newRow("text") << QByteArray("hello, this is a letter and no session") << u"is not a Safelight"_s;
    QTest::newRow("one byte") << QByteArray("x") << u"is not a Safelight"_s;
    QTest::newRow("a picture") << test::noise(50'000) << u"is not a Safelight"_s;
    QTest::newRow("only the first words of a database") << session.left(16) << u"is not a Safelight"_s;
    QTest::newRow("another program's database") << changed(68, "\1\2\3\4") << u"is not a Safelight"_s;
    QTest::newRow("database of no program") << changed(68, QByteArray(4, '\0')) << u"is not a Safelight"_s;
    QTest::newRow("newer version") << changed(60, QByteArray("\0\0\0\6", 4)) << u"newer version"_s;
    QTest::newRow("much newer version") << changed(60, "\xff\xff\xff\xff") << u"newer version"_s;
    QTest::newRow("version nobody wrote") << changed(60, QByteArray(4, '\0')) << u"damaged"_s;
    QTest::newRow("cut off after the header") << session.left(100) << u"damaged"_s;
    QTest::newRow("last page missing") << session.chopped(4096) << u"damaged"_s;
    QTest::newRow("half of the last page missing") << session.chopped(2048) << u"damaged"_s;
    QTest::newRow("table of contents overwritten") << changed(100, QByteArray(3000, 'x')) << u"damaged"_s;
    QTest::newRow("no valid page size") << changed(16, "\7\7") << u"damaged"_s;
}

void TestSessionFile::refusedFileStaysAsItIs()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    write(bytes);
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY2(store.error().message.contains(says), qPrintable(store.error().message));
    QVERIFY(store.error().message.contains(u"found.safelight"_s));
    QVERIFY(read() == bytes);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
             QStringList {u"found.safelight"_s});
}

// Whatever page is overwritten: either a sentence at once, or a session that opens and says what it cannot
// read; never a crash.
void TestSessionFile::damagedInEveryPage()
{
    const QByteArray session = sessionBytes();
    int refused = 0;
    for (qsizetype page = 1; page < session.size() / 4096; ++page) {
        write(QByteArray(session).replace(page * 4096, 4096, test::noise(4096, 3)));
        auto store = SessionStore::open(m_path);
        refused += store ? 0 : 1;
        if (!store)
            QVERIFY(store.error().message.contains(u"damaged"_s));
        else if (const auto attempt = (*store)->load(1); !attempt)
            QVERIFY(!attempt.error().message.isEmpty());
    }
    QVERIFY(refused > 3);
}

// What the list shows is in no part with a checksum, but in indexes too.
void TestSessionFile::alteredRowOfTheListIsNoticed()
{
    const QByteArray session = sessionBytes();
    const QByteArray reason = "IMAGE_SAFETY";
    int refused = 0;
    for (qsizetype at = session.indexOf(reason); at >= 0; at = session.indexOf(reason, at + 1)) {
        write(QByteArray(session).replace(at, reason.size(), "IMAGE_SAFETX"));
        const auto store = SessionStore::open(m_path);
        QVERIFY2(!store || !(*store)->load(1), qPrintable(QString::number(at)));
        refused += store ? 0 : 1;
    }
    QVERIFY(refused > 0);
}

void TestSessionFile::folderIsRefused()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"found.safelight"_s));
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY(store.error().message.contains(u"is a folder"_s));
}

void TestSessionFile::deadLinkIsRefused()
{
    QVERIFY(QFile::link(m_folder->filePath(u"gone"_s), m_path));
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY(store.error().message.contains(u"does not exist"_s));
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"gone"_s)));
}

void TestSessionFile::pipeIsRefused()
{
#ifdef Q_OS_UNIX
    QCOMPARE(::mkfifo(QFile::encodeName(m_path).constData(), 0600), 0);
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY(store.error().message.contains(u"is not a file"_s));
#else
    QSKIP("no pipes with a name here");
#endif
}

void TestSessionFile::missingFolderIsRefused()
{
    const auto store = SessionStore::open(m_folder->filePath(u"no/such/one.safelight"_s));
    QVERIFY(!store);
    QCOMPARE(store.error().code, Error::Code::NotFound);
    QVERIFY(store.error().message.contains(u"folder"_s));
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"no"_s)));
}

void TestSessionFile::readOnlyPlaceIsRefused()
{
#ifdef Q_OS_UNIX
    if (::geteuid() == 0)
        QSKIP("root may write everywhere");
#endif
    const QByteArray session = sessionBytes();
    write(session);
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner));
    const auto file = SessionStore::open(m_path);
    QVERIFY(!file);
    QVERIFY(file.error().message.contains(u"read-only"_s));
    QVERIFY(read() == session);

    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    const auto made = SessionStore::open(m_folder->filePath(u"new.safelight"_s));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(!made);
    QVERIFY(made.error().message.contains(u"read-only"_s));
}

void TestSessionFile::emptyFileIsRefusedAndKept()
{
    write({});
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY(store.error().message.contains(u"is not a Safelight session"_s));
    QCOMPARE(QFileInfo(m_path).size(), 0);
}

void TestSessionFile::killedWhileMakingLeavesNoHalfSession()
{
    // What a killed program may leave is a file with another name, which is in nobody's way.
    QFile part(m_path + u".0123.part"_s);
    QVERIFY(part.open(QIODevice::WriteOnly));
    part.write("half");
    part.close();
    QVERIFY(SessionStore::open(m_path).has_value());
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
