#include "app/base/latelibrary.h"
#include "app/settings/latesecretstore.h"

#include "tests/support/secretcalls.h"
#include "tests/support/strict.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

// With the program's own way to the key store: from the library beside it.
class LateSecretStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { test::strict(); }
    void cleanup() { QFile::remove(lateLibrary(library)); }
    void keepsForThisSessionWithoutTheLibrary();
    void saysSoOfALibraryWithSomethingElse();
    void usesTheLibrary(); // last: a library that was loaded stays

private:
    static inline const QString library = u"safelight_keystore"_s;
    static inline const QString name = u"gemini"_s;

    // Beside this test, as a copy of one that was built.
    static bool putThere(const QString& built)
    {
        QFile::remove(lateLibrary(library));
        const QFileInfo program(QString::fromLocal8Bit(SAFELIGHT_BINARY));
        return QFile::link(program.dir().filePath(built), lateLibrary(library));
    }
};

namespace {

const Secret key {"not-a-real-key-0123456789"};

} // namespace

// No session bus: no key store of this machine is asked.
void LateSecretStoreTest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/safelight-test");
}

void LateSecretStoreTest::keepsForThisSessionWithoutTheLibrary()
{
    QFile::remove(lateLibrary(library));
    LateSecretStore store;
    QVERIFY(readFrom(store, name).isEmpty());
    const auto stored = writeTo(store, name, key);
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.contains(u"safelight_keystore"_s), qPrintable(stored.why));
    QVERIFY2(stored.why.endsWith(u"until the program ends."_s), qPrintable(stored.why));
    QVERIFY(readFrom(store, name) == key);
    removeFrom(store, name);
    QVERIFY(readFrom(store, name).isEmpty());
}

void LateSecretStoreTest::saysSoOfALibraryWithSomethingElse()
{
    QVERIFY(putThere(u"safelight_plots.so"_s));
    LateSecretStore store;
    const auto stored = writeTo(store, name, key);
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.contains(u"cannot be loaded"_s), qPrintable(stored.why));
    QVERIFY(readFrom(store, name) == key);
}

void LateSecretStoreTest::usesTheLibrary()
{
    QVERIFY(putThere(u"safelight_keystore.so"_s));
    LateSecretStore store;
    const auto stored = writeTo(store, name, key);
    QVERIFY(stored.forThisSessionOnly);
    QVERIFY2(stored.why.contains(u"key store"_s), qPrintable(stored.why));
    QVERIFY(readFrom(store, name) == key);
    bool answered = false;
    {
        LateSecretStore gone;
        gone.read(name, [&answered](const Secret&) { answered = true; });
    }
    QVERIFY(readFrom(store, u"other"_s).isEmpty());
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(LateSecretStoreTest)
#include "tst_latesecretstore.moc"
