#include "app/wording/filterwords.h"

#include "app/diagnosis/verdict.h"
#include "app/wording/context.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

using Kind = FilterTerm::Kind;
using Join = FilterNode::Join;

constexpr qsizetype longestTerm = 40;

QString quoted(const QString& text)
{
    const QString shortened = text.size() > longestTerm ? text.left(longestTerm) + u'…' : text;
    return Wording::tr("“%1”", "quotation marks").arg(shortened);
}

QString compared(const QString& name, const FilterTerm& term, const QString& value)
{
    switch (term.comparison) {
    case FilterTerm::Comparison::Less:
        return Wording::tr("%1 below %2").arg(name, value);
    case FilterTerm::Comparison::LessOrEqual:
        return Wording::tr("%1 at most %2").arg(name, value);
    case FilterTerm::Comparison::Equal:
        return Wording::tr("%1 exactly %2").arg(name, value);
    case FilterTerm::Comparison::GreaterOrEqual:
        return Wording::tr("%1 at least %2").arg(name, value);
    case FilterTerm::Comparison::Greater:
        return Wording::tr("%1 above %2").arg(name, value);
    }
    return {};
}

QString numberText(const FilterTerm& term)
{
    const double value = term.number.value_or(0);
    if (term.kind == Kind::Cost)
        return u'$' + QString::number(value, 'g', 10);
    return value == static_cast<double>(static_cast<qint64>(value)) ? number(static_cast<qint64>(value))
                                                                    : QString::number(value);
}

QString stageText(const QString& wireName)
{
    const auto known = Known<Stage>::fromWire(wireName);
    return known.isKnown() ? stage(*known.value()).toLower() : wireName;
}

// A term with a value; empty for the others.
QString valueTerm(const FilterTerm& term)
{
    switch (term.kind) {
    case Kind::Word:
        return Wording::tr("contains a word that begins with %1").arg(quoted(term.text));
    case Kind::Phrase:
        return Wording::tr("contains %1").arg(quoted(term.text));
    case Kind::Reason:
        return Wording::tr("reason begins with %1").arg(term.text);
    case Kind::Stage:
        return Wording::tr("stopped at: %1").arg(stageText(term.text));
    case Kind::Model:
        return Wording::tr("model contains %1").arg(term.text);
    case Kind::Category:
        return Wording::tr("category contains %1").arg(term.text);
    case Kind::Tag:
        return Wording::tr("tagged %1").arg(quoted(term.text));
    case Kind::Cost:
        return compared(Wording::tr("cost"), term, numberText(term));
    case Kind::Tokens:
        return compared(Wording::tr("tokens"), term, numberText(term));
    case Kind::Before:
        return Wording::tr("before %1").arg(day(term.date));
    case Kind::After:
        return Wording::tr("on or after %1").arg(day(term.date));
    default:
        return {};
    }
}

QString plainTerm(const FilterTerm& term)
{
    switch (term.kind) {
    case Kind::Blocked:
        return Wording::tr("blocked");
    case Kind::Passed:
        return Wording::tr("passed");
    case Kind::Errors:
        return Wording::tr("errors");
    case Kind::Different:
        return Wording::tr("the same request also ended otherwise");
    case Kind::Starred:
        return Wording::tr("starred");
    case Kind::Marked:
        if (!term.number)
            return Wording::tr("marked");
        return *term.number == 0 ? Wording::tr("without a mark")
                                 : Wording::tr("mark %1").arg(int(*term.number));
    case Kind::HasImage:
        return Wording::tr("with a picture in the answer");
    case Kind::HasComment:
        return Wording::tr("with a comment");
    default:
        return valueTerm(term);
    }
}

// `inside`: how it is joined to its neighbours; what would be read otherwise gets brackets.
QString nodeText(const FilterNode& node, Join inside)
{
    if (node.join == Join::Term)
        return plainTerm(node.term);
    if (node.join == Join::Not) {
        if (node.children.isEmpty())
            return {};
        const auto& child = node.children.constFirst();
        const QString text = nodeText(child, Join::Not);
        return Wording::tr("not: %1").arg(text);
    }
    QStringList parts;
    for (const auto& child : node.children)
        parts << nodeText(child, node.children.size() > 1 ? node.join : inside);
    parts.removeAll(QString());
    const bool any = node.join == Join::Any;
    const QString text = parts.join(any ? Wording::tr(" or ") : u", "_s);
    const bool brackets = parts.size() > 1
        && (inside == Join::Not || (any && inside == Join::All) || (!any && inside == Join::Any));
    return brackets ? u'(' + text + u')' : text;
}

QString knownKeys()
{
    QStringList words;
    for (const auto& key : filterKeys()) {
        if (key.form != FilterKey::Form::Word)
            words << key.word;
    }
    return words.join(u", "_s);
}

QString unknownValue(const FilterProblem& problem)
{
    const auto& keys = filterKeys();
    const auto it = std::ranges::find(keys, problem.key, &FilterKey::word);
    const QString sentence = Wording::tr("“%1:” does not know %2.").arg(problem.key, quoted(problem.word));
    return it == keys.end() || it->values.isEmpty()
        ? sentence
        : sentence + u' ' + Wording::tr("It knows %1.").arg(it->values.join(u", "_s));
}

} // namespace

QString filterEcho(const AttemptFilter& filter)
{
    return nodeText(filter.root, Join::Term);
}

QString filterProblem(const FilterProblem& problem)
{
    switch (problem.kind) {
    case FilterProblem::Kind::UnknownKey:
        return Wording::tr("There is no “%1:”. There are %2. To look for the words, put them in quotes.")
            .arg(problem.word, knownKeys());
    case FilterProblem::Kind::UnknownValue:
        return unknownValue(problem);
    case FilterProblem::Kind::MissingValue:
        return Wording::tr("Something has to follow “%1”.").arg(problem.word);
    case FilterProblem::Kind::BadNumber:
        return Wording::tr("%1 is not a number. Example: %2>0.5").arg(quoted(problem.word), problem.key);
    case FilterProblem::Kind::BadDate:
        return Wording::tr("%1 is not a date. Examples: %2:2026-11-20, %2:yesterday, %2:7d")
            .arg(quoted(problem.word), problem.key);
    case FilterProblem::Kind::UnclosedQuote:
        return Wording::tr("The quotation mark is not closed.");
    case FilterProblem::Kind::UnclosedParenthesis:
        return Wording::tr("The parenthesis is not closed.");
    case FilterProblem::Kind::UnopenedParenthesis:
        return Wording::tr("This parenthesis was never opened.");
    case FilterProblem::Kind::MissingOperand:
        return Wording::tr("Something has to stand beside “%1”.").arg(problem.word);
    case FilterProblem::Kind::TooDeep:
        return Wording::tr("There are too many parentheses within parentheses.");
    case FilterProblem::Kind::TooMany:
        return Wording::tr("There are too many conditions.");
    }
    return {};
}

QString filterProblemWithPlace(const FilterProblem& problem)
{
    return Wording::tr("The filter cannot be read at character %1. %2")
        .arg(QString::number(problem.position + 1), filterProblem(problem));
}

QString filterKeyHint(const FilterKey& key)
{
    switch (key.kind) {
    case Kind::Blocked:
        return Wording::tr("by a safety or policy filter");
    case Kind::Passed:
        return Wording::tr("delivered");
    case Kind::Errors:
        return Wording::tr("of the service or the network");
    case Kind::Different:
        return Wording::tr("the same request also ended otherwise");
    case Kind::Starred:
        return Wording::tr("with a star");
    case Kind::Marked:
        return Wording::tr("with a colour mark");
    case Kind::Reason:
        return Wording::tr("how the reason begins");
    case Kind::Stage:
        return Wording::tr("where it was stopped");
    case Kind::Model:
        return Wording::tr("a part of the model’s name");
    case Kind::Category:
        return Wording::tr("a category that blocked");
    case Kind::Tag:
        return Wording::tr("a whole tag");
    case Kind::Cost:
        return Wording::tr("in US dollars");
    case Kind::Tokens:
        return Wording::tr("prompt, thinking and output");
    case Kind::Before:
    case Kind::After:
        return Wording::tr("a day: 2026-11-20, yesterday, 7d");
    case Kind::HasImage:
    case Kind::HasComment:
        return Wording::tr("what the attempt has");
    case Kind::Word:
    case Kind::Phrase:
        break;
    }
    return {};
}

QString historyOrder(HistoryOrder order)
{
    switch (order) {
    case HistoryOrder::Number:
        return Wording::tr("Number");
    case HistoryOrder::Outcome:
        return Wording::tr("Outcome");
    case HistoryOrder::Time:
        return Wording::tr("Time");
    case HistoryOrder::Model:
        return Wording::tr("Model");
    case HistoryOrder::Prompt:
        return Wording::tr("Prompt");
    case HistoryOrder::Cost:
        return Wording::tr("Cost");
    case HistoryOrder::Tokens:
        return Wording::tr("Tokens");
    case HistoryOrder::Seconds:
        return Wording::tr("Time it took");
    case HistoryOrder::Images:
        return Wording::tr("Pictures");
    case HistoryOrder::Mark:
        return Wording::tr("Mark");
    case HistoryOrder::Star:
        return Wording::tr("Star");
    case HistoryOrder::Backend:
        return Wording::tr("Back end");
    case HistoryOrder::Reason:
        return Wording::tr("Reason");
    }
    return {};
}

} // namespace safelight::wording
