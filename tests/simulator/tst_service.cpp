#include "tests/support/simulatorcalls.h"
#include "tests/support/strict.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QTest>

using namespace safelight;
using namespace safelight::test;
using namespace Qt::StringLiterals;

namespace {

const QString textModel = u"gemini-3.6-flash"_s;
const QString pictureModel = u"gemini-3-pro-image"_s;

QByteArray png(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

QJsonObject withPicture(const QString& text, const QByteArray& bytes, const QString& type = u"image/png"_s)
{
    const QJsonObject blob {{u"mime_type"_s, type}, {u"data"_s, QString::fromLatin1(bytes.toBase64())}};
    const QJsonArray parts {QJsonObject {{u"text"_s, text}}, QJsonObject {{u"inline_data"_s, blob}}};
    return {{u"contents"_s, QJsonArray {QJsonObject {{u"parts"_s, parts}}}}};
}

QImage pictureIn(const QJsonValue& part)
{
    const QJsonObject blob = part.toObject().value(u"inlineData").toObject();
    return QImage::fromData(QByteArray::fromBase64(blob.value(u"data").toString().toLatin1()));
}

QJsonObject config(const QJsonObject& generation)
{
    return {{u"generationConfig"_s, generation}};
}

} // namespace

// The service as an ordinary client meets it.
class TestService : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void listsModelsInPages();
    void describesOneModel();
    void keyComesByHeaderQueryOrBearer();
    void refusesKeys_data();
    void refusesKeys();
    void answersTextWithUsageThatAddsUp();
    void streamsEventsInPieces();
    void streamsAnArrayWithoutSse();
    void takesBothSpellings();
    void complains_data();
    void complains();
    void countsTokens();
    void drawsInTheAskedSize_data();
    void drawsInTheAskedSize();
    void pictureFollowsTheLastInput();
    void thoughtsOnlyWhenAsked();
    void limitsOutput();
    void severalCandidates();
    void vertexHasScoresAndMoreFields();
    void reroutedModelNamesItself();
    void startsTwiceAndStops();
    void portTakenIsASentence();
};

void TestService::listsModelsInPages()
{
    SimulatorCalls calls;
    const auto all = calls.get(u"/v1beta/models"_s).object().value(u"models").toArray();
    QVERIFY(all.size() > 5);
    QStringList paged;
    QString token;
    do {
        const auto page = calls.get(u"/v1beta/models?pageSize=3&pageToken="_s + token).object();
        QVERIFY(page.value(u"models").toArray().size() <= 3);
        for (const QJsonValue& model : page.value(u"models").toArray())
            paged << model.toObject().value(u"name").toString();
        token = page.value(u"nextPageToken").toString();
    } while (!token.isEmpty());
    QCOMPARE(paged.size(), all.size());
    QCOMPARE(paged.first(), all.at(0).toObject().value(u"name").toString());
    QCOMPARE(calls.get(u"/v1beta/models?pageToken=x"_s).status, 400);
}

void TestService::describesOneModel()
{
    SimulatorCalls calls;
    const auto model = calls.get(u"/v1beta/models/gemini-3-pro-image"_s).object();
    QCOMPARE(model.value(u"name").toString(), u"models/gemini-3-pro-image"_s);
    QVERIFY(model.value(u"supportedGenerationMethods").toArray().contains(u"generateContent"_s));
    const auto missing = calls.get(u"/v1beta/models/gemini-9"_s);
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.errorStatus(), u"NOT_FOUND"_s);
    QVERIFY(missing.body.contains("Call ListModels"));
    const auto vertex = calls.get(u"/v1beta1/publishers/google/models"_s).object();
    QVERIFY(!vertex.value(u"publisherModels").toArray().isEmpty());
}

void TestService::keyComesByHeaderQueryOrBearer()
{
    SimulatorCalls calls;
    QCOMPARE(calls.get(u"/v1beta/models"_s, "any").status, 200);
    QCOMPARE(calls.get(u"/v1beta/models?key=any"_s, {}).status, 200);
    auto request = calls.request(SimulatorCalls::path(textModel), {});
    request.setRawHeader("Authorization", "bearer any");
    QCOMPARE(calls.post(request, QJsonDocument(SimulatorCalls::prompt(u"hi"_s)).toJson()).status, 200);
}

void TestService::refusesKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("bearer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("saying");
    QTest::newRow("no key at all") << QByteArray() << QByteArray() << 403 << QByteArray("PERMISSION_DENIED");
    QTest::newRow("a key that is not valid")
        << QByteArray("invalid") << QByteArray() << 400 << QByteArray("API_KEY_INVALID");
    QTest::newRow("a key and a token") << QByteArray("a") << QByteArray("Bearer b") << 400
                                       << QByteArray("Multiple authentication credentials");
}

void TestService::refusesKeys()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, bearer);
    SimulatorCalls calls;
    auto request = calls.request(SimulatorCalls::path(textModel), key);
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", bearer);
    const auto answer = calls.post(request, QJsonDocument(SimulatorCalls::prompt(u"hi"_s)).toJson());
    QTEST(answer.status, "status");
    QFETCH(QByteArray, saying);
    QVERIFY2(answer.body.contains(saying), answer.body.constData());
}

void TestService::answersTextWithUsageThatAddsUp()
{
    SimulatorCalls calls;
    const auto answer =
        calls.post(SimulatorCalls::path(textModel), SimulatorCalls::prompt(u"Why is the sky blue?"_s));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.finish(), u"STOP"_s);
    QCOMPARE(answer.parts().size(), 1);
    const QString text = answer.parts().at(0).toObject().value(u"text").toString();
    QVERIFY(text.contains(u"simulat", Qt::CaseInsensitive));
    QVERIFY(text.count(u'.') > 4);
    const auto usage = answer.usage();
    QCOMPARE(usage.value(u"promptTokenCount").toInt(), 5); // 20 characters
    QCOMPARE(usage.value(u"totalTokenCount").toInt(),
             usage.value(u"promptTokenCount").toInt() + usage.value(u"thoughtsTokenCount").toInt()
                 + usage.value(u"candidatesTokenCount").toInt());
    QCOMPARE(answer.object().value(u"modelVersion").toString(), textModel);
}

void TestService::streamsEventsInPieces()
{
    SimulatorCalls calls;
    const auto reply =
        calls.send(calls.request(SimulatorCalls::path(textModel, u"streamGenerateContent?alt=sse"_s)),
                   QJsonDocument(SimulatorCalls::prompt(u"Tell me a story"_s)).toJson());
    QElapsedTimer watch;
    qint64 firstByte = -1;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] {
        if (firstByte < 0) {
            firstByte = 0;
            watch.start();
        }
    });
    const auto answer = SimulatorCalls::finished(*reply);
    QVERIFY2(watch.elapsed() > 100, "the pieces come one after the other");
    QVERIFY(answer.type.startsWith("text/event-stream"));
    const auto events = answer.events();
    QVERIFY(events.size() > 4);
    for (qsizetype i = 0; i < events.size(); ++i) {
        const auto candidate = events.at(i).value(u"candidates").toArray().at(0).toObject();
        QCOMPARE(candidate.contains(u"finishReason"), i + 1 == events.size());
        QVERIFY(events.at(i).contains(u"usageMetadata"));
    }
}

void TestService::streamsAnArrayWithoutSse()
{
    SimulatorCalls calls;
    const QString path = SimulatorCalls::path(textModel, u"streamGenerateContent"_s);
    const auto answer = calls.post(path, SimulatorCalls::prompt(u"Tell me a story"_s));
    const auto document = QJsonDocument::fromJson(answer.body);
    QVERIFY(document.isArray());
    QVERIFY(document.array().size() > 4);
    const auto failed = calls.post(path, QByteArray("{"));
    QCOMPARE(failed.status, 400);
    QVERIFY2(QJsonDocument::fromJson(failed.body).isArray(), "the error comes inside a list");
}

void TestService::takesBothSpellings()
{
    SimulatorCalls calls;
    const QByteArray snake = R"({"contents":[{"parts":[{"text":"malware and bombs"}]}],
        "system_instruction":{"parts":[{"text":"Answer briefly"}]},
        "safety_settings":[{"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"BLOCK_LOW_AND_ABOVE"}],
        "generation_config":{"max_output_tokens":50,"thinking_config":{"thinking_budget":0}}})";
    const QByteArray camel = QByteArray(snake)
                                 .replace("system_instruction", "systemInstruction")
                                 .replace("safety_settings", "safetySettings")
                                 .replace("generation_config", "generationConfig")
                                 .replace("max_output_tokens", "maxOutputTokens")
                                 .replace("thinking_config", "thinkingConfig")
                                 .replace("thinking_budget", "thinkingBudget");
    for (const auto& body : {snake, camel}) {
        const auto answer = calls.post(SimulatorCalls::path(textModel), body);
        QCOMPARE(answer.block(), u"SAFETY"_s);
    }
}

void TestService::complains_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const char* body, const char* field,
                        const QString& model = textModel) {
        QTest::newRow(name) << model << QByteArray(body) << QString::fromLatin1(field);
    };
    const char* hello = R"({"contents":[{"parts":[{"text":"hi"}]}],)";
    const auto with = [&](const char* name, const QByteArray& rest, const char* field,
                          const QString& model = textModel) {
        row(name, QByteArray(hello + rest + '}').constData(), field, model);
    };
    row("an empty body", "", "body");
    row("cut JSON", R"({"contents":[{"parts)", "body");
    row("a list instead of an object", "[]", "body");
    row("no contents", "{}", "contents");
    row("contents of the wrong type", R"({"contents":7})", "contents");
    row("a turn that is no object", R"({"contents":["hi"]})", "contents[0]");
    row("a turn without parts", R"({"contents":[{"role":"user"}]})", "contents[0].parts");
    row("a part without data", R"({"contents":[{"parts":[{}]}]})", "contents[0].parts[0]");
    row("a text that is a number", R"({"contents":[{"parts":[{"text":5}]}]})", "contents[0].parts[0].text");
    row("an unknown role", R"({"contents":[{"role":"king","parts":[{"text":"x"}]}]})", "contents[0].role");
    row("data that is not base64",
        R"({"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"###"}}]}]})",
        "contents[0].parts[0].inline_data.data");
    row("a picture that is none",
        R"({"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"aGVsbG8="}}]}]})",
        "contents[0].parts[0].inline_data");
    row("a type no model takes",
        R"({"contents":[{"parts":[{"inlineData":{"mimeType":"image/bmp","data":"aGVsbG8="}}]}]})",
        "contents[0].parts[0].inline_data.mime_type");
    with("an unknown member", R"("wind":1)", "wind");
    with("an unknown member deeper", R"("generationConfig":{"wind":1})", "generation_config.wind");
    with("a temperature out of range", R"("generationConfig":{"temperature":3})",
         "generation_config.temperature");
    with("a temperature in words", R"("generationConfig":{"temperature":"hot"})",
         "generation_config.temperature");
    with("half a token", R"("generationConfig":{"maxOutputTokens":1.5})",
         "generation_config.max_output_tokens");
    with("a level and a budget",
         R"("generationConfig":{"thinkingConfig":{"thinkingLevel":"high","thinkingBudget":5}})",
         "generation_config.thinking_config");
    with("an unknown threshold",
         R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"SOMETIMES"}])",
         "safety_settings[0].threshold");
    with("an unknown category", R"("safetySettings":[{"category":"HARM_CATEGORY_WIND","threshold":"OFF"}])",
         "safety_settings[0].category");
    with("a category of Vertex AI only",
         R"("safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE","threshold":"BLOCK_NONE"}])",
         "safety_settings[0].category");
    with("the jailbreak category",
         R"("safetySettings":[{"category":"HARM_CATEGORY_JAILBREAK","threshold":"OFF"}])",
         "safety_settings[0].category");
    with("civic integrity off",
         R"("safetySettings":[{"category":"HARM_CATEGORY_CIVIC_INTEGRITY","threshold":"OFF"}])",
         "safety_settings[0].threshold");
    with(
        "a field of Vertex AI only",
        R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF","method":"SEVERITY"}])",
        "safety_settings[0].method");
    with(
        "a category twice",
        R"("safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"},{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"}])",
        "safety_settings[1]");
    with("a picture from a text model", R"("generationConfig":{"responseModalities":["IMAGE"]})",
         "generation_config.response_modalities");
    with("a small k", R"("generationConfig":{"imageConfig":{"imageSize":"2k"}})",
         "generation_config.image_config.image_size", pictureModel);
    with("a ratio no model has", R"("generationConfig":{"imageConfig":{"aspectRatio":"7:5"}})",
         "generation_config.image_config.aspect_ratio", pictureModel);
    with("a size the light model lacks", R"("generationConfig":{"imageConfig":{"imageSize":"4K"}})",
         "generation_config.image_config.image_size", u"gemini-3.1-flash-lite-image"_s);
    with("an output type outside Vertex AI",
         R"("generationConfig":{"imageConfig":{"outputMimeType":"image/png"}})",
         "generation_config.image_config.output_mime_type", pictureModel);
    with("media resolution on an image model",
         R"("generationConfig":{"mediaResolution":"MEDIA_RESOLUTION_LOW"})",
         "generation_config.media_resolution", pictureModel);
}

void TestService::complains()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, body);
    SimulatorCalls calls;
    const auto answer = calls.post(SimulatorCalls::path(model), body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorStatus(), u"INVALID_ARGUMENT"_s);
    QTEST(answer.field(), "field");
}

void TestService::countsTokens()
{
    SimulatorCalls calls;
    const QString text = u"a"_s.repeated(400);
    const QString method = u"countTokens"_s;
    auto answer = calls.post(SimulatorCalls::path(textModel, method), SimulatorCalls::prompt(text));
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 100);
    const QJsonObject wrapped {{u"generateContentRequest"_s, SimulatorCalls::prompt(text)}};
    answer = calls.post(SimulatorCalls::path(textModel, method), wrapped);
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 100);
    // One picture: 258 for an image model, 1120 for a text model of the third generation, tiles before it.
    const auto body = withPicture(text, png({1000, 700}));
    answer = calls.post(SimulatorCalls::path(pictureModel, method), body);
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 358);
    answer = calls.post(SimulatorCalls::path(textModel, method), body);
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 1220);
    answer = calls.post(SimulatorCalls::path(u"gemini-2.5-flash"_s, method), body);
    QCOMPARE(answer.object().value(u"totalTokens").toInt(), 100 + 2 * 258);
    answer = calls.post(SimulatorCalls::vertexPath(textModel, method), SimulatorCalls::prompt(text));
    QCOMPARE(answer.object().value(u"totalBillableCharacters").toInt(), 400);
}

void TestService::drawsInTheAskedSize_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("size");
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<int>("tokens");
    QTest::newRow("square, 1K") << pictureModel << u"1:1"_s << u"1K"_s << QSize(1024, 1024) << 1120;
    QTest::newRow("wide, 2K") << pictureModel << u"16:9"_s << u"2K"_s << QSize(2752, 1536) << 1120;
    QTest::newRow("square, 4K") << pictureModel << u"1:1"_s << u"4K"_s << QSize(4096, 4096) << 2000;
    QTest::newRow("small") << u"gemini-3.1-flash-image"_s << u"1:1"_s << u"512"_s << QSize(512, 512) << 747;
    QTest::newRow("tall") << u"gemini-3.1-flash-image"_s << u"1:4"_s << u"1K"_s << QSize(512, 2048) << 1120;
}

void TestService::drawsInTheAskedSize()
{
    QFETCH(QString, model);
    QFETCH(QString, ratio);
    QFETCH(QString, size);
    SimulatorCalls calls;
    const auto body = SimulatorCalls::prompt(
        u"#simulate: drafts=2\nIllustration of a lighthouse"_s,
        config({{u"imageConfig"_s, QJsonObject {{u"aspectRatio"_s, ratio}, {u"imageSize"_s, size}}}}));
    const auto answer = calls.post(SimulatorCalls::path(model), body);
    QCOMPARE(answer.finish(), u"STOP"_s);
    QList<QJsonValue> pictures;
    for (const QJsonValue& part : answer.parts()) {
        if (part.toObject().contains(u"inlineData"))
            pictures << part;
    }
    QCOMPARE(pictures.size(), 3);
    QTEST(pictureIn(pictures.last()).size(), "pixels");
    QFETCH(int, tokens);
    const auto detail = answer.usage().value(u"candidatesTokensDetails").toArray().at(0).toObject();
    QCOMPARE(detail.value(u"tokenCount").toInt(), 3 * tokens);
    QVERIFY(answer.usage().value(u"candidatesTokenCount").toInt() > 3 * tokens);
}

void TestService::pictureFollowsTheLastInput()
{
    SimulatorCalls calls;
    const auto answer = calls.post(SimulatorCalls::path(pictureModel),
                                   withPicture(u"#simulate: STOP\nEdit: make it blue"_s, png({300, 160})));
    QCOMPARE(pictureIn(answer.parts().last()).size(), QSize(1376, 768));
    QCOMPARE(
        answer.usage().value(u"promptTokensDetails").toArray().at(1).toObject().value(u"tokenCount").toInt(),
        258);
}

void TestService::thoughtsOnlyWhenAsked()
{
    SimulatorCalls calls;
    const auto thoughts = [&](bool include) {
        const auto body = SimulatorCalls::prompt(
            u"Why?"_s, config({{u"thinkingConfig"_s, QJsonObject {{u"includeThoughts"_s, include}}}}));
        return calls.post(SimulatorCalls::path(textModel), body)
            .parts()
            .at(0)
            .toObject()
            .value(u"thought")
            .toBool();
    };
    QVERIFY(thoughts(true));
    QVERIFY(!thoughts(false));
}

void TestService::limitsOutput()
{
    SimulatorCalls calls;
    const QJsonObject noThinking {{u"thinkingBudget"_s, 0}};
    auto answer =
        calls.post(SimulatorCalls::path(textModel),
                   SimulatorCalls::prompt(
                       u"Why?"_s, config({{u"maxOutputTokens"_s, 10}, {u"thinkingConfig"_s, noThinking}})));
    QCOMPARE(answer.finish(), u"MAX_TOKENS"_s);
    QCOMPARE(answer.usage().value(u"candidatesTokenCount").toInt(), 10);
    answer = calls.post(SimulatorCalls::path(textModel),
                        SimulatorCalls::prompt(u"Why?"_s, config({{u"maxOutputTokens"_s, 10}})));
    QVERIFY2(answer.parts().isEmpty(), "thinking used up the limit");
    QCOMPARE(answer.usage().value(u"thoughtsTokenCount").toInt(), 10);
    answer =
        calls.post(SimulatorCalls::path(textModel),
                   SimulatorCalls::prompt(u"Why?"_s, config({{u"stopSequences"_s, QJsonArray {u"made"_s}}})));
    QCOMPARE(answer.finish(), u"STOP"_s);
    QVERIFY(!answer.body.contains("made up"));
}

void TestService::severalCandidates()
{
    SimulatorCalls calls;
    const auto body = SimulatorCalls::prompt(u"Why?"_s, config({{u"candidateCount"_s, 3}}));
    const auto answer = calls.post(SimulatorCalls::path(textModel), body);
    QCOMPARE(answer.object().value(u"candidates").toArray().size(), 3);
    const auto stream = calls.post(SimulatorCalls::path(textModel, u"streamGenerateContent?alt=sse"_s), body);
    QSet<int> finished;
    for (const QJsonObject& event : stream.events()) {
        const auto candidate = event.value(u"candidates").toArray().at(0).toObject();
        if (candidate.contains(u"finishReason"))
            finished << candidate.value(u"index").toInt();
    }
    QCOMPARE(finished, (QSet<int> {0, 1, 2}));
}

void TestService::vertexHasScoresAndMoreFields()
{
    SimulatorCalls calls;
    const QJsonArray settings {
        QJsonObject {{u"category"_s, u"HARM_CATEGORY_DANGEROUS_CONTENT"_s},
                     {u"threshold"_s, u"BLOCK_NONE"_s},
                     {u"method"_s, u"SEVERITY"_s}},
        QJsonObject {{u"category"_s, u"HARM_CATEGORY_IMAGE_HATE"_s}, {u"threshold"_s, u"BLOCK_NONE"_s}}};
    const auto body =
        SimulatorCalls::prompt(u"How do attackers use malware?"_s, {{u"safetySettings"_s, settings}});
    for (const QString& path :
         {SimulatorCalls::vertexPath(textModel),
          QString(u"/v1beta1/publishers/google/models/"_s + textModel + u":generateContent"_s)}) {
        const auto answer = calls.post(path, body);
        QCOMPARE(answer.status, 200);
        const auto rating = answer.candidate().value(u"safetyRatings").toArray().at(0).toObject();
        QVERIFY(rating.value(u"probabilityScore").toDouble() > 0);
        QVERIFY(rating.value(u"severity").toString().startsWith(u"HARM_SEVERITY_"));
        QVERIFY(rating.contains(u"severityScore"));
    }
    QVERIFY(!calls.post(SimulatorCalls::path(textModel), body).body.contains("severityScore"));
    const auto blocked = calls.post(SimulatorCalls::vertexPath(textModel),
                                    SimulatorCalls::prompt(u"#simulate: block=SAFETY\nhello"_s));
    QVERIFY(blocked.body.contains("blockReasonMessage"));
}

void TestService::reroutedModelNamesItself()
{
    SimulatorCalls calls;
    const auto answer =
        calls.post(SimulatorCalls::path(u"gemini-3.5-flash"_s), SimulatorCalls::prompt(u"Why?"_s));
    QCOMPARE(answer.object().value(u"modelVersion").toString(), u"gemini-3.6-flash"_s);
}

void TestService::startsTwiceAndStops()
{
    Simulator simulator;
    const auto first = simulator.start();
    QVERIFY(first);
    QCOMPARE(first->host(), u"127.0.0.1"_s);
    QCOMPARE(*simulator.start(), *first);
    simulator.stop();
    QVERIFY(simulator.url().isEmpty());
    const auto again = simulator.start(static_cast<quint16>(first->port()));
    QVERIFY(again);
    QCOMPARE(*again, *first);
}

void TestService::portTakenIsASentence()
{
    Simulator one;
    const auto url = one.start();
    QVERIFY(url);
    Simulator two;
    const auto failed = two.start(static_cast<quint16>(url->port()));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, Error::Code::Network);
    QVERIFY(failed.error().message.contains(QString::number(url->port())));
}

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
