#include "app/sending/attemptreading.h"

#include "app/session/sessionstore.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestAttemptReading final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void thumbnailIsSmall_data();
    void thumbnailIsSmall();
    void interruptedAttemptReadsAsInterrupted();
    void emptyErrorAnswerIsAnError();
    void theTierOfTheHeaderIsPaid();
    void whatNeverLeftIsNotCharged_data();
    void whatNeverLeftIsNotCharged();

private:
    static Response withPictures(const QList<QByteArray>& pictures);
    static QByteArray encoded(const QImage& image, const char* format);
};

Response TestAttemptReading::withPictures(const QList<QByteArray>& pictures)
{
    Candidate candidate;
    for (const QByteArray& data : pictures) {
        Part part;
        part.kind = Part::Kind::InlineData;
        part.mimeType = u"image/png"_s;
        part.data = data;
        candidate.parts.append(part);
    }
    Response response;
    response.candidates = {candidate};
    return response;
}

QByteArray TestAttemptReading::encoded(const QImage& image, const char* format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, format))
        qFatal("no picture");
    return bytes;
}

void TestAttemptReading::thumbnailIsSmall_data()
{
    QTest::addColumn<QList<QByteArray>>("pictures");
    QTest::addColumn<QSize>("size"); // empty: none

    const QByteArray random = test::noise(500 * 500 * 4);
    const QImage noisy(reinterpret_cast<const uchar*>(random.constData()), 500, 500, QImage::Format_RGB32);
    QImage plain(100, 400, QImage::Format_RGB32);
    plain.fill(Qt::blue);
    QImage tiny(10, 5, QImage::Format_RGB32);
    tiny.fill(Qt::green);
    QTest::newRow("none") << QList<QByteArray>() << QSize();
    QTest::newRow("no picture inside") << QList<QByteArray> {"garbage"} << QSize();
    QTest::newRow("cut off") << QList<QByteArray> {encoded(plain, "PNG").left(20)} << QSize();
    QTest::newRow("upright") << QList<QByteArray> {encoded(plain, "PNG")} << QSize(24, 96);
    QTest::newRow("the last one counts")
        << QList<QByteArray> {encoded(tiny, "PNG"), encoded(plain, "JPG")} << QSize(24, 96);
    QTest::newRow("hard to compress") << QList<QByteArray> {encoded(noisy, "PNG")} << QSize(48, 48);
}

void TestAttemptReading::thumbnailIsSmall()
{
    QFETCH(const QList<QByteArray>, pictures);
    QFETCH(const QSize, size);
    const QByteArray png = thumbnailOf(withPictures(pictures));
    QVERIFY(png.size() <= SessionStore::thumbnailLimit);
    QCOMPARE(png.isEmpty(), size.isEmpty());
    if (!png.isEmpty())
        QCOMPARE(QImage::fromData(png, "PNG").size(), size);
}

void TestAttemptReading::interruptedAttemptReadsAsInterrupted()
{
    Attempt attempt = test::sampleAttempt();
    attempt.state = AttemptState::Interrupted;
    readAgain(attempt, {});
    QCOMPARE(attempt.verdict.outcome, Outcome::Interrupted);
}

void TestAttemptReading::theTierOfTheHeaderIsPaid()
{
    Attempt attempt = test::sampleAttempt();
    attempt.importedFrom.reset();
    attempt.state = AttemptState::Completed;
    attempt.responseHeaders.append(std::pair(QByteArray("X-Gemini-Service-Tier"), QByteArray("Flex")));
    readAgain(attempt, {});
    QCOMPARE(attempt.billing.tier, ServiceTier::Flex);
}

void TestAttemptReading::emptyErrorAnswerIsAnError()
{
    Exchange exchange;
    exchange.httpCode = 503;
    Attempt attempt = test::sampleAttempt();
    attempt.state = AttemptState::Completed;
    attempt.httpCode = 503;
    readAgain(attempt, {});
    QCOMPARE(attempt.verdict.outcome, Outcome::ApiError);
}

void TestAttemptReading::whatNeverLeftIsNotCharged_data()
{
    QTest::addColumn<bool>("headers");
    QTest::addColumn<int>("tries");
    QTest::addColumn<BillingReason>("reason");
    QTest::newRow("no header left") << false << 1 << BillingReason::NotSent;
    QTest::newRow("the connection broke later") << true << 1 << BillingReason::Network;
    QTest::newRow("an earlier try may have arrived") << false << 2 << BillingReason::Network;
}

void TestAttemptReading::whatNeverLeftIsNotCharged()
{
    QFETCH(const bool, headers);
    QFETCH(const int, tries);
    QFETCH(const BillingReason, reason);
    Exchange exchange;
    exchange.tries = tries;
    exchange.failure = Error {Error::Code::Network, u"Nothing answers."_s};
    exchange.response.end = AnswerEnd::Network;
    if (headers)
        exchange.requestHeaders = {{"x-goog-api-key", "[redacted]"}};
    Attempt attempt;
    takeExchange(attempt, exchange, {});
    QCOMPARE(attempt.billing.reason, reason);
    QCOMPARE(attempt.billing.state,
             reason == BillingReason::NotSent ? BillingState::NotBilled : BillingState::Unknown);
    readAgain(attempt, {}); // as out of a session
    QCOMPARE(attempt.billing.reason, reason);
}

QTEST_MAIN(TestAttemptReading)
#include "tst_attemptreading.moc"
