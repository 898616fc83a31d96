#include "app/wire/echofilter.h"

#include "app/wire/answerdecoder.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray keyText = "AIzaSyTestKey-0123456789_abcdefghijklm";

QByteArray textEvent(const QByteArray& text, int candidate = 0)
{
    return "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\" : \"" + text
        + "\"}]}, \"index\": " + QByteArray::number(candidate) + "}]}\n\n";
}

QByteArray allEvents(const QByteArray& text)
{
    QByteArray bytes;
    for (const char c : text)
        bytes += textEvent(QByteArray(1, c));
    return bytes;
}

QByteArray inParts(const QByteArray& before, const QByteArray& after)
{
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + before + "\"},{\"text\":\"" + after
        + "\"}]}}]}";
}

} // namespace

class EchoFilterTest : public QObject
{
    Q_OBJECT

private slots:
    void masksWhatIsSplit_data();
    void masksWhatIsSplit();
    void leavesTheRestAlone_data();
    void leavesTheRestAlone();
    void goesOnInTheNextPiece();
};

void EchoFilterTest::masksWhatIsSplit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("read");
    const QByteArray first = keyText.first(12);
    const QByteArray rest = keyText.sliced(12);
    const auto all = u"Key: [redacted] ok"_s;
    QTest::newRow("over two events") << textEvent("Key: " + first) + textEvent(rest + " ok") << all;
    QTest::newRow("over two parts") << inParts("Key: " + first, rest + " ok") << all;
    QTest::newRow("letter by letter") << allEvents("Key: " + keyText + " ok") << all;
    QTest::newRow("with an empty text between")
        << textEvent("Key: " + first) + textEvent("") + textEvent(rest + " ok") << all;
    QTest::newRow("and escaped") << textEvent("Key: \\u0041" + first.sliced(1))
            + textEvent("\\u00" + rest.first(1).toHex() + rest.sliced(1) + " ok")
                                 << all;
    QTest::newRow("while another candidate takes its turns")
        << textEvent("Key: " + first) + textEvent("meanwhile", 1) + textEvent(rest + " ok") << all;
    QTest::newRow("twice") << textEvent(first) + textEvent(rest + first) + textEvent(rest)
                           << u"[redacted][redacted]"_s;
    QTest::newRow("after a beginning that leads nowhere")
        << textEvent("Key: " + first) + textEvent(first) + textEvent(rest + " ok")
        << u"Key: [redacted][redacted] ok"_s; // the first half has the shape of a key itself
}

// Nothing of it is left in what is read from the bytes afterwards, whoever reads them.
void EchoFilterTest::masksWhatIsSplit()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, read);
    const QList<Secret> secrets {Secret("another-secret-of-this-call"), Secret(keyText)};
    const QByteArray safe = redacted(EchoFilter(secrets).pass(bytes), secrets);
    const Response response = decodeAnswer(safe);
    QVERIFY2(!response.candidates.isEmpty(), safe.constData());
    QCOMPARE(response.candidates.constFirst().text(), read);
    QVERIFY2(!safe.contains(keyText.last(8)), safe.constData());
}

void EchoFilterTest::leavesTheRestAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no text at all") << QByteArray("{\"candidates\":[]}");
    QTest::newRow("a text that ends like the beginning") << textEvent("AIzaSyTest") + textEvent("and more");
    QTest::newRow("a member of that name that is no string")
        << QByteArray("{\"text\": 1, \"text\" : [\"A\"]}");
    QTest::newRow("a text that is cut off") << QByteArray("{\"text\": \"AIza\\");
    QTest::newRow("an escape that is cut off") << QByteArray("{\"text\": \"AIza\\u00");
    QTest::newRow("nothing") << QByteArray();
}

void EchoFilterTest::leavesTheRestAlone()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(EchoFilter({Secret(keyText)}).pass(bytes), bytes);
    QCOMPARE(EchoFilter({}).pass(bytes), bytes);
}

void EchoFilterTest::goesOnInTheNextPiece()
{
    EchoFilter filter({Secret(keyText)});
    filter.pass(textEvent("Key: " + keyText.first(12)));
    QVERIFY(filter.mayGoOn());
    const QByteArray next = filter.pass(textEvent(keyText.sliced(12) + " ok"));
    QVERIFY(!filter.mayGoOn());
    QCOMPARE(next, textEvent("[redacted] ok"));
}

QTEST_GUILESS_MAIN(EchoFilterTest)
#include "tst_echofilter.moc"
