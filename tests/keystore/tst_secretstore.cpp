#include "app/keystore/systemsecretstore.h"

#include "tests/support/secretcalls.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

const Secret key {"not-a-real-key-0123456789"};

} // namespace

class SecretStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { test::strict(); }
    void keepsReadsAndRemoves_data();
    void keepsReadsAndRemoves();
    void answersNobodyOnceItIsGone();
    void saysWhyItCouldNotKeep();
    void writesNoKeyIntoAFile();

private:
    static std::unique_ptr<SecretStore> storeNamed(const QString& name);

    QTemporaryDir m_home;
};

// Away from the user's own key store: no session bus, an empty home.
void SecretStoreTest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/safelight-test");
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
    qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
    qunsetenv("XDG_RUNTIME_DIR");
}

std::unique_ptr<SecretStore> SecretStoreTest::storeNamed(const QString& name)
{
    if (name == "system"_L1)
        return std::make_unique<SystemSecretStore>();
    return std::make_unique<SessionSecretStore>();
}

void SecretStoreTest::keepsReadsAndRemoves_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("in memory") << u"session"_s;
    QTest::newRow("where no key store runs") << u"system"_s;
}

void SecretStoreTest::keepsReadsAndRemoves()
{
    QFETCH(QString, kind);
    const auto store = storeNamed(kind);
    QVERIFY(readFrom(*store, u"gemini"_s).isEmpty());
    const auto stored = writeTo(*store, u"gemini"_s, key);
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY(readFrom(*store, u"gemini"_s) == key);
    QVERIFY(readFrom(*store, u"other"_s).isEmpty());
    writeTo(*store, u"gemini"_s, Secret("another-key"));
    QVERIFY(readFrom(*store, u"gemini"_s) == Secret("another-key"));
    removeFrom(*store, u"gemini"_s);
    QVERIFY(readFrom(*store, u"gemini"_s).isEmpty());
    removeFrom(*store, u"gemini"_s); // again is no harm

    // The next program run knows nothing of it.
    writeTo(*store, u"gemini"_s, key);
    QVERIFY(readFrom(*storeNamed(kind), u"gemini"_s).isEmpty());
}

void SecretStoreTest::answersNobodyOnceItIsGone()
{
    int answers = 0;
    for (const QString& kind : {u"session"_s, u"system"_s}) {
        const auto store = storeNamed(kind);
        store->write(u"gemini"_s, key, [&answers](const SecretStore::Stored&) { ++answers; });
        store->read(u"gemini"_s, [&answers](const Secret&) { ++answers; });
        store->remove(u"gemini"_s, [&answers] { ++answers; });
    }
    // A later job of the same queue is answered after those would have been.
    SystemSecretStore later;
    removeFrom(later, u"gemini"_s);
    QCOMPARE(answers, 0);
}

void SecretStoreTest::saysWhyItCouldNotKeep()
{
    SystemSecretStore store;
    const auto stored = writeTo(store, u"gemini"_s, key);
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.endsWith("until the program ends."_L1), qPrintable(stored.why));
    QVERIFY(!stored.why.contains(QString::fromLatin1(key.reveal())));
}

void SecretStoreTest::writesNoKeyIntoAFile()
{
    {
        SystemSecretStore store;
        writeTo(store, u"gemini"_s, key);
    }
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(key.reveal()), qPrintable(file.fileName()));
    }
}

QTEST_GUILESS_MAIN(SecretStoreTest)
#include "tst_secretstore.moc"
