#include "app/find/historyfinder.h"
#include "app/session/sessionfile.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "app/wholesession/sessioncopy.h"
#include "app/wholesession/sessionexcerpt.h"
#include "app/wholesession/sessionmerge.h"
#include "app/wholesession/sessionrecovery.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// What is done with a session as a whole: a copy, a merge, compaction, recovery.
class TestWholeSession final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void copyIsTheSessionOfThisMoment();
    void excerptHasTheNamedAttempts();
    void copyIsNeverWrittenOverAFile();
    void copyCanBeStopped();
    void copyLeavesOutWhatWasDeleted();
    void whatStillArrivesIsTakenAlong();
    void mergeTakesAttemptsOnce();
    void mergeKeepsLineageAndPicturesOnce();
    void mergeTakesOlderVersions_data();
    void mergeTakesOlderVersions();
    void mergeIsAllOrNothing();
    void mergeOfALyingFileKeepsPicturesRight();
    void compactionTakesAwayForGood();
    void compactionKeepsWhatIsNeeded();
    void wholeSessionIsRecoveredWhole();
    void recoversWhatItCan_data();
    void recoversWhatItCan();
    void recoversAFileThatIsCutOff();
    void recoveryOfNoSessionIsRefused_data();
    void recoveryOfNoSessionIsRefused();

private:
    QString file(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<SessionStore> open(const QString& path) const;
    Attempt keep(SessionStore& store, Attempt attempt) const;
    MergeAccount merge(const QString& from, const SessionStore& into) const;
    void damage(const QString& path, qint64 from, qint64 length) const;
    QByteArray bytesOf(const QString& path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

// Qt warns of texts that cannot be unpacked, which is what is looked at here.
class WithoutWarnings
{
    Q_DISABLE_COPY_MOVE(WithoutWarnings)

public:
    WithoutWarnings()
        : m_before(qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {}))
    { }
    ~WithoutWarnings() { qInstallMessageHandler(m_before); }

private:
    QtMessageHandler m_before;
};

Attempt numbered(int i)
{
    Attempt attempt = test::sampleAttempt();
    attempt.prompt.text = u"attempt number%1 with words"_s.arg(i);
    attempt.sentAt = attempt.sentAt.addSecs(i);
    attempt.prompt.images = {test::sampleImage(20'000, 7)};
    attempt.requestBody = QByteArray::number(i) + attempt.prompt.images[0].bytes.toBase64();
    return attempt;
}

} // namespace

void TestWholeSession::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<SessionStore> TestWholeSession::open(const QString& path) const
{
    auto store = SessionStore::open(path);
    if (!store)
        qFatal("%s: %s", qPrintable(store.error().message), qPrintable(store.error().detail));
    return *std::move(store);
}

Attempt TestWholeSession::keep(SessionStore& store, Attempt attempt) const
{
    const auto begun = store.begin(std::move(attempt));
    const Attempt done = test::answered(*begun);
    if (const auto kept = store.complete(done, "png"); !kept)
        qFatal("%s", qPrintable(kept.error().detail));
    return done;
}

MergeAccount TestWholeSession::merge(const QString& from, const SessionStore& into) const
{
    const auto source = openToRead(from);
    if (!source)
        qFatal("%s", qPrintable(source.error().message));
    const auto account = mergeSession(**source, into.connection(), {});
    if (!account)
        qFatal("%s: %s", qPrintable(account.error().message), qPrintable(account.error().detail));
    return *account;
}

QByteArray TestWholeSession::bytesOf(const QString& path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestWholeSession::damage(const QString& path, qint64 from, qint64 length) const
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(from));
    QCOMPARE(file.write(test::noise(length, 3)), length);
}

void TestWholeSession::copyIsTheSessionOfThisMoment()
{
    const auto store = open(file(u"a.safelight"_s));
    const Attempt first = keep(*store, numbered(1));
    const auto sending = store->begin(numbered(2));
    QVERIFY(sending);
    const QString copy = file(u"copy.safelight"_s);
    QVERIFY(copySession(store->path(), copy, {}));
    keep(*store, numbered(3));

    const auto copied = open(copy);
    QCOMPARE(copied->summaries()->size(), 2);
    QCOMPARE(copied->summaries()->first().state, AttemptState::Interrupted);
    QCOMPARE(copied->load(first.id)->rawAnswer, first.rawAnswer);
    QCOMPARE(copied->load(first.id)->prompt, first.prompt);
    QCOMPARE(store->summaries()->size(), 3);
    QVERIFY(store->complete(test::answered(*sending), {}));
    QCOMPARE(HistoryFinder(copied->connection()).find({readFilter(u"number1"_s).filter}, {})->keys.size(), 1);
}

// A report of two attempts of a long session reads these two.
void TestWholeSession::excerptHasTheNamedAttempts()
{
    const auto store = open(file(u"a.safelight"_s));
    QList<Attempt> kept;
    for (int i = 1; i <= 40; ++i) {
        Attempt attempt = numbered(i);
        attempt.prompt.text = QString::fromLatin1(test::noise(1 << 16, quint32(i)).toBase64());
        if (i == 30)
            attempt.parent = kept.at(9).id;
        kept << keep(*store, attempt);
    }
    QVERIFY(store->notes().setRemoved({kept.at(4).id}, true));
    const QByteArray before = bytesOf(store->path());
    const QString excerpt = file(u"excerpt.safelight"_s);
    QVERIFY(excerptSession(store->path(), {30, 10, 5, 999}, excerpt));
    QCOMPARE(bytesOf(store->path()), before);
    QVERIFY(QFileInfo(excerpt).size() < QFileInfo(store->path()).size() / 4 + (1 << 18));

    const auto part = open(excerpt);
    const auto rows = part->summaries();
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0).number, 30);
    QCOMPARE(rows->at(1).number, 10);
    const auto child = part->load(rows->at(0).id);
    QVERIFY(child);
    QCOMPARE(child->parent, rows->at(1).id);
    QCOMPARE(child->prompt, kept.at(29).prompt);
    QCOMPARE(child->rawAnswer, kept.at(29).rawAnswer);
}

void TestWholeSession::copyIsNeverWrittenOverAFile()
{
    const auto store = open(file(u"a.safelight"_s));
    QFile other(file(u"other"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("mine");
    other.close();
    const auto refused = copySession(store->path(), other.fileName(), {});
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"exists already"_s));
    QCOMPARE(bytesOf(other.fileName()), QByteArray("mine"));
    QVERIFY(!copySession(store->path(), file(u"no/such/folder.safelight"_s), {}));
}

void TestWholeSession::copyCanBeStopped()
{
    const auto store = open(file(u"a.safelight"_s));
    for (int i = 0; i < 20; ++i)
        keep(*store, numbered(i));
    const auto stopped = copySession(store->path(), file(u"copy.safelight"_s), {[] { return true; }, {}});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, Error::Code::Cancelled);
    QCOMPARE(QDir(m_folder->path()).entryList({u"copy*"_s}, QDir::Files), QStringList());
}

void TestWholeSession::copyLeavesOutWhatWasDeleted()
{
    const auto store = open(file(u"a.safelight"_s));
    Attempt secret = numbered(1);
    secret.prompt.text = u"unmentionable"_s;
    const Attempt kept = keep(*store, secret);
    keep(*store, numbered(2));
    QVERIFY(store->notes().setRemoved({kept.id}, true));
    QVERIFY(copySession(store->path(), file(u"copy.safelight"_s), {}));
    QVERIFY(!bytesOf(file(u"copy.safelight"_s)).contains("unmentionable"));
    QCOMPARE(open(file(u"copy.safelight"_s))->summaries()->size(), 1);
}

// Copied and merged in the middle of an answer.
void TestWholeSession::whatStillArrivesIsTakenAlong()
{
    const auto store = open(file(u"a.safelight"_s));
    Attempt sent = *store->begin(numbered(1));
    sent.httpCode = 200;
    QVERIFY(store->keepArrived(sent, "data: one\n\n", true));
    QVERIFY(store->keepArrived(sent, "data: two\n\n", false));
    QVERIFY(copySession(store->path(), file(u"b.safelight"_s), {}));
    const auto other = open(file(u"c.safelight"_s));
    QCOMPARE(merge(store->path(), *other).taken, 1);
    for (const auto& name : {u"b.safelight"_s, u"c.safelight"_s}) {
        const auto copy = open(file(name));
        const auto attempt = copy->load(copy->summaries()->first().id);
        QCOMPARE(attempt->state, AttemptState::Interrupted);
        QCOMPARE(attempt->rawAnswer, "data: one\n\ndata: two\n\n");
        QCOMPARE(attempt->httpCode, 200);
        QCOMPARE(*copy->unindexed(10), QList<qint64> {attempt->id});
    }
    QVERIFY(store->complete(test::answered(sent), {})); // the one that sends it is not disturbed
    QCOMPARE(store->load(sent.id)->rawAnswer, test::answered(sent).rawAnswer);
}

void TestWholeSession::mergeTakesAttemptsOnce()
{
    const auto here = open(file(u"here.safelight"_s));
    const Attempt shared = keep(*here, numbered(1));
    QVERIFY(copySession(here->path(), file(u"there.safelight"_s), {}));
    keep(*here, numbered(5));
    {
        const auto there = open(file(u"there.safelight"_s));
        const Attempt more = keep(*there, numbered(2));
        QVERIFY(there->notes().setComment({more.id}, u"from there"_s));
        QVERIFY(
            there->notes().changeTags({more.id}, [](const QStringList&) { return QStringList {u"t"_s}; }));
        const Attempt gone = keep(*there, numbered(3));
        QVERIFY(there->notes().setRemoved({gone.id}, true));
    }
    const QByteArray before = bytesOf(file(u"there.safelight"_s));
    const MergeAccount account = merge(file(u"there.safelight"_s), *here);
    QCOMPARE(account.taken, 1);
    QCOMPARE(account.already, 1);
    QCOMPARE(account.ids.size(), 1);
    QVERIFY(bytesOf(file(u"there.safelight"_s)) == before);
    const auto list = *here->summaries();
    QCOMPARE(list.size(), 3);
    QCOMPARE(list.first().number, 3);
    QCOMPARE(list.first().comment, u"from there"_s);
    QCOMPARE(list.first().thumbnail, QByteArray("png"));
    QCOMPARE(HistoryFinder(here->connection()).find({readFilter(u"number2 tag:t"_s).filter}, {})->keys.size(),
             1);
    QCOMPARE(merge(file(u"there.safelight"_s), *here).taken, 0);
    // Deleted here, it does not come back.
    QVERIFY(here->notes().setRemoved({shared.id}, true));
    QCOMPARE(merge(file(u"there.safelight"_s), *here).taken, 0);
}

void TestWholeSession::mergeKeepsLineageAndPicturesOnce()
{
    const auto here = open(file(u"here.safelight"_s));
    keep(*here, numbered(1));
    keep(*here, numbered(2));
    {
        const auto there = open(file(u"there.safelight"_s));
        const Attempt parent = keep(*there, numbered(11));
        Attempt child = numbered(12);
        child.parent = parent.id;
        child.remedies = {u"artStyle"_s};
        keep(*there, child);
    }
    const auto blobs = [&] { return here->connection().value(u"SELECT count(*) FROM blobs"_s)->toInt(); };
    const int before = blobs();
    QCOMPARE(merge(file(u"there.safelight"_s), *here).taken, 2);
    QCOMPARE(blobs(), before);
    const auto list = *here->summaries();
    QCOMPARE(list.at(0).parent, list.at(1).id);
    QCOMPARE(list.at(0).remedies, QStringList {u"artStyle"_s});
    QCOMPARE(here->load(list.at(0).id)->requestBody, numbered(12).requestBody);
    QCOMPARE(here->load(list.at(0).id)->prompt, numbered(12).prompt);
}

void TestWholeSession::mergeTakesOlderVersions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("attempts");
    QTest::newRow("version 1") << u"version1"_s << 2;
    QTest::newRow("version 2") << u"version2"_s << 7;
}

void TestWholeSession::mergeTakesOlderVersions()
{
    QFETCH(const QString, name);
    QFETCH(const int, attempts);
    const QString path = file(name);
    QVERIFY(QFile::copy(QStringLiteral(SAFELIGHT_TEST_DATA "/session/") + name + u".safelight"_s, path));
    const QByteArray before = bytesOf(path);
    const auto here = open(file(u"here.safelight"_s));
    QCOMPARE(merge(path, *here).taken, attempts);
    QCOMPARE(merge(path, *here).already, attempts);
    QVERIFY(bytesOf(path) == before);
    QCOMPARE(here->unindexed(100)->size(), attempts);
    const auto all = *here->summaries();
    for (const AttemptSummary& summary : all)
        QVERIFY(here->load(summary.id).has_value());
}

void TestWholeSession::mergeIsAllOrNothing()
{
    const auto here = open(file(u"here.safelight"_s));
    keep(*here, numbered(1));
    {
        const auto there = open(file(u"there.safelight"_s));
        for (int i = 10; i < 20; ++i)
            keep(*there, numbered(i));
        QVERIFY(there->connection().run(u"UPDATE segments SET blob = NULL, form = 99 WHERE attempt = 5"_s));
        QVERIFY(there->connection().run(u"DELETE FROM exchanges WHERE attempt = 5"_s));
    }
    const auto source = openToRead(file(u"there.safelight"_s));
    QVERIFY(!mergeSession(**source, here->connection(), {}));
    QCOMPARE(here->summaries()->size(), 1);
    int asked = 0;
    const auto stopped = mergeSession(**source, here->connection(), {[&asked] { return ++asked > 14; }, {}});
    QVERIFY(!stopped);
    QCOMPARE(here->summaries()->size(), 1);
}

// Another file says that these bytes have this hash. A picture of that hash must not become these bytes.
void TestWholeSession::mergeOfALyingFileKeepsPicturesRight()
{
    const auto here = open(file(u"here.safelight"_s));
    {
        const auto there = open(file(u"there.safelight"_s));
        keep(*there, numbered(1));
        QVERIFY(there->connection().run(u"UPDATE blobs SET bytes = x'00112233'"_s));
    }
    const auto lying = openToRead(file(u"there.safelight"_s));
    QVERIFY(lying);
    QVERIFY(!mergeSession(**lying, here->connection(), {}));
    QCOMPARE(here->summaries()->size(), 0);
    const Attempt honest = keep(*here, numbered(2));
    QCOMPARE(here->load(honest.id)->prompt, honest.prompt);
    QCOMPARE(here->load(honest.id)->requestBody, honest.requestBody);
}

void TestWholeSession::compactionTakesAwayForGood()
{
    const QString path = file(u"a.safelight"_s);
    {
        const auto store = open(path);
        Attempt big = numbered(1);
        big.prompt.text = u"unmentionable words"_s;
        big.prompt.images = {test::sampleImage(2'000'000, 99)};
        big.requestBody = big.prompt.images[0].bytes.toBase64();
        const Attempt kept = keep(*store, big);
        keep(*store, numbered(2));
        QVERIFY(store->notes().setComment({kept.id}, u"unspeakable"_s));
        QVERIFY(store->notes().setRemoved({kept.id}, true));
        const auto account = compactSession(store->connection(), path, {});
        QVERIFY2(account, qPrintable(account ? QString() : account.error().detail));
        QCOMPARE(account->removed, 1);
        QVERIFY(account->before > 2'000'000);
        QVERIFY(account->after < 400'000);
        QCOMPARE(account->after, sessionSize(path));
        QVERIFY(!store->load(kept.id));
        QCOMPARE(store->summaries()->size(), 1);
        QCOMPARE(
            HistoryFinder(store->connection()).find({readFilter(u"unmentionable"_s).filter}, {})->keys.size(),
            0);
    }
    QVERIFY(!bytesOf(path).contains("unmentionable"));
    QVERIFY(!bytesOf(path).contains("unspeakable"));
}

void TestWholeSession::compactionKeepsWhatIsNeeded()
{
    const auto store = open(file(u"a.safelight"_s));
    QList<Attempt> all;
    for (int i = 0; i < 5; ++i)
        all << keep(*store, numbered(i));
    const auto sending = store->begin(numbered(6));
    QVERIFY(store->saveDraft(numbered(7).prompt));
    QVERIFY(compactSession(store->connection(), store->path(), {}));
    for (const Attempt& attempt : all) {
        QCOMPARE(store->load(attempt.id)->prompt, attempt.prompt);
        QCOMPARE(store->load(attempt.id)->requestBody, attempt.requestBody);
        QCOMPARE(store->load(attempt.id)->rawAnswer, attempt.rawAnswer);
    }
    QCOMPARE(*store->loadDraft(), std::optional(numbered(7).prompt));
    QVERIFY(store->complete(test::answered(*sending), {}));
    const auto stopped = compactSession(store->connection(), store->path(), {[] { return true; }, {}});
    QVERIFY(!stopped || stopped->removed == 0);
    QCOMPARE(store->summaries()->size(), 6);
}

void TestWholeSession::wholeSessionIsRecoveredWhole()
{
    const QString path = file(u"a.safelight"_s);
    {
        const auto store = open(path);
        const Attempt parent = keep(*store, numbered(1));
        Attempt child = numbered(2);
        child.parent = parent.id;
        keep(*store, child);
        QVERIFY(store->notes().setStarred({parent.id}, true));
        QVERIFY(store->saveDraft(numbered(7).prompt));
    }
    const QByteArray before = bytesOf(path);
    const auto account = recoverSession(path, file(u"b.safelight"_s), {});
    QVERIFY2(account, qPrintable(account ? QString() : account.error().detail));
    QCOMPARE(account->whole, 2);
    QCOMPARE(account->partly, 0);
    QCOMPARE(account->lost, 0);
    QVERIFY(account->draft);
    QVERIFY(bytesOf(path) == before);
    const auto store = open(file(u"b.safelight"_s));
    QCOMPARE(store->summaries()->first().parent, store->summaries()->last().id);
    QVERIFY(store->summaries()->last().starred);
    QCOMPARE(*store->loadDraft(), std::optional(numbered(7).prompt));
    QCOMPARE(store->load(2)->requestBody, numbered(2).requestBody);
    QVERIFY(!recoverSession(path, file(u"b.safelight"_s), {})); // never over a file
}

void TestWholeSession::recoversWhatItCan_data()
{
    QTest::addColumn<int>("every"); // one page of this many is overwritten
    QTest::addColumn<int>("first");
    for (const int every : {40, 15, 6}) {
        for (int first = 1; first < 6; ++first)
            QTest::addRow("every %dth page from %d", every, first) << every << first;
    }
}

void TestWholeSession::recoversWhatItCan()
{
    QFETCH(const int, every);
    QFETCH(const int, first);
    const QString path = file(u"a.safelight"_s);
    constexpr int kept = 40;
    {
        const auto store = open(path);
        for (int i = 0; i < kept; ++i) {
            Attempt attempt = numbered(i);
            attempt.prompt.images = {test::sampleImage(9'000, static_cast<quint32>(i + 1))};
            keep(*store, attempt);
        }
    }
    const qint64 pages = QFileInfo(path).size() / 4096;
    for (qint64 page = first; page < pages; page += every)
        damage(path, page * 4096, 4096);
    const QByteArray before = bytesOf(path);
    const auto account = [&] {
        const WithoutWarnings quiet;
        return recoverSession(path, file(u"b.safelight"_s), {});
    }();
    QVERIFY(bytesOf(path) == before);
    if (!account) {
        QVERIFY(!account.error().message.isEmpty());
        QVERIFY(!QFileInfo::exists(file(u"b.safelight"_s)));
        return;
    }
    const auto store = open(file(u"b.safelight"_s));
    const auto list = *store->summaries();
    QCOMPARE(list.size(), account->whole + account->partly);
    for (const AttemptSummary& summary : list)
        QVERIFY(store->load(summary.id).has_value());
    QVERIFY(checkSessionFile(file(u"b.safelight"_s)));
}

void TestWholeSession::recoversAFileThatIsCutOff()
{
    const QString path = file(u"a.safelight"_s);
    {
        const auto store = open(path);
        for (int i = 0; i < 100; ++i) {
            Attempt attempt = numbered(i);
            attempt.prompt.images = {test::sampleImage(10'000, static_cast<quint32>(i + 1))};
            attempt.requestBody = attempt.prompt.images[0].bytes.toBase64();
            keep(*store, attempt);
        }
    }
    QFile cut(path);
    QVERIFY(cut.resize(cut.size() / 2));
    QVERIFY(!SessionStore::open(path));
    const auto account = recoverSession(path, file(u"b.safelight"_s), {});
    QVERIFY2(account, qPrintable(account ? QString() : account.error().message + account.error().detail));
    QVERIFY(account->whole + account->partly >= 5);
    QVERIFY(account->whole + account->partly <= 100);
    QCOMPARE(open(file(u"b.safelight"_s))->summaries()->size(), account->whole + account->partly);
}

void TestWholeSession::recoveryOfNoSessionIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello, this is a letter and no session");
    QTest::newRow("noise") << test::noise(100'000);
    QTest::newRow("the first words of a database") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("a header and noise")
        << QByteArray(QByteArray("SQLite format 3\0", 16) + test::noise(50'000));
}

void TestWholeSession::recoveryOfNoSessionIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFile broken(file(u"a.safelight"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(bytes);
    broken.close();
    const auto account = recoverSession(broken.fileName(), file(u"b.safelight"_s), {});
    QVERIFY(!account);
    QVERIFY(!account.error().message.isEmpty());
    QVERIFY(!QFileInfo::exists(file(u"b.safelight"_s)));
    QVERIFY(bytesOf(broken.fileName()) == bytes);
}

QTEST_GUILESS_MAIN(TestWholeSession)
#include "tst_wholesession.moc"
