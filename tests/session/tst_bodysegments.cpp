#include "app/session/bodysegments.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestBodySegments final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void comesBackByteForByte_data();
    void comesBackByteForByte();
    void pictureIsToldApart();
    void largeAnswerIsQuick();
    void damagedSegmentIsRefused();
    void plainBodyIsNotHeldTwice();
};

void TestBodySegments::comesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("pictures");

    const QByteArray base64 = test::noise(3000).toBase64(); // 4000 characters, no padding needed
    const QByteArray padded = test::noise(3001).toBase64();
    const auto url = QByteArray::Base64UrlEncoding;
    QByteArray wrongBits = padded; // the last character before "==" carries bits that decoding drops
    wrongBits[wrongBits.size() - 3] = wrongBits.at(wrongBits.size() - 3) == 'B' ? 'C' : 'B';

    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("plain text") << QByteArray("{\"a\":1}") << 0;
    QTest::newRow("NUL bytes and invalid UTF-8") << QByteArray("\0\xff\xfe\0x\x80", 6) << 0;
    QTest::newRow("only a picture") << base64 << 1;
    QTest::newRow("picture between text") << "{\"data\":\"" + base64 + "\"}\r\n" << 1;
    QTest::newRow("picture with padding") << "{\"data\":\"" + padded + "\"}" << 1;
    QTest::newRow("padding left out") << '"' + padded.chopped(2) + '"' << 1;
    QTest::newRow("url alphabet") << '"' + test::noise(3001).toBase64(url) + '"' << 1;
    QTest::newRow("url alphabet, padding left out")
        << '"' + test::noise(3001).toBase64(url | QByteArray::OmitTrailingEquals) + '"' << 1;
    QTest::newRow("the same picture twice") << base64 + "," + base64 << 2;
    QTest::newRow("three equal signs") << padded + "=" << 1;
    QTest::newRow("one equal sign where two belong") << padded.chopped(1) << 0;
    QTest::newRow("bits that decoding drops") << wrongBits << 0;
    QTest::newRow("both alphabets mixed") << base64.left(2000) + "-+_/" + base64.left(2000) << 0;
    QTest::newRow("length no base64 can have") << base64 + "A" << 0;
    QTest::newRow("slashes escaped") << "\"" + QByteArray(base64).replace('/', "\\/") + "\"" << 0;
    QTest::newRow("short picture") << test::noise(300).toBase64() << 0;
    QTest::newRow("five megabytes of one letter") << QByteArray(5'000'000, 'a') << 1;
    QTest::newRow("a million lines") << QByteArray("data: x\r\n\r\n").repeated(1'000'000) << 0;
    QTest::newRow("event stream with a picture in the last chunk")
        << "data: {\"t\":\"a\"}\r\n\r\ndata: {\"data\":\"" + padded + "\"}\r\n\r\n"
        << 1;
}

void TestBodySegments::comesBackByteForByte()
{
    QFETCH(const QByteArray, body);
    const auto segments = splitBody(body);
    QByteArray joined;
    int pictures = 0;
    for (const BodySegment& segment : segments) {
        pictures += segment.isBase64() ? 1 : 0;
        QVERIFY(appendSegment(joined, packed(segment)));
    }
    QVERIFY(joined == body);
    QTEST(pictures, "pictures");
}

void TestBodySegments::pictureIsToldApart()
{
    const QByteArray picture = test::noise(9000);
    const QByteArray body = "{\"data\":\"" + picture.toBase64() + "\"}";
    const auto segments = splitBody(body);
    QCOMPARE(segments.size(), 3);
    QCOMPARE(segments.at(1), (BodySegment {BodySegment::Form::Base64, picture}));
    QCOMPARE(segments.at(0).bytes, QByteArray("{\"data\":\""));
}

void TestBodySegments::largeAnswerIsQuick()
{
    const QByteArray body = "{\"data\":\"" + test::noise(15'000'000).toBase64() + "\"}";
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(splitBody(body).size(), 3);
    QVERIFY2(timer.elapsed() < 5000, "20 MB took seconds to split");
}

void TestBodySegments::damagedSegmentIsRefused()
{
    QByteArray body;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"qUncompress"_s));
    QVERIFY(!appendSegment(body, {BodySegment::Form::Compressed, "garbage that is no zlib stream"}));
}

void TestBodySegments::plainBodyIsNotHeldTwice()
{
    const QByteArray body = QByteArray("still thinking, ").repeated(100'000);
    const auto segments = splitBody(body);
    QCOMPARE(segments.size(), 1);
    QCOMPARE(segments.constFirst().bytes.constData(), body.constData());
}

QTEST_GUILESS_MAIN(TestBodySegments)
#include "tst_bodysegments.moc"
