#include "app/workbench/memoryrows.h"

#include "app/find/attemptfits.h"

#include <algorithm>

namespace safelight {

namespace {

QString shownText(const AttemptSummary& s)
{
    return (s.title.isEmpty() ? s.promptPreview : s.title).toCaseFolded();
}

qint64 tokens(const AttemptSummary& s)
{
    return s.promptTokens + s.thoughtsTokens + s.outputTokens;
}

// By what the query orders by alone.
bool isLess(const AttemptSummary& a, const AttemptSummary& b, HistoryOrder order)
{
    switch (order) {
    case HistoryOrder::Outcome:
        return Known<Outcome>::wireName(a.outcome) < Known<Outcome>::wireName(b.outcome);
    case HistoryOrder::Time:
        return a.sentAt < b.sentAt;
    case HistoryOrder::Model:
        return a.model < b.model;
    case HistoryOrder::Prompt:
        return shownText(a) < shownText(b);
    case HistoryOrder::Cost:
        return a.costHigh < b.costHigh;
    case HistoryOrder::Tokens:
        return tokens(a) < tokens(b);
    case HistoryOrder::Seconds:
        return a.seconds < b.seconds;
    case HistoryOrder::Images:
        return a.images < b.images;
    case HistoryOrder::Mark:
        return a.mark < b.mark;
    case HistoryOrder::Star:
        return a.starred < b.starred;
    case HistoryOrder::Backend:
        return a.backendName < b.backendName;
    case HistoryOrder::Reason:
        return a.reason < b.reason;
    case HistoryOrder::Number:
        break;
    }
    return a.number < b.number;
}

// By number where the order does not tell them apart.
void sort(QList<AttemptSummary>& found, const HistoryQuery& query)
{
    std::ranges::stable_sort(found, [&query](const AttemptSummary& first, const AttemptSummary& second) {
        const AttemptSummary& a = query.descending ? second : first;
        const AttemptSummary& b = query.descending ? first : second;
        if (isLess(a, b, query.order))
            return true;
        return !isLess(b, a, query.order) && a.number < b.number;
    });
}

} // namespace

void takeNotes(MemoryRow& row, const AttemptSummary& kept)
{
    const auto give = [&kept](auto& to) {
        to.title = kept.title;
        to.mark = kept.mark;
        to.starred = kept.starred;
        to.tags = kept.tags;
        to.comment = kept.comment;
    };
    give(row.attempt);
    give(row.summary);
}

void addRows(HistoryIndex& index, const QList<MemoryRow>& rows, const HistoryQuery& query)
{
    QList<AttemptSummary> found;
    for (const MemoryRow& row : rows) {
        const AttemptSummary& summary = row.summary;
        const bool fitting = fits(query.filter, row.attempt, summary);
        // The finder judged it by what the session has of it, which is not that it passed.
        const bool listed =
            row.isKept() && std::ranges::find(index.keys, summary.id, &HistoryKey::id) != index.keys.end();
        index.total += row.isKept() ? 0 : 1;
        index.passed += fitting && hasPassed(summary.state, summary.outcome) ? 1 : 0;
        if (fitting && !listed)
            found.append(summary);
        else if (!fitting && listed)
            index.keys.removeIf([&summary](const HistoryKey& key) { return key.id == summary.id; });
    }
    sort(found, query);
    QList<HistoryKey> keys;
    for (const AttemptSummary& summary : found)
        keys.append({summary.id, static_cast<qint32>(summary.sentAt.toLocalTime().date().toJulianDay())});
    const bool isOrderOfTime = query.order == HistoryOrder::Number || query.order == HistoryOrder::Time;
    index.keys = isOrderOfTime && !query.descending ? index.keys + keys : keys + index.keys;
}

void addValues(FilterValues& values, const QList<MemoryRow>& rows)
{
    const auto add = [](QStringList& to, const QStringList& words) {
        for (const QString& word : words) {
            if (!word.isEmpty() && !to.contains(word))
                to << word;
        }
    };
    for (const MemoryRow& row : rows) {
        add(values.models, {row.summary.model});
        add(values.reasons, {row.summary.reason});
        add(values.categories, row.summary.categories);
        add(values.tags, row.summary.tags);
    }
}

} // namespace safelight
