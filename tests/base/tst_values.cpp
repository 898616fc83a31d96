#include "app/base/known.h"
#include "app/base/result.h"
#include "app/base/visibletext.h"
#include "app/safety/harm.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace safelight;
using namespace Qt::StringLiterals;

class ValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void knownKeepsWhatItDoesNotKnow();
    void knownComparesByWhatCame();
    void everyWireNameReadsBack();
    void resultHoldsAValueOrAnError();
    void resultMovesItsValueOut();
    void jsonForATerminalKeepsItsValue();
};

void ValuesTest::jsonForATerminalKeepsItsValue()
{
    const QString text = u"é 😀 \u007f\u0080\u009b\u202e\u2066\u200f\u2028 end\u009f"_s;
    const QByteArray json = QJsonDocument(QJsonObject {{text, text}}).toJson(QJsonDocument::Compact);
    const QByteArray safe = visibleJson(json);
    for (const QChar bad : u"\u007f\u0080\u009b\u009f\u202e\u2066"_s)
        QVERIFY(!QString::fromUtf8(safe).contains(bad));
    QCOMPARE(QJsonDocument::fromJson(safe).object().value(text).toString(), text);
    QCOMPARE(visibleJson(R"({"a":1})"), QByteArray(R"({"a":1})"));
}

void ValuesTest::knownKeepsWhatItDoesNotKnow()
{
    const auto known = Known<HarmProbability>::fromWire(u"MEDIUM");
    QVERIFY(known.isKnown());
    QCOMPARE(*known.value(), HarmProbability::Medium);
    for (const QString& text :
         {u"VERY_LIKELY"_s, u"medium"_s, u"MEDIUM "_s, QString(), QString(100'000, u'X')}) {
        const auto unknown = Known<HarmProbability>::fromWire(text);
        QVERIFY(!unknown.isKnown());
        QVERIFY(!unknown.value());
        QCOMPARE(unknown.text(), text);
    }
}

void ValuesTest::knownComparesByWhatCame()
{
    using Probability = Known<HarmProbability>;
    QCOMPARE(Probability::fromWire(u"LOW"), Probability(HarmProbability::Low));
    QVERIFY(Probability::fromWire(u"LOW") == HarmProbability::Low);
    QVERIFY(!(Probability::fromWire(u"NEW") == HarmProbability::Low));
    QVERIFY(!(Probability::fromWire(u"NEW") == Probability::fromWire(u"OTHER")));
    QCOMPARE(Probability::fromWire(u"NEW"), Probability::fromWire(u"NEW"));
    QVERIFY(!Probability().isKnown());
}

void ValuesTest::everyWireNameReadsBack()
{
    for (const auto& [value, name] : WireNames<HarmCategory>::table) {
        const auto read = Known<HarmCategory>::fromWire(QString(name));
        QCOMPARE(*read.value(), value);
        QCOMPARE(Known<HarmCategory>(value).text(), QString(name));
    }
}

void ValuesTest::resultHoldsAValueOrAnError()
{
    const Result<QString> good = u"text"_s;
    QVERIFY(good);
    QVERIFY(good.has_value());
    QCOMPARE(*good, u"text"_s);
    QCOMPARE(good->size(), 4);

    const Result<QString> bad = Error {Error::Code::Parse, u"It is no text."_s, u"byte 3"_s};
    QVERIFY(!bad);
    QCOMPARE(bad.error(), (Error {Error::Code::Parse, u"It is no text."_s, u"byte 3"_s}));

    const Result<Done> done = Done();
    QVERIFY(done);
}

void ValuesTest::resultMovesItsValueOut()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    *result = std::make_unique<int>(8);
    const std::unique_ptr<int> value = *std::move(result);
    QCOMPARE(*value, 8);
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
