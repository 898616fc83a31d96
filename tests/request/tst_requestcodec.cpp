#include "app/request/requestcodec.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// JSON with single quotes, which reads better in a test.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

ReferenceImage image(const QByteArray& bytes, const QString& caption = {})
{
    ReferenceImage result;
    result.bytes = bytes;
    result.mimeType = u"image/png"_s;
    result.caption = caption;
    result.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    return result;
}

Prompt fullPrompt()
{
    Prompt prompt;
    prompt.text = u"Draw \"this\"\n\t\\ é 😀"_s;
    prompt.systemInstruction = u"You are a painter."_s;
    prompt.images = {image("one", u"the first"_s), image(QByteArray(100001, '\xFF')), image({})};
    prompt.safety = settingsOf(SafetyPreset::Diagnostic);
    prompt.safety.setThreshold(HarmCategory::Harassment, {});
    prompt.safety.setThreshold(HarmCategory::HateSpeech, BlockThreshold::Off);
    auto& generation = prompt.generation;
    generation.temperature = 0.1;
    generation.topP = 0.95;
    generation.topK = 40;
    generation.candidateCount = 2;
    generation.maxOutputTokens = 8192;
    generation.seed = -7;
    generation.stopSequences = {u"END"_s, u"\"\u0001"_s};
    generation.responseModalities = {u"TEXT"_s, u"IMAGE"_s};
    generation.aspectRatio = u"16:9"_s;
    generation.imageSize = u"2K"_s;
    generation.thinkingBudget = -1;
    generation.includeThoughts = false;
    return prompt;
}

} // namespace

class TestRequestCodec : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void onlyWhatIsSetIsSent()
    {
        Prompt prompt;
        prompt.text = u"Hi"_s;
        QCOMPARE(encodeRequest(prompt), json("{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}"));
        prompt.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
        prompt.generation.includeThoughts = true;
        prompt.generation.imageSize = u"512"_s;
        QCOMPARE(encodeRequest(prompt),
                 json("{'contents':[{'role':'user','parts':[{'text':'Hi'}]}],"
                      "'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'OFF'}],"
                      "'generationConfig':{'imageConfig':{'imageSize':'512'},"
                      "'thinkingConfig':{'includeThoughts':true}}}"));
    }

    void picturesComeFirst()
    {
        Prompt prompt;
        prompt.text = u"Mix them"_s;
        prompt.images = {image("one", u"a cat"_s), image("two")};
        QCOMPARE(encodeRequest(prompt),
                 json("{'contents':[{'role':'user','parts':[{'text':'a cat'},"
                      "{'inlineData':{'mimeType':'image/png','data':'b25l'}},"
                      "{'inlineData':{'mimeType':'image/png','data':'dHdv'}},{'text':'Mix them'}]}]}"));
    }

    void thereAndBack_data()
    {
        QTest::addColumn<Prompt>("prompt");
        QTest::newRow("nothing") << Prompt();
        QTest::newRow("everything") << fullPrompt();
        Prompt prompt = fullPrompt();
        prompt.generation = {};
        prompt.generation.thinkingLevel = u"high"_s;
        prompt.generation.temperature = 1.0 / 3;
        prompt.safety = {};
        QTest::newRow("a level and no budget") << prompt;
        prompt = {};
        prompt.images = {image("one"), image("two")};
        QTest::newRow("pictures without a word") << prompt;
        prompt = {};
        prompt.text = QString(100000, u'x') + QString(1000, QChar(1)) + QString::fromUtf8("\0é", 3);
        QTest::newRow("a long text with control characters") << prompt;
    }

    void thereAndBack()
    {
        QFETCH(Prompt, prompt);
        const auto body = encodeRequest(prompt);
        QCOMPARE(body.size(), encodedRequestSize(prompt));
        QVERIFY(QJsonDocument::fromJson(body).isObject());
        const auto decoded = decodeRequest(body);
        QVERIFY(decoded.has_value());
        QVERIFY(decoded->left.isEmpty());
        QVERIFY(decoded->prompt == prompt);
        QCOMPARE(encodeRequest(decoded->prompt), body);
    }

    void hostileTexts()
    {
        Prompt prompt;
        prompt.text = QString(u'a') + QChar(0xD800) + u'b' + QChar(0xDC00) + QChar(0) + QChar(0xD83D);
        const auto body = encodeRequest(prompt);
        QCOMPARE(body.size(), encodedRequestSize(prompt));
        QVERIFY(body.contains("a\xEF\xBF\xBD"
                              "b\xEF\xBF\xBD\\u0000\xEF\xBF\xBD"));
        const auto text =
            QJsonDocument::fromJson(body)["contents"_L1][0]["parts"_L1][0]["text"_L1].toString();
        QCOMPARE(text, u"a\uFFFDb\uFFFD"_s + QChar(0) + QChar(0xFFFD));
        prompt.generation.temperature = std::numeric_limits<double>::infinity();
        QVERIFY(QJsonDocument::fromJson(encodeRequest(prompt)).isObject());
    }

    void asSdksAndPeopleWriteIt()
    {
        const auto decoded = decodeRequest(
            json("{'model':'models/m','system_instruction':{'parts':[{'text':'be'},{'text':'brief'}]},"
                 "'contents':[{'parts':[{'text':'What is it?'},{'inline_data':{'mime_type':'image/jpeg',"
                 "'data':'b25l'}}]}],'safety_settings':[{'category':'HARM_CATEGORY_DANGEROUS_CONTENT',"
                 "'threshold':'BLOCK_ONLY_HIGH'}],'generation_config':{'top_p':0.5,'max_output_tokens':'100',"
                 "'thinking_config':{'include_thoughts':true},'image_config':{'aspect_ratio':'1:1'},'seed':"
                 "null}}"));
        QVERIFY(decoded.has_value());
        const auto& prompt = decoded->prompt;
        QCOMPARE(prompt.model, u"models/m"_s);
        QCOMPARE(prompt.systemInstruction, u"be\nbrief"_s);
        QCOMPARE(prompt.text, u"What is it?"_s);
        QCOMPARE(prompt.images.value(0).bytes, "one");
        QCOMPARE(prompt.images.value(0).mimeType, u"image/jpeg"_s);
        QCOMPARE(prompt.images.value(0).sha256, image("one").sha256);
        QVERIFY(prompt.images.value(0).pixelSize.isEmpty());
        QVERIFY(prompt.images.value(0).caption.isEmpty());
        QCOMPARE(prompt.safety.threshold(HarmCategory::DangerousContent),
                 std::optional(BlockThreshold::OnlyHigh));
        QCOMPARE(prompt.generation.topP, std::optional(0.5));
        QCOMPARE(prompt.generation.maxOutputTokens, std::optional(100));
        QCOMPARE(prompt.generation.includeThoughts, std::optional(true));
        QCOMPARE(prompt.generation.aspectRatio, std::optional(u"1:1"_s));
        QCOMPARE(prompt.generation.seed, std::nullopt);
        QVERIFY(decoded->left.isEmpty());
    }

    void whatHasNoPlaceIsNamed()
    {
        const auto decoded = decodeRequest(json(
            "{'contents':[{'role':'user','parts':[{'text':'one'}]},{'role':'model','parts':[{'text':'two'}]},"
            "{'role':'user','parts':[{'text':'three'},{'fileData':{}}]}],'tools':[{'codeExecution':{}}],'"
            "cachedContent':'x',"
            "'safetySettings':[{'category':'HARM_CATEGORY_CIVIC_INTEGRITY','threshold':'OFF'},"
            "{'category':'HARM_CATEGORY_HARASSMENT','threshold':'SOME'}],"
            "'generationConfig':{'responseMimeType':'text/plain','imageConfig':{'x':1}}}"));
        QVERIFY(decoded.has_value());
        QCOMPARE(decoded->prompt.text, u"three"_s);
        QCOMPARE(decoded->left,
                 (QStringList {u"contents[0] (user)"_s, u"contents[1] (model)"_s,
                               u"contents[2].parts[1].fileData"_s, u"tools[0]"_s, u"cachedContent"_s,
                               u"safetySettings[0] (HARM_CATEGORY_CIVIC_INTEGRITY OFF)"_s,
                               u"safetySettings[1] (HARM_CATEGORY_HARASSMENT SOME)"_s,
                               u"generationConfig.responseMimeType"_s, u"generationConfig.imageConfig.x"_s}));
        QVERIFY(decoded->prompt.safety == SafetySettings());
    }

    void refusalsNameTheMember_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("named");
        const auto row = [](const QByteArray& body, const QString& named) {
            QTest::addRow("%s", body.constData()) << json(body) << named;
        };
        row("", u"line 1, column 1"_s);
        row("[]", u"not a JSON object"_s);
        row("{'contents':[", u"line 1, column 14"_s);
        row("{} {}", u"line 1, column 4"_s);
        row("{'contents':7}", u"“contents” must be an object"_s);
        row("{'contents':[1]}", u"“contents[0]” must be an object"_s);
        row("{'contents':[{'parts':[{'text':1}]}]}", u"“contents[0].parts[0].text” must be a text"_s);
        row("{'contents':[{'parts':[{'inlineData':{'data':'?'}}]}]}",
            u"“contents[0].parts[0].inlineData.data” must be base64"_s);
        row("{'systemInstruction':1}", u"“systemInstruction” must be an object"_s);
        row("{'safetySettings':[[]]}", u"“safetySettings[0]” must be an object"_s);
        row("{'generationConfig':{'topK':1.5}}", u"“generationConfig.topK” must be a whole number"_s);
        row("{'generationConfig':{'topP':'x'}}", u"“generationConfig.topP” must be a number"_s);
        row("{'generationConfig':{'stopSequences':'x'}}",
            u"“generationConfig.stopSequences” must be a list"_s);
        row("{'model':1}", u"“model” must be a text"_s);
    }

    void refusalsNameTheMember()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, named);
        const auto decoded = decodeRequest(body);
        QVERIFY(!decoded.has_value());
        QCOMPARE(decoded.error().code, Error::Code::Parse);
        QVERIFY2(decoded.error().message.contains(named), qPrintable(decoded.error().message));
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestRequestCodec)
#include "tst_requestcodec.moc"
