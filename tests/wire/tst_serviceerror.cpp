#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

// JSON with single quotes, which reads better in a test.
static QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

class TestServiceError : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void waits_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<double>("seconds");
        const auto row = [](const char* name, const QByteArray& message, const QByteArray& delay,
                            double seconds) {
            QByteArray body = json("{'error':{'message':'") + message + "\"";
            if (!delay.isEmpty())
                body += json(",'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':")
                    + delay + "}]";
            QTest::newRow(name) << QByteArray(body + "}}") << seconds;
        };
        row("whole seconds", "", json("'38s'"), 38);
        row("fractions", "", json("'38.5s'"), 38.5);
        row("a number", "", "7", 7);
        row("an object", "", json("{'seconds': '9'}"), 9);
        row("in the message", "Please retry in 47.43s.", "", 47.43);
        row("the detail wins over the message", "Please retry in 47.43s.", json("'50s'"), 50);
        row("minutes in the message", "Please retry in 1m2.5s", "", 62.5);
        row("hours in the message", "Please retry in 2h3m4s", "", 7384);
        row("milliseconds in the message", "Please retry in 350ms", "", 0.35);
        row("minutes alone", "Please retry in 5m", "", 300);
        row("words in the message", "Please retry in a moment", "", -1);
        row("nonsense", "", json("'soon'"), -1);
        row("negative", "", json("'-3s'"), -1);
        row("beyond reason", "", json("'1e300s'"), -1);
        row("absent", "no", "", -1);
    }

    void waits()
    {
        QFETCH(QByteArray, error);
        QFETCH(double, seconds);
        const auto response = decodeAnswer(error);
        QVERIFY(response.error);
        QCOMPARE(response.shape, AnswerShape::ErrorBody);
        QCOMPARE(response.error->retryAfterSeconds.value_or(-1), seconds);
    }

    void details()
    {
        const auto error =
            decodeAnswer(
                json("{'error':{'code':'400','status':'INVALID_ARGUMENT','message':'m','details':["
                     "{'@type':'x/google.rpc.BadRequest','fieldViolations':[{'field':'a.b'},{'field':'c'}]},"
                     "{'@type':'x/"
                     "google.rpc.ErrorInfo','reason':'RATE_LIMIT_EXCEEDED','metadata':{'quota_limit':'old','"
                     "quota_limit_value':'0'}},"
                     "{'@type':'x/"
                     "google.rpc.QuotaFailure','violations':[{'quotaId':'PerDay','quotaValue':'250'}]},"
                     "{'@type':'x/google.rpc.DebugInfo','detail':'Source image 0 too short, "
                     "key=AIzaSyEXAMPLE-0123456789'}]}}"))
                .error.value();
        QCOMPARE(error.httpCode, 400);
        QCOMPARE(error.status, u"INVALID_ARGUMENT"_s);
        QCOMPARE(error.field, u"a.b"_s);
        QCOMPARE(error.reason, u"RATE_LIMIT_EXCEEDED"_s);
        QCOMPARE(error.quotaId, u"PerDay"_s);
        QCOMPARE(error.quotaValue, u"250"_s);
        QVERIFY(error.detail.startsWith("Source image 0 too short"_L1));
        QVERIFY(!error.detail.contains("AIza"_L1));
    }

    void olderShapeOfAQuota()
    {
        const auto error =
            decodeAnswer(json("[{'error':{'code':429,'details':[{'@type':'x/google.rpc.ErrorInfo',"
                              "'reason':'RATE_LIMIT_EXCEEDED','metadata':{'quota_limit_value':'0'}}]}}]"))
                .error.value();
        QCOMPARE(error.quotaValue, u"0"_s);
        QCOMPARE(error.httpCode, 429);
    }

    void keysAreRedactedEverywhere_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const QByteArray key = "AIzaSyEXAMPLE-0123456789-abcdefghijklmn";
        QTest::newRow("message") << json("{'error':{'message':'") + key + json("'}}");
        QTest::newRow("escaped") << json("{'error':{'message':'\\u0041") + key.sliced(1) + json("'}}");
        QTest::newRow("a mere text") << json("{'error':'") + key + json("'}");
        QTest::newRow("status") << json("{'error':{'status':'") + key + json("','code':'") + key
                + json("'}}");
        QTest::newRow("page") << "<title>" + key + "</title>";
        QTest::newRow("plain text") << "bad key " + key;
        QTest::newRow("finish message") << json("{'candidates':[{'finishMessage':'") + key + json("'}]}");
        QTest::newRow("block message")
            << json("{'promptFeedback':{'blockReasonMessage':'") + key + json("'}}");
        QTest::newRow("unknown reason") << json("{'candidates':[{'finishReason':'") + key + json("'}]}");
        QTest::newRow("predictions") << json("{'predictions':[{'raiFilteredReason':'") + key + json("'}]}");
    }

    void keysAreRedactedEverywhere()
    {
        QFETCH(QByteArray, answer);
        const auto response = decodeAnswer(answer, 400);
        const auto error = response.error.value_or(ServiceError());
        QStringList texts {error.message, error.status, error.detail,
                           response.candidates.value(0).finishMessage};
        if (response.promptFeedback)
            texts.append(response.promptFeedback->blockReasonMessage);
        texts += response.warnings;
        QVERIFY(!texts.join(u' ').contains("EXAMPLE"_L1));
        QVERIFY(texts.join(u' ').contains("[redacted]"_L1));
    }

    void pages_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        QTest::newRow("Google's") << QByteArray(
            "<!DOCTYPE html><html><title>Error 404 (Not Found)!!1</title><p>x")
                                  << 404 << u"Error 404 (Not Found)!!1"_s;
        QTest::newRow("a proxy's") << QByteArray("<html><head><title>502 Bad Gateway</title></head><body>x")
                                   << 502 << u"502 Bad Gateway"_s;
        QTest::newRow("no title") << QByteArray(
            "<html><style>a{}</style><h1>Error: 503</h1> Service &amp; more")
                                  << 503 << u"Error: 503 Service & more"_s;
        QTest::newRow("nothing to say") << QByteArray("<html>") << 0 << QString();
        QTest::newRow("a number that is no code")
            << QByteArray("<title>10000 errors</title>") << 0 << u"10000 errors"_s;
    }

    void pages()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, code);
        QFETCH(QString, message);
        const auto response = decodeAnswer(page);
        QCOMPARE(response.shape, AnswerShape::HtmlPage);
        QVERIFY(response.error->html);
        QCOMPARE(response.error->httpCode, code);
        QCOMPARE(response.error->message, message);
    }

    void theConnectionKnowsTheCode()
    {
        const auto plain = decodeAnswer("upstream connect error", 503);
        QCOMPARE(plain.end, AnswerEnd::Complete);
        QCOMPARE(plain.shape, AnswerShape::ErrorBody);
        QCOMPARE(plain.error->httpCode, 503);
        QCOMPARE(plain.error->message, u"upstream connect error"_s);
        QCOMPARE(decodeAnswer("", 500).error->httpCode, 500);
        QCOMPARE(decodeAnswer("<html>", 502).error->httpCode, 502);
        QCOMPARE(decodeAnswer(json("{'error':{'code':499}}"), 200).error->httpCode, 499);
        QCOMPARE(decodeAnswer("{}", 200).error, std::nullopt);
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestServiceError)
#include "tst_serviceerror.moc"
