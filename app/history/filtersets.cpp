#include "app/history/filtersets.h"

#include "app/history/rawquery.h"
#include "app/history/searchtext.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Kind = FilterTerm::Kind;

struct Statement
{
    QString where;
    QVariantList values;
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

Statement costStatement(const FilterTerm& term)
{
    const double amount = term.number.value_or(0);
    // Amounts are shown with four digits behind the point at most.
    constexpr double half = 0.00005;
    if (term.comparison == FilterTerm::Comparison::Equal)
        return {u"cost_high BETWEEN ? AND ?"_s, {amount - half, amount + half}};
    return {u"cost_high "_s + signOf(term.comparison) + u" ?"_s, {amount}};
}

Statement markStatement(const FilterTerm& term)
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

Statement statementOf(const FilterTerm& term)
{
    switch (term.kind) {
    case Kind::Passed:
        return {u"outcome = 'delivered' AND state = 'completed'"_s, {}};
    case Kind::Blocked:
        return {u"outcome IN ('promptBlocked', 'responseBlocked') AND state = 'completed'"_s, {}};
    case Kind::Errors:
        return {u"(outcome IN ('apiError', 'unreadable', 'interrupted') AND state = 'completed')"
                " OR state IN ('failed', 'interrupted')"_s,
                {}};
    case Kind::Starred:
        return {u"starred = 1"_s, {}};
    case Kind::Marked:
        return markStatement(term);
    case Kind::Reason:
        return {u"substr(reason, 1, ?) = ? COLLATE NOCASE"_s, {term.text.size(), term.text}};
    case Kind::Stage:
        return {u"stage = ?"_s, {term.text}};
    case Kind::Model:
        return {u"(instr(lower(model), ?) OR instr(lower(model_version), ?))"_s,
                {term.text.toLower(), term.text.toLower()}};
    case Kind::Category:
        return {u"categories IS NOT NULL AND instr(categories, ?)"_s, {categoryPart(term.text)}};
    case Kind::Cost:
        return costStatement(term);
    case Kind::Tokens:
        return {u"prompt_tokens + thoughts_tokens + output_tokens "_s + signOf(term.comparison) + u" ?"_s,
                {term.number.value_or(0)}};
    case Kind::Before:
        return {u"sent_at < ?"_s, {startOf(term.date)}};
    case Kind::After:
        return {u"sent_at >= ?"_s, {startOf(term.date)}};
    case Kind::HasImage:
        return {u"images > 0"_s, {}};
    case Kind::HasComment:
        return {u"comment IS NOT NULL"_s, {}};
    default:
        return {u"0"_s, {}};
    }
}

Result<IdSet> collect(const Connection& connection, const QString& sql, const QVariantList& values)
{
    RawQuery rows(connection, sql, values);
    std::vector<qint64> ids;
    while (rows.next())
        ids.push_back(rows.number(0));
    if (rows.error())
        return *rows.error();
    return IdSet::of(std::move(ids));
}

// The groups of identical requests that did not all end alike, in one pass over their index.
Result<IdSet> differentOnes(const Connection& connection)
{
    RawQuery rows(connection,
                  u"SELECT request, outcome, id FROM attempts INDEXED BY attempts_request"
                  " WHERE request IS NOT NULL AND removed = 0 AND state = 'completed'"
                  " ORDER BY request"_s);
    std::vector<qint64> ids;
    size_t groupStart = 0;
    bool differs = false;
    qint64 group = 0;
    QByteArray outcome;
    const auto endGroup = [&] {
        if (!differs)
            ids.resize(groupStart);
        groupStart = ids.size();
        differs = false;
    };
    while (rows.next()) {
        if (ids.size() == groupStart || rows.number(0) != group) {
            endGroup();
            group = rows.number(0);
            outcome = rows.text(1).toByteArray();
        } else if (rows.text(1) != outcome) {
            differs = true;
        }
        ids.push_back(rows.number(2));
    }
    if (rows.error())
        return *rows.error();
    endGroup();
    return IdSet::of(std::move(ids));
}

bool isText(const FilterNode& node)
{
    return node.join == FilterNode::Join::Term
        && (node.term.kind == Kind::Word || node.term.kind == Kind::Phrase);
}

bool isMatchable(const FilterNode& node)
{
    return isText(node) && hasSearchableWords(node.term.text);
}

// "!!!" or a picture character: no word index knows these.
Result<IdSet> literally(const Connection& connection, const QString& text)
{
    return collect(
        connection,
        u"SELECT rowid FROM texts WHERE instr(prompt, ?1) OR instr(answer, ?1) OR instr(notes, ?1)"_s,
        {text});
}

Result<IdSet> matching(const Connection& connection, const QString& expression)
{
    return collect(connection, u"SELECT rowid FROM texts WHERE texts MATCH ?"_s, {expression});
}

QString matchOf(const FilterTerm& term)
{
    return matchExpression(term.text, term.kind == Kind::Word);
}

Result<IdSet> termSet(const Connection& connection, const FilterNode& node)
{
    const FilterTerm& term = node.term;
    if (isMatchable(node))
        return matching(connection, matchOf(term));
    if (isText(node))
        return literally(connection, term.text);
    if (term.kind == Kind::Different)
        return differentOnes(connection);
    if (term.kind == Kind::Tag)
        return collect(connection, u"SELECT attempt FROM attempt_tags WHERE tag = ?"_s,
                       {term.text.toCaseFolded()});
    const Statement statement = statementOf(term);
    return collect(connection, u"SELECT id FROM attempts WHERE "_s + statement.where, statement.values);
}

Result<IdSet> nodeSet(const Connection& connection, const FilterNode& node);

// Words that must all be there are asked for at once: the rarest decides how long it takes.
Result<IdSet> allSet(const Connection& connection, const QList<FilterNode>& children)
{
    QStringList words;
    IdSet set = IdSet::all();
    for (const FilterNode& child : children) {
        if (isMatchable(child)) {
            words << matchOf(child.term);
            continue;
        }
        const auto part = nodeSet(connection, child);
        if (!part)
            return part;
        set = set & *part;
    }
    if (words.isEmpty())
        return set;
    const auto found = matching(connection, words.join(u" AND "_s));
    if (!found)
        return found;
    return set & *found;
}

Result<IdSet> anySet(const Connection& connection, const QList<FilterNode>& children)
{
    IdSet set = IdSet::of({});
    for (const FilterNode& child : children) {
        const auto part = nodeSet(connection, child);
        if (!part)
            return part;
        set = set | *part;
    }
    return set;
}

Result<IdSet> nodeSet(const Connection& connection, const FilterNode& node)
{
    switch (node.join) {
    case FilterNode::Join::Term:
        return termSet(connection, node);
    case FilterNode::Join::All:
        return allSet(connection, node.children);
    case FilterNode::Join::Any:
        return anySet(connection, node.children);
    case FilterNode::Join::Not:
        break;
    }
    const auto inner = node.children.isEmpty() ? Result<IdSet>(IdSet::of({}))
                                               : nodeSet(connection, node.children.constFirst());
    if (!inner)
        return inner;
    return inner->inverted();
}

} // namespace

Result<IdSet> attemptsThatFit(const Connection& connection, const AttemptFilter& filter)
{
    return nodeSet(connection, filter.root);
}

} // namespace safelight
