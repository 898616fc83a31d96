#include "app/report/attemptcontent.h"
#include "app/report/comparisoncontent.h"
#include "app/report/reportsink.h"
#include "app/report/writingprogress.h"
#include "app/wording/costwords.h"
#include "app/wording/reportwords.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using wording::reportWord;

QString countsText(const QList<ReportSummary::Count>& counts)
{
    QStringList words;
    for (const auto& count : counts)
        words << u"%1 (%2)"_s.arg(count.name.isEmpty() ? reportWord(ReportWord::NotTold) : count.name,
                                  wording::number(count.count));
    return words.join(u" · "_s);
}

QString periodText(const ReportSummary& summary)
{
    if (!summary.first.isValid())
        return {};
    if (summary.first == summary.last)
        return reportTime(summary.first);
    return u"%1 – %2"_s.arg(reportTime(summary.first), reportTime(summary.last));
}

QString moneyText(const LedgerTotals& totals)
{
    if (totals.attempts == 0)
        return {};
    const bool known = totals.withoutPrice < totals.attempts;
    QString text = known ? wording::moneySpan(totals.low(), totals.high()) : wording::moneySpan({}, {});
    if (known && totals.withoutPrice > 0)
        text += u" · "_s + wording::withoutPrice(int(totals.withoutPrice));
    return text;
}

QString tokensText(const LedgerTotals& totals)
{
    return wording::tokenCounts(totals.promptTokens, totals.thoughtsTokens, totals.outputTokens,
                                totals.images);
}

LedgerTotals sum(const LedgerTotals& a, const LedgerTotals& b)
{
    LedgerTotals result = a;
    result.attempts += b.attempts;
    result.promptTokens += b.promptTokens;
    result.thoughtsTokens += b.thoughtsTokens;
    result.outputTokens += b.outputTokens;
    result.images += b.images;
    return result;
}

QList<ReportFact> summaryFacts(const ReportSummary& summary)
{
    QList<ReportFact> facts;
    addFact(facts, ReportWord::Attempts, wording::attemptsPassed(summary.attempts, summary.passed));
    addFact(facts, ReportWord::Period, periodText(summary));
    addFact(facts, ReportWord::ModelsAsked, countsText(summary.models), true);
    addFact(facts, ReportWord::ModelsAnswered, countsText(summary.answered), true);
    addFact(facts, ReportWord::BackEnds, countsText(summary.backends));
    if (summary.simulated > 0)
        addFact(facts, ReportWord::Simulated,
                wording::simulatedAttempts(summary.simulated, summary.attempts));
    if (summary.imported > 0)
        addFact(facts, ReportWord::Imported, wording::importedAttempts(summary.imported));
    if (summary.open > 0)
        addFact(facts, ReportWord::StillSent, wording::openAttempts(summary.open));
    addFact(facts, ReportWord::Tokens, tokensText(sum(summary.sent, summary.simulatedTotals)));
    addFact(facts, ReportWord::Cost, moneyText(summary.sent));
    if (summary.simulatedTotals.attempts > 0)
        addFact(facts, ReportWord::SimulatedCost, moneyText(summary.simulatedTotals));
    return facts;
}

ReportTable endingsTable(const ReportSummary& summary)
{
    ReportTable table;
    table.columns = {reportWord(ReportWord::Stage), reportWord(ReportWord::Outcome),
                     reportWord(ReportWord::Reason), reportWord(ReportWord::Attempts)};
    table.numbers = {3};
    for (const auto& ending : summary.endings)
        table.rows.append({{wording::stage(ending.stage)},
                           {wording::outcome(ending.outcome), reportTone(ending.grade)},
                           {ending.reason, ReportTone::Plain, {}, true},
                           {wording::number(ending.count)}});
    return table;
}

ReportTable passRateTable(const ReportSummary& summary)
{
    ReportTable table;
    table.columns = {reportWord(ReportWord::Request),  reportWord(ReportWord::Model),
                     reportWord(ReportWord::BackEnd),  reportWord(ReportWord::Passed),
                     reportWord(ReportWord::Interval), reportWord(ReportWord::Varies)};
    table.numbers = {3, 4};
    for (const PassRate& rate : summary.passRates) {
        QString passed = wording::passedOf(rate.passed, rate.tries);
        if (rate.undecided > 0)
            passed += u" · "_s + wording::undecided(rate.undecided);
        table.rows.append(
            {{wording::attemptNumbers(rate.numbers), ReportTone::Plain, attemptAnchor(rate.numbers.value(0))},
             {rate.model, ReportTone::Plain, {}, true},
             {rate.backend},
             {passed},
             {rate.tries > 0 ? wording::percentSpan(rate.low, rate.high) : reportWord(ReportWord::NotKnown)},
             {rate.tries < 2 ? QString()
                             : reportWord(rate.varies ? ReportWord::VariesYes : ReportWord::VariesNo)}});
    }
    return table;
}

void tellSummary(const Report& report, ReportSink& sink)
{
    const ReportSummary& summary = report.summary;
    sink.heading(2, reportWord(ReportWord::Summary), u"summary"_s);
    sink.paragraph(reportWord(ReportWord::WhatThisIs), ReportTone::Mute);
    if (summary.simulated > 0 && summary.simulated == summary.attempts)
        sink.banner(ReportTone::Warn, reportWord(ReportWord::SimulatedBadge),
                    reportWord(ReportWord::AllSimulated), reportWord(ReportWord::AllSimulatedWhy));
    sink.facts(summaryFacts(summary));
    if (summary.endings.isEmpty())
        return;
    sink.heading(3, reportWord(ReportWord::EndingsTitle), u"endings"_s);
    sink.chart(endingsChart(summary));
    sink.table(endingsTable(summary));
    if (summary.passRates.isEmpty())
        return;
    sink.heading(3, reportWord(ReportWord::PassRates), u"passrates"_s);
    sink.paragraph(reportWord(ReportWord::PassRatesMean), ReportTone::Mute);
    if (const auto chart = passRatesChart(summary); !chart.shapes.isEmpty())
        sink.chart(chart);
    sink.table(passRateTable(summary));
}

void tellList(const Report& report, ReportSink& sink)
{
    ReportTable table;
    table.columns = {reportWord(ReportWord::Number),  reportWord(ReportWord::Sent),
                     reportWord(ReportWord::Outcome), reportWord(ReportWord::Stage),
                     reportWord(ReportWord::Reason),  reportWord(ReportWord::Model),
                     reportWord(ReportWord::Cost)};
    table.numbers = {0, 6};
    const bool linked = report.options.has(ReportSection::Attempts);
    for (const ReportAttempt& row : report.attempts) {
        const Attempt& attempt = row.attempt;
        const bool open = attempt.state == AttemptState::Sending;
        table.rows.append(
            {{wording::attemptNumber(attempt.number), ReportTone::Plain,
              linked ? attemptAnchor(attempt.number) : QString()},
             {reportTime(attempt.sentAt)},
             {open ? reportWord(ReportWord::StillSent) : wording::outcome(attempt.verdict.outcome),
              reportTone(attempt)},
             {open ? QString() : wording::stage(attempt.verdict.stage)},
             {attempt.verdict.reason.value_or(QString()), ReportTone::Plain, {}, true},
             {attempt.prompt.model, ReportTone::Plain, {}, true},
             {open ? QString() : wording::billingBrief(attempt.billing)}});
    }
    sink.heading(2, reportWord(ReportWord::AllAttempts), u"attempts"_s);
    if (table.rows.isEmpty())
        sink.paragraph(reportWord(ReportWord::NoAttempts), ReportTone::Mute);
    else
        sink.table(table);
}

QStringList methodSentences(const Report& report)
{
    const ReportSummary& summary = report.summary;
    QStringList sentences {reportWord(ReportWord::MethodVerdict), reportWord(ReportWord::MethodStages),
                           reportWord(ReportWord::MethodRatings), reportWord(ReportWord::MethodMoney)};
    if (summary.priceFrom.isValid())
        sentences << wording::pricesChecked(summary.priceFrom, summary.priceUntil);
    if (!summary.priceSources.isEmpty())
        sentences << wording::priceSources(summary.priceSources);
    sentences << reportWord(ReportWord::MethodPassRate) << reportWord(ReportWord::MethodTimes)
              << reportWord(ReportWord::MethodKeys);
    return sentences;
}

QStringList redactionSentences(const ReportOptions& options)
{
    static constexpr std::array all {Redaction::Prompts, Redaction::Images, Redaction::Host,
                                     Redaction::Project, Redaction::Comments};
    static constexpr std::array words {ReportWord::HiddenPrompts, ReportWord::HiddenImages,
                                       ReportWord::HiddenHost, ReportWord::HiddenProject,
                                       ReportWord::HiddenComments};
    QStringList sentences;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (options.hides(all.at(i)))
            sentences << reportWord(words.at(i));
    }
    if (options.pictures == PictureSize::None && !options.hides(Redaction::Images))
        sentences << reportWord(ReportWord::PicturesLeftOut);
    else if (const int side = longestSide(options.pictures); side > 0)
        sentences << wording::picturesScaled(side);
    return sentences;
}

void tellMethod(const Report& report, ReportSink& sink)
{
    sink.heading(2, reportWord(ReportWord::Method), u"method"_s);
    sink.list(methodSentences(report));
    const auto redactions = redactionSentences(report.options);
    if (redactions.isEmpty())
        return;
    sink.heading(3, reportWord(ReportWord::LeftOut), u"leftout"_s);
    sink.list(redactions);
}

QList<ReportSink::Chapter> chaptersOf(const Report& report)
{
    struct Row
    {
        ReportSection section;
        const char* anchor;
        ReportWord word;
        bool isThere;
    };
    const std::array rows {
        Row {ReportSection::Summary, "summary", ReportWord::Summary, true},
        Row {ReportSection::List, "attempts", ReportWord::AllAttempts, true},
        Row {ReportSection::Comparisons, "comparisons", ReportWord::Comparisons,
             !report.comparisons.isEmpty()},
        Row {ReportSection::Attempts, "each", ReportWord::EachAttempt, !report.attempts.isEmpty()},
        Row {ReportSection::Method, "method", ReportWord::Method, true},
    };
    QList<ReportSink::Chapter> chapters;
    for (const Row& row : rows) {
        if (row.isThere && report.options.has(row.section))
            chapters.append({QString::fromLatin1(row.anchor), reportWord(row.word)});
    }
    return chapters;
}

} // namespace

bool tellReport(const Report& report, ReportSink& sink, const WritingProgress& progress)
{
    const ReportOptions& options = report.options;
    const int all = int(report.attempts.size());
    sink.begin(wording::reportTitle(report.session),
               wording::reportSubtitle(reportTime(report.created), report.programVersion),
               chaptersOf(report));
    if (options.has(ReportSection::Summary))
        tellSummary(report, sink);
    if (options.has(ReportSection::List))
        tellList(report, sink);
    if (options.has(ReportSection::Comparisons) && !report.comparisons.isEmpty()) {
        sink.heading(2, reportWord(ReportWord::Comparisons), u"comparisons"_s);
        for (const ReportComparison& comparison : report.comparisons)
            tellComparison(comparison, sink);
    }
    if (options.has(ReportSection::Attempts) && all > 0) {
        sink.heading(2, reportWord(ReportWord::EachAttempt), u"each"_s);
        for (int i = 0; i < all && !sink.hasFailed(); ++i) {
            tellAttempt(report.attempts.at(i), options, sink);
            if (!progress.goOn(i + 1, all))
                return false;
        }
    }
    if (options.has(ReportSection::Method))
        tellMethod(report, sink);
    sink.end(wording::reportFooter(report.programVersion));
    return true;
}

} // namespace safelight
