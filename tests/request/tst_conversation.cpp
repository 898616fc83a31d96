#include "app/request/conversation.h"
#include "app/request/requestcodec.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Prompt promptOf(const QByteArray& body)
{
    const auto request = decodeRequest(body);
    if (!request)
        qFatal("%s", qPrintable(request.error().message));
    return request->prompt;
}

const QByteArray chat =
    R"({"contents":[{"role":"user","parts":[{"text":"a"}]},)"
    R"({"role":"model","parts":[{"text":"b","thoughtSignature":"c2ln"},{"functionCall":{}}]},)"
    R"({"role":"user","parts":[{"text":"c"}]}],"tools":[1.0]})";

} // namespace

class TestConversation : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void turnsAreTold()
    {
        const auto turns = turnsOf(promptOf(chat));
        QCOMPARE(turns.size(), 3);
        QCOMPARE(turns.at(1).role, u"model"_s);
        QCOMPARE(turns.at(1).text, u"b"_s);
        QCOMPARE(turns.at(1).others, 1);
        QVERIFY(turns.at(1).isSigned);
        QVERIFY(turns.at(2).isPrompt);
        QVERIFY(!turns.at(0).isPrompt);
    }

    void goesOnWithTheAnswerAsItCame_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("parts");
        const QByteArray signedPart = R"({"text":"Hi", "thoughtSignature":"c2ln=="},{"text":""})";
        const QByteArray other = R"({"functionCall":{"args":{"n":9007199254740993}}})";
        const QByteArray one =
            R"({"candidates":[{"content":{"parts":[)" + signedPart + R"(],"role":"model"}}]})";
        const QByteArray two = R"({"candidates":[{"content":{"parts":[)" + other + "]}}]}";
        const QByteArray last = R"({"candidates":[{"finishReason":"STOP"}]})";
        QTest::newRow("one object") << one << signedPart;
        QTest::newRow("a list") << QByteArray("[" + one + ",\n" + two + "," + last + "]")
                                << QByteArray(signedPart + ',' + other);
        QTest::newRow("an event stream")
            << QByteArray("data: " + one + "\r\n\r\ndata: " + two + "\r\n\r\ndata: " + last + "\r\n\r\n")
            << QByteArray(signedPart + ',' + other);
    }

    void goesOnWithTheAnswerAsItCame()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, parts);
        const auto next = continuedPrompt(promptOf(chat), answer);
        QVERIFY(next.has_value());
        QCOMPARE(next->text, QString());
        QByteArray expected = chat;
        expected.replace(R"({"text":"c"}]}])",
                         QByteArray(R"({"text":"c"}]},{"role":"model","parts":[)" + parts
                                    + R"(]},{"role":"user","parts":[{"text":""}]}])"));
        QCOMPARE(encodeRequest(*next), expected);
        Prompt asked = *next;
        asked.text = u"more"_s;
        QCOMPARE(encodeRequest(asked), expected.replace(R"({"text":""}]}])", R"({"text":"more"}]}])"));
    }

    void imagesStayInTheirTurn()
    {
        Prompt prompt;
        prompt.model = u"m"_s;
        prompt.text = u"look"_s;
        prompt.images.append({"one", u"image/png"_s, u"one.png"_s, {}, {}, {}});
        const auto next =
            continuedPrompt(prompt, R"({"candidates":[{"content":{"parts":[{"text":"I see"}]}}]})");
        QVERIFY(next.has_value());
        QVERIFY(next->images.isEmpty());
        QCOMPARE(next->model, u"m"_s);
        QVERIFY(encodeRequest(*next).contains("\"b25l\""));
        QCOMPARE(turnsOf(*next).at(0).images, 1);
        const auto back = branchedPrompt(*next, 0);
        QVERIFY(back.has_value());
        QCOMPARE(back->images.size(), 1);
        QCOMPARE(back->text, u"look"_s);
    }

    void nothingToGoOnFrom()
    {
        QVERIFY(!continuedPrompt(promptOf(chat), R"({"promptFeedback":{"blockReason":"SAFETY"}})"));
        QVERIFY(!continuedPrompt(promptOf(chat), "<html>"));
    }

    void turnsArePruned()
    {
        const auto pruned = withoutTurn(promptOf(chat), 1);
        QVERIFY(pruned.has_value());
        QCOMPARE(turnsOf(*pruned).size(), 2);
        QCOMPARE(pruned->text, u"c"_s);
    }

    void branches()
    {
        const auto first = branchedPrompt(promptOf(chat), 0);
        QVERIFY(first.has_value());
        QCOMPARE(first->text, u"a"_s);
        QCOMPARE(encodeRequest(*first),
                 R"({"contents":[{"role":"user","parts":[{"text":"a"}]}],"tools":[1.0]})");
        const auto second = branchedPrompt(promptOf(chat), 1);
        QVERIFY(second.has_value());
        QCOMPARE(second->text, QString());
        QCOMPARE(turnsOf(*second).size(), 3);
        QVERIFY(turnsOf(*second).at(1).isSigned);
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestConversation)
#include "tst_conversation.moc"
