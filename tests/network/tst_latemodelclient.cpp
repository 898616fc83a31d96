#include "app/network/latemodelclient.h"
#include "app/network/networkparts.h"

#include "tests/support/strict.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace safelight;
using namespace Qt::StringLiterals;

// The library lies beside the program, and beside this test there is none, or one that is no library: what a
// damaged installation looks like. That it works where it is there is tested with the real program.
class LateModelClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void theErrorNamesTheFile_data();
    void theErrorNamesTheFile();
    void aRequestFailsOnceAndLater();
    void aCancelledRequestEndsToo();
    void aQuestionIsAnsweredWithTheError();
    void nobodyIsCalledWhoIsGone();
};

namespace {

QString libraryPath()
{
    return QCoreApplication::applicationDirPath() + u"/safelight_network.so"_s;
}

} // namespace

void LateModelClientTest::theErrorNamesTheFile_data()
{
    QTest::addColumn<std::optional<QByteArray>>("content");
    QTest::newRow("it is missing") << std::optional<QByteArray>();
    QTest::newRow("it is empty") << std::optional<QByteArray>(QByteArray());
    QTest::newRow("it is text") << std::optional<QByteArray>("not a library at all");
    QTest::newRow("it is cut off") << std::optional<QByteArray>(QByteArray("\x7f\x45LF\x02\x01\x01", 7));
}

void LateModelClientTest::theErrorNamesTheFile()
{
    QFETCH(std::optional<QByteArray>, content);
    if (content) {
        QFile file(libraryPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(*content);
        if (content->isEmpty())
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"failed to map to memory"_s));
    }
    const auto parts = loadNetworkParts();
    QFile::remove(libraryPath());
    QVERIFY(!parts);
    QVERIFY2(parts.error().message.contains(u"safelight_network.so"_s), qPrintable(parts.error().message));
    QVERIFY(!parts.error().detail.isEmpty());
}

void LateModelClientTest::aRequestFailsOnceAndLater()
{
    LateModelClient client;
    RequestJob* job = client.send({}, {}, this);
    QSignalSpy finished(job, &RequestJob::finished);
    QSignalSpy gone(job, &QObject::destroyed);
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(finished.size(), 1);
    const auto exchange = finished.constFirst().constFirst().value<Exchange>();
    QVERIFY(exchange.failure.has_value());
    QVERIFY(exchange.failure->message.contains(u"cannot be loaded"_s));
}

void LateModelClientTest::aCancelledRequestEndsToo()
{
    LateModelClient client;
    RequestJob* job = client.send({}, {}, this);
    QSignalSpy finished(job, &RequestJob::finished);
    QSignalSpy gone(job, &QObject::destroyed);
    job->cancel();
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(finished.size(), 1);
}

void LateModelClientTest::aQuestionIsAnsweredWithTheError()
{
    LateModelClient client;
    QStringList said;
    client.listModels({}, this, [&](const Result<QList<ModelInfo>>& models) {
        said << (models ? QString() : models.error().message);
    });
    client.countTokens({}, {}, this, [&](const Result<qint64>& tokens) {
        said << (tokens ? QString() : tokens.error().message);
    });
    QVERIFY(said.isEmpty());
    QTRY_COMPARE(said.size(), 2);
    QVERIFY(said.constFirst().contains(u"cannot be loaded"_s));
    QCOMPARE(said.constFirst(), said.constLast());
}

void LateModelClientTest::nobodyIsCalledWhoIsGone()
{
    LateModelClient client;
    bool called = false;
    auto context = std::make_unique<QObject>();
    client.countTokens({}, {}, context.get(), [&](const Result<qint64>&) { called = true; });
    context.reset();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(LateModelClientTest)
#include "tst_latemodelclient.moc"
