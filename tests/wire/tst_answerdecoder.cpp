#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

// JSON with single quotes, which reads better in a test.
static QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

namespace {

QByteArray chunk(const QByteArray& text, const QByteArray& more = {})
{
    return json("{'candidates':[{'content':{'parts':[{'text':'") + text + json("'}]}") + more + "}]}";
}

QByteArray withData(const QByteArray& data)
{
    return json("{'candidates':[{'content':{'parts':[{'inlineData':{'mimeType':'image/png','data':'") + data
        + json("'}}]},'finishReason':'STOP'}]}");
}

Candidate firstOf(const QByteArray& bytes)
{
    return decodeAnswer(bytes).candidates.value(0);
}

bool warns(const Response& response, QLatin1StringView text)
{
    for (const auto& warning : response.warnings) {
        if (warning.contains(text))
            return true;
    }
    return false;
}

} // namespace

class TestAnswerDecoder : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void aChunkKeepsNothingOfTheOneBefore()
    {
        const auto event = [](const char* text) -> QByteArray { return "data: " + json(text) + "\r\n\r\n"; };
        const Response response = decodeAnswer(
            event(
                "{'candidates':[{'finishMessage':'told','safetyRatings':[{'category':'X'}],'content':{"
                "'parts':[{'text':'a','thought':true,'thoughtSignature':'c2ln'},{'inlineData':{'data':'QUJD'"
                ",'mimeType':'image/png'}}]}}],'modelVersion':'one','usageMetadata':{'promptTokenCount':3}}")
            + event("{'candidates':[{'content':{'parts':[{'text':'b'},{'text':'c'}]}},{'index':7}],"
                    "'modelVersion':'two','responseId':'r','usageMetadata':{'totalTokenCount':4}}")
            + event("{'candidates':[{'finishReason':'STOP'}],'modelVersion':5,'responseId':'r'}"));
        QCOMPARE(response.chunks, 3);
        QCOMPARE(response.candidates.size(), 2);
        const auto& parts = response.candidates.constFirst().parts;
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(0).thoughtSignature, "c2ln");
        QCOMPARE(parts.at(1).data, "ABC");
        Part plain;
        plain.text = u"bc"_s;
        QVERIFY(parts.at(2) == plain);
        QCOMPARE(response.candidates.constFirst().finishMessage, u"told"_s);
        Candidate empty;
        empty.index = 7;
        QVERIFY(response.candidates.constLast() == empty);
        TokenUsage usage;
        usage.total = 4;
        QVERIFY(response.usage == usage);
        QCOMPARE(response.modelVersion, u"two"_s);
        QCOMPARE(response.responseId, u"r"_s);
        QCOMPARE(response.warnings.filter(u"modelVersion"_s).size(), 1);
    }

    void neverTrips_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
        row("an empty object", "{}");
        row("an empty array", "[]");
        row("candidates of every wrong type",
            json("{'candidates':[null,1,'x',true,[],{'content':'x'},{'content':{'parts':'x'}},{'content':{'"
                 "parts':[1,'x',null,[]]}}]}"));
        row("wrong types everywhere else",
            json("{'promptFeedback':1,'usageMetadata':'x','modelVersion':{},'responseId':[],'modelStatus':1,'"
                 "candidates':{}}"));
        row("wrong types inside",
            json("{'candidates':[{'index':'x','finishReason':{},'finishMessage':[],'safetyRatings':[1,{'"
                 "category':[],'probability':{},'blocked':'maybe','severityScore':'high'}],'content':{'parts'"
                 ":[{'text':1},{'thought':3,'thoughtSignature':4},{'inlineData':5},{'inlineData':{'data':6,'"
                 "mimeType':7}},{'functionCall':8}]}}]}"));
        row("usage of wrong types",
            json(
                "{'usageMetadata':{'promptTokenCount':'x','totalTokenCount':1e400,'candidatesTokenCount':1.5,"
                "'promptTokensDetails':[{'modality':1,'tokenCount':{}},2],'candidatesTokensDetails':{}}}"));
        row("errors of wrong types",
            json("{'error':{'code':{},'message':[],'status':1,'details':[1,{'@type':2}]}}"));
        row("an error that is a list", json("{'error':[1,2]}"));
        row("a wrapper in a wrapper",
            QByteArray(json("{'response':")).repeated(1000) + "{}" + QByteArray("}").repeated(1000));
        row("predictions of wrong types",
            json("{'predictions':[1,{'bytesBase64Encoded':2,'raiFilteredReason':{}}]}"));
        row("a hundred thousand brackets", QByteArray(100000, '['));
        row("a hundred thousand brackets inside",
            json("{'candidates':") + QByteArray(100000, '[') + QByteArray(100000, ']') + "}");
        row("a hundred thousand objects inside",
            json("{'x':") + QByteArray(json("{'a':")).repeated(100000) + "1" + QByteArray(100000, '}') + "}");
        row("a page of open scripts", "<html>" + QByteArray("<script ").repeated(20000));
        row("NUL bytes", QByteArray(100, '\0'));
        row("only a byte order mark", "\xEF\xBB\xBF");
        row("a part where the answer is cut", json("{'candidates':[{'content':{'parts':[{'x':1}"));
        row("an error where the answer is cut", json("{'error':{'code':1}"));
        row("a lone quote", "{\"");
        row("an event stream of nothing", "data:\n\n: x\n\n");
    }

    void neverTrips()
    {
        QFETCH(QByteArray, bytes);
        const auto response = decodeAnswer(bytes);
        QVERIFY(response.warnings.size() <= 101);
        QCOMPARE(decodeAnswer(bytes), response);
        for (qsizetype size = 0; size < std::min<qsizetype>(bytes.size(), 500); ++size)
            (void)decodeAnswer(bytes.first(size));
    }

    void unreadableSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("warning");
        QTest::newRow("empty") << QByteArray() << u"the answer is empty"_s;
        QTest::newRow("white space") << QByteArray(" \n ") << u"the answer is empty"_s;
        QTest::newRow("words") << QByteArray("candidates: none")
                               << u"This is not JSON, an event stream or a web page"_s;
        QTest::newRow("cut") << QByteArray(json("{'candidates': [{'co"))
                             << u"the JSON is cut off after 20 bytes"_s;
        QTest::newRow("broken") << QByteArray(json("{'candidates': [}, 1]}"))
                                << u"the JSON is broken at byte 16"_s;
        QTest::newRow("something else")
            << QByteArray(json("{'a': 1}")) << u"the JSON holds nothing of an answer"_s;
        QTest::newRow("a request") << QByteArray(json("{'contents': []}"))
                                   << u"this is a request and not an answer"_s;
    }

    void unreadableSaysWhere()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, warning);
        const auto response = decodeAnswer(bytes);
        QCOMPARE(response.end, AnswerEnd::Unreadable);
        QCOMPARE(response.warnings, QStringList {warning});
        QVERIFY(response.candidates.isEmpty());
    }

    void base64_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("standard") << QByteArray("/+8=") << QByteArray("\xFF\xEF");
        QTest::newRow("without padding") << QByteArray("/+8") << QByteArray("\xFF\xEF");
        QTest::newRow("URL-safe") << QByteArray("_-8=") << QByteArray("\xFF\xEF");
        QTest::newRow("escaped slash") << QByteArray("\\/+8=") << QByteArray("\xFF\xEF");
        QTest::newRow("escaped padding") << QByteArray("\\/+8\\u003d") << QByteArray("\xFF\xEF");
        QTest::newRow("line breaks") << QByteArray("/+\\r\\n8=") << QByteArray("\xFF\xEF");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("not base64") << QByteArray("/+8 !?") << QByteArray();
        QTest::newRow("lone surrogate") << QByteArray("\\ud800") << QByteArray();
    }

    void base64()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, data);
        const auto response = decodeAnswer(withData(text));
        QCOMPARE(response.candidates.value(0).parts.value(0).data, data);
        QCOMPARE(response.candidates.value(0).images().isEmpty(), data.isEmpty());
        QCOMPARE(warns(response, "is not base64"_L1), data.isEmpty() && !text.isEmpty());
    }

    void aLargePictureIsWhole()
    {
        QByteArray picture("\x89PNG");
        picture.resize(3'000'001, 'p');
        const auto response = decodeAnswer(withData(picture.toBase64()));
        QCOMPARE(response.candidates.value(0).images().value(0).data, picture);
        QVERIFY(response.warnings.isEmpty());
    }

    void typeOfAPictureWithoutOne()
    {
        const auto part =
            firstOf(json("{'candidates':[{'content':{'parts':[{'inlineData':{'data':'iVBORw0KGgo='}}]}}]}"))
                .parts.value(0);
        QCOMPARE(part.mimeType, u"image/png"_s);
    }

    void partsKeepTheirKind()
    {
        const auto parts = firstOf(json("{'candidates':[{'content':{'parts':["
                                        "{'text':'a','thought':true,'thoughtSignature':'c2ln'},"
                                        "{'functionCall':{'name':'f','args':{'x':[1, 2]}}},"
                                        "{'executable_code':{'code':'1+1'}},"
                                        "{'inline_data':{'mime_type':'image/png','data':'iVBORw=='}},"
                                        "{}, {'text':null,'thoughtSignature':'c2ln'}]}}]}"))
                               .parts;
        QCOMPARE(parts.size(), 6);
        QVERIFY(parts.at(0).thought);
        QCOMPARE(parts.at(0).thoughtSignature, "c2ln");
        QCOMPARE(parts.at(1).kind, Part::Kind::FunctionCall);
        QCOMPARE(parts.at(1).name, u"f"_s);
        QCOMPARE(parts.at(1).json, json("{'functionCall':{'name':'f','args':{'x':[1, 2]}}}"));
        QCOMPARE(parts.at(2).kind, Part::Kind::Other);
        QCOMPARE(parts.at(2).name, u"executable_code"_s);
        QCOMPARE(parts.at(2).json, json("{'executable_code':{'code':'1+1'}}"));
        QVERIFY(parts.at(3).isImage());
        QCOMPARE(parts.at(4).kind, Part::Kind::Text);
        QCOMPARE(parts.at(5).thoughtSignature, "c2ln");
    }

    void unknownNamesAreKeptAndSaid()
    {
        const auto response = decodeAnswer(
            json("{'promptFeedback':{'blockReason':'NEW_BLOCK'},'candidates':["
                 "{'finishReason':'NEW_STOP','safetyRatings':[{},{'category':'NEW_C','probability':'NEW_P','"
                 "severity':'NEW_S'},"
                 "{'probability':'HARM_PROBABILITY_UNSPECIFIED'}]}],"
                 "'usageMetadata':{'promptTokensDetails':[{'modality':'SMELL','tokenCount':'12'}]}}"));
        QCOMPARE(response.promptFeedback->blockReason->text(), u"NEW_BLOCK"_s);
        const auto candidate = response.candidates.value(0);
        QCOMPARE(candidate.finishReason->text(), u"NEW_STOP"_s);
        QVERIFY(!candidate.finishReason->isKnown());
        QCOMPARE(candidate.ratings.size(), 3);
        QVERIFY(candidate.ratings.at(0).isEmpty());
        QCOMPARE(response.usage->promptDetails.value(0).tokens, 12);
        QCOMPARE(response.warnings,
                 (QStringList {u"unknown block reason: NEW_BLOCK"_s, u"unknown finish reason: NEW_STOP"_s,
                               u"unknown category: NEW_C"_s, u"unknown probability: NEW_P"_s,
                               u"unknown severity: NEW_S"_s, u"unknown modality: SMELL"_s}));
    }

    void aMillionCandidatesAreBounded_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("candidates") << QByteArray("{\"candidates\":[{}");
        QTest::newRow("predictions") << QByteArray("{\"predictions\":[{}");
    }

    void aMillionCandidatesAreBounded()
    {
        QFETCH(const QByteArray, start);
        const auto response = decodeAnswer(start + QByteArray(",{}").repeated(1'000'000) + "]}");
        QCOMPARE(response.candidates.size(), 256);
        QCOMPARE(response.candidates.constLast().index, 255);
        QCOMPARE(response.warnings.filter(u"more than 256 candidates"_s).size(), 1);
    }

    void aSecondSpellingStaysAsItCame()
    {
        const auto response =
            decodeAnswer(json("{'promptFeedback':{'blockReason':'BLOCKED_REASON_UNSPECIFIED'}}"));
        const auto& reason = response.promptFeedback->blockReason;
        QVERIFY(reason == std::optional(Known<BlockReason>::fromWire(u"BLOCKED_REASON_UNSPECIFIED")));
        QCOMPARE(reason->text(), u"BLOCKED_REASON_UNSPECIFIED"_s);
        QCOMPARE(reason->value(), std::optional(BlockReason::Unspecified));
        QCOMPARE(response.warnings, QStringList());
    }

    void snakeCaseAndWrappers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray snake = json(
            "{'candidates':[{'finish_reason':'STOP','finish_message':'m','safety_ratings':[{'probability_"
            "score':0.5}]}],'usage_metadata':{'prompt_token_count':3,'prompt_tokens_details':[{'modality':'"
            "TEXT','token_count':3}]},'model_version':'v','prompt_feedback':{'block_reason_message':'b'}}");
        QTest::newRow("as SDKs print it") << snake;
        QTest::newRow("a line of a batch") << json("{'key':'1','response':") + snake + "}";
    }

    void snakeCaseAndWrappers()
    {
        QFETCH(QByteArray, bytes);
        const auto response = decodeAnswer(bytes);
        QCOMPARE(response.shape, AnswerShape::Object);
        const auto candidate = response.candidates.value(0);
        QVERIFY(candidate.finishReason == std::optional(Known(FinishReason::Stop)));
        QCOMPARE(candidate.finishMessage, u"m"_s);
        QCOMPARE(candidate.ratings.value(0).probabilityScore.value_or(0), 0.5);
        QCOMPARE(response.usage->prompt.value_or(0), 3);
        QCOMPARE(response.usage->promptDetails.value(0).tokens, 3);
        QCOMPARE(response.modelVersion, u"v"_s);
        QCOMPARE(response.promptFeedback->blockReasonMessage, u"b"_s);
    }

    void textSurvives_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("escapes") << QByteArray(json("\\'\\\\\\/\\n\\t\\u00e9\\ud83d\\ude00"))
                                 << u"\"\\/\n\té😀"_s;
        QTest::newRow("lone high surrogate") << QByteArray(json("a\\ud800b")) << u"a\uFFFDb"_s;
        QTest::newRow("lone low surrogate") << QByteArray(json("\\udc00")) << u"\uFFFD"_s;
        QTest::newRow("cut escape") << QByteArray(json("\\u12")) << u"u12"_s;
        QTest::newRow("NUL escaped") << QByteArray(json("a\\u0000b")) << QString::fromUtf16(u"a\0b", 3);
        QTest::newRow("bytes that are no UTF-8") << QByteArray("a\xFF"
                                                               "b")
                                                 << u"a\uFFFDb"_s;
        QTest::newRow("raw NUL") << QByteArray("a\0b", 3) << QString::fromUtf16(u"a\0b", 3);
        QTest::newRow("raw line feed") << QByteArray("a\nb") << u"a\nb"_s;
    }

    void textSurvives()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        QCOMPARE(firstOf(chunk(json)).text(), text);
        QCOMPARE(firstOf("\xEF\xBB\xBF\n" + chunk(json)).text(), text);
    }

    void streams_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("end");
        QTest::addColumn<QString>("text");
        const QByteArray a = "data: " + chunk("a") + "\n\n";
        const QByteArray stop = "data: " + chunk("b", json(",'finishReason':'STOP'")) + "\n\n";
        const auto row = [](const char* name, const QByteArray& bytes, AnswerEnd end, const QString& text) {
            QTest::newRow(name) << bytes << int(end) << text;
        };
        row("finished", a + stop, AnswerEnd::Complete, u"ab"_s);
        row("finished, then done", a + stop + "data: [DONE]\n\n", AnswerEnd::Complete, u"ab"_s);
        row("comment first", ": hello\n\n" + a + stop, AnswerEnd::Complete, u"ab"_s);
        row("carriage returns", QByteArray(a + stop).replace("\n", "\r"), AnswerEnd::Complete, u"ab"_s);
        row("not finished", a, AnswerEnd::NoFinish, u"a"_s);
        row("blocked", json("data: {'promptFeedback':{'blockReason':'OTHER'}}"), AnswerEnd::Complete, {});
        row("last event cut", a + stop.first(30), AnswerEnd::BrokenChunk, u"a"_s);
        row("an event in the middle is broken", a + "data: {\n\n" + stop, AnswerEnd::Complete, u"ab"_s);
        row("an error event", a + "data: {\"error\":{\"code\":503}}\n\n", AnswerEnd::ErrorTail, u"a"_s);
        row("nothing but an error event", "data: {\"error\":{\"code\":503}}\n\n", AnswerEnd::Complete, {});
        row("an error array behind", a + "[{\"error\":{\"code\":499}}]", AnswerEnd::ErrorTail, u"a"_s);
        row("a cut error behind", a + "{\"error\": {", AnswerEnd::BrokenChunk, u"a"_s);
        row("garbage behind", a + "<html>", AnswerEnd::BrokenChunk, u"a"_s);
        row("an array", "[" + chunk("a") + "," + chunk("b", json(",'finishReason':'STOP'")) + "]",
            AnswerEnd::Complete, u"ab"_s);
        row("an array cut off", "[" + chunk("a") + "," + chunk("b").first(20), AnswerEnd::BrokenChunk,
            u"a"_s);
        row("an array that ends in an error", "[" + chunk("a") + ",{\"error\":{\"code\":503}}]",
            AnswerEnd::ErrorTail, u"a"_s);
        row("an array without its end", "[" + chunk("a"), AnswerEnd::BrokenChunk, u"a"_s);
    }

    void streams()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, end);
        QFETCH(QString, text);
        const auto response = decodeAnswer(bytes);
        QCOMPARE(int(response.end), end);
        QCOMPARE(response.candidates.value(0).text(), text);
        QCOMPARE(response.error.has_value(), bytes.contains("error\":{"));
        if (response.end == AnswerEnd::BrokenChunk)
            QVERIFY(!response.warnings.isEmpty());
    }

    void warningsDoNotGrow()
    {
        QByteArray stream;
        for (int i = 0; i < 5000; ++i)
            stream += "data: " + chunk("a", ",\"finishReason\":\"X" + QByteArray::number(i) + "\"") + "\n\n";
        const auto response = decodeAnswer(stream);
        QCOMPARE(response.chunks, 5000);
        QCOMPARE(response.warnings.size(), 101);
        QCOMPARE(response.warnings.constLast(), u"… and 4900 more"_s);
        QCOMPARE(response.candidates.value(0).parts.size(), 1);
        QCOMPARE(response.candidates.value(0).text().size(), 5000);
    }

    void chunksAlone()
    {
        QCOMPARE(decodeChunk(chunk("a"), 1).candidates.value(0).text(), u"a"_s);
        QCOMPARE(decodeChunk(chunk("a"), 1).end, AnswerEnd::Complete);
        const auto broken = decodeChunk("{\"candidates\"", 3);
        QCOMPARE(broken.end, AnswerEnd::BrokenChunk);
        QCOMPARE(broken.warnings, QStringList {u"chunk 3 is not JSON"_s});
        QCOMPARE(decodeChunk("", 1).end, AnswerEnd::BrokenChunk);
        for (const auto& error : {json("{'error':{'code':503}}"), json("[{'error':{'code':503}}]")}) {
            const auto response = decodeChunk(error, 2);
            QCOMPARE(response.end, AnswerEnd::ErrorTail);
            QCOMPARE(response.error->httpCode, 503);
        }
    }

    void predictions()
    {
        const auto response =
            decodeAnswer(json("{'predictions':[{'raiFilteredReason':'Filtered. Support codes: 1'},"
                              "{'mimeType':'image/png','bytesBase64Encoded':'iVBORw=='}]}"));
        QCOMPARE(response.shape, AnswerShape::Predictions);
        QCOMPARE(response.candidates.size(), 2);
        QCOMPARE(response.candidates.at(0).images().size(), 1);
        QCOMPARE(response.candidates.at(0).index, 1);
        QCOMPARE(response.candidates.at(1).finishMessage, u"Filtered. Support codes: 1"_s);
        QVERIFY(response.candidates.at(1).parts.isEmpty());
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestAnswerDecoder)
#include "tst_answerdecoder.moc"
