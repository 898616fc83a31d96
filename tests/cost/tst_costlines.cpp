#include "app/cost/costlines.h"

#include "tests/support/strict.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

// 1 in, 10 out, 100 an image.
ModelPrice price(bool withCached)
{
    ModelPrice result;
    result.rate(RateKind::Input) = TokenRate {1, {{1000, 2}}};
    result.rate(RateKind::InputAudio) = TokenRate {3, {}};
    result.rate(RateKind::Output) = TokenRate {10, {}};
    result.rate(RateKind::OutputImage) = TokenRate {100, {}};
    if (withCached)
        result.rate(RateKind::CachedInput) = TokenRate {0.25, {}};
    return result;
}

QString brief(const QList<CostLine>& lines)
{
    QStringList texts;
    for (const auto& line : lines) {
        QString text = Known<CostKind>::wireName(line.kind) + u' ' + line.modality.text() + u' '
            + QString::number(line.tokens);
        if (line.high)
            text += u" %1..%2"_s.arg(*line.low * 1e6).arg(*line.high * 1e6);
        texts << text;
    }
    return texts.join(", "_L1);
}

TokenUsage usage(qint64 prompt, qint64 candidates = 0)
{
    TokenUsage result;
    result.prompt = prompt;
    result.candidates = candidates;
    return result;
}

} // namespace

Q_DECLARE_METATYPE(safelight::TokenUsage)
Q_DECLARE_METATYPE(safelight::CostRules)

class TestCostLines final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void countsBecomeLines_data();
    void countsBecomeLines();
    void cachedTokensWithoutAPriceAreARange();
    void hostileCountsDoNotOverflow();
};

void TestCostLines::countsBecomeLines_data()
{
    QTest::addColumn<TokenUsage>("usage");
    QTest::addColumn<CostRules>("rules");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const TokenUsage& counts, const CostRules& rules,
                        const QString& expected) { QTest::newRow(name) << counts << rules << expected; };
    row("nothing counted", {}, {}, {});
    row("zeros are no lines", usage(0), {}, {});
    row("a prompt without details has no modality", usage(10), {},
        u"prompt MODALITY_UNSPECIFIED 10 10..10"_s);
    row("a long prompt costs more", usage(1001), {}, u"prompt MODALITY_UNSPECIFIED 1001 2002..2002"_s);

    auto detailed = usage(30);
    detailed.promptDetails = {{Modality::Image, 20}, {Modality::Audio, 4}};
    row("what details leave open is text", detailed, {},
        u"prompt IMAGE 20 20..20, prompt AUDIO 4 12..12, prompt TEXT 6 6..6"_s);
    detailed.promptDetails.append({Modality::Document, 1000});
    row("details beyond the count are not believed", detailed, {}, u"prompt TEXT 30 30..30"_s);
    detailed.prompt.reset();
    row("details without a count are", detailed, {},
        u"prompt IMAGE 20 20..20, prompt AUDIO 4 12..12, prompt DOCUMENT 1000 1000..1000"_s);
    auto strange = usage(10);
    strange.promptDetails = {{Known<Modality>::fromWire(u"SMELL"), 10}};
    row("an unknown modality keeps its name", strange, {}, u"prompt SMELL 10 10..10"_s);

    auto cached = usage(100);
    cached.cached = 40;
    row("cached tokens have their own price", cached, {},
        u"prompt MODALITY_UNSPECIFIED 60 60..60, cached MODALITY_UNSPECIFIED 40 10..10"_s);
    cached.promptDetails = {{Modality::Text, 50}, {Modality::Image, 50}};
    cached.cachedDetails = {{Modality::Image, 40}};
    row("and are taken out of their modality", cached, {},
        u"prompt IMAGE 10 10..10, prompt TEXT 50 50..50, cached IMAGE 40 10..10"_s);
    cached.cached = 1000;
    cached.cachedDetails.clear();
    row("more cached than sent leaves nothing fresh", cached, {},
        u"cached MODALITY_UNSPECIFIED 1000 250..250"_s);

    auto tools = usage(10);
    tools.toolUse = 5;
    row("what tools add is input", tools, {},
        u"prompt MODALITY_UNSPECIFIED 10 10..10, toolUse MODALITY_UNSPECIFIED 5 5..5"_s);

    auto output = usage(0, 1220);
    output.candidatesDetails = {{Modality::Image, 1120}};
    output.thoughts = 7;
    row("unlisted output is text", output, {},
        u"thinking TEXT 7 70..70, output IMAGE 1120 112000..112000, output TEXT 100 1000..1000"_s);
    CostRules drafts;
    drafts.images = 4;
    drafts.drafts = 3;
    row("drafts may be free", output, drafts,
        u"thinking TEXT 7 70..70, output IMAGE 280 28000..28000, draft IMAGE 840 0..84000, output TEXT 100 1000..1000"_s);
    row("without details, pictures cost between text and pictures", usage(0, 100), drafts,
        u"output MODALITY_UNSPECIFIED 100 1000..10000"_s);
    auto mirrored = usage(10, 7);
    mirrored.thoughts = 7;
    mirrored.total = 17;
    row("thinking counted twice is charged once", mirrored, {},
        u"prompt MODALITY_UNSPECIFIED 10 10..10, thinking TEXT 7 70..70"_s);
    CostRules unknown;
    unknown.prompt = unknown.thinking = unknown.output = Charged::Unknown;
    unknown.image = Charged::No;
    row("a blocked image is free, the rest may be", output, unknown,
        u"thinking TEXT 7 0..70, output IMAGE 1120 0..0, output TEXT 100 0..1000"_s);
    auto video = usage(0, 5);
    video.candidatesDetails = {{Modality::Video, 5}};
    row("output without a price of its own has none", video, {}, u"output VIDEO 5"_s);
}

void TestCostLines::countsBecomeLines()
{
    QFETCH(TokenUsage, usage);
    QFETCH(CostRules, rules);
    QFETCH(QString, expected);
    const auto known = price(true);
    rules.price = &known;
    QCOMPARE(brief(costLines(usage, rules)), expected);
    rules.price = nullptr;
    for (const auto& line : costLines(usage, rules))
        QVERIFY(!line.perMillion);
}

void TestCostLines::cachedTokensWithoutAPriceAreARange()
{
    auto counts = usage(100);
    counts.cached = 40;
    const auto known = price(false);
    CostRules rules;
    rules.price = &known;
    QCOMPARE(brief(costLines(counts, rules)),
             u"prompt MODALITY_UNSPECIFIED 60 60..60, cached MODALITY_UNSPECIFIED 40 0..40"_s);
}

void TestCostLines::hostileCountsDoNotOverflow()
{
    constexpr auto huge = std::numeric_limits<qint64>::max();
    TokenUsage counts;
    counts.prompt = huge;
    counts.thoughts = -1;
    counts.candidates = 900'000'000'000;
    counts.promptDetails = QList<ModalityTokens>(10000, {Modality::Text, 900'000'000'000});
    counts.candidatesDetails = {{Modality::Image, huge},
                                {Modality::Audio, std::numeric_limits<qint64>::min()}};
    const auto known = price(true);
    CostRules rules;
    rules.price = &known;
    const auto lines = costLines(counts, rules);
    for (const auto& line : lines)
        QVERIFY(line.tokens > 0);
    QCOMPARE(lines.last().tokens, 900'000'000'000);
}

QTEST_GUILESS_MAIN(TestCostLines)
#include "tst_costlines.moc"
