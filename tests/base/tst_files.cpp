#include "app/base/files.h"

#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace safelight;
using namespace Qt::StringLiterals;

class FilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsWhatWasWritten();
    void refusesToRead_data();
    void refusesToRead();
    void refusesPipesAndDevices_data();
    void refusesPipesAndDevices();
    void refusesAFileWithoutPermission();
    void readsUpToTheLimitAndNoFurther();
    void noticesAFileShorterThanItSaid();
    void readsAFileThatSaysItIsEmpty();
    void replacesAFileInOnePiece();
    void followsALinkWhenWriting();
    void refusesToWrite_data();
    void refusesToWrite();
    void keepsTheOldFileWhenTheDiskIsFull();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr qint64 roomy = 1 << 20;

bool make(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

// A disk without room, as a process can have it of its own: files may grow to so many bytes and no more.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before {};
    void (*m_handler)(int) = nullptr;
};

} // namespace

void FilesTest::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void FilesTest::readsWhatWasWritten()
{
    const QByteArray bytes("a\0b\r\n\xff", 6);
    QVERIFY(writeFile(path(u"ä file"_s), bytes));
    const auto read = readFile(path(u"ä file"_s), 6);
    QVERIFY(read);
    QCOMPARE(*read, bytes);
    QVERIFY(writeFile(path(u"empty"_s), {}));
    const auto empty = readFile(path(u"empty"_s), 0);
    QVERIFY(empty);
    QVERIFY(empty->isEmpty());
}

void FilesTest::refusesToRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << u"nothing"_s << Error::Code::NotFound << u"does not exist"_s;
    QTest::newRow("no name at all") << QString() << Error::Code::NotFound << u"does not exist"_s;
    QTest::newRow("a folder") << u"folder"_s << Error::Code::Io << u"is a folder"_s;
    QTest::newRow("a dead link") << u"deadlink"_s << Error::Code::NotFound << u"is a link to something"_s;
    QTest::newRow("too large") << u"large"_s << Error::Code::TooLarge
                               << u"larger than the limit of 10 bytes"_s;
    QTest::newRow("too large, with a place for a value in its name")
        << u"a%2Fb"_s << Error::Code::TooLarge << u"a%2Fb” is larger than the limit of 10 bytes"_s;
    QTest::newRow("a link to something too large")
        << u"link"_s << Error::Code::TooLarge << u"larger than the limit"_s;
}

void FilesTest::refusesToRead()
{
    QFETCH(QString, name);
    QFETCH(Error::Code, code);
    QFETCH(QString, words);
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    QVERIFY(QFile::link(path(u"gone"_s), path(u"deadlink"_s)));
    QVERIFY(make(path(u"large"_s), QByteArray(11, 'x')));
    QVERIFY(make(path(u"a%2Fb"_s), QByteArray(11, 'x')));
    QVERIFY(QFile::link(path(u"large"_s), path(u"link"_s)));

    const auto read = readFile(name.isEmpty() ? QString() : path(name), 10);
    QVERIFY(!read);
    QCOMPARE(read.error().code, code);
    QVERIFY2(read.error().message.contains(words), qPrintable(read.error().message));
}

void FilesTest::refusesPipesAndDevices_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a pipe nobody writes to") << u"pipe"_s;
    QTest::newRow("a device that never ends") << u"/dev/zero"_s;
    QTest::newRow("a device that is always full") << u"/dev/full"_s;
}

void FilesTest::refusesPipesAndDevices()
{
    QFETCH(QString, path);
    if (path == "pipe"_L1) {
        path = m_folder->filePath(path);
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    }
    const auto read = readFile(path, roomy);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains("is not an ordinary file"_L1), qPrintable(read.error().message));

    struct stat before
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &before), 0);
    const auto written = writeFile(path, "x");
    QVERIFY(!written);
    QVERIFY2(written.error().message.contains("is not an ordinary file"_L1),
             qPrintable(written.error().message));
    struct stat after
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &after), 0);
    QCOMPARE(after.st_mode, before.st_mode); // nothing was put in its place
}

void FilesTest::refusesAFileWithoutPermission()
{
    if (geteuid() == 0)
        QSKIP("the superuser may read everything");
    QVERIFY(make(path(u"closed"_s), "x"));
    QVERIFY(QFile::setPermissions(path(u"closed"_s), {}));
    const auto read = readFile(path(u"closed"_s), roomy);
    QVERIFY(!read);
    QVERIFY(read.error().message.contains("cannot be read"_L1));
    QVERIFY(!read.error().detail.isEmpty());
}

void FilesTest::readsUpToTheLimitAndNoFurther()
{
    QVERIFY(make(path(u"ten"_s), QByteArray(10, 'x')));
    QVERIFY(readFile(path(u"ten"_s), 10));
    QVERIFY(!readFile(path(u"ten"_s), 9));
    const auto all = readFile(path(u"ten"_s), std::numeric_limits<qint64>::max() - 1);
    QVERIFY(all);
    QVERIFY(all->capacity() < roomy); // room for the file, not for the limit
}

void FilesTest::noticesAFileShorterThanItSaid()
{
    // Files of the kernel say 4096 and hold less: the same as one that is cut while it is read.
    const QString kernelFile = u"/sys/class/net/lo/address"_s;
    if (QFileInfo(kernelFile).size() < 100)
        QSKIP("no such file here");
    const auto read = readFile(kernelFile, roomy);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains("could not be read to its end"_L1),
             qPrintable(read.error().message));
}

void FilesTest::readsAFileThatSaysItIsEmpty()
{
    if (!QFileInfo::exists(u"/proc/self/status"_s))
        QSKIP("no such file here");
    const auto read = readFile(u"/proc/self/status"_s, roomy);
    QVERIFY(read);
    QVERIFY(read->contains("Name:"));
    const auto limited = readFile(u"/proc/self/status"_s, 10);
    QVERIFY(!limited);
    QCOMPARE(limited.error().code, Error::Code::TooLarge);
    QVERIFY2(limited.error().message.contains("grew past the limit of 10 bytes"_L1),
             qPrintable(limited.error().message));
}

void FilesTest::replacesAFileInOnePiece()
{
    QVERIFY(writeFile(path(u"file"_s), "old and longer"));
    QVERIFY(writeFile(path(u"file"_s), "new"));
    QCOMPARE(*readFile(path(u"file"_s), roomy), QByteArray("new"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void FilesTest::followsALinkWhenWriting()
{
    QVERIFY(writeFile(path(u"file"_s), "old"));
    QVERIFY(QFile::link(path(u"file"_s), path(u"link"_s)));
    QVERIFY(writeFile(path(u"link"_s), "new"));
    QVERIFY(QFileInfo(path(u"link"_s)).isSymLink());
    QCOMPARE(*readFile(path(u"file"_s), roomy), QByteArray("new"));
}

void FilesTest::refusesToWrite_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("into a folder that is not there") << u"nowhere/file"_s;
    QTest::newRow("below a file") << u"plain/file"_s;
    QTest::newRow("where nobody may write") << u"/proc/safelight-test"_s;
    QTest::newRow("a name that is too long") << QString(300, u'n');
}

void FilesTest::refusesToWrite()
{
    QFETCH(QString, target);
    QVERIFY(make(path(u"plain"_s), "x"));
    const auto written = writeFile(QDir(m_folder->path()).absoluteFilePath(target), "bytes");
    QVERIFY(!written);
    QCOMPARE(written.error().code, Error::Code::Io);
    QVERIFY(!written.error().message.isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {u"plain"_s});
}

void FilesTest::keepsTheOldFileWhenTheDiskIsFull()
{
    QVERIFY(writeFile(path(u"file"_s), "old"));
    {
        const FullDisk full(4096);
        const auto written = writeFile(path(u"file"_s), QByteArray(100'000, 'x'));
        QVERIFY(!written);
        QVERIFY2(written.error().message.contains("could not be written"_L1),
                 qPrintable(written.error().message));
        QVERIFY(!written.error().detail.isEmpty());
    }
    QCOMPARE(*readFile(path(u"file"_s), roomy), QByteArray("old"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList {u"file"_s});
}

QTEST_GUILESS_MAIN(FilesTest)
#include "tst_files.moc"
