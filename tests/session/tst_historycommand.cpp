#include "app/session/sessionstore.h"
#include "tests/support/runprogram.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace safelight;
using namespace Qt::StringLiterals;

// safelight history, by the real program.
class TestHistoryCommand final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsEachAttempt();
    void jsonIsOneObjectALine();
    void filters();
    void olderSessionsStayAsTheyAre_data();
    void olderSessionsStayAsTheyAre();
    void looksWhileItIsOpen();
    void refusals_data();
    void refusals();

private:
    QString copied(const QString& name) const;
    QByteArray bytesOf(const QString& path) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryCommand::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestHistoryCommand::copied(const QString& name) const
{
    const QString path = m_folder->filePath(name);
    QFile::copy(QString(QStringLiteral(SAFELIGHT_TEST_DATA "/session/") + name), path);
    return path;
}

QByteArray TestHistoryCommand::bytesOf(const QString& path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHistoryCommand::listsEachAttempt()
{
    const auto run = test::runProgram({u"history"_s, copied(u"version2.safelight"_s)});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors, QByteArray());
    QCOMPARE(run.output.count('\n'), 7);
    QVERIFY(run.output.startsWith("#7"));
    QVERIFY(run.output.contains("PROHIBITED_CONTENT"));
}

void TestHistoryCommand::jsonIsOneObjectALine()
{
    const auto run = test::runProgram({u"history"_s, copied(u"version2.safelight"_s), u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    const auto lines = run.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 7);
    const auto blocked = QJsonDocument::fromJson(lines.at(5)).object();
    QCOMPARE(blocked.value(u"schema"_s).toString(), u"safelight.attempt/1"_s);
    QCOMPARE(blocked.value(u"number"_s).toInt(), 2);
    QCOMPARE(blocked.value(u"outcome"_s).toString(), u"responseBlocked"_s);
    QCOMPARE(blocked.value(u"stage"_s).toString(), u"generation"_s);
    QVERIFY(QJsonDocument::fromJson(lines.at(0)).object().value(u"outcome"_s).isNull());
    for (const auto& line : lines)
        QCOMPARE(QJsonDocument::fromJson(line).object().keys(), blocked.keys());
}

void TestHistoryCommand::filters()
{
    const QString path = copied(u"version2.safelight"_s);
    const auto run = test::runProgram({u"history"_s, path, u"--filter"_s, u"lighthouse blocked"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 1);
    QVERIFY(run.output.startsWith("#2"));
    const auto none = test::runProgram({u"history"_s, path, u"--filter"_s, u"nothingofthekind"_s});
    QCOMPARE(none.exitCode, 0);
    QCOMPARE(none.output, QByteArray());
}

void TestHistoryCommand::olderSessionsStayAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("version 1") << u"version1.safelight"_s;
    QTest::newRow("version 2") << u"version2.safelight"_s;
}

void TestHistoryCommand::olderSessionsStayAsTheyAre()
{
    QFETCH(const QString, name);
    const QString path = copied(name);
    const QByteArray before = bytesOf(path);
    QCOMPARE(test::runProgram({u"history"_s, path}).exitCode, 0);
    QVERIFY(bytesOf(path) == before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList {name});
}

void TestHistoryCommand::looksWhileItIsOpen()
{
    const QString path = m_folder->filePath(u"open.safelight"_s);
    const auto store = SessionStore::open(path);
    const auto begun = (*store)->begin(test::sampleAttempt());
    QVERIFY((*store)->complete(test::answered(*begun), {}));
    QVERIFY((*store)->begin(test::sampleAttempt()));
    const QByteArray before = bytesOf(path);
    const auto run = test::runProgram({u"history"_s, path, u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 2);
    QVERIFY(run.output.contains("\"state\":\"sending\""));
    QVERIFY(bytesOf(path) == before);
}

void TestHistoryCommand::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no session") << QStringList {} << QByteArray("one session");
    QTest::newRow("two sessions") << QStringList {u"a"_s, u"b"_s} << QByteArray("one session");
    QTest::newRow("no such file") << QStringList {u"nowhere.safelight"_s} << QByteArray("does not exist");
    QTest::newRow("no session file") << QStringList {QStringLiteral(SAFELIGHT_TEST_DATA)}
                                     << QByteArray("is a folder");
    QTest::newRow("unknown option") << QStringList {u"a"_s, u"--wrong"_s} << QByteArray("wrong");
    QTest::newRow("bad filter") << QStringList {u"a"_s, u"--filter"_s, u"red stage:x"_s}
                                << QByteArray("character 11");
}

void TestHistoryCommand::refusals()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, says);
    const auto run = test::runProgram(QStringList {u"history"_s} + arguments);
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.output, QByteArray());
    QVERIFY2(run.errors.contains(says), run.errors.constData());
}

QTEST_GUILESS_MAIN(TestHistoryCommand)
#include "tst_historycommand.moc"
