#include "app/request/carriedpieces.h"
#include "app/request/requestcodec.h"
#include "app/wire/shortenedjson.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

Prompt decoded(const QByteArray& body)
{
    const auto request = decodeRequest(body);
    if (!request)
        qFatal("%s", qPrintable(request.error().message));
    return request->prompt;
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

QStringList pathsOf(const Prompt& prompt)
{
    QStringList paths;
    for (const auto& piece : carriedPieces(prompt))
        paths.append(piece.path);
    return paths;
}

using Change = void (*)(Prompt&);

} // namespace

class TestWholeRequest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void whatIsNotEditedKeepsItsBytes_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QDir folder(QStringLiteral(SAFELIGHT_TEST_DATA) + u"/requests/cases"_s);
        // Not a request of the API, several, or not strict JSON: tests/exchange has those.
        const QSet<QString> others {u"b17-openai.json"_s, u"b18b-inline-requests.json"_s,
                                    u"b19-sdk-params.json"_s, u"b21-trailing-comma.json"_s};
        for (const QString& name : folder.entryList({u"b*.json"_s})) {
            if (others.contains(name))
                continue;
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(name)) << file.readAll();
        }
        QTest::newRow("an empty object") << QByteArray("{}");
        QTest::newRow("white space around") << QByteArray("\n { \"contents\" : [ ] } \n");
    }

    // A byte order mark, another encoding and bytes that are not UTF-8 are normalised once.
    void whatIsNotEditedKeepsItsBytes()
    {
        QFETCH(QByteArray, body);
        const Prompt prompt = decoded(body);
        const QByteArray sent = encodeRequest(prompt);
        const bool isNormalised = QByteArrayView(QTest::currentDataTag()).startsWith("b20");
        QVERIFY2(isNormalised || sent == body, sent.constData());
        QVERIFY(QJsonDocument::fromJson(sent).isObject());
        QCOMPARE(encodedRequestSize(prompt), sent.size());
        QCOMPARE(encodeRequest(decoded(sent)), sent);
        const auto again = withRequestText(prompt, requestText(prompt));
        QVERIFY(again.has_value());
        QVERIFY(*again == prompt);
    }

    void anEditChangesItsPartOnly_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char* name, const QByteArray& before, Change change,
                            const QByteArray& after) {
            QTest::newRow(name) << quoted(before) << change << quoted(after);
        };
        row(
            "a text keeps what stands beside it",
            "{ 'x' : 1.0 ,'contents':[{'parts':[{ 'text' : 'a','thought':false}]}] }",
            [](Prompt& p) { p.text = u"b\n"_s; },
            "{ 'x' : 1.0 ,'contents':[{'parts':[{ 'text' : 'b\\n','thought':false}]}] }");
        row(
            "one of three texts",
            "{'contents':[{'parts':[{'text':'\\u0061'},{'text':'b'},{'text':'\\u0063'}]}]}",
            [](Prompt& p) { p.text = u"a\nB!\nc"_s; },
            "{'contents':[{'parts':[{'text':'\\u0061'},{'text':'B!'},{'text':'\\u0063'}]}]}");
        row(
            "two texts become one", "{'contents':[{'parts':[{'text':'a'},{'text':'b'},{'fileData':{}}]}]}",
            [](Prompt& p) { p.text = u"ab"_s; }, "{'contents':[{'parts':[{'text':'ab'},{'fileData':{}}]}]}");
        row(
            "a text beside other parts goes", "{'contents':[{'parts':[{'fileData':{}},{'text':'b'}]}]}",
            [](Prompt& p) { p.text.clear(); }, "{'contents':[{'parts':[{'fileData':{}}]}]}");
        row(
            "the only text is emptied", "{'contents':[{'parts':[{'text':'b','x':1}]}]}",
            [](Prompt& p) { p.text.clear(); }, "{'contents':[{'parts':[{'text':'','x':1}]}]}");
        row(
            "a text to a function's response",
            "{'contents':[{'role':'model','parts':[]},{'role':'user','parts':[{'functionResponse':{}}]}]}",
            [](Prompt& p) { p.text = u"so"_s; },
            "{'contents':[{'role':'model','parts':[]},{'role':'user','parts':[{'functionResponse':{}},{'text'"
            ":'so'}]}]}");
        row(
            "a text where there is no turn of the user's",
            "{'contents':[{'role':'model','parts':[]}],'tools':[]}", [](Prompt& p) { p.text = u"so"_s; },
            "{'contents':[{'role':'model','parts':[]},{'role':'user','parts':[{'text':'so'}]}],'tools':[]}");
        row(
            "a text where there is nothing", "{'tools':[1]}", [](Prompt& p) { p.text = u"so"_s; },
            "{'contents':[{'role':'user','parts':[{'text':'so'}]}],'tools':[1]}");
        row(
            "an image beside one object in a list's place",
            "{'contents':{'role':'user','parts':{'text':'b'}}}", [](Prompt& p) { p.images = {image("one")}; },
            "{'contents':[{'role':'user','parts':[{'inlineData':{'mimeType':'image/"
            "png','data':'b25l'}},{'text':'b'}]}]}");
        row(
            "an image goes with its caption",
            "{'contents':[{'parts':[{'text':'A'},{'inlineData':{'mimeType':'image/png','data':'b25l'}},"
            "{'inline_data':{'mime_type':'image/png','data':'dHdv'},'x':1},{'text':'b'}]}]}",
            [](Prompt& p) { p.images.removeFirst(); },
            "{'contents':[{'parts':[{'inline_data':{'mime_type':'image/"
            "png','data':'dHdv'},'x':1},{'text':'b'}]}]}");
        row(
            "images change places and take their parts along",
            "{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'b25l'}},"
            "{'inline_data':{'mime_type':'image/png','data':'dHdv'},'x':1},{'text':'b'}]}]}",
            [](Prompt& p) { p.images.swapItemsAt(0, 1); },
            "{'contents':[{'parts':[{'inline_data':{'mime_type':'image/png','data':'dHdv'},'x':1},"
            "{'inlineData':{'mimeType':'image/png','data':'b25l'}},{'text':'b'}]}]}");
        row(
            "a caption comes before its image",
            "{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'b25l'}},{'text':'b'}]}]}",
            [](Prompt& p) { p.images[0].caption = u"A"_s; },
            "{'contents':[{'parts':[{'text':'A'},{'inlineData':{'mimeType':'image/"
            "png','data':'b25l'}},{'text':'b'}]}]}");
        row(
            "the text stays before the images",
            "{'contents':[{'parts':[{'text':'b'},{'inlineData':{'mimeType':'image/png','data':'b25l'}}]}]}",
            [](Prompt& p) {
                p.text = u"c"_s;
                p.images << image("two");
            },
            "{'contents':[{'parts':[{'text':'c'},{'inlineData':{'mimeType':'image/png','data':'b25l'}},"
            "{'inlineData':{'mimeType':'image/png','data':'dHdv'}}]}]}");
        row(
            "white space is that of the neighbours", "{'contents':[],\n  'tools': []\n}",
            [](Prompt& p) { p.systemInstruction = u"s"_s; },
            "{'contents':[],\n  'tools': [],\n  'systemInstruction':{'parts':[{'text':'s'}]}\n}");
        row(
            "a system instruction that is a text", "{'systemInstruction':'be','x':1}",
            [](Prompt& p) { p.systemInstruction = u"s"_s; }, "{'systemInstruction':'s','x':1}");
        row(
            "a system instruction goes", "{'system_instruction':{'parts':[{'text':'be'}]},'x':1}",
            [](Prompt& p) { p.systemInstruction.clear(); }, "{'x':1}");
        row(
            "a threshold keeps the method",
            "{'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'OFF','method':'SEVERITY'}"
            ","
            "{'category':'HARM_CATEGORY_JAILBREAK','threshold':'OFF'}]}",
            [](Prompt& p) { p.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::None); },
            "{'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'BLOCK_NONE','method':'"
            "SEVERITY'},"
            "{'category':'HARM_CATEGORY_JAILBREAK','threshold':'OFF'}]}");
        row(
            "a threshold that is not sent",
            "{'safetySettings':[{'category':7,'threshold':4},{'category':'HARM_CATEGORY_JAILBREAK','"
            "threshold':'OFF'}]}",
            [](Prompt& p) { p.safety.setThreshold(HarmCategory::Harassment, {}); },
            "{'safetySettings':[{'category':'HARM_CATEGORY_JAILBREAK','threshold':'OFF'}]}");
        row(
            "a threshold more",
            "{'safety_settings':{'category':'HARM_CATEGORY_JAILBREAK','threshold':'OFF'}}",
            [](Prompt& p) { p.safety.setThreshold(HarmCategory::Harassment, BlockThreshold::Off); },
            "{'safety_settings':[{'category':'HARM_CATEGORY_JAILBREAK','threshold':'OFF'},"
            "{'category':'HARM_CATEGORY_HARASSMENT','threshold':'OFF'}]}");
        row(
            "a number keeps the spelling of the others",
            "{'generationConfig':{'temperature':0.70,'topP':9.5e-1,'seed':9007199254740993,'topK':40.0}}",
            [](Prompt& p) { p.generation.temperature = 0.5; },
            "{'generationConfig':{'temperature':0.5,'topP':9.5e-1,'seed':9007199254740993,'topK':40.0}}");
        row(
            "of a doubled member the last counts",
            "{'generationConfig':{'temperature':0.1,'temperature':0.9},'generationConfig':{'topK':5}}",
            [](Prompt& p) {
                p.generation.temperature = 0.5;
                p.generation.seed = 1;
            },
            "{'generationConfig':{'temperature':0.1,'temperature':0.5},'generationConfig':{'topK':5,'seed':1}"
            "}");
        row(
            "settings in a group that is not there", "{'generation_config':{'responseSchema':{}}}",
            [](Prompt& p) {
                p.generation.imageSize = u"1K"_s;
                p.generation.aspectRatio = u"1:1"_s;
            },
            "{'generation_config':{'responseSchema':{},'imageConfig':{'aspectRatio':'1:1','imageSize':'1K'}}"
            "}");
        row(
            "settings in a group that is null", "{'generationConfig':null}",
            [](Prompt& p) { p.generation.imageSize = u"1K"_s; },
            "{'generationConfig':{'imageConfig':{'imageSize':'1K'}}}");
        row(
            "a setting that is not sent any more",
            "{'generationConfig':{'temperature':0.70,'stopSequences':['x']}}",
            [](Prompt& p) { p.generation.stopSequences.clear(); },
            "{'generationConfig':{'temperature':0.70}}");
        row(
            "the model keeps its prefix", "{'model':'models/a','x':1}", [](Prompt& p) { p.model = u"b"_s; },
            "{'model':'models/b','x':1}");
        row(
            "the model without its prefix is the same", "{'model':'models/a','x':1}",
            [](Prompt& p) { p.model = u"a"_s; }, "{'model':'models/a','x':1}");
    }

    void anEditChangesItsPartOnly()
    {
        QFETCH(QByteArray, before);
        QFETCH(Change, change);
        QFETCH(QByteArray, after);
        const Prompt start = decoded(before);
        Prompt prompt = start;
        change(prompt);
        QCOMPARE(encodeRequest(prompt), after);
        QCOMPARE(encodedRequestSize(prompt), after.size());
        // Undo goes back to the very values, and so to the very bytes.
        QCOMPARE(encodeRequest(start), before);
        Prompt read = decoded(after);
        if (!before.contains("models/"))
            read.model = prompt.model;
        QCOMPARE(read.text, prompt.text);
        QVERIFY(read.images == prompt.images);
        QVERIFY(read.safety == prompt.safety);
        QVERIFY(read.generation == prompt.generation);
        QCOMPARE(read.systemInstruction, prompt.systemInstruction);
    }

    void aLargeImageIsHeldOnce()
    {
        const QByteArray body =
            "{\"x\":1,\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
            + QByteArray(3'000'000, 'z').toBase64() + "\"}}]}]}";
        const Prompt prompt = decoded(body);
        QCOMPARE(prompt.images.value(0).bytes.size(), 3'000'000);
        QVERIFY(prompt.carried.size() < 1000);
        QCOMPARE(encodeRequest(prompt), body);
    }

    void otherMediaIsNotAnImage()
    {
        const Prompt prompt =
            decoded(quoted("{'contents':[{'parts':[{'inlineData':{'mimeType':'audio/mp3','data':'b25l'}},"
                           "{'text':'what is it?'}]}]}"));
        QVERIFY(prompt.images.isEmpty());
        const auto pieces = carriedPieces(prompt);
        QCOMPARE(pieces.size(), 1);
        QCOMPARE(pieces.first().kind, CarriedPiece::Kind::Media);
        QCOMPARE(pieces.first().name, u"audio/mp3"_s);
    }

    void piecesGoOneByOne()
    {
        QFile file(QStringLiteral(SAFELIGHT_TEST_DATA) + u"/requests/cases/b01-thought-signature.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        Prompt prompt = decoded(file.readAll());
        QCOMPARE(pathsOf(prompt),
                 (QStringList {u"contents[0] (user)"_s, u"contents[1] (model)"_s, u"contents[2] (user)"_s,
                               u"contents[3] (model)"_s, u"contents[4].parts[0].functionResponse"_s,
                               u"tools[0]"_s}));
        prompt.text = u"and then?"_s;
        while (!carriedPieces(prompt).isEmpty()) {
            const auto next = withoutPiece(prompt, carriedPieces(prompt).last());
            QVERIFY(next.has_value());
            QCOMPARE(carriedPieces(*next).size(), carriedPieces(prompt).size() - 1);
            prompt = *next;
        }
        QCOMPARE(prompt.text, u"and then?"_s);
        QCOMPARE(QJsonDocument::fromJson(encodeRequest(prompt)).toJson(QJsonDocument::Compact),
                 quoted("{'contents':[{'parts':[{'text':'and then?'}],'role':'user'}]}"));
    }

    void contentMayBeCarriedAlone()
    {
        QVERIFY(!carriesContent(decoded("{\"tools\":[]}")));
        QVERIFY(!carriesContent(decoded("{\"contents\":[{\"parts\":[]}]}")));
        QVERIFY(carriesContent(decoded("{\"contents\":[{\"parts\":[{\"fileData\":{}}]}]}")));
        QVERIFY(carriesContent(decoded("{\"contents\":[{\"role\":\"model\",\"parts\":[{}]}]}")));
    }

    void editedTextKeepsWhatDoesNotTravel()
    {
        Prompt prompt;
        prompt.model = u"m"_s;
        prompt.images = {image("one")};
        prompt.images[0].fileName = u"cat.png"_s;
        prompt.images[0].pixelSize = {3, 2};
        QByteArray text = requestText(prompt);
        const auto next =
            withRequestText(prompt, text.replace("}]}]", "},{\"text\":\"x\"}]}],\"tools\":[{\"a\":{}}]"));
        QVERIFY(next.has_value());
        QVERIFY(next->images == prompt.images);
        QCOMPARE(next->model, u"m"_s);
        QCOMPARE(next->text, u"x"_s);
        QCOMPARE(pathsOf(*next), QStringList {u"tools[0]"_s});
        QVERIFY(encodeRequest(*next).contains("\"b25l\""));
        prompt.images.clear();
        QVERIFY(!withRequestText(prompt, text).has_value());
        const auto broken = withRequestText(prompt, "{\n \"a\": ?\n}");
        QVERIFY(!broken.has_value());
        QVERIFY(broken.error().message.contains(u"line 2, column 7"_s));
    }

    void longDataIsTakenOutOfTheText()
    {
        const QByteArray data = '"' + QByteArray(5000, 'A') + '"';
        const QByteArray text =
            "{\"a\":" + data + ",\"b\":\"" + QByteArray(600, ' ') + QByteArray(600, 'x') + "\"}";
        const auto shown = ShortenedJson::of(text);
        QVERIFY(shown.text.size() < 1400);
        QCOMPARE(shown.restored(shown.text), text);
        QCOMPARE(shown.restored("[\"safelight:data:0\"]"), QByteArray('[' + data + ']'));
    }

    void indentedTextKeepsSpelling()
    {
        QCOMPARE(
            indentedJson(quoted("{'a':[1.0,{},[]],'b':{'c':'\\u0061'}}")),
            quoted("{\n  'a': [\n    1.0,\n    {},\n    []\n  ],\n  'b': {\n    'c': '\\u0061'\n  }\n}\n"));
        QCOMPARE(indentedJson("{\"a\":"), QByteArray("{\"a\":"));
    }

    void depthAndLengthTakeNoStack()
    {
        const QByteArray deep = "{\"contents\":[{\"parts\":[{\"text\":\"a\"}]}],\"x\":"
            + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
        Prompt prompt = decoded(deep);
        QCOMPARE(encodeRequest(prompt), deep);
        prompt.text = u"b"_s;
        QCOMPARE(encodeRequest(prompt), QByteArray(deep).replace("\"a\"", "\"b\""));
        QVERIFY(!decodeRequest("{\"contents\":7}").has_value());
    }
};

} // namespace safelight

Q_DECLARE_METATYPE(safelight::Change)

QTEST_GUILESS_MAIN(safelight::TestWholeRequest)
#include "tst_wholerequest.moc"
