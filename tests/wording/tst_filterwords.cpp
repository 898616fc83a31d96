#include "app/wording/filterwords.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TstFilterWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void aFilterIsSaidInPlainWords_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("said");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("several") << u"blocked model:flash after:2026-11-20"_s
                                 << u"blocked, model contains flash, on or after 20 Nov 2026"_s;
        QTest::newRow("either") << u"passed or star"_s << u"passed or starred"_s;
        QTest::newRow("not") << u"-passed"_s << u"not: passed"_s;
        QTest::newRow("cost") << u"cost>0.1"_s << u"cost above $0.1"_s;
        QTest::newRow("phrase") << u"\"red coat\""_s << u"contains “red coat”"_s;
        QTest::newRow("brackets") << u"blocked (passed or star)"_s << u"blocked, (passed or starred)"_s;
    }

    void aFilterIsSaidInPlainWords()
    {
        QFETCH(QString, filter);
        const auto reading = readFilter(filter, QDate(2026, 11, 21));
        QVERIFY(!reading.problem);
        QTEST(wording::filterEcho(reading.filter), "said");
    }

    void everyProblemIsASentence_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("named");
        QTest::newRow("key") << u"modle:x"_s << u"modle"_s;
        QTest::newRow("value") << u"stage:x"_s << u"x"_s;
        QTest::newRow("nothing behind it") << u"tag:"_s << u"tag"_s;
        QTest::newRow("number") << u"cost>x"_s << u"x"_s;
        QTest::newRow("date") << u"before:x"_s << u"x"_s;
        QTest::newRow("quote") << u"\"x"_s << u"not closed"_s;
        QTest::newRow("open") << u"(x"_s << u"not closed"_s;
        QTest::newRow("close") << u"x)"_s << u"never opened"_s;
        QTest::newRow("or") << u"x or"_s << u"or"_s;
    }

    void everyProblemIsASentence()
    {
        QFETCH(QString, filter);
        QFETCH(QString, named);
        const auto reading = readFilter(filter, QDate(2026, 11, 21));
        QVERIFY(reading.problem);
        const QString sentence = wording::filterProblem(*reading.problem);
        // An example ends without a full stop: it is to be typed like that.
        const bool ends = sentence.endsWith(u'.') || sentence.contains(u". Example"_s);
        QVERIFY2(sentence.contains(named) && ends, qPrintable(sentence));
    }

    void everyKeyHasAHint()
    {
        QVERIFY(!filterKeys().isEmpty());
        for (const auto& key : filterKeys())
            QVERIFY2(!wording::filterKeyHint(key).isEmpty(), qPrintable(key.word));
        for (int order = 0; order <= static_cast<int>(HistoryOrder::Reason); ++order)
            QVERIFY(!wording::historyOrder(static_cast<HistoryOrder>(order)).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TstFilterWords)
#include "tst_filterwords.moc"
