#include "app/request/requestcodec.h"
#include "app/session/searchtext.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class TestSessionStore final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void newSessionIsEmpty();
    void attemptIsThereFromTheMomentItIsSent();
    void completedAttemptComesBackWhole();
    void answerComesBackByteForByte_data();
    void answerComesBackByteForByte();
    void pictureIsKeptOnce();
    void promptTextIsKept_data();
    void promptTextIsKept();
    void generationSettingsAreKept();
    void wholeRequestIsKept();
    void olderPromptIsMadeWhole();
    void draftIsKeptAndReplaced();
    void draftsDoNotPileUp();
    void endsOnce();
    void endedAttemptTakesNoMorePieces();
    void answerTakesThePlaceOfItsPieces();
    void unknownAttemptIsNotFound();
    void closingInterruptsWhatIsStillSent();
    void closedSessionIsOneFile();
    void thumbnails();
    void fullDiskKeepsWhatWasThere();
    void oddFileNames_data();
    void oddFileNames();
    void manyAttemptsAreListedQuickly();
    void previewIsOneShortLine();

private:
    std::unique_ptr<SessionStore> opened(const SessionStore::Options& options = {}) const;
    Attempt begun(SessionStore& store, const Attempt& attempt = test::sampleAttempt()) const;
    Attempt loaded(const SessionStore& store, qint64 id) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSessionStore::init()
{
    test::strict();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"one.safelight"_s);
}

std::unique_ptr<SessionStore> TestSessionStore::opened(const SessionStore::Options& options) const
{
    auto store = SessionStore::open(m_path, options);
    if (!store)
        qFatal("%s: %s", qPrintable(store.error().message), qPrintable(store.error().detail));
    return *std::move(store);
}

Attempt TestSessionStore::begun(SessionStore& store, const Attempt& attempt) const
{
    const auto result = store.begin(attempt);
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().message), qPrintable(result.error().detail));
    return *result;
}

Attempt TestSessionStore::loaded(const SessionStore& store, qint64 id) const
{
    const auto result = store.load(id);
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().message), qPrintable(result.error().detail));
    return *result;
}

void TestSessionStore::newSessionIsEmpty()
{
    const auto store = opened();
    QCOMPARE(store->path(), m_path);
    QVERIFY(store->summaries()->isEmpty());
    QVERIFY(!store->loadDraft()->has_value());
}

void TestSessionStore::attemptIsThereFromTheMomentItIsSent()
{
    const auto store = opened();
    const Attempt first = begun(*store);
    const Attempt second = begun(*store);
    QCOMPARE(first.number, 1);
    QCOMPARE(second.number, 2);
    QVERIFY(first.id != second.id);

    const auto other = opened();
    const auto list = *other->summaries();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.at(0).number, 2); // newest first
    QCOMPARE(list.at(1).state, AttemptState::Sending);
    QCOMPARE(loaded(*other, first.id).requestBody, first.requestBody);
}

void TestSessionStore::completedAttemptComesBackWhole()
{
    Attempt attempt;
    {
        const auto store = opened();
        attempt = test::answered(begun(*store));
        QVERIFY(store->complete(attempt, "png").has_value());
    }
    const auto store = opened();
    const Attempt back = loaded(*store, attempt.id);
    QCOMPARE(back.prompt, attempt.prompt);
    QCOMPARE(back.requestBody, attempt.requestBody);
    QCOMPARE(back.rawAnswer, attempt.rawAnswer);
    QCOMPARE(back.sentAt, attempt.sentAt);
    QCOMPARE(back.state, AttemptState::Completed);
    QCOMPARE(back.requestHeaders, attempt.requestHeaders);
    QCOMPARE(back.responseHeaders, attempt.responseHeaders);
    QCOMPARE(back.url, attempt.url);
    QCOMPARE(back.backendId, attempt.backendId);
    QCOMPARE(back.httpCode, 200);
    QCOMPARE(back.seconds, 6.4);
    QCOMPARE(back.firstByteSeconds, 1.25);
    QCOMPARE(back.tries, 2);
    QCOMPARE(back.stream, true);

    AttemptSummary expected = summaryOf(attempt);
    expected.thumbnail = "png";
    QCOMPARE(store->summaries()->size(), 1);
    QVERIFY(store->summaries()->first() == expected);
}

void TestSessionStore::answerComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("raw");
    const QByteArray picture = test::noise(200'001).toBase64();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("stream with CRLF") << QByteArray("data: {\"a\":1}\r\n\r\ndata: [DONE]\r\n\r\n");
    QTest::newRow("stream with mixed line ends") << QByteArray("data: 1\n\ndata: 2\r\n\r\ndata: 3\r\r");
    QTest::newRow("NUL and bytes that are no UTF-8") << QByteArray("\0\xff\xfe{\0\x80\xc3", 7);
    QTest::newRow("picture in JSON") << "{\"data\":\"" + picture + "\"}\n";
    QTest::newRow("picture cut off in the middle") << "{\"data\":\"" + picture.left(99'999);
    QTest::newRow("padding inside a run") << picture + "==" + picture;
    QTest::newRow("base64 that encodes differently again") << picture.chopped(4) + "AAB=";
    QTest::newRow("long text") << QByteArray("the same words again ").repeated(100'000);
}

void TestSessionStore::answerComesBackByteForByte()
{
    QFETCH(const QByteArray, raw);
    const auto store = opened();
    Attempt attempt = begun(*store);
    attempt.rawAnswer = raw;
    attempt.state = AttemptState::Completed;
    QVERIFY(store->complete(attempt, {}).has_value());
    QVERIFY(loaded(*store, attempt.id).rawAnswer == raw);
}

void TestSessionStore::pictureIsKeptOnce()
{
    Attempt attempt = test::sampleAttempt();
    attempt.prompt.images = {test::sampleImage(1'000'000)};
    const QByteArray base64 = attempt.prompt.images[0].bytes.toBase64();
    attempt.requestBody = "{\"data\":\"" + base64 + "\"}";
    {
        const auto store = opened();
        QVERIFY(store->saveDraft(attempt.prompt).has_value());
        for (int i = 0; i < 5; ++i) {
            Attempt sent = begun(*store, attempt);
            sent.rawAnswer = "data: {\"data\":\"" + base64 + "\"}\r\n\r\n";
            QVERIFY(store->complete(sent, {}).has_value());
        }
    }
    QVERIFY2(QFileInfo(m_path).size() < 1'300'000, "the picture is there more than once");
}

void TestSessionStore::promptTextIsKept_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("several lines") << u"a\r\nb\nc\t"_s;
    QTest::newRow("NUL in it") << QString(u"a\0b"_s);
    QTest::newRow("lone high surrogate") << QString(u"a"_s + QChar(0xd800) + u"b"_s);
    QTest::newRow("lone low surrogate at the end") << QString(u"a"_s + QChar(0xdc00));
    QTest::newRow("byte-order mark in front") << QString(QChar(0xfeff) + u"abc"_s);
    QTest::newRow("swapped byte-order mark in front") << QString(QChar(0xfffe) + u"abc"_s);
    QTest::newRow("beyond the basic plane") << u"\U0001F9E5 coat"_s;
    QTest::newRow("five megabytes") << u"0123456789 äöü "_s.repeated(350'000);
    QTest::newRow("long, with a lone surrogate") << QString(u"x"_s.repeated(100'000) + QChar(0xdfff));
}

void TestSessionStore::promptTextIsKept()
{
    QFETCH(const QString, text);
    const auto store = opened();
    Prompt prompt = test::samplePrompt();
    prompt.text = text;
    prompt.systemInstruction = text;
    prompt.images[0].caption = text.left(1000);
    QVERIFY(store->saveDraft(prompt).has_value());
    const auto back = **store->loadDraft();
    QVERIFY(back.text == text);
    QVERIFY(back.systemInstruction == text);
    QVERIFY(back.images == prompt.images);
}

void TestSessionStore::generationSettingsAreKept()
{
    const auto store = opened();
    Prompt prompt;
    prompt.generation.temperature = 1.0 / 3;
    prompt.generation.topP = 0.0;
    prompt.generation.topK = 40;
    prompt.generation.candidateCount = 2;
    prompt.generation.maxOutputTokens = 2'000'000'000;
    prompt.generation.seed = std::numeric_limits<int>::min();
    prompt.generation.stopSequences = {u""_s, u"\"x\""_s};
    prompt.generation.aspectRatio = u"21:9"_s;
    prompt.generation.thinkingLevel = u"high"_s;
    prompt.generation.thinkingBudget = -1;
    prompt.generation.includeThoughts = false;
    for (const HarmCategory category : adjustableCategories)
        prompt.safety.setThreshold(category, BlockThreshold::None);
    QVERIFY(store->saveDraft(prompt).has_value());
    QVERIFY(**store->loadDraft() == prompt);
    QVERIFY(store->saveDraft(Prompt()).has_value());
    QVERIFY(**store->loadDraft() == Prompt());
}

void TestSessionStore::wholeRequestIsKept()
{
    const auto store = opened();
    const QByteArray body =
        R"({"tools":[{"x":1.0}],"contents":[{"role":"user","parts":[{"text":"one fish"}]},)"
        R"({"role":"model","parts":[{"text":"two"}]},{"parts":[{"text":"b"}]}]})";
    Attempt attempt = test::sampleAttempt();
    attempt.prompt = decodeRequest(body)->prompt;
    attempt.requestBody = body;
    QVERIFY(!attempt.prompt.carried.isEmpty());
    QVERIFY(store->saveDraft(attempt.prompt).has_value());
    QVERIFY(**store->loadDraft() == attempt.prompt);
    const Attempt kept = loaded(*store, begun(*store, attempt).id);
    QVERIFY(kept.prompt == attempt.prompt);
    QCOMPARE(encodeRequest(kept.prompt), body);
    QVERIFY(searchText(kept).prompt.contains(u"one fish"_s));
}

// Programs before version 5 kept of the request what the editor showed; the body has the rest.
void TestSessionStore::olderPromptIsMadeWhole()
{
    const auto store = opened();
    const QByteArray body = R"({"tools":[{"x":1.0}],"contents":[{"parts":[{"text":"b"}]}]})";
    Attempt attempt = test::sampleAttempt();
    attempt.prompt = {};
    attempt.prompt.text = u"b"_s;
    attempt.prompt.model = u"m"_s;
    attempt.requestBody = body;
    const qint64 id = begun(*store, attempt).id;
    QVERIFY(loaded(*store, id).prompt == attempt.prompt);
    const auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
    QVERIFY((*connection)->run(u"UPDATE prompts SET carried = NULL, sha256 = NULL"_s));
    const Prompt whole = loaded(*store, id).prompt;
    QCOMPARE(encodeRequest(whole), body);
    QCOMPARE(whole.text, u"b"_s);
    QCOMPARE(whole.model, u"m"_s);
}

void TestSessionStore::draftIsKeptAndReplaced()
{
    Prompt draft = test::samplePrompt();
    {
        const auto store = opened();
        QVERIFY(store->saveDraft(draft).has_value());
        draft.text = u"second"_s;
        QVERIFY(store->saveDraft(draft).has_value());
    }
    QVERIFY(**opened()->loadDraft() == draft);
}

void TestSessionStore::draftsDoNotPileUp()
{
    {
        const auto store = opened();
        Prompt draft;
        for (int i = 0; i < 100; ++i) {
            draft.text = QString::fromLatin1(test::noise(20'000, static_cast<quint32>(i)).toHex());
            QVERIFY(store->saveDraft(draft).has_value());
        }
    }
    QVERIFY2(QFileInfo(m_path).size() < 400'000, "old drafts stay in the file");
}

void TestSessionStore::endsOnce()
{
    const auto store = opened();
    const auto other = opened();
    Attempt attempt = test::answered(begun(*store));
    Attempt later = attempt;
    later.rawAnswer = "something else";

    const auto foreign = other->complete(later, "png");
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().code, Error::Code::NotFound);
    QVERIFY(store->complete(attempt, {}).has_value());
    QVERIFY(!store->complete(later, "png"));

    QCOMPARE(loaded(*store, attempt.id).rawAnswer, attempt.rawAnswer);
    QVERIFY(store->summaries()->first().thumbnail.isEmpty());
}

void TestSessionStore::endedAttemptTakesNoMorePieces()
{
    const auto store = opened();
    const Attempt attempt = begun(*store);
    QVERIFY(store->complete(test::answered(attempt), {}));
    QCOMPARE(store->keepArrived(attempt, "late", false).error().code, Error::Code::NotFound);
    const Attempt others = begun(*opened());
    QCOMPARE(store->keepArrived(others, "foreign", true).error().code, Error::Code::NotFound);
    QCOMPARE(loaded(*store, attempt.id).rawAnswer, test::answered(attempt).rawAnswer);
}

void TestSessionStore::answerTakesThePlaceOfItsPieces()
{
    const auto store = opened();
    const QByteArray picture = "{\"data\":\"" + test::noise(9000).toBase64() + "\"}";
    Attempt attempt = begun(*store);
    QVERIFY(store->keepArrived(attempt, picture.first(5000), true));
    QCOMPARE(loaded(*store, attempt.id).rawAnswer, picture.first(5000));
    QVERIFY(store->keepArrived(attempt, picture.sliced(5000), false));
    QCOMPARE(loaded(*store, attempt.id).rawAnswer, picture);
    attempt = test::answered(attempt);
    attempt.rawAnswer = picture;
    QVERIFY(store->complete(attempt, {}));
    QCOMPARE(loaded(*store, attempt.id).rawAnswer, picture);
    const auto pieces = store->connection().value(u"SELECT count(*) FROM segments WHERE part = 1"_s);
    QCOMPARE(pieces->toInt(), 3); // the picture is told apart, as ever
}

void TestSessionStore::unknownAttemptIsNotFound()
{
    const auto store = opened();
    QCOMPARE(store->load(7).error().code, Error::Code::NotFound);
    Attempt never = test::answered(test::sampleAttempt());
    never.id = 7;
    QCOMPARE(store->complete(never, {}).error().code, Error::Code::NotFound);
}

void TestSessionStore::closingInterruptsWhatIsStillSent()
{
    qint64 id = 0;
    {
        const auto store = opened();
        id = begun(*store).id;
    }
    QCOMPARE(loaded(*opened(), id).state, AttemptState::Interrupted);
}

void TestSessionStore::closedSessionIsOneFile()
{
    {
        const auto store = opened();
        QVERIFY(store->complete(test::answered(begun(*store)), "png").has_value());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList {u"one.safelight"_s});
}

void TestSessionStore::thumbnails()
{
    const auto store = opened();
    const Attempt small = test::answered(begun(*store));
    const Attempt large = test::answered(begun(*store));
    QVERIFY(store->complete(small, QByteArray(8 * 1024, 'p')).has_value());
    QVERIFY(store->complete(large, QByteArray(8 * 1024 + 1, 'p')).has_value());
    const auto listed = store->summaries({small.id, large.id});
    QCOMPARE(listed->at(0).thumbnail.size(), 8 * 1024);
    QVERIFY(listed->at(1).thumbnail.isEmpty());
    QCOMPARE(store->summaries()->at(1).thumbnail.size(), 8 * 1024);
}

void TestSessionStore::fullDiskKeepsWhatWasThere()
{
    const auto store = opened({.maximumBytes = 300'000});
    const Attempt kept = test::answered(begun(*store));
    QVERIFY(store->complete(kept, "png").has_value());
    QVERIFY(store->saveDraft(kept.prompt).has_value());

    Attempt large = test::answered(begun(*store));
    large.rawAnswer = test::noise(1'000'000);
    const auto full = store->complete(large, {});
    QVERIFY(!full);
    QVERIFY2(full.error().message.contains(u"disk is full"_s), qPrintable(full.error().message));
    Attempt unsent = test::sampleAttempt();
    unsent.requestBody = test::noise(1'000'000);
    QVERIFY(!store->begin(unsent));
    Prompt draft = kept.prompt;
    draft.images = {test::sampleImage(1'000'000)};
    QVERIFY(!store->saveDraft(draft));

    QCOMPARE(loaded(*store, kept.id).rawAnswer, kept.rawAnswer);
    QVERIFY(**store->loadDraft() == kept.prompt);
    QCOMPARE(store->summaries()->size(), 2);
    // With less to say it still ends.
    large.rawAnswer = "short";
    QVERIFY(store->complete(large, {}).has_value());
}

void TestSessionStore::oddFileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("spaces and umlauts") << u"Über uns.safelight"_s;
    QTest::newRow("question mark and hash") << u"why? #1.safelight"_s;
    QTest::newRow("percent") << u"100%20.safelight"_s;
    QTest::newRow("colon") << u":memory:"_s;
    QTest::newRow("no ending") << u"session"_s;
}

void TestSessionStore::oddFileNames()
{
    QFETCH(const QString, name);
    m_path = m_folder->path() + '/'_L1 + name;
    {
        const auto store = opened();
        begun(*store);
    }
    QCOMPARE(opened()->summaries()->size(), 1);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList {name});
}

void TestSessionStore::manyAttemptsAreListedQuickly()
{
    constexpr int count = 2000;
    const auto store = opened();
    Attempt attempt = test::sampleAttempt();
    for (int i = 0; i < count; ++i)
        QVERIFY(store->complete(test::answered(begun(*store, attempt)), QByteArray(4000, 'p')).has_value());
    QElapsedTimer timer;
    timer.start();
    const auto list = *store->summaries();
    QVERIFY2(timer.elapsed() < 1000, "listing 2,000 attempts took over a second");
    QCOMPARE(list.size(), count);
    QCOMPARE(list.first().number, count);
    QCOMPARE(list.last().number, 1);
}

void TestSessionStore::previewIsOneShortLine()
{
    Attempt attempt;
    attempt.prompt.text = u"  one\n\ttwo"_s + QChar(QChar::Null) + u"\r\n"_s;
    QCOMPARE(summaryOf(attempt).promptPreview, u"one two "_s);
    attempt.prompt.text = u"x"_s.repeated(199) + u"\U0001F9E5"_s;
    QCOMPARE(summaryOf(attempt).promptPreview, u"x"_s.repeated(199));
    attempt.prompt.text = u"ab "_s.repeated(2'000'000);
    QCOMPARE(summaryOf(attempt).promptPreview.size(), 200);
}

QTEST_GUILESS_MAIN(TestSessionStore)
#include "tst_sessionstore.moc"
