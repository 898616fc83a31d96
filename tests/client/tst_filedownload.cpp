#include "app/client/filedownload.h"

#include "tests/support/strict.h"
#include "tests/support/testhttpserver.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestFileDownload final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void onlySafeAddressesAreFetched_data();
    void onlySafeAddressesAreFetched();
    void aFileArrivesWhole();
    void whatGoesWrongIsSaid_data();
    void whatGoesWrongIsSaid();

private:
    static std::optional<Result<QByteArray>> fetched(const test::Reply& reply, qint64 limit);
};

// None: the test's time was over.
std::optional<Result<QByteArray>> TestFileDownload::fetched(const test::Reply& reply, qint64 limit)
{
    test::HttpServer server({reply});
    std::optional<Result<QByteArray>> result;
    QObject context;
    downloadFile(server.url(), limit, &context,
                 [&result](const Result<QByteArray>& bytes) { result = bytes; });
    [&result] { QTRY_VERIFY(result.has_value()); }();
    return result;
}

void TestFileDownload::onlySafeAddressesAreFetched_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("fetched");
    QTest::newRow("https") << u"https://example.com/prices.json"_s << true;
    QTest::newRow("http on this computer") << u"http://localhost:8000/prices.json"_s << true;
    QTest::newRow("http elsewhere") << u"http://example.com/prices.json"_s << false;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("a password in it") << u"https://me:secret@example.com/"_s << false;
    QTest::newRow("no address") << u"prices"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestFileDownload::onlySafeAddressesAreFetched()
{
    QFETCH(QString, address);
    QFETCH(bool, fetched);
    QCOMPARE(downloadProblem(QUrl(address)).isEmpty(), fetched);
}

void TestFileDownload::aFileArrivesWhole()
{
    const auto bytes = fetched(test::Reply::json("[1]"), 100);
    QVERIFY(bytes && bytes->has_value());
    QCOMPARE(**bytes, QByteArray("[1]"));
}

void TestFileDownload::whatGoesWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("too large") << test::Reply::json(QByteArray(5000, ' ')).pieces.constFirst()
                               << int(Error::Code::TooLarge);
    QTest::newRow("not there") << test::Reply::json("no", 404).pieces.constFirst()
                               << int(Error::Code::Refused);
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")
                             << int(Error::Code::Network);
}

void TestFileDownload::whatGoesWrongIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    const auto result = fetched(test::Reply::raw(bytes), 1000);
    QVERIFY(result && !result->has_value());
    QCOMPARE(int(result->error().code), code);
    QVERIFY(!result->error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestFileDownload)
#include "tst_filedownload.moc"
