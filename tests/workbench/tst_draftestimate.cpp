#include "app/request/requestcodec.h"
#include "app/workbench/backendchoice.h"
#include "app/workbench/pricedesk.h"
#include "tests/support/strict.h"
#include "tests/workbench/bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

const QString text = u"Put this jacket on the woman in the picture"_s; // 43 characters: 11 tokens

} // namespace

class TestDraftEstimate final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }

    void nothingWrittenIsNothingToEstimate();
    void manyKeysMakeOneEstimateAndOneQuestion();
    void theCountReplacesTheEstimate();
    void theWholeRequestIsCounted();
    void aChangeWithdrawsTheCount();
    void settingsThatUseNoInputKeepTheCount();
    void withoutAnAnswerTheEstimateStays();
    void anotherBackEndIsAskedAgain();
    void theUserMayNotWantToAsk();
    void largeDraftsAreNotUploadedToCount();
    void aDraftFromTheSessionIsNotSentUnasked();
    void newPricesMakeANewEstimate();

private:
    Workbench& bench() { return *m_bench->workbench; }
    PromptDocument& document() { return m_bench->workbench->document(); }
    std::unique_ptr<test::Bench> m_bench;
};

void TestDraftEstimate::init()
{
    test::strict();
    m_bench = std::make_unique<test::Bench>();
    document().setModel(u"gemini-3-pro-image"_s);
}

void TestDraftEstimate::nothingWrittenIsNothingToEstimate()
{
    document().setText(text);
    QTRY_VERIFY(bench().estimate());
    document().setText(u"  \n"_s);
    QTRY_VERIFY(!bench().estimate());
    QVERIFY(m_bench->client.counted.isEmpty());
}

void TestDraftEstimate::manyKeysMakeOneEstimateAndOneQuestion()
{
    m_bench->client.tokens = 14;
    QSignalSpy changed(&bench(), &Workbench::estimateChanged);
    for (qsizetype i = 1; i <= text.size(); ++i)
        document().setText(text.first(i));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(bench().estimate());
    QCOMPARE(bench().estimate()->input.low, 11);
    QVERIFY(!bench().estimate()->isExact);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_bench->client.counted.size(), 1);
}

void TestDraftEstimate::theCountReplacesTheEstimate()
{
    m_bench->client.tokens = 14;
    document().setText(text);
    QTRY_VERIFY(bench().estimate() && bench().estimate()->isExact);
    QCOMPARE(bench().estimate()->input.low, 14);
    QCOMPARE(*bench().estimate()->input.high, 14);
    const auto& asked = m_bench->client.counted.constFirst();
    QCOMPARE(asked.model, u"gemini-3-pro-image"_s);
    QVERIFY(asked.body.contains(text.toUtf8()));
    QVERIFY(!asked.body.contains("safetySettings"));
}

// Its model is named by the question; the rest of the request is counted too.
void TestDraftEstimate::theWholeRequestIsCounted()
{
    m_bench->client.tokens = 14;
    document().replace(
        decodeRequest(R"({"model":"models/a","tools":[{"x":1.0}],"contents":[{"parts":[{"fileData":{}}]}]})")
            ->prompt,
        u"import"_s);
    QTRY_COMPARE(m_bench->client.counted.size(), 1);
    QCOMPARE(m_bench->client.counted.constFirst().model, u"models/a"_s);
    QCOMPARE(m_bench->client.counted.constFirst().body,
             R"({"tools":[{"x":1.0}],"contents":[{"parts":[{"fileData":{}}]}]})");
}

void TestDraftEstimate::aChangeWithdrawsTheCount()
{
    m_bench->client.tokens = 14;
    document().setText(text);
    QTRY_VERIFY(bench().estimate() && bench().estimate()->isExact);
    m_bench->client.tokens.reset();
    document().setText(text + text);
    QTRY_COMPARE(bench().estimate()->input.low, 22);
    QVERIFY(!bench().estimate()->isExact);
    QTRY_COMPARE(m_bench->client.counted.size(), 2);
}

void TestDraftEstimate::settingsThatUseNoInputKeepTheCount()
{
    m_bench->client.tokens = 14;
    document().setText(text);
    QTRY_VERIFY(bench().estimate() && bench().estimate()->isExact);
    const double before = *bench().estimate()->high;
    GenerationSettings settings;
    settings.imageSize = u"4K"_s;
    document().setGeneration(settings);
    document().setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
    QTRY_VERIFY(*bench().estimate()->high > before);
    QVERIFY(bench().estimate()->isExact);
    QCOMPARE(m_bench->client.counted.size(), 1);
}

void TestDraftEstimate::withoutAnAnswerTheEstimateStays()
{
    QSignalSpy problems(&bench(), &Workbench::problemOccurred);
    document().setText(text);
    QTRY_COMPARE(m_bench->client.counted.size(), 1);
    QVERIFY(bench().estimate() && !bench().estimate()->isExact);
    QVERIFY(problems.isEmpty());
}

void TestDraftEstimate::anotherBackEndIsAskedAgain()
{
    m_bench->client.tokens = 14;
    document().setText(text);
    QTRY_VERIFY(bench().estimate() && bench().estimate()->isExact);
    bench().backends().setKey(u"gemini"_s, Secret("a-key-of-the-test"));
    m_bench->client.tokens.reset();
    bench().backends().select(u"gemini"_s);
    QTRY_VERIFY(!bench().estimate()->isExact);
    QTRY_COMPARE(m_bench->client.counted.size(), 2);
}

void TestDraftEstimate::theUserMayNotWantToAsk()
{
    m_bench->settings.setValue(SettingKey::CountTokens, false);
    QSignalSpy changed(&bench(), &Workbench::estimateChanged);
    document().setText(text);
    QTRY_COMPARE(changed.size(), 1);
    // The question would come before this: the same pause, begun earlier.
    bool later = false;
    QTimer::singleShot(700, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(m_bench->client.counted.isEmpty());
}

void TestDraftEstimate::largeDraftsAreNotUploadedToCount()
{
    document().setText(QString(5 * 1024 * 1024, u'x'));
    bool later = false;
    QTimer::singleShot(700, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QTRY_VERIFY(bench().estimate());
    QVERIFY(m_bench->client.counted.isEmpty());
}

void TestDraftEstimate::aDraftFromTheSessionIsNotSentUnasked()
{
    Prompt draft;
    draft.model = u"gemini-3-pro-image"_s;
    draft.text = text;
    document().load(draft);
    QTRY_VERIFY(bench().estimate());
    bool later = false;
    QTimer::singleShot(700, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(m_bench->client.counted.isEmpty());
}

void TestDraftEstimate::newPricesMakeANewEstimate()
{
    document().setText(text);
    QTRY_VERIFY(bench().estimate());
    PriceBook prices = bench().prices().book();
    prices.flat = {{u"simulator"_s, {}, 0.09, FlatRule::OnSuccess}};
    bench().prices().setBook(prices);
    QTRY_COMPARE(bench().estimate()->high.value(), 0.09);
}

QTEST_GUILESS_MAIN(TestDraftEstimate)
#include "tst_draftestimate.moc"
