#include "app/find/attemptfits.h"
#include "app/find/historyfinder.h"
#include "app/session/sessionstore.h"
#include "app/sqlite/connection.h"
#include "tests/support/print.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QTemporaryDir>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

// What a filter finds in a session, and in what order.
class TestHistoryFinder final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void finds_data();
    void finds();
    void whatOneAttemptCannotTellFits();
    void hostileWordsFindNothing_data();
    void hostileWordsFindNothing();
    void everyOrderHasAllAttempts();
    void orders();
    void removedIsNotFound();
    void notesAreFound();
    void differentFollowsChanges();
    void othersChangesAreSeen();
    void laterQuestionStopsThis();
    void overtakenSearchLeavesNothingHalf();
    void firstPageIsTheNewest();
    void valuesForCompletion();
    void daysAreLocal();

private:
    qint64 keep(const Attempt& attempt);
    QList<int> found(const QString& filter, HistoryOrder order = HistoryOrder::Number,
                     bool descending = false) const;
    QList<int> fitting(const QString& filter) const;
    QList<qint64> ids(const QList<int>& numbers) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SessionStore> m_store;
    std::unique_ptr<HistoryFinder> m_finder; // of the store
    QList<Attempt> m_kept;
};

namespace {

Attempt attemptOf(const QString& prompt, const QString& answer, Outcome outcome)
{
    Attempt attempt;
    attempt.sentAt = QDateTime(QDate(2026, 11, 3), QTime(12, 0), QTimeZone::utc());
    attempt.backendId = u"simulator"_s;
    attempt.prompt.text = prompt;
    attempt.prompt.model = u"gemini-2.5-flash"_s;
    attempt.requestBody = prompt.toUtf8();
    attempt.state = AttemptState::Completed;
    attempt.verdict.outcome = outcome;
    Part part;
    part.text = answer;
    Candidate candidate;
    candidate.parts = {part};
    attempt.response.candidates = {candidate};
    attempt.rawAnswer = answer.toUtf8();
    return attempt;
}

} // namespace

qint64 TestHistoryFinder::keep(const Attempt& attempt)
{
    const auto begun = m_store->begin(attempt);
    Attempt done = attempt;
    done.id = begun->id;
    done.number = begun->number;
    if (const auto kept = m_store->complete(done, {}); !kept)
        qFatal("%s", qPrintable(kept.error().detail));
    m_kept << done;
    return done.id;
}

// #1 to #7.
void TestHistoryFinder::init()
{
    test::strict();
    m_kept.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = SessionStore::open(m_folder->filePath(u"one.safelight"_s));
    QVERIFY2(store, qPrintable(store ? QString() : store.error().detail));
    m_store = *std::move(store);
    m_finder = std::make_unique<HistoryFinder>(m_store->connection());
    Attempt first =
        attemptOf(u"Describe a lighthouse at dusk"_s, u"A tall white tower."_s, Outcome::Delivered);
    first.verdict.stage = Stage::Delivered;
    first.verdict.reason = u"STOP"_s;
    first.billing.high = 0.01;
    first.seconds = 3;
    keep(first);
    Attempt again = first;
    again.verdict.outcome = Outcome::ResponseBlocked;
    again.verdict.stage = Stage::Output;
    again.verdict.reason = u"SAFETY"_s;
    again.verdict.categories = {u"HARM_CATEGORY_DANGEROUS_CONTENT"_s};
    again.billing.high = 0.2;
    again.seconds = 1;
    keep(again);
    Attempt prompt = attemptOf(u"A red coat on a hanger"_s, u""_s, Outcome::PromptBlocked);
    prompt.verdict.stage = Stage::Input;
    prompt.verdict.reason = u"PROHIBITED_CONTENT"_s;
    prompt.sentAt = QDateTime(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::utc());
    keep(prompt);
    Attempt image =
        attemptOf(u"灯塔在黄昏 naïve Straße"_s, u"No words, 100% picture!!!"_s, Outcome::Delivered);
    image.prompt.model = u"gemini-3-pro-image"_s;
    image.response.modelVersion = u"gemini-3-pro-image-preview"_s;
    Part picture;
    picture.kind = Part::Kind::InlineData;
    picture.mimeType = u"image/png"_s;
    picture.data = "png";
    image.response.candidates.first().parts.append(picture);
    image.response.usage = TokenUsage();
    image.response.usage->prompt = 300;
    image.response.usage->candidates = 1290;
    keep(image);
    Attempt error = attemptOf(u"quota"_s, u""_s, Outcome::ApiError);
    error.response.error = ServiceError();
    error.response.error->message = u"Resource has been exhausted"_s;
    error.verdict.reason = u"RESOURCE_EXHAUSTED"_s;
    keep(error);
    Attempt lost = attemptOf(u"lost on the way"_s, u""_s, Outcome::Unreadable);
    lost.state = AttemptState::Failed;
    lost.failure = u"The connection failed."_s;
    keep(lost);
    Attempt cancelled = attemptOf(u"stopped by hand"_s, u""_s, Outcome::Unreadable);
    cancelled.state = AttemptState::Cancelled;
    keep(cancelled);
}

QList<int> TestHistoryFinder::found(const QString& filter, HistoryOrder order, bool descending) const
{
    const FilterReading reading = readFilter(filter, QDate(2026, 11, 21));
    const auto index = m_finder->find({reading.filter, order, descending}, {});
    if (!index)
        qFatal("%s", qPrintable(index.error().detail));
    QList<qint64> keys;
    for (const HistoryKey& key : index->keys)
        keys << key.id;
    QList<int> numbers;
    const auto rows = *m_store->summaries(keys);
    for (const AttemptSummary& summary : rows)
        numbers << summary.number;
    return numbers;
}

// Told without the session.
QList<int> TestHistoryFinder::fitting(const QString& filter) const
{
    const FilterReading reading = readFilter(filter, QDate(2026, 11, 21));
    QList<int> numbers;
    for (const Attempt& attempt : m_kept) {
        if (fits(reading.filter, attempt, summaryOf(attempt)))
            numbers << attempt.number;
    }
    return numbers;
}

QList<qint64> TestHistoryFinder::ids(const QList<int>& numbers) const
{
    QList<qint64> list;
    const auto all = *m_store->summaries();
    for (const AttemptSummary& summary : all) {
        if (numbers.contains(summary.number))
            list << summary.id;
    }
    return list;
}

void TestHistoryFinder::finds_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("numbers");
    using Numbers = QList<int>;
    QTest::newRow("everything") << u""_s << Numbers {1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("a word of the prompt") << u"lighthouse"_s << Numbers {1, 2};
    QTest::newRow("the beginning of a word") << u"LIGHT"_s << Numbers {1, 2};
    QTest::newRow("not the end of a word") << u"house"_s << Numbers {};
    QTest::newRow("a word of the answer") << u"tower"_s << Numbers {1, 2};
    QTest::newRow("a word of the service's message") << u"exhausted"_s << Numbers {5};
    QTest::newRow("two words") << u"red coat"_s << Numbers {3};
    QTest::newRow("a phrase") << u"\"coat on a\""_s << Numbers {3};
    QTest::newRow("a phrase in another order") << u"\"a coat on\""_s << Numbers {};
    QTest::newRow("without accents") << u"naive"_s << Numbers {4};
    QTest::newRow("a script without spaces, within") << u"黄昏"_s << Numbers {4};
    QTest::newRow("and not in another order") << u"昏黄"_s << Numbers {};
    QTest::newRow("signs only") << u"!!!"_s << Numbers {4};
    QTest::newRow("passed") << u"passed"_s << Numbers {1, 4};
    QTest::newRow("blocked") << u"blocked"_s << Numbers {2, 3};
    QTest::newRow("errors") << u"errors"_s << Numbers {5, 6};
    QTest::newRow("different") << u"different"_s << Numbers {1, 2};
    QTest::newRow("reason begins") << u"reason:safe"_s << Numbers {2};
    QTest::newRow("stage") << u"stage:input"_s << Numbers {3};
    QTest::newRow("part of a model") << u"model:pro-image"_s << Numbers {4};
    QTest::newRow("the model that answered") << u"model:preview"_s << Numbers {4};
    QTest::newRow("category") << u"category:dangerous-content"_s << Numbers {2};
    QTest::newRow("cost above") << u"cost>0.05"_s << Numbers {2};
    QTest::newRow("cost equal") << u"cost=0.01"_s << Numbers {1};
    QTest::newRow("tokens above") << u"tokens>1k"_s << Numbers {4};
    QTest::newRow("after") << u"after:2026-11-20"_s << Numbers {3};
    QTest::newRow("before") << u"before:2026-11-20"_s << Numbers {1, 2, 4, 5, 6, 7};
    QTest::newRow("has image") << u"has:image"_s << Numbers {4};
    QTest::newRow("not a word") << u"-lighthouse"_s << Numbers {3, 4, 5, 6, 7};
    QTest::newRow("or") << u"passed or errors"_s << Numbers {1, 4, 5, 6};
    QTest::newRow("words and not") << u"lighthouse -blocked"_s << Numbers {1};
    QTest::newRow("not of a group") << u"-(passed or errors or blocked)"_s << Numbers {7};
    QTest::newRow("everything but nothing") << u"-(passed -passed)"_s << Numbers {1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("nothing") << u"passed blocked"_s << Numbers {};
}

void TestHistoryFinder::finds()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<int>, numbers);
    QCOMPARE(found(filter), numbers);
    QCOMPARE(found(filter), numbers); // now from what is remembered
    QList<int> reversed(numbers.rbegin(), numbers.rend());
    QCOMPARE(found(filter, HistoryOrder::Number, true), reversed);
    if (filter != u"different"_s)
        QCOMPARE(fitting(filter), numbers);
}

// An attempt alone cannot tell whether another one ended otherwise.
void TestHistoryFinder::whatOneAttemptCannotTellFits()
{
    const QList<int> all {1, 2, 3, 4, 5, 6, 7};
    QCOMPARE(fitting(u"different"_s), all);
    QCOMPARE(fitting(u"-different"_s), all);
    QCOMPARE(fitting(u"different passed"_s), (QList<int> {1, 4}));
    QCOMPARE(fitting(u"different or passed"_s), all);
    QCOMPARE(fitting(u"-(different or passed)"_s), (QList<int> {2, 3, 5, 6, 7}));
}

void TestHistoryFinder::hostileWordsFindNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("operators of the index") << u"xNEAR/3"_s;
    QTest::newRow("a column of the index") << u"{prompt}:x"_s;
    QTest::newRow("quotes") << u"x\"\"y\""_s;
    QTest::newRow("SQL") << u"';DROP/**/TABLE/**/attempts;--"_s;
    QTest::newRow("NUL") << QString(u"zz"_s + QChar(u'\0') + u"yy"_s);
    QTest::newRow("only NUL") << QString(QChar(u'\0'));
    QTest::newRow("half a character") << QString(QChar(0xd800));
    QTest::newRow("100 KB") << QString(100'000, u'x');
    QTest::newRow("100 KB of signs") << QString(100'000, u'!');
    QTest::newRow("100 KB of another script") << QString(100'000, QChar(0x706f));
    QTest::newRow("a wild card") << u"%"_s + u"_"_s;
    QTest::newRow("SQL as a tag") << u"tag:'"_s;
    QTest::newRow("SQL as a model") << u"model:'"_s;
    QTest::newRow("SQL as a reason") << u"reason:%"_s;
}

void TestHistoryFinder::hostileWordsFindNothing()
{
    QFETCH(const QString, text);
    QCOMPARE(found(text), QList<int>());
    QCOMPARE(found(u"\""_s + QString(text).replace(u'"', u"\"\""_s) + u'"'), QList<int>());
    QCOMPARE(fitting(text), QList<int>());
    QCOMPARE(found(u""_s).size(), 7);
}

void TestHistoryFinder::everyOrderHasAllAttempts()
{
    for (int order = 0; order <= static_cast<int>(HistoryOrder::Reason); ++order) {
        for (const bool descending : {false, true})
            QCOMPARE(found({}, static_cast<HistoryOrder>(order), descending).size(), 7);
    }
}

void TestHistoryFinder::orders()
{
    QCOMPARE(found(u"lighthouse"_s, HistoryOrder::Cost, true), (QList<int> {2, 1}));
    QCOMPARE(found(u"lighthouse"_s, HistoryOrder::Seconds, true), (QList<int> {1, 2}));
    QCOMPARE(found({}, HistoryOrder::Tokens, true).first(), 4);
    QCOMPARE(found({}, HistoryOrder::Time, true).first(), 3);
    QCOMPARE(found({}, HistoryOrder::Images, true).first(), 4);
    QCOMPARE(found({}, HistoryOrder::Prompt).first(), 3); // "A red coat"
    QVERIFY(m_store->notes().setTitle(ids({5}), u"a first one"_s));
    QCOMPARE(found({}, HistoryOrder::Prompt).first(), 5); // whatever its case
    QVERIFY(m_store->notes().setMark(ids({6}), 4));
    QCOMPARE(found({}, HistoryOrder::Mark, true).first(), 6);
}

void TestHistoryFinder::removedIsNotFound()
{
    QVERIFY(m_store->notes().setRemoved(ids({2}), true));
    QCOMPARE(found(u"lighthouse"_s), QList<int> {1});
    QCOMPARE(found(u"different"_s), QList<int> {});
    QCOMPARE(found({}).size(), 6);
    QCOMPARE(m_store->summaries()->size(), 6);
    QVERIFY(m_store->notes().setRemoved({2}, false));
    QCOMPARE(found(u"different"_s), (QList<int> {1, 2}));
}

void TestHistoryFinder::notesAreFound()
{
    QVERIFY(m_store->notes().setMark(ids({1}), 3));
    QVERIFY(m_store->notes().setStarred(ids({2}), true));
    QVERIFY(m_store->notes().setComment(ids({3}), u"Ask the zookeeper\nabout this"_s));
    QVERIFY(m_store->notes().setTitle(ids({4}), u" my\nfavourite "_s));
    QVERIFY(m_store->notes().changeTags(ids({5, 6}), [](const QStringList&) {
        return QStringList {u"Überblick"_s, u"two words"_s, u"überblick"_s};
    }));
    QCOMPARE(found(u"mark:3"_s), QList<int> {1});
    QCOMPARE(found(u"mark:any"_s), QList<int> {1});
    QCOMPARE(found(u"mark:none"_s).size(), 6);
    QCOMPARE(found(u"star"_s), QList<int> {2});
    QCOMPARE(found(u"has:comment"_s), QList<int> {3});
    QCOMPARE(found(u"zookeeper"_s), QList<int> {3});
    QCOMPARE(found(u"favour"_s), QList<int> {4});
    QCOMPARE(found(u"tag:ÜBERBLICK"_s), (QList<int> {5, 6}));
    QCOMPARE(found(u"tag:\"two words\""_s), (QList<int> {5, 6}));
    QCOMPARE(found(u"tag:two"_s), QList<int> {});
    const auto rows = *m_store->summaries(ids({4, 5}));
    QCOMPARE(rows.last().title, u"my favourite"_s);
    QCOMPARE(rows.first().tags, (QStringList {u"Überblick"_s, u"two words"_s}));
    QVERIFY(m_store->notes().changeTags(ids({5}), [](const QStringList&) { return QStringList(); }));
    QVERIFY(m_store->notes().setComment(ids({3}), {}));
    QCOMPARE(found(u"tag:überblick"_s), QList<int> {6});
    QCOMPARE(found(u"has:comment"_s), QList<int> {});
    QCOMPARE(found(u"zookeeper"_s), QList<int> {});
    const auto loaded = m_store->load(ids({6}).first());
    QCOMPARE(loaded->tags.size(), 2);
}

void TestHistoryFinder::differentFollowsChanges()
{
    Attempt same = attemptOf(u"A red coat on a hanger"_s, {}, Outcome::PromptBlocked);
    keep(same);
    QCOMPARE(found(u"different"_s), (QList<int> {1, 2}));
    same.verdict.outcome = Outcome::Delivered;
    keep(same);
    QCOMPARE(found(u"different"_s), (QList<int> {1, 2, 3, 8, 9}));
    same.backendId = u"gemini"_s; // another back end is no identical request
    same.requestBody = "quota";
    keep(same);
    QCOMPARE(found(u"different"_s).size(), 5);
}

void TestHistoryFinder::othersChangesAreSeen()
{
    QCOMPARE(found(u"star"_s), QList<int> {});
    const auto other = SessionStore::open(m_store->path());
    QVERIFY((*other)->notes().setStarred(ids({7}), true));
    QCOMPARE(found(u"star"_s), QList<int> {7});
}

void TestHistoryFinder::laterQuestionStopsThis()
{
    int asked = 0;
    const auto stopped = m_finder->find({}, [&asked] { return ++asked > 0; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, Error::Code::Cancelled);
    QCOMPARE(found({}).size(), 7);
}

// Each model name once: a list of them that was cut short must not be taken for the whole by the next search.
void TestHistoryFinder::overtakenSearchLeavesNothingHalf()
{
    constexpr int count = 300;
    for (int i = 0; i < count; ++i) {
        Attempt attempt = attemptOf(u"one of many"_s, u""_s, Outcome::Delivered);
        attempt.prompt.model = u"sample-%1"_s.arg(i);
        keep(attempt);
    }
    const HistoryQuery query {readFilter(u"model:sample"_s).filter};
    int stopped = 0;
    bool isStopped = true;
    for (int moment = 1; isStopped; ++moment) {
        HistoryFinder finder(m_store->connection());
        int asked = 0;
        isStopped = !finder.find(query, [&asked, moment] { return ++asked > moment; });
        stopped += isStopped ? 1 : 0;
        QCOMPARE(finder.find(query, {})->keys.size(), count);
    }
    QVERIFY2(stopped > 2, "the search was too short to be overtaken");
}

void TestHistoryFinder::firstPageIsTheNewest()
{
    const auto page = m_finder->firstPage(3);
    QCOMPARE(page->keys.size(), 3);
    QCOMPARE(page->keys.first().id, ids({7}).first());
    QCOMPARE(page->total, 3);
    QVERIFY(!page->complete);
    QVERIFY(!m_finder->firstPage(6)->complete);
    QVERIFY(m_finder->firstPage(7)->complete);
    QCOMPARE(m_finder->firstPage(100)->passed, 2);
}

void TestHistoryFinder::valuesForCompletion()
{
    QVERIFY(m_store->notes().changeTags(ids({5, 6}), [](const QStringList&) {
        return QStringList {u"b"_s, u"a"_s};
    }));
    const auto values = m_finder->values();
    QCOMPARE(values->models, (QStringList {u"gemini-2.5-flash"_s, u"gemini-3-pro-image"_s}));
    QVERIFY(values->reasons.contains(u"SAFETY"_s));
    QCOMPARE(values->categories, QStringList {u"HARM_CATEGORY_DANGEROUS_CONTENT"_s});
    QCOMPARE(values->tags, (QStringList {u"b"_s, u"a"_s}));
}

void TestHistoryFinder::daysAreLocal()
{
    const auto index = m_finder->find({{}, HistoryOrder::Number, false}, {});
    const auto local = QDateTime(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::utc()).toLocalTime().date();
    QCOMPARE(index->keys.at(2).day, local.toJulianDay());
    QCOMPARE(index->passed, 2);
    QCOMPARE(index->total, 7);
}

QTEST_GUILESS_MAIN(TestHistoryFinder)
#include "tst_historyfinder.moc"
