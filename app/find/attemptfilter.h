#pragma once

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace safelight {

// One condition of a filter.
struct FilterTerm
{
    enum class Kind {
        Word, // `text`: begins a word of the prompt, answer, comment, title or a tag
        Phrase, // `text`: these words in this order
        Blocked, // by a safety or policy filter, prompt or answer
        Passed,
        Errors, // of the service, the network, or an answer that cannot be read
        Different, // another attempt with the identical request ended otherwise
        Starred,
        Marked, // `number` 1 to 9: with this mark; 0: without one; absent: with any
        Reason, // `text`: the reason begins with it
        Stage, // `text`: the wire name
        Model, // `text`: part of the model's name, asked for or answered
        Category, // `text`: part of a blocking category's wire name
        Tag, // `text`: the whole tag
        Cost, // `number` in US dollars, the upper end
        Tokens, // `number`: prompt, thoughts and output together
        Before, // `date`: sent before this day began
        After, // `date`: sent on this day or later
        HasImage, // came back with a picture
        HasComment,
    };
    enum class Comparison { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

    Kind kind = Kind::Word;
    QString text;
    Comparison comparison = Comparison::Equal;
    std::optional<double> number;
    QDate date; // local

    friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

// A part of the expression: a term, or others joined.
struct FilterNode
{
    enum class Join { Term, All, Any, Not }; // Not has one child; All without children takes everything

    Join join = Join::All;
    FilterTerm term;
    QList<FilterNode> children;

    friend bool operator==(const FilterNode& a, const FilterNode& b)
    {
        return a.join == b.join && a.term == b.term && a.children == b.children;
    }
};

// A parsed expression.
struct AttemptFilter
{
    FilterNode root;

    bool isEmpty() const { return root.join == FilterNode::Join::All && root.children.isEmpty(); }
    friend bool operator==(const AttemptFilter&, const AttemptFilter&) = default;
};

// What is wrong with an expression, and where: characters of the text.
struct FilterProblem
{
    enum class Kind {
        UnknownKey, // modle:x
        UnknownValue, // stage:x
        MissingValue, // tag:
        BadNumber, // cost>x
        BadDate, // before:x
        UnclosedQuote,
        UnclosedParenthesis,
        UnopenedParenthesis,
        MissingOperand, // "or", "-" or "not" without something beside it
        TooDeep, // parentheses within parentheses
        TooMany, // terms
    };

    qsizetype position = 0;
    qsizetype length = 0;
    Kind kind = Kind::UnknownKey;
    QString word; // what stands there, at most 80 characters
    QString key; // of the term with the bad value, without the colon; else empty

    friend bool operator==(const FilterProblem&, const FilterProblem&) = default;
};

struct FilterReading
{
    AttemptFilter filter; // with a problem: of what could be read
    std::optional<FilterProblem> problem; // the first one
};

// Never fails otherwise: whatever has no meaning here is a word to look for. `today`: what "today",
// "yesterday", "7d" and the like are counted from.
FilterReading readFilter(const QString& text, const QDate& today = QDate::currentDate());

// What completion offers.
struct FilterKey
{
    enum class Form { Word, Value, Number }; // blocked · tag:… · cost>…

    QString word; // "blocked", "tag", "cost"
    FilterTerm::Kind kind = FilterTerm::Kind::Word;
    Form form = Form::Word;
    QStringList values; // the ones known beforehand; models, tags and the like come from the session
};
const QList<FilterKey>& filterKeys();

// What is being written at the cursor.
struct FilterPlace
{
    qsizetype position = 0; // where the replaceable part begins: the word, or the value behind its key
    qsizetype length = 0; // up to the part's end
    QString key; // empty: a word or a key is being written
    QString typed; // from `position` to the cursor, without quotes
};
FilterPlace filterPlace(const QString& text, qsizetype cursor);

// The value as it must stand in an expression: in quotes where it needs them.
QString quotedForFilter(const QString& value);

} // namespace safelight
