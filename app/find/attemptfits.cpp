#include "app/find/attemptfits.h"

#include "app/session/attempt.h"
#include "app/session/searchtext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The words as the session's word index tells them: without case and accents.
QString wordsOf(const QString& text)
{
    QString words;
    words.reserve(text.size());
    for (const char32_t c : text.toCaseFolded().normalized(QString::NormalizationForm_D).toUcs4()) {
        const auto category = QChar::category(c);
        if (QChar::isLetterOrNumber(c) || category == QChar::Other_PrivateUse)
            words.append(QChar::fromUcs4(c));
        else if (category != QChar::Mark_NonSpacing)
            words.append(u' ');
    }
    return u' ' + words.simplified() + u' ';
}

bool compares(double value, const FilterTerm& term, double half)
{
    const double number = term.number.value_or(0);
    switch (term.comparison) {
    case FilterTerm::Comparison::Less:
        return value < number;
    case FilterTerm::Comparison::LessOrEqual:
        return value <= number;
    case FilterTerm::Comparison::GreaterOrEqual:
        return value >= number;
    case FilterTerm::Comparison::Greater:
        return value > number;
    case FilterTerm::Comparison::Equal:
        break;
    }
    return std::abs(value - number) <= half;
}

class Judge
{
public:
    Judge(const Attempt& attempt, const AttemptSummary& summary)
        : m_attempt(attempt)
        , m_summary(summary)
    { }

    // Absent: it cannot be told.
    std::optional<bool> node(const FilterNode& node) const
    {
        switch (node.join) {
        case FilterNode::Join::Term:
            return term(node.term);
        case FilterNode::Join::Not: {
            const auto inner =
                node.children.isEmpty() ? std::optional(false) : this->node(node.children.constFirst());
            return inner ? std::optional(!*inner) : std::nullopt;
        }
        case FilterNode::Join::All:
        case FilterNode::Join::Any:
            break;
        }
        return joined(node);
    }

private:
    std::optional<bool> joined(const FilterNode& node) const
    {
        const bool all = node.join == FilterNode::Join::All;
        std::optional<bool> result = all;
        for (const FilterNode& child : node.children) {
            const auto part = this->node(child);
            if (part && *part != all)
                return part;
            if (!part)
                result.reset();
        }
        return result;
    }

    std::optional<bool> term(const FilterTerm& term) const
    {
        switch (term.kind) {
        case FilterTerm::Kind::Word:
        case FilterTerm::Kind::Phrase:
            return hasWords(term);
        case FilterTerm::Kind::Different:
            return std::nullopt;
        case FilterTerm::Kind::Passed:
        case FilterTerm::Kind::Blocked:
        case FilterTerm::Kind::Errors:
            return endedAs(term.kind);
        case FilterTerm::Kind::Starred:
        case FilterTerm::Kind::Marked:
        case FilterTerm::Kind::Tag:
        case FilterTerm::Kind::HasComment:
            return isNoted(term);
        case FilterTerm::Kind::Reason:
        case FilterTerm::Kind::Stage:
        case FilterTerm::Kind::Model:
        case FilterTerm::Kind::Category:
            return isNamed(term);
        default:
            return measures(term);
        }
    }

    bool hasWords(const FilterTerm& term) const
    {
        const SearchText texts = searchText(m_attempt);
        const auto all = {texts.prompt, texts.answer, texts.notes};
        const auto any = [&all](const QString& part, bool inWords) {
            return std::ranges::any_of(
                all, [&](const QString& text) { return (inWords ? wordsOf(text) : text).contains(part); });
        };
        if (!hasSearchableWords(term.text)) {
            const QString signs = QString(term.text).replace(QChar::Null, QChar::Space).trimmed();
            return !signs.isEmpty() && any(signs, false);
        }
        QString words = wordsOf(searchNotes(term.text, {}, {})); // spaced as the texts are
        if (term.kind == FilterTerm::Kind::Word)
            words.chop(1); // the last one may go on
        return any(words, true);
    }

    bool endedAs(FilterTerm::Kind kind) const
    {
        const Outcome outcome = m_summary.outcome;
        const bool completed = m_summary.state == AttemptState::Completed;
        if (kind == FilterTerm::Kind::Passed)
            return hasPassed(m_summary.state, outcome);
        if (kind == FilterTerm::Kind::Blocked)
            return completed && (outcome == Outcome::PromptBlocked || outcome == Outcome::ResponseBlocked);
        const bool unusable =
            outcome == Outcome::ApiError || outcome == Outcome::Unreadable || outcome == Outcome::Interrupted;
        return (completed && unusable) || m_summary.state == AttemptState::Failed
            || m_summary.state == AttemptState::Interrupted;
    }

    bool isNoted(const FilterTerm& term) const
    {
        switch (term.kind) {
        case FilterTerm::Kind::Starred:
            return m_summary.starred;
        case FilterTerm::Kind::Marked:
            return term.number ? m_summary.mark == static_cast<int>(*term.number) : m_summary.mark > 0;
        case FilterTerm::Kind::Tag:
            return m_summary.tags.contains(term.text, Qt::CaseInsensitive);
        default:
            return !m_summary.comment.isEmpty();
        }
    }

    bool isNamed(const FilterTerm& term) const
    {
        const auto contains = [](const QString& text, const QString& part) {
            return text.contains(part, Qt::CaseInsensitive);
        };
        switch (term.kind) {
        case FilterTerm::Kind::Reason:
            return m_summary.reason.startsWith(term.text, Qt::CaseInsensitive);
        case FilterTerm::Kind::Stage:
            return m_summary.state != AttemptState::Sending
                && Known<Stage>::wireName(m_summary.stage) == term.text;
        case FilterTerm::Kind::Model:
            return contains(m_summary.model, term.text) || contains(m_summary.modelVersion, term.text);
        default:
            break;
        }
        const QString part = QString(term.text).replace(u' ', u'_').replace(u'-', u'_');
        return std::ranges::any_of(m_summary.categories,
                                   [&](const QString& category) { return contains(category, part); });
    }

    bool measures(const FilterTerm& term) const
    {
        constexpr double half = 0.00005; // amounts are shown with four digits behind the point at most
        const AttemptSummary& s = m_summary;
        switch (term.kind) {
        case FilterTerm::Kind::Cost:
            return s.costHigh && compares(*s.costHigh, term, half);
        case FilterTerm::Kind::Tokens:
            return compares(static_cast<double>(s.promptTokens + s.thoughtsTokens + s.outputTokens), term, 0);
        case FilterTerm::Kind::Before:
            return s.sentAt < term.date.startOfDay();
        case FilterTerm::Kind::After:
            return s.sentAt >= term.date.startOfDay();
        default:
            return s.images > 0;
        }
    }

    const Attempt& m_attempt;
    const AttemptSummary& m_summary;
};

} // namespace

bool fits(const AttemptFilter& filter, const Attempt& attempt, const AttemptSummary& summary)
{
    return Judge(attempt, summary).node(filter.root).value_or(true);
}

} // namespace safelight
