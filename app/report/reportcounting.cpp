#include "app/report/passrate.h"
#include "app/report/reportbuilder.h"

#include <QCryptographicHash>

#include <algorithm>

// The summary of a report.
namespace safelight {

namespace {

void countName(QList<ReportSummary::Count>& counts, const QString& name)
{
    const auto known = std::ranges::find(counts, name, &ReportSummary::Count::name);
    if (known != counts.end())
        ++known->count;
    else
        counts.append({name, 1});
}

// Did a filter or the model decide it? Everything else says nothing about the pass rate.
bool isDecided(const Attempt& attempt)
{
    if (attempt.state != AttemptState::Completed)
        return false;
    switch (attempt.verdict.outcome) {
    case Outcome::Delivered:
    case Outcome::Truncated:
    case Outcome::PromptBlocked:
    case Outcome::ResponseBlocked:
    case Outcome::Stopped:
    case Outcome::Empty:
    case Outcome::Refused:
        return true;
    case Outcome::Interrupted:
    case Outcome::ApiError:
    case Outcome::Unreadable:
        break;
    }
    return false;
}

// As in the history: what came whole.
bool hasPassed(const Attempt& attempt)
{
    return attempt.state == AttemptState::Completed && attempt.verdict.outcome == Outcome::Delivered;
}

// Two that become one name when they are redacted are one.
void redactNames(QList<ReportSummary::Count>& counts, const Redactor& redactor)
{
    QList<ReportSummary::Count> result;
    for (const auto& count : counts) {
        const QString name = redactor.text(count.name);
        const auto known = std::ranges::find(result, name, &ReportSummary::Count::name);
        if (known != result.end())
            known->count += count.count;
        else
            result.append({name, count.count});
    }
    std::ranges::stable_sort(result, std::ranges::greater(), &ReportSummary::Count::count);
    counts = result;
}

} // namespace

void ReportBuilder::count(const Attempt& attempt)
{
    ++m_summary.attempts;
    m_summary.passed += hasPassed(attempt) ? 1 : 0;
    m_summary.simulated += attempt.simulated ? 1 : 0;
    m_summary.imported += attempt.importedFrom ? 1 : 0;
    m_summary.open += attempt.state == AttemptState::Sending ? 1 : 0;
    if (!m_summary.first.isValid() || attempt.sentAt < m_summary.first)
        m_summary.first = attempt.sentAt;
    if (!m_summary.last.isValid() || attempt.sentAt > m_summary.last)
        m_summary.last = attempt.sentAt;
    if (!attempt.prompt.model.isEmpty())
        countName(m_summary.models, attempt.prompt.model);
    if (!attempt.response.modelVersion.isEmpty())
        countName(m_summary.answered, attempt.response.modelVersion);
    if (!attempt.importedFrom)
        countName(m_summary.backends, attempt.backendName);
    if (attempt.state == AttemptState::Sending)
        return;
    countEnding(attempt);
    countCost(attempt);
    countRequest(attempt);
}

void ReportBuilder::countEnding(const Attempt& attempt)
{
    const ReportSummary::Ending ending {attempt.verdict.stage, attempt.verdict.outcome,
                                        attempt.verdict.reason.value_or(QString()), 1,
                                        gradeOf(attempt.state, attempt.verdict.outcome)};
    const auto same = std::ranges::find_if(m_summary.endings, [&ending](const auto& known) {
        return known.stage == ending.stage && known.outcome == ending.outcome
            && known.reason == ending.reason;
    });
    if (same == m_summary.endings.end()) {
        m_summary.endings.append(ending);
        return;
    }
    ++same->count;
    same->grade = std::max(same->grade, ending.grade);
}

void ReportBuilder::countCost(const Attempt& attempt)
{
    const Billing& billing = attempt.billing;
    if (billing.low || billing.high) {
        if (billing.priceDate.isValid()) {
            if (!m_summary.priceFrom.isValid() || billing.priceDate < m_summary.priceFrom)
                m_summary.priceFrom = billing.priceDate;
            if (!m_summary.priceUntil.isValid() || billing.priceDate > m_summary.priceUntil)
                m_summary.priceUntil = billing.priceDate;
        }
        if (!billing.priceSource.isEmpty() && !m_summary.priceSources.contains(billing.priceSource))
            m_summary.priceSources << billing.priceSource;
    }
    if (attempt.importedFrom)
        return;
    const AttemptSummary summary = summaryOf(attempt);
    m_ledger.set(m_summary.attempts, // ids of unkept attempts may repeat
                 {summary.promptTokens, summary.thoughtsTokens, summary.outputTokens, summary.images,
                  summary.costLow, summary.costHigh, attempt.simulated});
}

void ReportBuilder::countRequest(const Attempt& attempt)
{
    if (attempt.importedFrom || attempt.requestBody.isEmpty())
        return;
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const QByteArray head = attempt.backendId.toUtf8() + '\n' + attempt.prompt.model.toUtf8() + '\n';
    hash.addData(head);
    hash.addData(attempt.requestBody);
    const QByteArray key = hash.result();
    if (!m_groupOf.contains(key)) {
        m_groupOf.insert(key, int(m_groups.size()));
        Group group;
        group.rate.model = attempt.prompt.model;
        group.rate.backend = attempt.backendName;
        m_groups << group;
    }
    Group& group = m_groups[m_groupOf.value(key)];
    group.rate.numbers << attempt.number;
    if (!isDecided(attempt)) {
        ++group.rate.undecided;
        return;
    }
    ++group.rate.tries;
    group.rate.passed += hasPassed(attempt) ? 1 : 0;
    if (!group.outcomes.contains(attempt.verdict.outcome))
        group.outcomes << attempt.verdict.outcome;
}

void ReportBuilder::closeSummary()
{
    m_summary.sent = m_ledger.sent();
    m_summary.simulatedTotals = m_ledger.simulated();
    for (Group& group : m_groups) {
        if (group.rate.numbers.size() < 2)
            continue;
        const Interval interval = wilsonInterval(group.rate.passed, group.rate.tries);
        group.rate.low = interval.low;
        group.rate.high = interval.high;
        group.rate.varies = group.outcomes.size() > 1;
        m_summary.passRates << group.rate;
    }
}

void ReportBuilder::redactSummary()
{
    for (auto* counts : {&m_summary.models, &m_summary.answered, &m_summary.backends})
        redactNames(*counts, m_redactor);
    for (auto& ending : m_summary.endings)
        ending.reason = m_redactor.text(ending.reason);
    std::ranges::stable_sort(m_summary.endings, [](const auto& a, const auto& b) {
        return a.stage != b.stage ? a.stage < b.stage : a.count > b.count;
    });
    for (PassRate& rate : m_summary.passRates) {
        rate.model = m_redactor.text(rate.model);
        rate.backend = m_redactor.text(rate.backend);
    }
    for (QString& source : m_summary.priceSources)
        source = m_redactor.text(source);
}

} // namespace safelight
