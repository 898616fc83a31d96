#include "app/base/textdiff.h"

#include "tests/support/strict.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

using Kind = DiffPiece::Kind;

// "same [-removed-] [+added+]"
QString shown(const QList<DiffPiece>& pieces)
{
    QString text;
    for (const auto& piece : pieces) {
        if (piece.kind == Kind::Same)
            text += piece.text;
        else if (piece.kind == Kind::Removed)
            text += u"[-"_s + piece.text + u"-]"_s;
        else
            text += u"[+"_s + piece.text + u"+]"_s;
    }
    return text;
}

QString joined(const QList<DiffPiece>& pieces, Kind kind)
{
    QString text;
    for (const auto& piece : pieces) {
        if (piece.kind == Kind::Same || piece.kind == kind)
            text += piece.text;
    }
    return text;
}

bool alternates(const QList<DiffPiece>& pieces)
{
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        if (pieces.at(i).text.isEmpty() || (i > 0 && pieces.at(i).kind == pieces.at(i - 1).kind))
            return false;
        if (i > 0 && pieces.at(i).kind == Kind::Removed && pieces.at(i - 1).kind == Kind::Added)
            return false;
    }
    return true;
}

// Some 100 KB of words from a small stock, so that hardly one stands only once.
QStringList longText(int seed, int words = 18'000)
{
    QRandomGenerator random {static_cast<quint32>(seed)};
    QStringList text;
    for (int i = 0; i < words; ++i)
        text << u"w%1"_s.arg(random.bounded(400));
    return text;
}

} // namespace

class TestTextDiff final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void wordsAreCompared_data();
    void wordsAreCompared();
    void bothTextsCanBeReadBack();
    void eachWordIsFoundInALongText_data();
    void eachWordIsFoundInALongText();
    void longTextsCanBeReadBack();
    void hugeTextsAreNotSlow_data();
    void hugeTextsAreNotSlow();
};

void TestTextDiff::wordsAreCompared_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString() << QString();
    QTest::newRow("the same") << u"a b"_s << u"a b"_s << u"a b"_s;
    QTest::newRow("all new") << QString() << u"a b"_s << u"[+a b+]"_s;
    QTest::newRow("all gone") << u"a b"_s << QString() << u"[-a b-]"_s;
    QTest::newRow("something after it") << u"A coat."_s << u"A coat. In ink."_s << u"A coat.[+ In ink.+]"_s;
    QTest::newRow("something before it") << u"A coat."_s << u"See: A coat."_s << u"[+See: +]A coat."_s;
    QTest::newRow("a word in the middle")
        << u"a red coat here"_s << u"a blue coat here"_s << u"a [-red-][+blue+] coat here"_s;
    QTest::newRow("whole words, not letters")
        << u"the walker"_s << u"the walking"_s << u"the [-walker-][+walking+]"_s;
    QTest::newRow("two places") << u"a x b y c"_s << u"a z b w c"_s << u"a [-x-][+z+] b [-y-][+w+] c"_s;
    QTest::newRow("only a comma") << u"coat red"_s << u"coat, red"_s << u"coat[+,+] red"_s;
    QTest::newRow("characters beyond the first plane")
        << u"a \U0001F9E5 b"_s << u"a \U0001F9E4 b"_s << u"a [-\U0001F9E5-][+\U0001F9E4+] b"_s;
    QTest::newRow("neighbours are one change")
        << u"a big red coat"_s << u"a small blue coat"_s << u"a [-big red-][+small blue+] coat"_s;
    QTest::newRow("a trifle between two changes")
        << u"trying jackets on beaches now"_s << u"walking slowly on streets now"_s
        << u"[-trying jackets on beaches-][+walking slowly on streets+] now"_s;
    QTest::newRow("a word that stays in an otherwise new sentence")
        << u"Woman in swimwear trying the jacket on a beach."_s
        << u"Flat-lay of this jacket, white background, no model, product photography"_s
        << u"[-Woman in swimwear trying the-][+Flat-lay of this+] jacket[- on a beach.-][+, white background, no model, product photography+]"_s;
    QTest::newRow("more space") << u"a b c"_s << u"a  b c"_s << u"a [+ +]b c"_s;
    QTest::newRow("another line end") << u"a\nb"_s << u"a\n\nb"_s << u"a\n[+\n+]b"_s;
    QTest::newRow("only space") << u" "_s << u"\t"_s << u"[- -][+\t+]"_s;
    QTest::newRow("a line end is no trifle")
        << u"one here\ntwo"_s << u"uno here\ndue"_s << u"[-one-][+uno+] here\n[-two-][+due+]"_s;
    QTest::newRow("a repeated word") << u"go go"_s << u"go go go"_s << u"go go[+ go+]"_s;
}

void TestTextDiff::wordsAreCompared()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, expected);
    QCOMPARE(shown(textDiff(before, after)), expected);
}

void TestTextDiff::bothTextsCanBeReadBack()
{
    QRandomGenerator random(7);
    const QStringList pool {u"a"_s, u"bb"_s, u" "_s, u"\n"_s, u"."_s, u"ä"_s, u"\U0001F9E5"_s, u", "_s};
    const auto text = [&](int most) {
        QString made;
        for (int i = random.bounded(most); i > 0; --i)
            made += pool.at(random.bounded(int(pool.size())));
        return made;
    };
    for (int round = 0; round < 2000; ++round) {
        const QString before = text(40);
        const QString after = round % 2 ? text(40) : QString(before).insert(before.size() / 2, text(5));
        const auto pieces = textDiff(before, after);
        QCOMPARE(joined(pieces, Kind::Removed), before);
        QCOMPARE(joined(pieces, Kind::Added), after);
        QVERIFY2(alternates(pieces), qPrintable(shown(pieces)));
    }
}

void TestTextDiff::eachWordIsFoundInALongText_data()
{
    QTest::addColumn<QString>("gap");
    QTest::newRow("in one line") << u" "_s;
    QTest::newRow("a word a line") << u"\n"_s;
}

void TestTextDiff::eachWordIsFoundInALongText()
{
    QFETCH(QString, gap);
    QStringList words = longText(1);
    const QString before = words.join(gap);
    for (int i = 50; i < words.size(); i += 100)
        words[i] = u"changed%1"_s.arg(i);
    const auto pieces = textDiff(before, words.join(gap));
    QStringList added;
    for (const auto& piece : pieces) {
        if (piece.kind == Kind::Added)
            added << piece.text;
    }
    QCOMPARE(added.size(), 180);
    QCOMPARE(added.at(7), u"changed750"_s);
    QCOMPARE(pieces.size(), 180 * 3 + 1);
}

void TestTextDiff::longTextsCanBeReadBack()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 20; ++round) {
        QStringList words = longText(round, 3000);
        const QString before = words.join(u' ');
        for (int i = 0; i < 400; ++i) {
            const int place = random.bounded(int(words.size()) - 40);
            if (i % 3 == 0)
                words.remove(place, random.bounded(30));
            else if (i % 3 == 1)
                words.insert(place, u"new"_s);
            else
                words.move(place, random.bounded(int(words.size())));
        }
        const QString after = words.join(u' ');
        const auto pieces = textDiff(before, after);
        QCOMPARE(joined(pieces, Kind::Removed), before);
        QCOMPARE(joined(pieces, Kind::Added), after);
        QVERIFY(alternates(pieces));
    }
}

void TestTextDiff::hugeTextsAreNotSlow_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto numbers = [](int from, int count, const QString& gap) {
        QString text;
        for (int i = from; i < from + count; ++i)
            text += QString::number(i) + gap;
        return text;
    };
    QTest::newRow("other words") << numbers(0, 900, u" "_s) << numbers(1000, 900, u" "_s);
    QTest::newRow("many other words") << numbers(0, 200'000, u" "_s) << numbers(200'000, 200'000, u" "_s);
    QTest::newRow("many other lines") << numbers(0, 1900, u" x x x\n"_s) << numbers(950, 1900, u" x x x\n"_s);
    QTest::newRow("five million signs") << QString(5'000'000, u'.') << QString(4'000'000, u'!');
    QTest::newRow("the same words in another order") << longText(1).join(u' ') << longText(2).join(u' ');
    QTest::newRow("control characters") << QString(300'000, u'\0') << QString(300'000, u'\x1b');
    QTest::newRow("a word in a million")
        << QString(u"word "_s).repeated(1'000'000) + u"a"_s + QString(u" word"_s).repeated(1'000'000)
        << QString(u"word "_s).repeated(1'000'000) + u"b"_s + QString(u" word"_s).repeated(1'000'000);
}

void TestTextDiff::hugeTextsAreNotSlow()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QElapsedTimer timer;
    timer.start();
    const auto pieces = textDiff(before, after);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed()))); // generous: sanitizers
    QCOMPARE(joined(pieces, Kind::Removed), before);
    QCOMPARE(joined(pieces, Kind::Added), after);
}

QTEST_GUILESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
