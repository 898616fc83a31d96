#include "app/session/schema.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// Sessions written by older versions. version1.safelight was written by the program of that version.
class TestSessionUpgrade final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everythingIsStillThere();
    void becomesLikeANewOne();
    void isUpgradedOnce();
    void olderProgramCanGoOn();
    void failedUpgradeLeavesItAsItWas();

private:
    QStringList columns(const QString& path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSessionUpgrade::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"old.safelight"_s);
    QVERIFY(QFile::copy(QStringLiteral(SAFELIGHT_TEST_DATA "/session/version1.safelight"), m_path));
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
}

// "attempts.number INTEGER", … in no order that matters.
QStringList TestSessionUpgrade::columns(const QString& path) const
{
    QStringList found;
    const auto connection = Connection::open(path, Connection::Mode::ReadOnly);
    for (const QString& table : schema::tables()) {
        const auto read =
            (*connection)
                ->forEach(u"SELECT name, type FROM pragma_table_info(?)"_s, {table}, [&](const SqlRow& row) {
                    found << u"%1.%2 %3"_s.arg(table, row.text(0), row.text(1));
                });
        if (!read)
            qFatal("%s", qPrintable(read.error().detail));
    }
    found.sort();
    return found;
}

void TestSessionUpgrade::everythingIsStillThere()
{
    const auto store = SessionStore::open(m_path);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    const auto list = (*store)->summaries();
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(0).reason, u"IMAGE_SAFETY"_s);
    QCOMPARE(list->at(0).promptTokens, 8);
    QCOMPARE(list->at(0).importedFrom, std::nullopt);
    QCOMPARE(list->at(0).remedies, QStringList());
    const auto first = (*store)->load(list->at(1).id);
    QCOMPARE(first->prompt.text, u"Describe a lighthouse at dusk."_s);
    QCOMPARE(first->prompt.images.size(), 1);
    QCOMPARE(first->prompt.safety.threshold(HarmCategory::Harassment), BlockThreshold::OnlyHigh);
    QVERIFY(first->rawAnswer.contains("\"STOP\""));
    QCOMPARE(first->parent, 0);
}

void TestSessionUpgrade::becomesLikeANewOne()
{
    const QString fresh = m_folder->filePath(u"new.safelight"_s);
    QVERIFY(SessionStore::open(fresh));
    QVERIFY(columns(m_path) != columns(fresh));
    QVERIFY(SessionStore::open(m_path));
    QCOMPARE(columns(m_path), columns(fresh));
}

void TestSessionUpgrade::isUpgradedOnce()
{
    for (int i = 0; i < 3; ++i) {
        const auto store = SessionStore::open(m_path);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
        Attempt attempt = test::sampleAttempt();
        attempt.parent = 2;
        attempt.remedies = QStringList {u"artStyle"_s, u"english"_s};
        attempt.importedFrom = u"answer.json"_s;
        const auto begun = (*store)->begin(attempt);
        QVERIFY((*store)->complete(test::answered(*begun), {}));
        QCOMPARE((*store)->load(begun->id)->remedies, attempt.remedies);
        QCOMPARE((*store)->load(begun->id)->importedFrom, attempt.importedFrom);
        QCOMPARE((*store)->load(begun->id)->parent, 2);
        QCOMPARE((*store)->summaries()->at(0).remedies, attempt.remedies);
        QCOMPARE((*store)->summaries()->at(0).importedFrom, attempt.importedFrom);
        QCOMPARE((*store)->summaries()->size(), 3 + i);
    }
    const auto connection = Connection::open(m_path, Connection::Mode::ReadOnly);
    QCOMPARE((*connection)->value(u"PRAGMA user_version"_s)->toInt(), schema::version);
}

// It has the session open since before, and knows none of the new columns.
void TestSessionUpgrade::olderProgramCanGoOn()
{
    const auto older = Connection::open(m_path, Connection::Mode::ReadWrite);
    QVERIFY(SessionStore::open(m_path));
    const auto inserted = (*older)->insert(
        u"INSERT INTO attempts (number, state, sent_at, backend_name, simulated, model, prompt_preview,"
        " owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {3, u"completed"_s, 0, u"Built-in simulator"_s, true, u"m"_s, u"hello"_s, u"older"_s});
    QVERIFY2(inserted, qPrintable(inserted ? QString() : inserted.error().detail));
    QCOMPARE((*SessionStore::open(m_path))->summaries()->first().promptPreview, u"hello"_s);
}

// Something stands in the way half-way through: all of it or nothing.
void TestSessionUpgrade::failedUpgradeLeavesItAsItWas()
{
    {
        const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
        QVERIFY((*connection)->run(u"ALTER TABLE attempts ADD COLUMN billing TEXT"_s));
    }
    const QStringList before = columns(m_path);
    const auto store = SessionStore::open(m_path);
    QVERIFY(!store);
    QVERIFY(!store.error().message.isEmpty());
    QCOMPARE(columns(m_path), before);
    const auto connection = Connection::open(m_path, Connection::Mode::ReadOnly);
    QCOMPARE((*connection)->value(u"PRAGMA user_version"_s)->toInt(), 1);
}

QTEST_GUILESS_MAIN(TestSessionUpgrade)
#include "tst_sessionupgrade.moc"
