#include "app/keystore/systemsecretstore.h"

#include "tests/support/secretcalls.h"
#include "tests/support/strict.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

const Secret key {"not-a-real-key-0123456789"};
constexpr int patience = 30'000; // milliseconds

} // namespace

// A key store as desktops run it (the Secret Service of gnome-keyring), on a session bus of this test's own.
class SystemKeyStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { test::strict(); }
    void keepsAKeyForTheNextRun();
    void keepsTheBytesOfAKey_data();
    void keepsTheBytesOfAKey();
    void anotherKeyTakesThePlaceOfTheFirst();
    void aRemovedKeyIsGone();
    void theKeyIsNotPlainInAnyFile();
    void aLockedStoreAnswersToo();
    void keepsForThisSessionOnceTheStoreIsGone(); // last
    void cleanupTestCase();

private:
    bool startBus();
    bool startStore(bool unlocked);

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_store;
};

bool SystemKeyStoreTest::startBus()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    if (!m_bus.waitForReadyRead(patience))
        return false;
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    return !address.isEmpty();
}

bool SystemKeyStoreTest::startStore(bool unlocked)
{
    QStringList arguments {u"--foreground"_s, u"--components=secrets"_s};
    if (unlocked)
        arguments << u"--unlock"_s;
    m_store.start(u"gnome-keyring-daemon"_s, arguments);
    if (!m_store.waitForStarted(patience))
        return false;
    if (unlocked)
        m_store.write("the keyring's password");
    m_store.closeWriteChannel();
    const auto bus = QDBusConnection::connectToBus(QString::fromUtf8(qgetenv("DBUS_SESSION_BUS_ADDRESS")),
                                                   u"safelight-test"_s);
    return bus.isConnected()
        && QTest::qWaitFor(
               [&bus] { return bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s).value(); },
               patience);
}

void SystemKeyStoreTest::initTestCase()
{
    for (const auto& program : {u"dbus-daemon"_s, u"gnome-keyring-daemon"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(program + u" is not installed"_s));
    }
    QVERIFY(m_home.isValid());
    for (const char* variable :
         {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, m_home.path().toUtf8());
    QVERIFY2(startBus(), m_bus.readAllStandardError().constData());
    QVERIFY2(startStore(true), m_store.readAllStandardError().constData());
}

void SystemKeyStoreTest::keepsAKeyForTheNextRun()
{
    {
        SystemSecretStore store;
        QVERIFY(readFrom(store, u"gemini"_s).isEmpty());
        const auto stored = writeTo(store, u"gemini"_s, key);
        QVERIFY2(!stored.forThisSessionOnly, qPrintable(stored.why));
        QVERIFY(stored.why.isEmpty());
    }
    SystemSecretStore next;
    QVERIFY(readFrom(next, u"gemini"_s) == key);
    QVERIFY(readFrom(next, u"another"_s).isEmpty());
}

void SystemKeyStoreTest::keepsTheBytesOfAKey_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("an API key's length") << QByteArray("AIza-not-a-real-key-for-tests-0123456789");
    QTest::newRow("signs of other alphabets") << QByteArray("sch\xc3\xbcssel \xe2\x98\x95");
    QTest::newRow("long") << QByteArray(4000, 'k');
    QTest::newRow("no text at all") << QByteArray("\x01\xff\xfe\x80", 4);
}

void SystemKeyStoreTest::keepsTheBytesOfAKey()
{
    QFETCH(QByteArray, bytes);
    {
        SystemSecretStore store;
        QVERIFY(!writeTo(store, u"bytes"_s, Secret(bytes)).forThisSessionOnly);
    }
    SystemSecretStore next;
    QVERIFY(readFrom(next, u"bytes"_s) == Secret(bytes));
}

void SystemKeyStoreTest::anotherKeyTakesThePlaceOfTheFirst()
{
    SystemSecretStore store;
    writeTo(store, u"gemini"_s, key);
    writeTo(store, u"gemini"_s, Secret("another-key"));
    QVERIFY(readFrom(store, u"gemini"_s) == Secret("another-key"));
}

void SystemKeyStoreTest::aRemovedKeyIsGone()
{
    SystemSecretStore store;
    writeTo(store, u"gemini"_s, key);
    removeFrom(store, u"gemini"_s);
    QVERIFY(readFrom(store, u"gemini"_s).isEmpty());
    SystemSecretStore next;
    QVERIFY(readFrom(next, u"gemini"_s).isEmpty());
    removeFrom(next, u"gemini"_s); // again is no harm
}

void SystemKeyStoreTest::theKeyIsNotPlainInAnyFile()
{
    SystemSecretStore store;
    QVERIFY(!writeTo(store, u"gemini"_s, key).forThisSessionOnly);
    int files = 0;
    QDirIterator below(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (below.hasNext()) {
        QFile file(below.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        QVERIFY2(!file.readAll().contains(key.reveal()), qPrintable(file.fileName()));
    }
    QVERIFY(files > 0); // the store's own
}

// Nobody is there to unlock it: no prompt can be shown on this bus.
void SystemKeyStoreTest::aLockedStoreAnswersToo()
{
    m_store.kill();
    QVERIFY(m_store.waitForFinished(patience));
    QVERIFY2(startStore(false), m_store.readAllStandardError().constData());
    SystemSecretStore store;
    QVERIFY(readFrom(store, u"gemini"_s).isEmpty());
    const auto stored = writeTo(store, u"gemini"_s, Secret("a later key"));
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.endsWith(u"until the program ends."_s), qPrintable(stored.why));
    QVERIFY(readFrom(store, u"gemini"_s) == Secret("a later key"));
}

void SystemKeyStoreTest::keepsForThisSessionOnceTheStoreIsGone()
{
    m_store.kill();
    QVERIFY(m_store.waitForFinished(patience));
    SystemSecretStore store;
    const auto stored = writeTo(store, u"gemini"_s, Secret("a later key"));
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.endsWith(u"until the program ends."_s), qPrintable(stored.why));
    QVERIFY(readFrom(store, u"gemini"_s) == Secret("a later key"));
}

void SystemKeyStoreTest::cleanupTestCase()
{
    for (QProcess* process : {&m_store, &m_bus}) {
        process->kill();
        process->waitForFinished(patience);
    }
}

QTEST_GUILESS_MAIN(SystemKeyStoreTest)
#include "tst_systemkeystore.moc"
