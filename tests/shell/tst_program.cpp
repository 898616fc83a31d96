#include "tests/support/strict.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

struct Started
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

// The real binary in a home of its own, until it ends; SAFELIGHT_BENCH_START ends it after its first picture.
Started start(const QString& home, const QStringList& arguments, const QString& platform)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    if (!platform.isEmpty())
        environment.insert(u"QT_QPA_PLATFORM"_s, platform);
    environment.insert(u"HOME"_s, home);
    environment.insert(u"XDG_RUNTIME_DIR"_s, home);
    for (const auto& name : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.remove(name);
    environment.insert(u"SAFELIGHT_BENCH_START"_s, u"1"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SAFELIGHT_BINARY), arguments);
    if (!process.waitForFinished(60000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

// The program as a stranger starts it: the binary, not its parts.
class tst_Program : public QObject
{
    Q_OBJECT

private slots:
    void init() { safelight::test::strict(); }

    void itOpensAWindow()
    {
        const QTemporaryDir home;
        const auto started = start(home.path(), {}, u"offscreen"_s);
        QCOMPARE(started.exitCode, 0);
        QVERIFY(started.output.contains("painted"));
        QVERIFY2(!started.errors.contains("QObject") && !started.errors.contains("Warning"),
                 started.errors.constData());
    }

    void withoutADisplayItSaysSoInASentence()
    {
        const QTemporaryDir home;
        const auto started = start(home.path(), {}, {});
        QCOMPARE(started.exitCode, 2);
        QVERIFY(started.errors.contains("no display"));
        QVERIFY(started.errors.contains("inspect"));
    }

    void aHomeThatCannotBeWrittenIsNoReasonNotToOpen()
    {
        const QTemporaryDir home;
        // A file where the folders should go stops even root from making them.
        for (const auto& name : {u".config"_s, u".local"_s, u".cache"_s}) {
            QFile file(home.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto started = start(home.path(), {}, u"offscreen"_s);
        QCOMPARE(started.exitCode, 0);
        QVERIFY(started.output.contains("painted"));
        QCOMPARE(QDir(home.path()).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void aSessionThatIsNoneIsLeftAlone()
    {
        const QTemporaryDir home;
        QFile file(home.filePath(u"notes.safelight"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("notes");
        file.close();
        const auto started = start(home.path(), {file.fileName()}, u"offscreen"_s);
        QCOMPARE(started.exitCode, 0);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("notes"));
    }
};

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"
