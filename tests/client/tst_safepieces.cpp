#include "app/client/safepieces.h"

#include "app/wire/echofilter.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const Secret key {"AIzaSyTestKey-0123456789_abcdefghijklm"};

QByteArray said(const QByteArray& text)
{
    return R"(data: {"candidates":[{"content":{"parts":[{"text":")" + text + "\"}]}}]}\r\n\r\n";
}

// As the whole is masked at its end.
QByteArray maskedWhole(QByteArray body)
{
    return redacted(EchoFilter({key}).pass(std::move(body)), {key});
}

QByteArray escaped(const QByteArray& text)
{
    QByteArray spelled;
    for (const char c : text)
        spelled += "\\u00" + QByteArray(1, c).toHex();
    return spelled;
}

QByteArray picture(qsizetype bytes)
{
    QByteArray noise(bytes, Qt::Uninitialized);
    quint32 seed = 1;
    for (char& c : noise) {
        seed = seed * 1664525U + 1013904223U;
        c = static_cast<char>(seed >> 24);
    }
    return noise.toBase64();
}

} // namespace

// What may be written down of an answer while it arrives.
class TestSafePieces final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void togetherTheyAreTheMaskedAnswer_data();
    void togetherTheyAreTheMaskedAnswer();
    void halfAKeyIsHeldBack();
    void pictureComesInPieces();
    void longLineComesInPieces();
    void shortLineIsWaitedFor();
};

void TestSafePieces::togetherTheyAreTheMaskedAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("step");
    const QByteArray secret = key.reveal();
    const QByteArray data = picture(90'000);
    const QList<std::pair<const char*, QByteArray>> bodies {
        {"plain events", said("One ") + said("two ") + said("three")},
        {"the key in one event", said("One ") + said("key " + secret + "!") + said("two")},
        {"the key in escapes", said("One ") + said(escaped(secret)) + said("two")},
        {"the key over two events", said("One " + secret.first(12)) + said(secret.sliced(12) + " two")},
        {"the key over many events",
         said("is") + said(secret.first(4)) + said(secret.sliced(4, 2)) + said(secret.sliced(6, 1))
             + said(secret.sliced(7)) + said("end")},
        {"the beginning of a key and no more", said("One " + secret.first(12)) + said(" two ") + said("x")},
        {"another key by its shape", said("sk-abcdefgh12345678") + said("Bearer abcdefgh12345678")},
        {"a picture on one line", "{\n\"data\": \"" + data + "\",\n\"text\": \"" + secret + "\"\n}\n"},
        {"a picture that looks like a key in it",
         "{\n\"data\": \"" + data.first(80'000) + "AIzaSy" + data.sliced(80'000) + "\"\n}\n"},
        {"a key behind a picture",
         said("a") + "data: {\"data\":\"" + data + "\",\"k\":\"" + secret + "\"}\n\n"},
        {"one line of text", "{\"text\":\"" + QByteArray("some words ").repeated(9000) + secret + "\"}"},
    };
    for (const auto& [name, body] : bodies) {
        for (const int step : {1, 7, 1000, 70'000, 1'000'000}) {
            if (body.size() / step < 2000)
                QTest::addRow("%s, every %d bytes", name, step) << body << step;
        }
    }
}

void TestSafePieces::togetherTheyAreTheMaskedAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(int, step);
    const QByteArray whole = maskedWhole(body);
    SafePieces pieces({key});
    QByteArray received;
    QByteArray kept;
    for (qsizetype at = 0; at < body.size(); at += step) {
        received += body.sliced(at, std::min<qsizetype>(step, body.size() - at));
        do
            kept += pieces.next(received);
        while (pieces.isBehind());
        QVERIFY(whole.startsWith(kept));
    }
    QVERIFY2(!body.endsWith('\n') || kept.size() == whole.size(), qPrintable(QString::number(kept.size())));
}

void TestSafePieces::halfAKeyIsHeldBack()
{
    const Secret plain {"a-secret-without-any-shape-0123456789"};
    SafePieces pieces({plain});
    QByteArray received = said("One ") + said("key: " + plain.reveal().first(20));
    QCOMPARE(pieces.next(received), QByteArray()); // it may go on
    received += said(" or not");
    QCOMPARE(pieces.next(received), received);
}

void TestSafePieces::pictureComesInPieces()
{
    SafePieces pieces({key});
    QByteArray received = "{\n  \"data\": \"";
    QByteArray kept;
    const QByteArray data = picture(900'000);
    for (qsizetype at = 0; at < data.size(); at += 100'000) {
        received += data.sliced(at, 100'000);
        do
            kept += pieces.next(received);
        while (pieces.isBehind());
        QVERIFY(received.startsWith(kept));
        QVERIFY(kept.size() > received.size() - 10'000);
    }
}

// However long a line is, a piece is not: whoever keeps it holds it once more.
void TestSafePieces::longLineComesInPieces()
{
    const QByteArray received = said(QByteArray("some words ").repeated(1'000'000)) + said("end");
    SafePieces pieces({key});
    QByteArray kept;
    do {
        const QByteArray piece = pieces.next(received);
        QVERIFY(piece.size() <= 2LL * 1024 * 1024);
        kept += piece;
    } while (pieces.isBehind());
    QVERIFY(kept == received);
}

void TestSafePieces::shortLineIsWaitedFor()
{
    SafePieces pieces({});
    QCOMPARE(pieces.next("data: {"), QByteArray());
    QCOMPARE(pieces.next("data: {}\ndata"), QByteArray("data: {}\n"));
    QCOMPARE(pieces.next("data: {}\ndata: 1\n"), QByteArray("data: 1\n"));
}

QTEST_GUILESS_MAIN(TestSafePieces)
#include "tst_safepieces.moc"
