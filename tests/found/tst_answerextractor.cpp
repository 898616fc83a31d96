#include "app/found/answerextractor.h"

#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/samples.h"
#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QByteArray fileOf(const QString& name)
{
    QFile file(QStringLiteral(SAFELIGHT_TEST_DATA "/found/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString ratingWords(const QList<SafetyRating>& ratings)
{
    QString words;
    for (const auto& rating : ratings) {
        words += u' ' + (rating.category ? rating.category->text().mid(14) : u"?"_s) + u'='
            + (rating.probability ? rating.probability->text() : u"?"_s)
            + (rating.blocked.value_or(false) ? u"!"_s : QString());
    }
    return words;
}

// An answer in one line, so that a table can say how each input reads.
QString words(const Response& response)
{
    if (response.end == AnswerEnd::Unreadable)
        return u"unreadable"_s;
    QString line;
    if (response.error)
        line += u"error %1 %2: %3"_s.arg(response.error->httpCode)
                    .arg(response.error->status, response.error->message);
    if (response.promptFeedback)
        line += u"block "_s
            + (response.promptFeedback->blockReason ? response.promptFeedback->blockReason->text()
                                                    : QString())
            + ratingWords(response.promptFeedback->ratings);
    for (const auto& candidate : response.candidates) {
        line += u"%1 “%2”"_s.arg(candidate.finishReason ? candidate.finishReason->text() : u"-"_s,
                                 candidate.text())
            + ratingWords(candidate.ratings);
    }
    if (response.usage)
        line += u" %1/%2"_s.arg(response.usage->prompt.value_or(-1)).arg(response.usage->total.value_or(-1));
    return line;
}

bool hasNote(const ExtractedAnswer& extracted, const QString& words)
{
    return extracted.notes.join(u'|').contains(words);
}

QString row(const QByteArray& text)
{
    return words(extractAnswer(text).response);
}

} // namespace

class TestAnswerExtractor final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theSamplesReadAsBefore_data();
    void theSamplesReadAsBefore();
    void recordedTextsAreRead_data();
    void recordedTextsAreRead();
    void shortTextsAreRead_data();
    void shortTextsAreRead();
    void proseIsNoAnswer_data();
    void proseIsNoAnswer();
    void bytesAndScoresSurvivePython();
    void binaryTextOfProtobufSurvives();
    void numbersFollowTheApiThatSentThem();
    void theNotesTellWhatWasDone();
    void keysAroundAnAnswerAreNotKept();
    void aBlockBeyondHeadersKeepsItsCode();
    void hostileInputEnds_data();
    void hostileInputEnds();
    void aLongLogIsReadInOnePass();
};

void TestAnswerExtractor::theSamplesReadAsBefore_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const auto& name : test::sampleNames())
        QTest::newRow(qPrintable(name)) << test::sample(name);
}

void TestAnswerExtractor::theSamplesReadAsBefore()
{
    QFETCH(QByteArray, bytes);
    const auto extracted = extractAnswer(bytes);
    QCOMPARE(extracted.response, decodeAnswer(bytes));
    QCOMPARE(extracted.answer, bytes);
    QVERIFY2(extracted.notes.isEmpty(), qPrintable(extracted.notes.join(u'\n')));
}

void TestAnswerExtractor::recordedTextsAreRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("read");
    QTest::addRow("google-genai's repr over many lines")
        << u"genai-repr.txt"_s << u"SAFETY “” HARASSMENT=HIGH! 12/100"_s;
    QTest::addRow("google-genai's repr in a log line")
        << u"genai-repr-one-line.txt"_s << u"SAFETY “It wasn't me: \"no\"\nthere” HATE_SPEECH=LOW 7/9"_s;
    QTest::addRow("google.generativeai's repr")
        << u"generativeai-repr.txt"_s
        << u"SAFETY “” SEXUALLY_EXPLICIT=NEGLIGIBLE DANGEROUS_CONTENT=MEDIUM! 19/19"_s;
    QTest::addRow("a dictionary with numbers for names")
        << u"to-dict-numbers.txt"_s
        << u"SAFETY “The first line and the rest of it” HATE_SPEECH=NEGLIGIBLE HARASSMENT=HIGH! 19/23"_s;
    QTest::addRow("protobuf's text format")
        << u"protobuf-text.txt"_s << u"SAFETY “Grüße, \"friend\"\n” HATE_SPEECH=HIGH! 4/11"_s;
    QTest::addRow("a StopCandidateException")
        << u"stop-candidate.txt"_s << u"SAFETY “” SEXUALLY_EXPLICIT=NEGLIGIBLE HARASSMENT=HIGH"_s;
    QTest::addRow("the quick accessor's complaint")
        << u"quick-accessor.txt"_s << u"SAFETY “” SEXUALLY_EXPLICIT=NEGLIGIBLE HATE_SPEECH=MEDIUM"_s;
    QTest::addRow("a ClientError of google-genai")
        << u"genai-client-error.txt"_s
        << u"error 429 RESOURCE_EXHAUSTED: You exceeded your current quota, don't retry yet.\nPlease retry in 38.2s."_s;
    QTest::addRow("an exception of google.api_core")
        << u"core-exception.txt"_s
        << u"error 400 INVALID_ARGUMENT: API key not valid. Please pass a valid API key."_s;
    QTest::addRow("Node's console.log") << u"node-inspect.txt"_s << u"PROHIBITED_CONTENT “” 31/31"_s;
    QTest::addRow("curl -v") << u"curl-verbose.txt"_s << u"block PROHIBITED_CONTENT 9/9"_s;
    QTest::addRow("the chunks of a stream among log lines")
        << u"stream-in-log.txt"_s << u"STOP “One, two.” 4/7"_s;
    QTest::addRow("JSON lines, an error and then an answer")
        << u"log-lines.jsonl"_s << u"STOP “Hi — \"you\"”"_s;
}

void TestAnswerExtractor::recordedTextsAreRead()
{
    QFETCH(QString, file);
    QFETCH(QString, read);
    const QByteArray text = fileOf(file);
    QVERIFY(!text.isEmpty());
    const auto extracted = extractAnswer(text);
    QCOMPARE(words(extracted.response), read);
    QVERIFY(!extracted.notes.isEmpty());
    // What is kept as the answer reads the same by itself.
    QCOMPARE(words(decodeAnswer(extracted.answer)), read);
}

void TestAnswerExtractor::shortTextsAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("read");
    const auto add = [](const char* name, const char* text, const QString& read) {
        QTest::newRow(name) << QByteArray(text) << read;
    };
    const QString safety = u"SAFETY “”"_s;
    add("a prefix", R"(ERROR 12:00 response: {"candidates":[{"finishReason":"SAFETY"}]} (7 ms))", safety);
    add("a fence", "Here:\n```json\n{\"candidates\": [{\"finishReason\": \"SAFETY\"}]}\n```\nthanks", safety);
    add("colours", "\x1b[1m{\x1b[0m\x1b[34m\"candidates\"\x1b[0m:[{\"finishReason\":\"SAFETY\"}]}\x1b[0m",
        safety);
    add("deep inside other JSON",
        R"({"a":{"b":[{"c":{"candidates":[{"finishReason":"SAFETY"}]}}]},"candidates":3})", safety);
    add("escaped inside other JSON", R"({"body":"{\"candidates\":[{\"finishReason\":\"SAFETY\"}]}","n":1})",
        safety);
    add("escaped twice",
        R"({"line":"{\"body\":\"{\\\"candidates\\\":[{\\\"finishReason\\\":\\\"SAFETY\\\"}]}\"}"})", safety);
    add("Python's form inside JSON",
        "{\"level\":\"warn\",\"msg\":\"no text: Candidate(finish_reason=<FinishReason.SAFETY: 'SAFETY'>)\"}",
        safety);
    add("a list of log entries",
        R"([{"msg":"a"},{"msg":"b","response":{"candidates":[{"finishReason":"SAFETY"}]}}])", safety);
    add("a broken line before", "x {\"msg\": \"cut\ny {\"candidates\":[{\"finishReason\":\"SAFETY\"}]}",
        safety);
    add("lines of docker compose",
        "web_1  | {\nweb_1  |   \"candidates\": [\nweb_1  |     {\"finishReason\":\nweb_1  |       "
        "\"SAFETY\"}\n"
        "web_1  |   ]\nweb_1  | }\n",
        safety);
    add("lines with times",
        "2026-11-20T09:30:01.123Z candidates=[Candidate(\n2026-11-20T09:30:01.124Z   "
        "finish_reason=<FinishReason.SAFETY: 'SAFETY'>\n2026-11-20T09:30:01.124Z )]\n",
        safety);
    add("a quoted mail", "> {\n>   \"candidates\": [{\"finishReason\":\n> \"SAFETY\"}]\n>\n> }\n", safety);
    add("curl -i with a page",
        "HTTP/1.1 404 Not Found\r\nserver: x\r\n\r\n<html><title>Error 404 (Not Found)</title>",
        u"error 404 : Error 404 (Not Found)"_s);
    add("curl -i of a stream",
        "HTTP/1.1 200 OK\r\n\r\ndata: {\"candidates\":[{\"finishReason\":\"SAFETY\"}]}\r\n\r\n", safety);
    add("an error inside a log",
        R"(E {"message":"x","error":{"code":429,"message":"Slow down","status":"RESOURCE_EXHAUSTED"}})",
        u"error 429 RESOURCE_EXHAUSTED: Slow down"_s);
    add("two fields of a candidate",
        "finish_reason: SAFETY\nsafety_ratings { category: HARM_CATEGORY_HATE_SPEECH "
        "probability: HIGH }",
        u"SAFETY “” HATE_SPEECH=HIGH"_s);
    add("one field of a candidate", "finish_reason: 3", safety);
    add("an enumeration's name", "print: response.candidates[0].finish_reason = FinishReason.SAFETY", safety);
    add("an enumeration's number in a repr", "Candidate(finish_reason=<FinishReason.SAFETY: 3>)", safety);
    add("a list of candidates", "[finish_reason: SAFETY\nindex: 0\n]", safety);
    add("prompt feedback", "block_reason: OTHER\nsafety_ratings {\n category: 8\n probability: 4\n}",
        u"block OTHER HATE_SPEECH=HIGH"_s);
    add("prompt feedback as protobuf prints it", "prompt_feedback {\n  block_reason: PROHIBITED_CONTENT\n}",
        u"block PROHIBITED_CONTENT"_s);
    add("prompt feedback of google-genai",
        "GenerateContentResponsePromptFeedback(block_reason=<BlockedReason.SAFETY: 'SAFETY'>, "
        "safety_ratings=None)",
        u"block SAFETY"_s);
    add("a BlockedPromptException",
        "google.generativeai.types.generation_types.BlockedPromptException: prompt_feedback {\n  "
        "block_reason: "
        "OTHER\n}\n",
        u"block OTHER"_s);
    add("a dictionary in one line", "{'prompt_feedback': {'block_reason': 'SAFETY'}, 'candidates': None}",
        u"block SAFETY"_s);
    add("LangChain",
        "AIMessage(content='', response_metadata={'prompt_feedback': {'block_reason': 0, "
        "'safety_ratings': []}, 'finish_reason': 'SAFETY', 'safety_ratings': []}, id='run-1')",
        u"block BLOCK_REASON_UNSPECIFIED"
        "SAFETY “”"_s);
    add("several printed chunks",
        "GenerateContentResponse(candidates=[Candidate(content=Content(parts=[Part(text='a')]))])\n"
        "GenerateContentResponse(candidates=[Candidate(content=Content(parts=[Part(text="
        "'b')]), finish_reason=<FinishReason.STOP: 'STOP'>)])",
        u"STOP “ab”"_s);
    add("a text over several lines",
        "Candidate(content=Content(parts=[Part(\n text=\"\"\"a 'b'\nc\"\"\"\n)]), "
        "finish_reason=<FinishReason.STOP: 'STOP'>)",
        u"STOP “a 'b'\nc”"_s);
    add("numbers in JSON",
        R"({"candidates":[{"finish_reason":3,"safety_ratings":[{"category":8,"probability":4}]}]})",
        u"SAFETY “” HATE_SPEECH=HIGH"_s);
    add("an unknown number", "{'candidates': [{'finish_reason': 99}]}", u"99 “”"_s);
    add("the JavaScript SDK's refusal",
        "GoogleGenerativeAIResponseError: [GoogleGenerativeAI Error]: Text not "
        "available. Candidate was blocked due to SAFETY",
        safety);
    add("the JavaScript SDK's fetch error",
        "[GoogleGenerativeAI Error]: Error fetching from https://example.com: [429 Too Many Requests] Slow "
        "down. "
        "[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"9s\"}]",
        u"error 429 : Slow down."_s);
    add("a genai error without a body",
        "google.genai.errors.ServerError: 503 None. {'message': '', 'status': "
        "'Service Unavailable'}",
        u"error 503 : "_s);
    add("half an answer at the end",
        "GenerateContentResponse(candidates=[Candidate(finish_reason=<FinishReason.SAFETY: "
        "'SAFETY'>, content=Content(parts=[Part(text='Hal",
        u"SAFETY “Hal”"_s);
    add("cut off behind the reason", R"(log: {"candidates":[{"finishReason":"SAFETY","index":)", safety);
    add("an error after an answer", R"(a {"candidates":[{"finishReason":"STOP"}]}
b {"error":{"code":500,"message":"no","status":"INTERNAL"}})",
        u"error 500 INTERNAL: no"_s);
    add("an error within a stream", R"(a {"candidates":[{"content":{"parts":[{"text":"x"}]}}]}
b {"error":{"code":500,"message":"no","status":"INTERNAL"}})",
        u"error 500 INTERNAL: no- “x”"_s);
}

void TestAnswerExtractor::shortTextsAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, read);
    QCOMPARE(row(text), read);
}

void TestAnswerExtractor::proseIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a sentence") << QByteArray(
        "The finish_reason: why the model stopped; see candidates (below).");
    QTest::newRow("code") << QByteArray(
        "if response.candidates[0].finish_reason == FinishReason.SAFETY:\n    return None");
    QTest::newRow("a request") << QByteArray(
        R"(sent {"contents":[{"parts":[{"text":"hi"}]}],"safetySettings":[]})");
    QTest::newRow("an error that is none of the service")
        << QByteArray(R"(x {"error":"disk full"} {"error":{"path":"/"}})");
    QTest::newRow("candidates of something else")
        << QByteArray(R"({"candidates":["Ana","Bo"],"votes":[3,4],"x":{}})"
                      "\n.");
    QTest::newRow("a JSON answer cut before it says why")
        << QByteArray(R"(log: {"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"SAF)");
    QTest::newRow("counts of tokens alone")
        << QByteArray(R"({"usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}})");
    QTest::newRow("the predictions of another kind of model")
        << QByteArray(R"({"predictions":[{"label":"cat","score":0.9},{"label":"dog","score":0.1}]})");
    QTest::newRow("a stream of something else") << QByteArray("data: {\"temperature\":21}\n\ndata: {}\n\n");
    QTest::newRow("brackets") << QByteArray("}]) ([{ <>><<");
}

void TestAnswerExtractor::proseIsNoAnswer()
{
    QFETCH(QByteArray, text);
    const auto extracted = extractAnswer(text);
    QVERIFY2(extracted.response.candidates.isEmpty() || text.startsWith(R"({"candidates":["Ana")"),
             qPrintable(words(extracted.response)));
    QVERIFY(!extracted.response.promptFeedback && !extracted.response.error);
    QCOMPARE(extracted.answer, text);
}

void TestAnswerExtractor::bytesAndScoresSurvivePython()
{
    const auto response = extractAnswer(fileOf(u"genai-repr-one-line.txt"_s)).response;
    const auto& candidate = response.candidates.constFirst();
    QCOMPARE(candidate.parts.constFirst().thoughtSignature, QByteArray("\x01\xff").toBase64());
    QCOMPARE(candidate.finishMessage, u"Stopped early"_s);
    QCOMPARE(candidate.ratings.constFirst().probabilityScore, std::optional(0.25));
    QCOMPARE(candidate.ratings.constFirst().severityScore, std::optional(0.125));
}

void TestAnswerExtractor::binaryTextOfProtobufSurvives()
{
    const auto response = extractAnswer(fileOf(u"protobuf-text.txt"_s)).response;
    const auto images = response.candidates.constFirst().images();
    QCOMPARE(images.size(), 1);
    QCOMPARE(images.constFirst().data, QByteArray("\x89PNG\r\n\x1a\n"));
}

void TestAnswerExtractor::numbersFollowTheApiThatSentThem()
{
    QCOMPARE(row("{'candidates': [{'finish_reason': 8}]}"), u"PROHIBITED_CONTENT “”"_s);
    QCOMPARE(row("{'candidates': [{'finish_reason': 8, 'safety_ratings': [{'category': 3, 'probability': 2, "
                 "'severity_score': 0.1}]}]}"),
             u"SPII “” HARASSMENT=LOW"_s);
}

void TestAnswerExtractor::theNotesTellWhatWasDone()
{
    QVERIFY(hasNote(extractAnswer(fileOf(u"stream-in-log.txt"_s)), u"inside other text"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"stream-in-log.txt"_s)), u"3 lines around"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"log-lines.jsonl"_s)), u"2 answers were found"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"genai-repr.txt"_s)), u"printed form"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"genai-repr.txt"_s)), u"1 values were shortened"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"to-dict-numbers.txt"_s)), u"Numbers were replaced"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"stop-candidate.txt"_s)), u"Only a part"_s));
    QVERIFY(hasNote(extractAnswer(fileOf(u"core-exception.txt"_s)), u"message of an exception"_s));
    QVERIFY(hasNote(extractAnswer("a {\"candidates\":[{\"finishReason\":\"SAF\nb"), u"cut off or broken"_s));
    QVERIFY(hasNote(extractAnswer(QByteArray("It was a dark night.\n").repeated(10000)),
                    u"10000 lines were looked at"_s));
}

void TestAnswerExtractor::keysAroundAnAnswerAreNotKept()
{
    const QByteArray key("AIzaSyEXAMPLEexampleEXAMPLEexampleEXAMPL0");
    const QByteArray error = "{'error': {'code': 400, 'message': 'Invalid API key: " + key + "'}}";
    for (const QByteArray& text : {QByteArray("ClientError: 400 X. " + error),
                                   QByteArray(key + ' ' + QByteArray(error).replace('\'', '"'))}) {
        const auto extracted = extractAnswer(text);
        QVERIFY(extracted.response.error.has_value());
        QVERIFY(!extracted.answer.contains(key));
        QVERIFY(!extracted.response.error->message.contains(QString::fromLatin1(key)));
    }
}

void TestAnswerExtractor::aBlockBeyondHeadersKeepsItsCode()
{
    const auto extracted = extractAnswer(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Service Unavailable\r\nx: y\r\n\r\noverloaded");
    QVERIFY(extracted.response.error.has_value());
    QCOMPARE(extracted.response.error->httpCode, 503);
    QCOMPARE(extracted.answer, QByteArray("overloaded"));
}

void TestAnswerExtractor::hostileInputEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    const QByteArray mark("finish_reason: ");
    add("objects nested 10,000 deep", "x " + QByteArray("{\"candidates\":[").repeated(10000));
    add("objects nested and closed",
        "x " + QByteArray("{\"a\":").repeated(50000) + "1" + QByteArray("}").repeated(50000));
    add("printed objects nested 10,000 deep", mark + QByteArray("A(candidates=[").repeated(10000));
    add("printed and closed", mark + QByteArray("a={").repeated(75000) + QByteArray("}").repeated(75000));
    add("only opening brackets", mark + QByteArray(1000000, '('));
    add("only closing brackets", mark + QByteArray(1000000, ']'));
    add("only quotes", mark + QByteArray(1000000, '\''));
    add("escaped quotes", mark + QByteArray("\\'").repeated(500000));
    add("quotes of two kinds", mark + QByteArray("'\\\"").repeated(250000) + '\n');
    add("apostrophes and no line", mark + QByteArray("don't `x ").repeated(125000));
    add("angles", mark + QByteArray(750000, '<'));
    add("words and colons", mark + QByteArray("a:").repeated(500000));
    add("many candidates", QByteArray("candidates { index: 1 }\n").repeated(50000));
    add("many members",
        "{'candidates': [{" + QByteArray("'a': 1, ").repeated(100000) + "'finish_reason': 3}]}");
    add("unclosed JSON texts", "x " + QByteArray("{\"error\": \"\n").repeated(75000));
    add("JSON openings", "x " + QByteArray("[{\"").repeated(250000));
    add("NUL bytes", mark + QByteArray(250000, '\0') + "{'candidates': [{'finish_reason': 3}]}");
    add("bytes that are no UTF-8", mark + QByteArray("\xff\xfe'\xf0").repeated(75000));
    add("escapes to nowhere", "{'candidates': [{'finish_message': '" + QByteArray("\\").repeated(250'001));
    add("surrogates", R"({'candidates': [{'finish_message': '\ud83d\ud83d\ude00\x\u12\777\400'}]})");
    add("colour codes without an end", QByteArray("\x1b[\x1b]").repeated(125000));
    add("headers without a body", "HTTP/1.1 200 OK\n" + QByteArray("a: b\n").repeated(125000));
}

// Within the time that any test has: what looks at the rest of the text for each of its lines would not.
void TestAnswerExtractor::hostileInputEnds()
{
    QFETCH(QByteArray, text);
    const auto extracted = extractAnswer(text);
    QVERIFY(extracted.notes.size() < 10);
}

void TestAnswerExtractor::aLongLogIsReadInOnePass()
{
    const QByteArray line(
        R"(2026-11-20T09:30:01Z INFO worker-3 it's "done" {"level":"info","n":[1,2,3],"error":null} (7 ms))"
        "\n");
    const QByteArray log = line.repeated(200'000);
    QVERIFY(log.size() > 18'000'000);
    QCOMPARE(row(log), u"unreadable"_s);
    QCOMPARE(row(log + R"(x {"candidates":[{"finishReason":"SAFETY"}]})"), u"SAFETY “”"_s);
    QCOMPARE(row(log + "Candidate(finish_reason=<FinishReason.SAFETY: 'SAFETY'>)\n" + line), u"SAFETY “”"_s);
}

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestAnswerExtractor)
#include "tst_answerextractor.moc"
