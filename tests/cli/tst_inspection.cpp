#include "app/cli/inspection.h"

#include "app/cli/commandline.h"
#include "app/cli/inspectcommand.h"
#include "app/diagnosis/diagnose.h"
#include "tests/support/answers.h"
#include "tests/support/strict.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

QJsonObject inspected(const Response& response)
{
    Inspection inspection;
    inspection.source = u"x"_s;
    inspection.response = response;
    inspection.verdict = diagnose(response);
    return inspectionObject(inspection);
}

} // namespace

class TestInspection final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void absentIsNull();
    void everyPartIsCountedOnce();
    void largeCountsKeepEveryDigit();
    void anEmptyRatingIsARatingOfNulls();
    void aTruncatedAnswerWithoutContentIsNoSuccess();
    void aWindowIsForSessionsAndItsOwnOptions_data();
    void aWindowIsForSessionsAndItsOwnOptions();
    void sizesAreRead_data();
    void sizesAreRead();
};

void TestInspection::absentIsNull()
{
    const auto object = inspected(Response());
    for (const auto& member : {u"reason"_s, u"blockReason"_s, u"blockReasonMessage"_s, u"usage"_s, u"error"_s,
                               u"modelVersion"_s, u"responseId"_s})
        QVERIFY2(object.contains(member) && object[member].isNull(), qPrintable(member));
    for (const auto& member : {u"low"_s, u"high"_s, u"priceDate"_s}) // no usage, no price: not zero
        QVERIFY2(object[u"billing"_s].toObject().value(member).isNull(), qPrintable(member));
    Response garbage;
    garbage.end = AnswerEnd::Unreadable;
    QVERIFY(inspected(garbage)[u"billing"_s].isNull());
    Response response = answer(u"STOP"_s);
    response.usage.emplace();
    response.error.emplace();
    const auto filled = inspected(response);
    for (const auto& member : {u"prompt"_s, u"cached"_s, u"toolUse"_s, u"thoughts"_s, u"candidates"_s,
                               u"total"_s, u"consistent"_s})
        QVERIFY2(filled[u"usage"_s].toObject().value(member).isNull(), qPrintable(member));
    for (const auto& member :
         {u"httpCode"_s, u"status"_s, u"message"_s, u"reason"_s, u"retryAfterSeconds"_s, u"quota"_s})
        QVERIFY2(filled[u"error"_s].toObject().value(member).isNull(), qPrintable(member));
}

void TestInspection::everyPartIsCountedOnce()
{
    Response response = answer(u"STOP"_s, u"a"_s);
    auto& parts = response.candidates.first().parts;
    Part call;
    call.kind = Part::Kind::FunctionCall;
    Part sound = imagePart();
    sound.mimeType = u"audio/wav"_s;
    Part other;
    other.kind = Part::Kind::Other;
    parts << textPart(u"b"_s, true) << imagePart() << imagePart() << call << sound << other;
    const auto candidate = inspected(response)[u"candidates"_s].toArray().first().toObject();
    QCOMPARE(candidate[u"text"_s].toString(), u"a"_s);
    QCOMPARE(candidate[u"thoughtText"_s].toString(), u"b"_s);
    QCOMPARE(candidate[u"images"_s].toInt(), 2);
    QCOMPARE(candidate[u"functionCalls"_s].toInt(), 1);
    QCOMPARE(candidate[u"otherParts"_s].toInt(), 2);
}

void TestInspection::largeCountsKeepEveryDigit()
{
    Response response = answer(u"STOP"_s, u"a"_s);
    response.usage.emplace();
    response.usage->total = 9007199254740993; // one more than a double can hold
    QCOMPARE(inspected(response)[u"usage"_s].toObject().value(u"total"_s).toInteger(), 9007199254740993);
}

void TestInspection::anEmptyRatingIsARatingOfNulls()
{
    Response response = answer(u"STOP"_s, u"a"_s);
    response.candidates.first().ratings = {SafetyRating()};
    const auto ratings = inspected(response)[u"candidates"_s].toArray().first()[u"safetyRatings"_s].toArray();
    QCOMPARE(ratings.size(), 1);
    for (const auto& value : ratings.first().toObject())
        QVERIFY(value.isNull());
}

void TestInspection::aTruncatedAnswerWithoutContentIsNoSuccess()
{
    const Response empty = answer(u"MAX_TOKENS"_s);
    const Response full = answer(u"MAX_TOKENS"_s, u"Half"_s);
    QCOMPARE(exitCode(diagnose(empty)), 1);
    QCOMPARE(exitCode(diagnose(full)), 0);
}

void TestInspection::aWindowIsForSessionsAndItsOwnOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("headless");
    QTest::newRow("nothing") << QStringList() << false;
    QTest::newRow("a session") << QStringList {u"file.safelight"_s} << false;
    QTest::newRow("a session in a folder named like a command") << QStringList {u"./inspect"_s} << false;
    QTest::newRow("a platform") << QStringList {u"-platform"_s, u"offscreen"_s} << false;
    QTest::newRow("a platform and a session")
        << QStringList {u"-platform"_s, u"offscreen"_s, u"file.safelight"_s} << false;
    QTest::newRow("a style") << QStringList {u"--style=fusion"_s} << false;
    QTest::newRow("a platform without its name") << QStringList {u"-platform"_s} << false;
    QTest::newRow("inspect") << QStringList {u"inspect"_s, u"-platform"_s} << true;
    QTest::newRow("send alone") << QStringList {u"send"_s} << true;
    QTest::newRow("simulate") << QStringList {u"simulate"_s} << true;
    QTest::newRow("a command of a later version") << QStringList {u"report"_s} << true;
    QTest::newRow("help") << QStringList {u"--help"_s} << true;
    QTest::newRow("version") << QStringList {u"--version"_s} << true;
    QTest::newRow("an unknown option") << QStringList {u"--frob"_s} << true;
    QTest::newRow("a session and an unknown option") << QStringList {u"x.safelight"_s, u"--frob"_s} << true;
    QTest::newRow("two sessions") << QStringList {u"a"_s, u"b"_s} << true;
}

void TestInspection::aWindowIsForSessionsAndItsOwnOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, headless);
    QCOMPARE(isHeadlessCall(QStringList {u"safelight"_s} + arguments), headless);
}

void TestInspection::sizesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: no size
    QTest::newRow("bytes") << u"1000"_s << qint64(1000);
    QTest::newRow("K") << u"2K"_s << qint64(2048);
    QTest::newRow("M") << u"64M"_s << qint64(64) * 1024 * 1024;
    QTest::newRow("g") << u"3g"_s << qint64(3) * 1024 * 1024 * 1024;
    for (const auto& text : {u""_s, u"K"_s, u"0"_s, u"-1"_s, u"+1"_s, u"1.5M"_s, u"1MM"_s, u"1 M"_s,
                             u"0x10"_s, u"99999999999999999999"_s, u"9223372036854775807G"_s})
        QTest::newRow(qPrintable(u"no size: "_s + text)) << text << qint64(-1);
}

void TestInspection::sizesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(parseByteCount(text).value_or(-1), bytes);
}

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"
