#include "app/find/attemptfilter.h"

#include "app/find/filterterm.h"
#include "app/find/filtertokens.h"

namespace safelight {

namespace {

constexpr int deepest = 40;
constexpr int mostTerms = 300;

// any := all ("or" all)* · all := one+ · one := ("-" | "not") one | "(" any ")" | term
class Reader
{
public:
    Reader(const QString& text, const QDate& today)
        : m_tokens(filterTokens(text))
        , m_today(today)
    { }

    FilterReading run()
    {
        FilterReading reading;
        reading.filter.root = readAny(0);
        while (m_at < m_tokens.size()) { // a closing parenthesis too many: the rest counts as well
            note(problemAt(m_tokens.at(m_at++), FilterProblem::Kind::UnopenedParenthesis));
            join(reading.filter.root, readAny(0));
        }
        if (reading.filter.root.join != FilterNode::Join::All)
            reading.filter.root = all({reading.filter.root});
        reading.problem = m_problem;
        return reading;
    }

private:
    using Kind = FilterToken::Kind;

    static FilterNode all(const QList<FilterNode>& children) { return {FilterNode::Join::All, {}, children}; }
    static bool isNothing(const FilterNode& node)
    {
        return node.join != FilterNode::Join::Term && node.children.isEmpty();
    }
    static void join(FilterNode& to, const FilterNode& more)
    {
        if (!isNothing(more))
            to = isNothing(to) ? more : all({to, more});
    }

    bool isAt(Kind kind) const { return m_at < m_tokens.size() && m_tokens.at(m_at).kind == kind; }
    // The first one stays: what follows may be its consequence.
    void note(const FilterProblem& problem)
    {
        if (!m_problem || problem.position < m_problem->position)
            m_problem = problem;
    }

    FilterNode readAny(int depth)
    {
        QList<FilterNode> choices {readAll(depth)};
        while (isAt(Kind::Or)) {
            const FilterToken& sign = m_tokens.at(m_at++);
            choices.append(readAll(depth));
            if (isNothing(choices.constLast()) || isNothing(choices.at(choices.size() - 2)))
                note(problemAt(sign, FilterProblem::Kind::MissingOperand));
        }
        choices.removeIf(isNothing);
        if (choices.isEmpty())
            return all({});
        return choices.size() == 1 ? choices.constFirst() : FilterNode {FilterNode::Join::Any, {}, choices};
    }

    FilterNode readAll(int depth)
    {
        QList<FilterNode> parts;
        while (m_at < m_tokens.size() && !isAt(Kind::Or) && !isAt(Kind::Close)) {
            if (isAt(Kind::And)) {
                const FilterToken& sign = m_tokens.at(m_at++);
                if (parts.isEmpty() || m_at == m_tokens.size() || isAt(Kind::Or) || isAt(Kind::Close))
                    note(problemAt(sign, FilterProblem::Kind::MissingOperand));
                continue;
            }
            const FilterNode part = readOne(depth);
            if (!isNothing(part))
                parts.append(part);
        }
        return parts.size() == 1 ? parts.constFirst() : all(parts);
    }

    FilterNode readOne(int depth)
    {
        const FilterToken& token = m_tokens.at(m_at++);
        if (token.kind != Kind::Not && token.kind != Kind::Open)
            return readTermAt(token);
        if (depth >= deepest) {
            note(problemAt(token, FilterProblem::Kind::TooDeep));
            return all({});
        }
        return token.kind == Kind::Not ? readNot(token, depth + 1) : readGroup(token, depth + 1);
    }

    FilterNode readNot(const FilterToken& sign, int depth)
    {
        if (m_at == m_tokens.size() || isAt(Kind::Or) || isAt(Kind::And) || isAt(Kind::Close)) {
            note(problemAt(sign, FilterProblem::Kind::MissingOperand));
            return all({});
        }
        const FilterNode inner = readOne(depth);
        return isNothing(inner) ? inner : FilterNode {FilterNode::Join::Not, {}, {inner}};
    }

    FilterNode readGroup(const FilterToken& open, int depth)
    {
        FilterNode inner = readAny(depth);
        if (isAt(Kind::Close))
            ++m_at;
        else
            note(problemAt(open, FilterProblem::Kind::UnclosedParenthesis));
        return inner;
    }

    FilterNode readTermAt(const FilterToken& token)
    {
        if (++m_terms > mostTerms) {
            note(problemAt(token, FilterProblem::Kind::TooMany));
            m_at = m_tokens.size();
            return all({});
        }
        const TermReading reading = readTerm(token, m_today);
        if (reading.problem)
            note(*reading.problem);
        return reading.term ? FilterNode {FilterNode::Join::Term, *reading.term, {}} : all({});
    }

    const QList<FilterToken> m_tokens;
    const QDate m_today;
    qsizetype m_at = 0;
    int m_terms = 0;
    std::optional<FilterProblem> m_problem;
};

} // namespace

FilterReading readFilter(const QString& text, const QDate& today)
{
    return Reader(text, today).run();
}

} // namespace safelight
