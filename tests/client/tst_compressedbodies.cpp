#include "tests/client/httpclientfixture.h"
#include "tests/support/memoryuse.h"
#include "tests/support/strict.h"

#include <QRandomGenerator>
#include <QTest>

#include <zlib.h>

#include <algorithm>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int gzipFormat = MAX_WBITS + 16;
constexpr int zlibFormat = MAX_WBITS;
constexpr int bareFormat = -MAX_WBITS;

// `times` in a row, without ever being there in full.
QByteArray deflated(const QByteArray& bytes, int format, int times = 1)
{
    z_stream zlib {};
    deflateInit2(&zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, format, 9, Z_DEFAULT_STRATEGY);
    QByteArray result;
    QByteArray piece(64 * 1024, '\0');
    for (int i = 0; i < times; ++i) {
        QByteArray input = bytes;
        zlib.next_in = reinterpret_cast<Bytef*>(input.data());
        zlib.avail_in = static_cast<uInt>(input.size());
        int state = Z_OK;
        do {
            zlib.next_out = reinterpret_cast<Bytef*>(piece.data());
            zlib.avail_out = static_cast<uInt>(piece.size());
            state = deflate(&zlib, i + 1 == times ? Z_FINISH : Z_NO_FLUSH);
            result.append(piece.constData(), piece.size() - zlib.avail_out);
        } while (zlib.avail_out == 0 || (i + 1 == times && state == Z_OK));
    }
    deflateEnd(&zlib);
    return result;
}

Reply compressedReply(const QByteArray& body, const QByteArray& encoding)
{
    return Reply::json(body, 200, "Content-Encoding: " + encoding + "\r\n");
}

QByteArray textOf(const Exchange& exchange)
{
    const auto& candidates = exchange.response.candidates;
    return candidates.isEmpty() ? QByteArray() : candidates.constFirst().text().toUtf8();
}

} // namespace

// Answers with Content-Encoding: read when they are honest, bounded when they are not.
class CompressedBodiesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void readsWhatIsHonest_data();
    void readsWhatIsHonest();
    void readsAStream();
    void readsALargePicture();
    void aBombIsStopped_data();
    void aBombIsStopped();
    void aDamagedAnswerIsToldApart_data();
    void aDamagedAnswerIsToldApart();
    void garbageBehindTheEndIsBounded();
};

void CompressedBodiesTest::readsWhatIsHonest_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    const QByteArray json = chunk("hello", "STOP");
    QTest::newRow("gzip") << QByteArray("gzip") << deflated(json, gzipFormat);
    QTest::newRow("gzip by its old name, in capitals") << QByteArray("X-GZIP") << deflated(json, gzipFormat);
    QTest::newRow("gzip in two members")
        << QByteArray("gzip")
        << QByteArray(deflated(json.first(20), gzipFormat) + deflated(json.sliced(20), gzipFormat));
    QTest::newRow("deflate as it is meant") << QByteArray("deflate") << deflated(json, zlibFormat);
    QTest::newRow("deflate without its header") << QByteArray("deflate") << deflated(json, bareFormat);
    QTest::newRow("not compressed, and says so") << QByteArray("identity") << json;
}

void CompressedBodiesTest::readsWhatIsHonest()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    HttpServer server({compressedReply(body, encoding)});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, everythingIn(outcome.exchange()).constData());
    QCOMPARE(outcome.exchange().raw, chunk("hello", "STOP"));
    QCOMPARE(textOf(outcome.exchange()), QByteArray("hello"));
    QVERIFY(server.requests().constFirst().toLower().contains("accept-encoding: gzip, deflate\r\n"));
}

void CompressedBodiesTest::readsAStream()
{
    const QByteArray events = streamEvent(chunk("one ")) + streamEvent(chunk("two", "STOP"));
    const QByteArray body = deflated(events, gzipFormat);
    Reply reply {{Reply::head(200, "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n")},
                 Reply::End::Close};
    for (const char byte : body)
        reply.pieces.append(QByteArray(1, byte));
    HttpServer server({reply});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), streamRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY2(!outcome.exchange().failure, everythingIn(outcome.exchange()).constData());
    QCOMPARE(outcome.exchange().raw, events);
    QCOMPARE(textOf(outcome.exchange()), QByteArray("one two"));
}

void CompressedBodiesTest::readsALargePicture()
{
    QByteArray bytes(15 * 1024 * 1024, '\0');
    QRandomGenerator random(1);
    std::ranges::generate(bytes, [&random] { return static_cast<char>(random.generate()); });
    const QByteArray json =
        R"({"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":")"
        + bytes.toBase64() + R"("}}]},"finishReason":"STOP"}]})";
    HttpServer server({compressedReply(deflated(json, gzipFormat), "gzip")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    QVERIFY(!outcome.exchange().failure);
    const auto images = outcome.exchange().response.candidates.constFirst().images();
    QCOMPARE(images.size(), 1);
    QVERIFY(images.constFirst().data == bytes);
}

void CompressedBodiesTest::aBombIsStopped_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    const QByteArray zeros(1024 * 1024, '0');
    const QByteArray bomb = deflated(zeros, gzipFormat, 300);
    QTest::newRow("three hundred megabytes in gzip") << QByteArray("gzip") << bomb;
    QTest::newRow("three hundred megabytes in deflate")
        << QByteArray("deflate") << deflated(zeros, zlibFormat, 300);
    QTest::newRow("three hundred megabytes in bare deflate")
        << QByteArray("deflate") << deflated(zeros, bareFormat, 300);
    QTest::newRow("many gzip members") << QByteArray("gzip") << deflated(zeros, gzipFormat).repeated(300);
}

void CompressedBodiesTest::aBombIsStopped()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    HttpServer server({compressedReply(body, encoding)});
    HttpModelClient client;
    forgetPeak();
    const qint64 before = residentMegabytes();
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QVERIFY(exchange.failure);
    QCOMPARE(exchange.failure->code, Error::Code::TooLarge);
    QVERIFY2(exchange.failure->message.contains("expands too far"_L1), qPrintable(exchange.failure->message));
    QVERIFY(exchange.raw.size() < 32 * 1024 * 1024);
    QVERIFY(exchange.raw.startsWith("0000"));
    QVERIFY2(peakMegabytes() - before < 150, qPrintable(QString::number(peakMegabytes() - before)));
}

void CompressedBodiesTest::aDamagedAnswerIsToldApart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("fails");
    const QByteArray whole = deflated(chunk("hello", "STOP"), gzipFormat);
    QTest::newRow("no gzip at all") << QByteArray("{\"candidates\":[]}") << true;
    QTest::newRow("cut off") << whole.chopped(12) << true;
    QTest::newRow("nothing") << QByteArray() << false;
    // The outer one only, so that no bomb hides in another: what is inside is no answer.
    QTest::newRow("gzip within gzip") << deflated(whole, gzipFormat) << false;
}

void CompressedBodiesTest::aDamagedAnswerIsToldApart()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, fails);
    HttpServer server({compressedReply(body, "gzip")});
    HttpModelClient client;
    Outcome outcome(client.send(endpointAt(server.url()), unaryRequest(), this));
    QVERIFY(outcome.wait());
    const Exchange& exchange = outcome.exchange();
    QCOMPARE(exchange.failure.has_value(), fails);
    if (fails)
        QVERIFY(exchange.failure->message.contains("is damaged or incomplete"_L1));
    else
        QCOMPARE(exchange.response.end, AnswerEnd::Unreadable);
    QCOMPARE(textOf(exchange), QByteArray());
}

void CompressedBodiesTest::garbageBehindTheEndIsBounded()
{
    const QByteArray body = deflated(chunk("hello", "STOP"), gzipFormat) + QByteArray(300'000, 'x');
    HttpServer server({compressedReply(body, "gzip")});
    HttpModelClient client;
    ModelRequest request = unaryRequest();
    request.answerLimit = 100'000;
    Outcome outcome(client.send(endpointAt(server.url()), request, this));
    QVERIFY(outcome.wait());
    QVERIFY(outcome.exchange().failure);
    QCOMPARE(outcome.exchange().failure->code, Error::Code::TooLarge);
    QCOMPARE(outcome.exchange().raw, chunk("hello", "STOP"));
}

QTEST_GUILESS_MAIN(CompressedBodiesTest)
#include "tst_compressedbodies.moc"
