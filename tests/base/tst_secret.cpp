#include "app/base/secret.h"

#include "tests/support/strict.h"

#include <QDebug>
#include <QElapsedTimer>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class SecretTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void masksWhatHasTheShapeOfAKey_data();
    void masksWhatHasTheShapeOfAKey();
    void leavesOtherTextAlone_data();
    void leavesOtherTextAlone();
    void masksTheGivenSecretInEveryForm_data();
    void masksTheGivenSecretInEveryForm();
    void masksTheGivenSecretWithinBase64_data();
    void masksTheGivenSecretWithinBase64();
    void masksAWordOnlyWhereItStandsAlone();
    void isNeverPrinted();
    void doesNotCopyWhatHoldsNoKey();
    void keepsTextThatIsNoUtf8Pair();
    void staysLinearOnHostileText_data();
    void staysLinearOnHostileText();
};

void SecretTest::masksWhatHasTheShapeOfAKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray google = "AIzaSyA1234567890abcdefghijklmnopqrstuv";
    QTest::newRow("a Google key in a sentence") << "API key not valid: " + google
            + ". Pass a valid one." << QByteArray("API key not valid: [redacted] Pass a valid one.");
    QTest::newRow("a Google key alone") << google << QByteArray("[redacted]");
    QTest::newRow("in JSON") << "{\"k\":\"" + google + "\"}" << QByteArray("{\"k\":\"[redacted]\"}");
    QTest::newRow("after an escaped line break") << "key:\\n" + google << QByteArray("key:\\n[redacted]");
    QTest::newRow("after an escaped quote")
        << "\\u0027" + google + "\\u0027" << QByteArray("\\u0027[redacted]\\u0027");
    QTest::newRow("after an encoded character") << "key%3D" + google << QByteArray("key%3D[redacted]");
    QTest::newRow("glued to a word") << "key" + google << QByteArray("key[redacted]");
    QTest::newRow("a new key") << QByteArray("use AQ.Ab8RN6Kxyz_12-3 now")
                               << QByteArray("use [redacted] now");
    QTest::newRow("a proxy's key") << QByteArray("(sk-proj-A1b2C3d4E5)") << QByteArray("([redacted])");
    QTest::newRow("an OAuth token") << QByteArray("\"ya29.a0AfH6SMBx-y_z\"") << QByteArray("\"[redacted]\"");
    QTest::newRow("a bearer header") << QByteArray("Authorization: Bearer abc/def+123==\r\n")
                                     << QByteArray("Authorization: Bearer [redacted]\r\n");
    QTest::newRow("a bearer token of letters")
        << QByteArray("bearer abcdefghijklmnopqrstuvwxyz") << QByteArray("bearer [redacted]");
    QTest::newRow("a query parameter") << QByteArray("GET /v1beta/models?key=x HTTP/1.1")
                                       << QByteArray("GET /v1beta/models?key=[redacted] HTTP/1.1");
    QTest::newRow("a later query parameter")
        << QByteArray("?alt=sse&key=abc&x=1") << QByteArray("?alt=sse&key=[redacted]&x=1");
    QTest::newRow("a query parameter in JSON")
        << QByteArray("?alt=sse\\u0026key=abc\"") << QByteArray("?alt=sse\\u0026key=[redacted]\"");
    QTest::newRow("several of them") << google + " " + google + "," + google
                                     << QByteArray("[redacted] [redacted],[redacted]");
    QTest::newRow("a key with a key inside") << "AQ.12345678" + google << QByteArray("[redacted]");
}

void SecretTest::masksWhatHasTheShapeOfAKey()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(redacted(text), expected);
    QCOMPARE(redacted(QString::fromUtf8(text)), QString::fromUtf8(expected));
    QCOMPARE(redacted(expected), expected);
}

void SecretTest::leavesOtherTextAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a sentence") << QByteArray("The risk-assessment-2026 task-force asked.");
    QTest::newRow("a word after a hyphen") << QByteArray("sk-learn-contributors");
    QTest::newRow("the start of a key and no more") << QByteArray("Keys start with AIza or AQ. or sk-.");
    QTest::newRow("a bearer word") << QByteArray("Bearer authentication is needed");
    QTest::newRow("a key parameter without a value") << QByteArray("?key=");
    QTest::newRow("base64 that holds AIza by chance")
        << QByteArray(399, 'b').toBase64() + "AIzaSyAbcdefgh" + QByteArray(399, 'c').toBase64();
    QByteArray picture;
    for (int i = 0; i < 200'000; ++i)
        picture += static_cast<char>((i * 7919 + i / 13) & 0xff);
    QTest::newRow("picture data") << picture.toBase64();
    QTest::newRow("bytes that are no text") << picture.left(4000);
}

void SecretTest::leavesOtherTextAlone()
{
    QFETCH(QByteArray, text);
    QCOMPARE(redacted(text), text);
}

void SecretTest::masksTheGivenSecretInEveryForm_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("text");
    const QByteArray odd = "my+odd/key=with&signs\"and\\more";
    QTest::newRow("as it is") << odd << odd;
    QTest::newRow("as base64") << odd << odd.toBase64();
    QTest::newRow("as URL base64") << odd
                                   << odd.toBase64(QByteArray::Base64UrlEncoding
                                                   | QByteArray::OmitTrailingEquals);
    const auto spelled = [](const QByteArray& text, const char* start) {
        QByteArray all;
        for (const char c : text)
            all += start + QByteArray(1, c).toHex();
        return all;
    };
    const auto references = [](const QByteArray& text, const char* start, int base) {
        QByteArray all;
        for (const char c : text)
            all += start + QByteArray::number(c, base) + ';';
        return all;
    };
    QTest::newRow("escaped letter by letter") << odd << spelled(odd, "\\u00");
    QTest::newRow("one letter escaped")
        << odd << QByteArray(odd.first(3) + spelled(odd.sliced(3, 1), "\\u00") + odd.sliced(4));
    QTest::newRow("percent-encoded letter by letter") << odd << spelled(odd, "%");
    QTest::newRow("with letters by number, as scripts have it") << odd << spelled(odd, "\\x");
    QTest::newRow("as references of HTML") << odd << references(odd, "&#", 10);
    QTest::newRow("as hexadecimal references") << odd << references(odd, "&#x", 16);
    QTest::newRow("in hexadecimal") << odd << odd.toHex();
    QTest::newRow("in hexadecimal, in capitals") << odd << odd.toHex().toUpper();
    QTest::newRow("backwards") << odd << QByteArray("erom\\dna\"sngis&htiw=yek/ddo+ym");
    QTest::newRow("percent-encoded") << odd << odd.toPercentEncoding();
    QTest::newRow("in JSON") << odd << QByteArray("my+odd\\/key=with&signs\\\"and\\\\more");
    QTest::newRow("in careful JSON") << odd
                                     << QByteArray("my\\u002bodd/key\\u003dwith\\u0026signs\\\"and\\\\more");
    QTest::newRow("a short one") << QByteArray("key1234") << QByteArray("key1234");
    QTest::newRow("in the midst of letters")
        << QByteArray("averylongsecretkey") << QByteArray("averylongsecretkey");
}

void SecretTest::masksTheGivenSecretInEveryForm()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, text);
    QCOMPARE(redacted("<" + text + "><" + text + ">", {Secret(secret)}),
             QByteArray("<[redacted]><[redacted]>"));
}

void SecretTest::masksTheGivenSecretWithinBase64_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    for (const QByteArray before : {"", "u", "us", "user:", "user 7:"}) {
        for (const QByteArray after : {"", "!", " and more"})
            QTest::addRow("'%s' before, '%s' after", before.constData(), after.constData())
                << before << after;
    }
}

void SecretTest::masksTheGivenSecretWithinBase64()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QByteArray secret = "my+odd/key=with&signs?more>~~";
    const QByteArray text = before + secret + after;
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        const QByteArray masked = redacted(text.toBase64(alphabet), {Secret(secret)});
        QVERIFY2(masked.contains("[redacted]"), masked.constData());
        // Of the letters beside it, those that hold a few bits of it.
        const QByteArray left = QByteArray(masked).replace("[redacted]", "");
        QVERIFY2(left.size() <= before.size() * 4 / 3 + after.size() * 4 / 3 + 4, masked.constData());
    }
}

void SecretTest::masksAWordOnlyWhereItStandsAlone()
{
    const QList<Secret> secrets {Secret("test")};
    QCOMPARE(redacted(QByteArray("the latest test, tested"), secrets),
             QByteArray("the latest [redacted], tested"));
    QCOMPARE(redacted(QByteArray("key\\ntest"), secrets), QByteArray("key\\n[redacted]"));
    QCOMPARE(redacted(QByteArray("a b"), {Secret("a"), Secret("")}), QByteArray("a b"));
}

void SecretTest::isNeverPrinted()
{
    QString text;
    QDebug(&text) << Secret("hunter2hunter2") << Secret();
    QVERIFY(!text.contains("hunter"_L1));
    QVERIFY(text.contains(u"Secret(…)"_s));
    QVERIFY(text.contains(u"Secret()"_s));
}

void SecretTest::doesNotCopyWhatHoldsNoKey()
{
    const QByteArray text(1 << 20, 'x');
    QCOMPARE(redacted(text, {Secret("averylongsecretkey")}).constData(), text.constData());
}

void SecretTest::keepsTextThatIsNoUtf8Pair()
{
    const QString lone = u"a"_s + QChar(0xd800) + u"b"_s;
    QCOMPARE(redacted(lone), lone);
}

void SecretTest::staysLinearOnHostileText_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("keys side by side") << QByteArray("AIzaSyA12345 ");
    QTest::newRow("beginnings only") << QByteArray("AIza");
    QTest::newRow("one endless key") << QByteArray("AQ.");
    QTest::newRow("parameters") << QByteArray("?key==");
    QTest::newRow("bearers") << QByteArray("Bearer ");
    QTest::newRow("escapes") << QByteArray("\\nsk-");
    QTest::newRow("the secret itself") << QByteArray("averylongsecretkey");
    QTest::newRow("base64") << QByteArray("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYWFh");
}

// 5 MB each, so that it stays quick without optimisation; what is not linear does not end within the minute.
void SecretTest::staysLinearOnHostileText()
{
    QFETCH(QByteArray, piece);
    const QByteArray text = piece.repeated(5'000'000 / piece.size());
    QElapsedTimer timer;
    timer.start();
    const QByteArray result = redacted(text, {Secret("averylongsecretkey")});
    QVERIFY(!result.contains("averylongsecretkey"));
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
