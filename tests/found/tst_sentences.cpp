// resources/knowledge/sentences.json: what SDKs say in words, and what only talks about it.
#include "app/found/answerextractor.h"
#include "app/found/sentences.h"
#include "app/found/sentencetable.h"
#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString reasonOf(const Response& response)
{
    if (response.error)
        return u"error %1 %2"_s.arg(response.error->httpCode).arg(response.error->status);
    if (response.promptFeedback)
        return u"block "_s
            + (response.promptFeedback->blockReason ? response.promptFeedback->blockReason->text() : u"-"_s);
    if (response.shape == AnswerShape::Predictions)
        return u"filtered"_s;
    if (!response.candidates.isEmpty())
        return u"finish "_s
            + (response.candidates.constFirst().finishReason
                   ? response.candidates.constFirst().finishReason->text()
                   : u"-"_s);
    return u"nothing"_s;
}

} // namespace

class TestSentences final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theTableIsWhole();
    void aBrokenRowIsNamed();
    void sentencesSayWhatTheyMean_data();
    void sentencesSayWhatTheyMean();
    void whatHidesTheReasonSaysWhatToPrint_data();
    void whatHidesTheReasonSaysWhatToPrint();
    void ratingsBesideASentenceAreRead();
    void settingsBesideASentenceAreNoRatings();
    void numbersOfVertexAreItsOwn();
    void aRefusedSettingIsAnError();
    void halfASentenceNamesNoOtherCause_data() { sentencesSayWhatTheyMean_data(); }
    void halfASentenceNamesNoOtherCause();
    void talkAboutBlocksIsNoBlock_data();
    void talkAboutBlocksIsNoBlock();
};

void TestSentences::theTableIsWhole()
{
    const auto& table = sentenceTable();
    QVERIFY(table.size() > 50);
    QSet<QString> ids;
    for (const auto& row : table) {
        QVERIFY2(!ids.contains(row.id), qPrintable(row.id));
        ids.insert(row.id);
        QVERIFY2(row.says != SentenceSays::Nothing || !row.hint.isEmpty(), qPrintable(row.id));
    }
}

void TestSentences::aBrokenRowIsNamed()
{
    const auto broken = readSentenceTable(
        R"({"sentences":[{"id":"a.b","sdk":"x","mark":"m","pattern":"(","says":"finish","source":"s"}]})");
    QVERIFY(!broken && broken.error().message.contains(u"a.b"_s));
    const auto unknown = readSentenceTable(
        R"({"sentences":[{"id":"a.c","sdk":"x","mark":"m","pattern":"m","says":"perhaps","source":"s"}]})");
    QVERIFY(!unknown && unknown.error().message.contains(u"a.c"_s));
    QVERIFY(!readSentenceTable("{"));
}

void TestSentences::sentencesSayWhatTheyMean_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    const auto add = [](const char* name, const char* text, const char16_t* says) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf16(says);
    };
    add("Python's quick accessor with a number",
        "ValueError: Invalid operation: The `response.text` quick accessor requires the response to contain "
        "a valid "
        "`Part`, but none were returned. The candidate's "
        "[finish_reason](https://ai.google.dev/api/generate-content#finishreason) is 2.",
        u"finish MAX_TOKENS");
    add("Python's quick accessor over a blocked prompt",
        "ValueError: The `response.parts` quick accessor requires a single candidate, but but "
        "`response.candidates` "
        "is empty. This appears to be caused by a blocked prompt, see `response.prompt_feedback`: ",
        u"block -");
    add("Python's BlockedPromptException without a word",
        "google.generativeai.types.generation_types.BlockedPromptException\n", u"block -");
    add("JavaScript's candidate",
        "Error: [GoogleGenerativeAI Error]: Text not available. Candidate was blocked due to RECITATION",
        u"finish RECITATION");
    add("JavaScript's prompt with a message",
        "GoogleGenerativeAIResponseError: [GoogleGenerativeAI Error]: Response was blocked due to OTHER: too "
        "much\n",
        u"block OTHER");
    add("Firebase's sentence",
        "FirebaseError: AI: Response error: Candidate was blocked due to SAFETY. Response body stored in "
        "error.response (AI/response-error)",
        u"finish SAFETY");
    add("Dart's small letters",
        "Unhandled Exception: GenerativeAIException: Candidate was blocked due to recitation",
        u"finish RECITATION");
    add("Go's candidate", "2026/01/02 03:04:05 blocked: candidate: FinishReasonSafety", u"finish SAFETY");
    add("Go's prompt", "panic: blocked: prompt: BlockedReasonProhibitedContent ()",
        u"block PROHIBITED_CONTENT");
    add("Kotlin's stop",
        "com.google.firebase.ai.type.ResponseStoppedException: Content generation stopped. Reason: "
        "MAX_TOKENS",
        u"finish MAX_TOKENS");
    add("Kotlin's prompt",
        "com.google.ai.client.generativeai.type.PromptBlockedException: Prompt was blocked: SAFETY\n\tat "
        "a.b(c.kt:1)",
        u"block SAFETY");
    add("Kotlin's prompt without a reason", "PromptBlockedException: Prompt was blocked: null\n", u"block -");
    add("Java's citations",
        "java.lang.IllegalArgumentException: The response is blocked due to unauthorized citations.",
        u"finish RECITATION");
    add("Java's unexpected end",
        "java.lang.IllegalArgumentException: The response finished unexpectedly with reason SPII.",
        u"finish SPII");
    add("Swift's early stop",
        "error: responseStoppedEarly(reason: GoogleGenerativeAI.FinishReason.safety, response: …)",
        u"finish SAFETY");
    add("Swift's early stop with a raw value",
        "FirebaseAI.GenerateContentError.responseStoppedEarly(reason: FirebaseAI.FinishReason(rawValue: "
        "\"PROHIBITED_CONTENT\"), response: x)",
        u"finish PROHIBITED_CONTENT");
    add("LlamaIndex", "RuntimeError: The response was terminated early: RECITATION", u"finish RECITATION");
    add("an enumeration's name in a person's print", "Prompt blocked: BlockReason.PROHIBITED_CONTENT\n",
        u"block PROHIBITED_CONTENT");
    add("a reason in words", "ERROR The request was blocked due to prohibited content.",
        u"block PROHIBITED_CONTENT");
    add("an answer blocked for a reason in words", "WARNING: response blocked by safety filter\n",
        u"finish SAFETY");
    add("a wrapper that says who blocked", "Exception: Gemini blocked the prompt: PROHIBITED_CONTENT\n",
        u"block PROHIBITED_CONTENT");
    add("an image's generation", "RuntimeError: Image generation blocked: IMAGE_SAFETY\n",
        u"finish IMAGE_SAFETY");
    add("a stop with a reason", "[ERROR] generation stopped with finish reason SAFETY\n", u"finish SAFETY");
    add("a log's field",
        "level=error msg=\"generate: blocked: candidate: FinishReasonRecitation\" model=gemini-pro\n",
        u"finish RECITATION");
    add("a code at the end of a sentence", "RuntimeError: the video was not made. Error Code: 58061214.",
        u"filtered");
    add("a quoted reason", "RuntimeError: Response was stopped because of 'MAX_TOKENS'.",
        u"finish MAX_TOKENS");
    add("a stop that is a normal end", "Response blocked or incomplete. Finish reason: FinishReason.STOP",
        u"finish STOP");
    add("an empty optional", "VertexAI blocked the prompt because of reason: 'Optional.empty'", u"block -");
    add("Imagen's filter",
        "All images were filtered out because they violated Vertex AI's usage guidelines. Support codes: "
        "62263041",
        u"filtered");
    add("Imagen's prompt filter",
        "google.genai: Image generation failed with the following error: The prompt could not be submitted. "
        "This "
        "prompt contains sensitive words that violate Google's Responsible AI practices.",
        u"block -");
    add("Veo's filter",
        "RuntimeError: Veo could not generate videos because the input image violates the policy.",
        u"filtered");
    add("people in images", "error: Person Generation of minors is not allowed for this request",
        u"filtered");
    add("gRPC in Go", "rpc error: code = ResourceExhausted desc = Quota exceeded",
        u"error 429 RESOURCE_EXHAUSTED");
    add("gRPC in Python",
        "grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:\n\tstatus = "
        "StatusCode.PERMISSION_DENIED\n\tdetails = \"no access\"\n>",
        u"error 403 PERMISSION_DENIED");
    add("gRPC in Java", "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception",
        u"error 503 UNAVAILABLE");
    add("gRPC in C#",
        "Grpc.Core.RpcException: Status(StatusCode=\"InvalidArgument\", Detail=\"Request contains an invalid "
        "argument.\")",
        u"error 400 INVALID_ARGUMENT");
    add("gRPC in Node", "Error: 8 RESOURCE_EXHAUSTED: Quota exceeded", u"error 429 RESOURCE_EXHAUSTED");
    add("Go's genai", "Error 404, Message: models/x is not found, Status: NOT_FOUND, Details: []",
        u"error 404 NOT_FOUND");
    add("googleapi", "googleapi: Error 403: Permission denied, forbidden", u"error 403 ");
    add("a place without service",
        "com.google.ai.client.generativeai.type.UnsupportedUserLocationException: User location is not "
        "supported for "
        "the API use.",
        u"error 400 FAILED_PRECONDITION");
    add("a WebSocket's policy code",
        "websockets.exceptions.ConnectionClosedError: received 1008 (policy violation) Requested entity was "
        "not "
        "found.; then sent 1008 (policy violation) Requested entity was not found.",
        u"error 404 NOT_FOUND");
    add(".NET's exception near the service's address",
        "POST "
        "https://generativelanguage.googleapis.com/v1beta/models/x:generateContent\nHttpRequestException: "
        "Response status code does not indicate success: 429 (Too Many Requests).",
        u"error 429 ");
}

void TestSentences::sentencesSayWhatTheyMean()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    QCOMPARE(reasonOf(extractAnswer(text).response), says);
}

void TestSentences::whatHidesTheReasonSaysWhatToPrint_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("Dart's content") << QByteArray("Unhandled format for Content: {role: model}")
                                    << u"Dart SDK"_s;
    QTest::newRow("Swift's number") << QByteArray("The operation couldn’t be completed. "
                                                  "(GoogleGenerativeAI.GenerateContentError error 1.)")
                                    << u"String(describing: error)"_s;
    QTest::newRow("JavaScript's parts")
        << QByteArray("TypeError: Cannot read properties of undefined (reading 'parts')")
        << u"JSON.stringify"_s;
    QTest::newRow("Python's parts") << QByteArray(
        "AttributeError: 'NoneType' object has no attribute 'parts'")
                                    << u"Print the response"_s;
    QTest::newRow("LiteLLM") << QByteArray("litellm.ContentPolicyViolationError: VertexAIException - no")
                             << u"LiteLLM says only"_s;
    QTest::newRow("the quick accessor of old") << QByteArray(
        "ValueError: The `response.text` quick accessor only works when the response contains a valid "
        "`Part`, but "
        "none was returned. Check the `candidate.safety_ratings` to see if the response was blocked.")
                                               << u"response.prompt_feedback"_s;
}

void TestSentences::whatHidesTheReasonSaysWhatToPrint()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, hint);
    const auto extracted = extractAnswer(text);
    QCOMPARE(extracted.response.end, AnswerEnd::Unreadable);
    QVERIFY2(extracted.notes.join(u'\n').contains(hint), qPrintable(extracted.notes.join(u'\n')));
}

void TestSentences::ratingsBesideASentenceAreRead()
{
    const auto inLoop = extractAnswer("Error: Candidate was blocked due to SAFETY\n"
                                      "HarmCategory.HARM_CATEGORY_HARASSMENT: HarmProbability.HIGH\n"
                                      "HarmCategory.HARM_CATEGORY_HATE_SPEECH: HarmProbability.LOW\n");
    QCOMPARE(inLoop.response.candidates.constFirst().ratings.size(), 2);
    QCOMPARE(inLoop.response.candidates.constFirst().ratings.constFirst().probability, HarmProbability::High);
    QVERIFY(!inLoop.response.candidates.constFirst().ratings.constFirst().blocked.has_value());
    const auto inJson = extractAnswer("Prompt was blocked: SAFETY\n[\n  {\"category\": "
                                      "\"HARM_CATEGORY_HARASSMENT\", \"probability\": \"MEDIUM\"}\n]\n");
    QCOMPARE(inJson.response.promptFeedback->ratings.size(), 1);
    // The candidate itself, in JSON that is no answer without the sentence.
    const auto vertex =
        extractAnswer("ValueError: Cannot get the response text.\nCannot get the Candidate text.\n"
                      "Response candidate content has no parts (and thus no text).\nCandidate:\n"
                      "{\n  \"finish_reason\": \"SAFETY\"\n}\n");
    QCOMPARE(reasonOf(vertex.response), u"finish SAFETY"_s);
}

void TestSentences::settingsBesideASentenceAreNoRatings()
{
    const auto open =
        extractAnswer("Error: Candidate was blocked due to SAFETY\n"
                      "[ { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' } ]\n");
    QVERIFY(open.response.candidates.constFirst().ratings.isEmpty());
    QVERIFY(open.thresholdsAreOpen);
    const auto closed =
        extractAnswer("Error: Candidate was blocked due to SAFETY\n"
                      "[ { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' } ]\n");
    QVERIFY(!closed.thresholdsAreOpen);
}

void TestSentences::numbersOfVertexAreItsOwn()
{
    const auto extracted =
        extractAnswer("vertexai.generative_models.ResponseValidationError: The model response did "
                      "not complete successfully.\nFinish reason: 8.\nFinish message: .\nSafety "
                      "ratings: [category: HARM_CATEGORY_HATE_SPEECH\nprobability: NEGLIGIBLE\n].\n");
    QCOMPARE(reasonOf(extracted.response), u"finish SPII"_s);
    QCOMPARE(extracted.response.candidates.constFirst().ratings.size(), 1);
}

void TestSentences::aRefusedSettingIsAnError()
{
    const auto extracted =
        extractAnswer("400 POST https://generativelanguage.googleapis.com/v1beta/models/x:generateContent: * "
                      "GenerateContentRequest.safety_settings[0]: element predicate failed: $.category in "
                      "(HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_HARASSMENT)");
    QCOMPARE(reasonOf(extracted.response), u"error 400 INVALID_ARGUMENT"_s);
    QVERIFY(extracted.response.error->message.contains(u"safety_settings[0]"_s));
}

void TestSentences::halfASentenceNamesNoOtherCause()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    for (qsizetype size = text.size() - 1; size > 0; --size) {
        const QString read = reasonOf(extractAnswer(text.first(size)).response);
        const bool isLess = read == u"nothing"_s || read == says || read.endsWith(u"-"_s)
            || (read.startsWith(u"error"_s) && says.startsWith(u"error"_s));
        QVERIFY2(isLess, qPrintable(u"%1 of: %2"_s.arg(read, QString::fromUtf8(text.first(size)))));
    }
}

void TestSentences::talkAboutBlocksIsNoBlock_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the middle of a sentence") << QByteArray(
        "In such a case the error Candidate was blocked due to SAFETY appears, and nothing helps.");
    QTest::newRow("a sentence that goes on")
        << QByteArray("Candidate was blocked due to SAFETY means that a filter stopped the answer.");
    QTest::newRow("a quotation") << QByteArray(
        "The message “Prompt was blocked: SAFETY” comes from the Kotlin SDK.");
    QTest::newRow("a code in a table") << QByteArray("| Imagen | \"Error Code: 58061214\", support codes |");
    QTest::newRow("code in prose") << QByteArray(
        "Look for `blocked: prompt: BlockedReasonSafety` in your log.");
    QTest::newRow("a list of the ends there are")
        << QByteArray("Candidate was blocked due to SAFETY\nContent generation stopped. Reason: RECITATION\n"
                      "blocked: prompt: BlockedReasonProhibitedContent ()\n");
    QTest::newRow("a paragraph") << QByteArray(
        "When your prompt is blocked by the safety filter, the API raises a BlockedPromptException. Blocked "
        "responses "
        "have the finish reason SAFETY, and blocked prompts name a block reason such as PROHIBITED_CONTENT.");
    QTest::newRow("something else that was blocked") << QByteArray("Error: request blocked by CORS policy\n");
    QTest::newRow("another service's status")
        << QByteArray("AxiosError: Request failed with status code 429 at https://example.com/upload");
}

void TestSentences::talkAboutBlocksIsNoBlock()
{
    QFETCH(QByteArray, text);
    QCOMPARE(reasonOf(extractAnswer(text).response), u"nothing"_s);
}

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestSentences)
#include "tst_sentences.moc"
