#include "app/find/filtersets.h"

#include "app/session/searchtext.h"
#include "app/sqlite/connection.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

struct Condition
{
    QString where;
    SqlValues values;
};

QString signOf(FilterTerm::Comparison comparison)
{
    switch (comparison) {
    case FilterTerm::Comparison::Less:
        return u"<"_s;
    case FilterTerm::Comparison::LessOrEqual:
        return u"<="_s;
    case FilterTerm::Comparison::GreaterOrEqual:
        return u">="_s;
    case FilterTerm::Comparison::Greater:
        return u">"_s;
    case FilterTerm::Comparison::Equal:
        break;
    }
    return u"="_s;
}

Condition costCondition(const FilterTerm& term)
{
    const double amount = term.number.value_or(0);
    // Amounts are shown with four digits behind the point at most.
    constexpr double half = 0.00005;
    if (term.comparison == FilterTerm::Comparison::Equal)
        return {u"cost_high BETWEEN ? AND ?"_s, {amount - half, amount + half}};
    return {u"cost_high "_s + signOf(term.comparison) + u" ?"_s, {amount}};
}

Condition markCondition(const FilterTerm& term)
{
    if (!term.number)
        return {u"mark > 0"_s, {}};
    return {u"mark = ?"_s, {static_cast<qint64>(*term.number)}};
}

// As the wire names are written, whatever the user put between the words.
QString categoryPart(const QString& text)
{
    return text.toUpper().replace(u' ', u'_').replace(u'-', u'_');
}

qint64 startOf(QDate day)
{
    return day.startOfDay().toMSecsSinceEpoch();
}

Condition conditionOf(const FilterTerm& term)
{
    switch (term.kind) {
    case FilterTerm::Kind::Passed:
        return {u"outcome = 'delivered' AND state = 'completed'"_s, {}};
    case FilterTerm::Kind::Blocked:
        return {u"outcome IN ('promptBlocked', 'responseBlocked') AND state = 'completed'"_s, {}};
    case FilterTerm::Kind::Errors:
        return {u"(outcome IN ('apiError', 'unreadable', 'interrupted') AND state = 'completed')"
                " OR state IN ('failed', 'interrupted')"_s,
                {}};
    case FilterTerm::Kind::Starred:
        return {u"starred = 1"_s, {}};
    case FilterTerm::Kind::Marked:
        return markCondition(term);
    case FilterTerm::Kind::Stage:
        return {u"stage = ?"_s, {term.text}};
    case FilterTerm::Kind::Cost:
        return costCondition(term);
    case FilterTerm::Kind::Tokens:
        return {u"prompt_tokens + thoughts_tokens + output_tokens "_s + signOf(term.comparison) + u" ?"_s,
                {term.number.value_or(0)}};
    case FilterTerm::Kind::Before:
        return {u"sent_at < ?"_s, {startOf(term.date)}};
    case FilterTerm::Kind::After:
        return {u"sent_at >= ?"_s, {startOf(term.date)}};
    case FilterTerm::Kind::HasImage:
        return {u"images > 0"_s, {}};
    case FilterTerm::Kind::HasComment:
        return {u"comment IS NOT NULL"_s, {}};
    default:
        return {u"0"_s, {}};
    }
}

// Terms with the same key take the same attempts.
QString keyOf(const FilterTerm& term)
{
    return QStringList {QString::number(static_cast<int>(term.kind)),
                        QString::number(static_cast<int>(term.comparison)),
                        term.number ? QString::number(*term.number, 'g', 17) : QString(),
                        term.date.toString(Qt::ISODate), term.text}
        .join(u'|');
}

// Each text of a column once, by jumping from one to the next in its index.
Result<QStringList> distinct(const Connection& connection, const QString& column)
{
    QStringList texts;
    const auto done = connection.forEach(
        u"WITH RECURSIVE v(x) AS (SELECT min(%1) FROM attempts WHERE %1 IS NOT NULL UNION ALL"
        " SELECT (SELECT min(%1) FROM attempts WHERE %1 > v.x) FROM v WHERE v.x IS NOT NULL)"
        " SELECT x FROM v WHERE x IS NOT NULL"_s.arg(column),
        {}, [&texts](const SqlRow& row) { texts << row.text(0); });
    if (!done)
        return done.error();
    return texts;
}

} // namespace

FilterSets::FilterSets(const Connection& connection, const Listing& listing)
    : m_connection(connection)
    , m_listing(listing)
{ }

Result<RowSet> FilterSets::fitting(const AttemptFilter& filter)
{
    return nodeSet(filter.root);
}

Result<RowSet> FilterSets::collect(const QString& sql, const SqlValues& values) const
{
    RowSet set(m_listing.size());
    const auto done = m_connection.forEach(
        sql, values, [&](const SqlRow& row) { set.add(m_listing.position(row.number(0))); });
    if (!done)
        return done.error();
    return set;
}

// The groups of identical requests that did not all end alike, in one pass over their index.
Result<RowSet> FilterSets::different() const
{
    RowSet set(m_listing.size());
    std::vector<qint64> group;
    bool differs = false;
    qint64 request = 0;
    QByteArray outcome;
    const auto endGroup = [&] {
        for (const qint64 id : differs ? group : std::vector<qint64>())
            set.add(m_listing.position(id));
        group.clear();
        differs = false;
    };
    const auto done =
        m_connection.forEach(u"SELECT request, outcome, id FROM attempts INDEXED BY attempts_request"
                             " WHERE request IS NOT NULL AND removed = 0 AND state = 'completed'"
                             " ORDER BY request"_s,
                             {}, [&](const SqlRow& row) {
                                 if (group.empty() || row.number(0) != request) {
                                     endGroup();
                                     request = row.number(0);
                                     outcome = row.utf8(1).toByteArray();
                                 } else if (row.utf8(1) != outcome) {
                                     differs = true;
                                 }
                                 group.push_back(row.number(2));
                             });
    if (!done)
        return done.error();
    endGroup();
    return set;
}

Result<RowSet> FilterSets::withText(const QStringList& columns, const Fits& fits) const
{
    RowSet set(m_listing.size());
    for (const QString& column : columns) {
        const auto texts = distinct(m_connection, column);
        if (!texts)
            return texts.error();
        for (const QString& text : *texts) {
            if (!fits(text))
                continue;
            auto found = collect(u"SELECT id FROM attempts WHERE "_s + column + u" = ?"_s, {text});
            if (!found)
                return found;
            set.addAll(*found);
        }
    }
    return set;
}

Result<RowSet> FilterSets::words(const FilterTerm& term) const
{
    if (hasSearchableWords(term.text))
        return collect(u"SELECT rowid FROM texts WHERE texts MATCH ?"_s,
                       {matchExpression(term.text, term.kind == FilterTerm::Kind::Word)});
    const QString signs = QString(term.text).replace(QChar::Null, QChar::Space).trimmed();
    if (signs.isEmpty())
        return RowSet(m_listing.size());
    // "!!!" or a picture character: no word index knows these.
    return collect(
        u"SELECT rowid FROM texts WHERE instr(prompt, ?1) OR instr(answer, ?1) OR instr(notes, ?1)"_s,
        {signs});
}

Result<RowSet> FilterSets::find(const FilterTerm& term) const
{
    const auto contains = [](const QString& part) {
        return [part](const QString& text) { return text.contains(part, Qt::CaseInsensitive); };
    };
    switch (term.kind) {
    case FilterTerm::Kind::Word:
    case FilterTerm::Kind::Phrase:
        return words(term);
    case FilterTerm::Kind::Different:
        return different();
    case FilterTerm::Kind::Tag:
        return collect(u"SELECT attempt FROM attempt_tags WHERE tag = ?"_s, {term.text.toCaseFolded()});
    case FilterTerm::Kind::Reason:
        return withText({u"reason"_s}, [&term](const QString& reason) {
            return reason.startsWith(term.text, Qt::CaseInsensitive);
        });
    case FilterTerm::Kind::Model:
        return withText({u"model"_s, u"model_version"_s}, contains(term.text));
    case FilterTerm::Kind::Category:
        return withText({u"categories"_s}, contains(categoryPart(term.text)));
    default:
        break;
    }
    const Condition condition = conditionOf(term);
    return collect(u"SELECT id FROM attempts WHERE "_s + condition.where, condition.values);
}

Result<RowSet> FilterSets::termSet(const FilterTerm& term)
{
    const QString key = keyOf(term);
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    auto found = find(term);
    constexpr qsizetype most = 64;
    if (m_known.size() >= most)
        m_known.clear();
    if (found)
        m_known.insert(key, *found);
    return found;
}

Result<RowSet> FilterSets::nodeSet(const FilterNode& node)
{
    switch (node.join) {
    case FilterNode::Join::Term:
        return termSet(node.term);
    case FilterNode::Join::Not: {
        auto inner = node.children.isEmpty() ? Result<RowSet>(RowSet(m_listing.size()))
                                             : nodeSet(node.children.constFirst());
        if (inner)
            inner->invert();
        return inner;
    }
    case FilterNode::Join::All:
    case FilterNode::Join::Any:
        break;
    }
    return joined(node);
}

Result<RowSet> FilterSets::joined(const FilterNode& node)
{
    const bool all = node.join == FilterNode::Join::All;
    RowSet set(m_listing.size(), all);
    for (const FilterNode& child : node.children) {
        auto part = nodeSet(child);
        if (!part)
            return part;
        if (all)
            set.keepOnly(*part);
        else
            set.addAll(*part);
    }
    return set;
}

} // namespace safelight
