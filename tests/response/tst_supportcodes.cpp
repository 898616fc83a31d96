#include "app/response/supportcodes.h"

#include "tests/support/answers.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

class TestSupportCodes final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }

    void codesAreReadFromText_data();
    void codesAreReadFromText();
    void aKnownCodeHasCategoryAndPhase();
    void everySentenceOfTheServiceIsLookedAt();
    void aHostileListEnds();
};

void TestSupportCodes::codesAreReadFromText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("codes");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("numbers without the words") << u"39322892, 29310472"_s << QStringList();
    QTest::newRow("one code") << u"Filtered. Support codes: 39322892"_s << QStringList {u"39322892"_s};
    QTest::newRow("a code of older services")
        << u"Not made. Error Code: 58061214."_s << QStringList {u"58061214"_s};
    QTest::newRow("a code of HTTP is none") << u"Error code: 400"_s << QStringList {};
    QTest::newRow("one code in the singular") << u"Support code: 1"_s << QStringList {u"1"_s};
    QTest::newRow("several, one of them twice")
        << u"Support codes: 39322892, 29310472,39322892."_s << QStringList {u"39322892"_s, u"29310472"_s};
    QTest::newRow("two lists") << u"Support codes: 1 and Support codes: 2"_s << QStringList {u"1"_s, u"2"_s};
    QTest::newRow("only a comma") << u"Support codes: ,"_s << QStringList();
}

void TestSupportCodes::codesAreReadFromText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, codes);
    QStringList found;
    for (const auto& code : supportCodes(text))
        found << code.code;
    QCOMPARE(found, codes);
}

void TestSupportCodes::aKnownCodeHasCategoryAndPhase()
{
    const auto codes = supportCodes(u"Support codes: 89371032, 17301594, 92201652, 12345678"_s);
    QCOMPARE(codes.size(), 4);
    QVERIFY(codes.at(0).category == SupportCategory::Prohibited && codes.at(0).phase == SupportPhase::Input);
    QVERIFY(codes.at(1).category == SupportCategory::Child && codes.at(1).phase == SupportPhase::Output);
    QVERIFY(codes.at(2).category == SupportCategory::PersonalData);
    QVERIFY(codes.at(2).phase == SupportPhase::Unknown);
    QVERIFY(!codes.at(3).category);
    QCOMPARE(codes.at(3).code, u"12345678"_s);
}

void TestSupportCodes::everySentenceOfTheServiceIsLookedAt()
{
    Response response = promptBlock(u"OTHER"_s);
    response.promptFeedback->blockReasonMessage = u"Support codes: 1"_s;
    response.candidates = answer(u"STOP"_s).candidates;
    response.candidates.first().finishMessage = u"Support codes: 2, 1"_s;
    response.error = apiError(400).error;
    response.error->message = u"Support codes: 3"_s;
    QCOMPARE(supportCodes(response).size(), 3);
    QVERIFY(supportCodes(Response()).isEmpty());
}

void TestSupportCodes::aHostileListEnds()
{
    QString text = u"Support codes: "_s;
    for (int i = 0; i < 20000; ++i)
        text += QString::number(i) + u", "_s;
    QCOMPARE(supportCodes(text).size(), 100);
}

QTEST_GUILESS_MAIN(TestSupportCodes)
#include "tst_supportcodes.moc"
