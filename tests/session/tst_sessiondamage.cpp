#include "app/session/sessionfile.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/sessionmerge.h"
#include "tests/support/failingvfs.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Damage, kills, full disks, and files that come and go: what is read is right or an error, and what was said
// to be kept is there.
class TestSessionDamage final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void badPageIsNeverReadAsTheEnd_data();
    void badPageIsNeverReadAsTheEnd();
    void alteredPartIsAnError_data();
    void alteredPartIsAnError();
    void brokenLedgerIsAFailure();
    void killedInACheckpointOpensWhole();
    void killedAtEveryStepOfACheckpoint();
    void fullDiskAtEveryWriteLosesNothing();
    void strangeSchemaIsRefused_data();
    void strangeSchemaIsRefused();
    void fileThatIsGoneIsNoticed_data();
    void fileThatIsGoneIsNoticed();
    void staleLogDoesNotGoIntoAnotherFile();
    void newSessionHasNothingOfAnEarlierLog();
    void logOfAnotherFileIsNotMixedIn_data();
    void logOfAnotherFileIsNotMixedIn();

private:
    QString file(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<SessionStore> open(const QString& path) const;
    Attempt keep(SessionStore& store, Attempt attempt) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

// Qt warns of texts that cannot be unpacked, which is what is looked at here.
class QuietMessages
{
    Q_DISABLE_COPY_MOVE(QuietMessages)

public:
    QuietMessages()
        : m_before(qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {}))
    { }
    ~QuietMessages() { qInstallMessageHandler(m_before); }

private:
    QtMessageHandler m_before;
};

// Of many pages: text that does not compress well, an image, a long answer.
Attempt largeAttempt(int number)
{
    Attempt attempt = test::sampleAttempt();
    const auto seed = static_cast<quint32>(number);
    attempt.prompt.text = QString::fromLatin1(test::noise(20'000, seed).toHex());
    attempt.prompt.images = {test::sampleImage(300'000, seed)};
    attempt.requestBody = test::noise(400'075, seed + 50);
    return attempt;
}

bool isTheSame(const Attempt& a, const Attempt& b)
{
    return a.prompt == b.prompt && a.requestBody == b.requestBody && a.rawAnswer == b.rawAnswer;
}

bool copyFiles(const QString& from, const QString& to)
{
    for (const auto& rest : {""_L1, "-wal"_L1}) {
        if (QFile::exists(from + rest) && !QFile::copy(from + rest, to + rest))
            return false;
    }
    return true;
}

} // namespace

void TestSessionDamage::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<SessionStore> TestSessionDamage::open(const QString& path) const
{
    auto store = SessionStore::open(path);
    if (!store)
        qFatal("%s: %s", qPrintable(store.error().message), qPrintable(store.error().detail));
    return *std::move(store);
}

Attempt TestSessionDamage::keep(SessionStore& store, Attempt attempt) const
{
    const auto begun = store.begin(std::move(attempt));
    if (!begun)
        qFatal("%s", qPrintable(begun.error().detail));
    const Attempt done = test::answered(*begun);
    if (const auto kept = store.complete(done, "png"); !kept)
        qFatal("%s", qPrintable(kept.error().detail));
    return done;
}

void TestSessionDamage::badPageIsNeverReadAsTheEnd_data()
{
    QTest::addColumn<bool>("zeros");
    QTest::newRow("a page of zeros") << true;
    QTest::newRow("a flipped bit") << false;
}

void TestSessionDamage::badPageIsNeverReadAsTheEnd()
{
    QFETCH(const bool, zeros);
    const QuietMessages quiet;
    const QString path = file(u"large.safelight"_s);
    QList<Attempt> all;
    {
        const auto store = open(path);
        for (int number = 1; number <= 6; ++number) {
            const auto begun = store->begin(largeAttempt(number));
            Attempt done = test::answered(*begun);
            done.rawAnswer = test::noise(2'500'000, static_cast<quint32>(number) + 100);
            QVERIFY(store->complete(done, {}));
            all << done;
        }
    }
    QFile session(path);
    QVERIFY(session.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    constexpr qint64 pageSize = 4096;
    const qint64 pages = session.size() / pageSize;
    QVERIFY(session.size() > 16'000'000); // what is smaller is looked through when it is opened
    int errors = 0;
    constexpr qint64 places = 36;
    for (qint64 place = 0; place < places; ++place) {
        // Spread, and the first pages all: they hold the tables' roots.
        const qint64 at = (place < 12 ? place + 1 : place * pages / places) * pageSize;
        QVERIFY(session.seek(at));
        const QByteArray page = session.read(pageSize);
        QByteArray bad(page.size(), '\0');
        if (!zeros) {
            bad = page;
            bad[(place * 331) % page.size()] = static_cast<char>(page[(place * 331) % page.size()] ^ 4);
        }
        QVERIFY(session.seek(at) && session.write(bad) == bad.size());
        const auto store = SessionStore::open(path);
        errors += store ? 0 : 1;
        for (const Attempt& attempt : store ? all : QList<Attempt>()) {
            const auto loaded = (*store)->load(attempt.id);
            errors += loaded ? 0 : 1;
            QVERIFY2(!loaded || isTheSame(*loaded, attempt), qPrintable(QString::number(at / pageSize)));
        }
        QVERIFY(session.seek(at) && session.write(page) == page.size());
    }
    QVERIFY2(errors >= places / 2, qPrintable(QString::number(errors)));
}

void TestSessionDamage::alteredPartIsAnError_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("the bytes of an image") << u"UPDATE blobs SET bytes = x'00112233'"_s;
    QTest::newRow("one image less") << u"DELETE FROM prompt_images"_s;
    QTest::newRow("another prompt") << u"UPDATE prompts SET text = 'a blue coat'"_s;
    QTest::newRow("a setting") << u"UPDATE prompts SET settings = '{}'"_s;
    QTest::newRow("an answer's last piece missing") << u"DELETE FROM segments WHERE part = 1"_s;
    QTest::newRow("a request's middle piece missing")
        << u"DELETE FROM segments WHERE part = 0 AND position = 1"_s;
    QTest::newRow("another answer") << u"UPDATE segments SET form = 0, bytes = x'7b7d' WHERE part = 1"_s;
    QTest::newRow("no exchange") << u"DELETE FROM exchanges"_s;
}

void TestSessionDamage::alteredPartIsAnError()
{
    QFETCH(const QString, sql);
    const auto store = open(file(u"a.safelight"_s));
    const Attempt kept = keep(*store, test::sampleAttempt());
    QVERIFY(isTheSame(*store->load(kept.id), kept));
    QVERIFY(store->connection().run(sql));
    const auto loaded = store->load(kept.id);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, Error::Code::Parse);
    QVERIFY(loaded.error().message.contains(u"damaged"_s));
}

void TestSessionDamage::brokenLedgerIsAFailure()
{
    const auto store = open(file(u"a.safelight"_s));
    keep(*store, test::sampleAttempt());
    QVERIFY(store->ledger());
    QVERIFY(store->connection().run(u"ALTER TABLE attempts RENAME COLUMN cost_high TO gone"_s));
    QVERIFY(!store->ledger());
}

// Its file is shorter than its header says, and the rest stands in the log.
void TestSessionDamage::killedInACheckpointOpensWhole()
{
    const QString path = file(u"q.safelight"_s);
    const QString made = QStringLiteral(SAFELIGHT_TEST_DATA "/session/killed-in-checkpoint/q.safelight");
    QVERIFY(copyFiles(made, path));
    QVERIFY(QFile::copy(made + u"-shm"_s, path + u"-shm"_s));
    {
        const auto reading = openToRead(path);
        QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().detail));
        QCOMPARE((*reading)->value(u"SELECT count(*) FROM attempts"_s)->toInt(), 2);
    }
    const auto store = open(path);
    const auto all = *store->summaries();
    QCOMPARE(all.size(), 2);
    for (const AttemptSummary& summary : all) {
        const auto loaded = store->load(summary.id);
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
        QVERIFY(!loaded->rawAnswer.isEmpty());
    }
}

void TestSessionDamage::killedAtEveryStepOfACheckpoint()
{
    test::FailingVfs disk;
    int failed = 0;
    bool isPast = false; // the checkpoint needs no more writes than that
    for (int writes = 0; !isPast && writes < 300; writes += writes < 20 ? 1 : 7) {
        const QString path = file(u"killed%1.safelight"_s.arg(writes));
        const QString left = file(u"left%1.safelight"_s.arg(writes));
        const auto store = open(path);
        QList<Attempt> all;
        for (int i = 0; i < 4; ++i) {
            Attempt attempt = test::sampleAttempt();
            attempt.sentAt = attempt.sentAt.addSecs(i); // by which a log is told from another session's
            all << keep(*store, attempt);
        }
        disk.failAfter(writes, SQLITE_IOERR_WRITE);
        store->checkpoint();
        isPast = !disk.hasFailed();
        failed += isPast ? 0 : 1;
        QVERIFY(copyFiles(path, left));
        disk.work();
        const auto again = SessionStore::open(left);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
        for (const Attempt& attempt : all) {
            const auto loaded = (*again)->load(attempt.id);
            QVERIFY2(loaded && isTheSame(*loaded, attempt), qPrintable(QString::number(writes)));
        }
    }
    QVERIFY(isPast);
    QVERIFY2(failed > 10, qPrintable(QString::number(failed)));
}

void TestSessionDamage::fullDiskAtEveryWriteLosesNothing()
{
    test::FailingVfs disk;
    int failed = 0;
    for (int writes = 0; writes < 60; writes += 3) {
        const QString path = file(u"full%1.safelight"_s.arg(writes));
        QList<Attempt> begun;
        QList<Attempt> completed;
        {
            const auto store = open(path);
            completed << keep(*store, test::sampleAttempt());
            disk.failAfter(writes, SQLITE_FULL);
            for (int i = 0; i < 3; ++i) {
                const auto attempt = store->begin(test::sampleAttempt());
                if (!attempt)
                    continue;
                const Attempt done = test::answered(*attempt);
                (store->complete(done, {}) ? completed : begun) << done;
            }
            store->checkpoint();
            failed += disk.hasFailed() ? 1 : 0;
        }
        disk.work();
        const auto store = SessionStore::open(path);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().detail));
        for (const Attempt& attempt : completed)
            QVERIFY(isTheSame(*(*store)->load(attempt.id), attempt));
        for (const Attempt& attempt : begun) {
            QCOMPARE((*store)->load(attempt.id)->requestBody, attempt.requestBody);
            QCOMPARE((*store)->load(attempt.id)->state, AttemptState::Interrupted);
        }
    }
    QVERIFY2(failed > 5, qPrintable(QString::number(failed)));
}

void TestSessionDamage::strangeSchemaIsRefused_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("a trigger") << QStringList {
        u"CREATE TRIGGER t AFTER INSERT ON attempts BEGIN DELETE FROM attempts; END"_s};
    QTest::newRow("a view in the place of a table") << QStringList {
        u"ALTER TABLE thumbnails RENAME TO other"_s,
        u"CREATE VIEW thumbnails AS SELECT attempt, randomblob(1000000000) AS png FROM other"_s};
    QTest::newRow("a view beside the tables") << QStringList {u"CREATE VIEW v AS SELECT 1"_s};
    QTest::newRow("a column that is computed")
        << QStringList {u"ALTER TABLE attempts ADD COLUMN more AS (hex(zeroblob(1000000)))"_s};
    QTest::newRow("a virtual table") << QStringList {u"CREATE VIRTUAL TABLE v USING fts5(x)"_s};
}

void TestSessionDamage::strangeSchemaIsRefused()
{
    QFETCH(const QStringList, statements);
    const QString path = file(u"there.safelight"_s);
    {
        const auto there = open(path);
        keep(*there, test::sampleAttempt());
        for (const QString& statement : statements)
            QVERIFY(there->connection().run(statement));
    }
    const auto source = openToRead(path);
    QVERIFY(!source);
    QCOMPARE(source.error().code, Error::Code::Refused);
    QVERIFY(source.error().message.contains(u"never writes"_s));
    QVERIFY(!SessionStore::open(path));
}

void TestSessionDamage::fileThatIsGoneIsNoticed_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("deleted") << u"deleted"_s;
    QTest::newRow("renamed") << u"renamed"_s;
    QTest::newRow("replaced by another file") << u"replaced"_s;
}

void TestSessionDamage::fileThatIsGoneIsNoticed()
{
    QFETCH(const QString, how);
    const QString path = file(u"a.safelight"_s);
    const auto store = open(path);
    const auto sending = store->begin(test::sampleAttempt());
    QVERIFY(sending);
    if (how == u"renamed"_s)
        QVERIFY(QFile::rename(path, file(u"b.safelight"_s)));
    else
        QVERIFY(QFile::remove(path));
    if (how == u"replaced"_s) {
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("another");
    }
    for (const auto& error :
         {store->begin(test::sampleAttempt()).error(), store->complete(test::answered(*sending), {}).error(),
          store->saveDraft(test::samplePrompt()).error()}) {
        QVERIFY(isSessionFileGone(error));
        QVERIFY(error.message.contains(u"a.safelight"_s));
    }
    QVERIFY(!isSessionFileGone(store->load(1234).error()));
}

void TestSessionDamage::staleLogDoesNotGoIntoAnotherFile()
{
    const QString path = file(u"a.safelight"_s);
    const QString other = file(u"other.safelight"_s);
    Attempt theirs = test::sampleAttempt();
    theirs.prompt.text = u"theirs"_s;
    keep(*open(other), theirs);
    {
        const auto store = open(path);
        for (int i = 0; i < 5; ++i)
            keep(*store, test::sampleAttempt());
        QVERIFY(QFile::remove(path));
        QVERIFY(!store->begin(test::sampleAttempt()));
        QVERIFY(QFile::copy(other, path));
    }
    const auto store = open(path);
    QCOMPARE(store->summaries()->size(), 1);
    QCOMPARE(store->load(1)->prompt.text, u"theirs"_s);
}

// Of a program that was killed after its session had been deleted.
void TestSessionDamage::newSessionHasNothingOfAnEarlierLog()
{
    const QString path = file(u"a.safelight"_s);
    const QString log = path + u"-wal"_s;
    {
        const auto store = open(path);
        keep(*store, test::sampleAttempt());
        QVERIFY(QFile::copy(log, file(u"log"_s)));
    }
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::copy(file(u"log"_s), log));
    QCOMPARE(open(path)->summaries()->size(), 0);
}

void TestSessionDamage::logOfAnotherFileIsNotMixedIn_data()
{
    QTest::addColumn<int>("theirs");
    QTest::newRow("a smaller session") << 1;
    QTest::newRow("a larger session") << 12;
}

// A program was killed, and somebody then put another session in the place of its file, by hand.
void TestSessionDamage::logOfAnotherFileIsNotMixedIn()
{
    QFETCH(const int, theirs);
    const QString path = file(u"a.safelight"_s);
    const QString other = file(u"other.safelight"_s);
    Attempt attempt = test::sampleAttempt();
    attempt.prompt.text = u"theirs"_s;
    attempt.sentAt = attempt.sentAt.addSecs(60);
    {
        const auto store = open(other);
        for (int i = 0; i < theirs; ++i)
            keep(*store, attempt);
    }
    {
        const auto store = open(path);
        for (int i = 0; i < 5; ++i)
            keep(*store, test::sampleAttempt());
        QVERIFY(QFile::copy(path + u"-wal"_s, file(u"log"_s)));
    }
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::copy(other, path));
    QVERIFY(QFile::copy(file(u"log"_s), path + u"-wal"_s));
    for (const auto& error : {SessionStore::open(path).error(), openToRead(path).error()}) {
        QCOMPARE(error.code, Error::Code::Refused);
        QVERIFY2(error.message.contains(u"“-wal”"_s), qPrintable(error.message));
    }
    QVERIFY(QFile::rename(path + u"-wal"_s, file(u"moved"_s)));
    const auto store = open(path);
    QCOMPARE(store->summaries()->size(), theirs);
    QCOMPARE(store->load(theirs)->prompt.text, u"theirs"_s);
}

QTEST_GUILESS_MAIN(TestSessionDamage)
#include "tst_sessiondamage.moc"
