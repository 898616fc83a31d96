#include "app/find/filterterm.h"

#include "app/diagnosis/verdict.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Problem = FilterProblem::Kind;

constexpr qsizetype shownWord = 80;

bool same(const QString& a, QLatin1StringView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

TermReading bad(const FilterToken& token, Problem kind)
{
    FilterProblem problem = problemAt(token, kind);
    problem.position = token.textPosition;
    problem.length = token.position + token.length - token.textPosition;
    problem.word = token.text.left(shownWord);
    problem.key = token.key;
    return {std::nullopt, problem};
}

TermReading textTerm(FilterTerm::Kind kind, const QString& text)
{
    FilterTerm term;
    term.kind = kind;
    term.text = text;
    return {term, std::nullopt};
}

// Digits, one point, in front perhaps "$", behind perhaps k or m (thousands, millions).
std::optional<double> numberOf(QString text)
{
    double factor = 1;
    if (text.endsWith(u'k', Qt::CaseInsensitive) || text.endsWith(u'm', Qt::CaseInsensitive)) {
        factor = text.endsWith(u'k', Qt::CaseInsensitive) ? 1e3 : 1e6;
        text.chop(1);
    }
    if (text.startsWith(u'$'))
        text.remove(0, 1);
    const bool plain =
        std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
    bool ok = false;
    const double number = plain && text.size() <= 30 ? text.toDouble(&ok) * factor : 0;
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

FilterTerm::Comparison comparisonOf(const QString& sign)
{
    if (sign == "<"_L1)
        return FilterTerm::Comparison::Less;
    if (sign == "<="_L1)
        return FilterTerm::Comparison::LessOrEqual;
    if (sign == ">"_L1)
        return FilterTerm::Comparison::Greater;
    if (sign == ">="_L1)
        return FilterTerm::Comparison::GreaterOrEqual;
    return FilterTerm::Comparison::Equal;
}

TermReading numberTerm(const FilterToken& token, FilterTerm::Kind kind)
{
    const auto number = numberOf(token.text);
    if (!number)
        return bad(token, Problem::BadNumber);
    FilterTerm term;
    term.kind = kind;
    term.comparison = comparisonOf(token.sign);
    term.number = number;
    return {term, std::nullopt};
}

// The most recent one, today included.
QDate weekday(const QString& text, const QDate& today)
{
    static constexpr std::array names {"monday"_L1, "tuesday"_L1,  "wednesday"_L1, "thursday"_L1,
                                       "friday"_L1, "saturday"_L1, "sunday"_L1};
    for (int day = 0; day < 7; ++day) {
        if (same(text, names.at(static_cast<size_t>(day))))
            return today.addDays(-((today.dayOfWeek() - 1 - day + 7) % 7));
    }
    return {};
}

QDate relativeDate(const QString& text, const QDate& today)
{
    if (same(text, "today"_L1))
        return today;
    if (same(text, "yesterday"_L1))
        return today.addDays(-1);
    if (same(text, "week"_L1))
        return today.addDays(1 - today.dayOfWeek());
    if (same(text, "month"_L1))
        return QDate(today.year(), today.month(), 1);
    if (same(text, "year"_L1))
        return QDate(today.year(), 1, 1);
    if (text.size() <= 5
        && (text.endsWith(u'd', Qt::CaseInsensitive) || text.endsWith(u'w', Qt::CaseInsensitive))) {
        bool ok = false;
        const qint64 count = text.chopped(1).toInt(&ok);
        if (ok && count >= 0)
            return today.addDays(-count * (text.endsWith(u'w', Qt::CaseInsensitive) ? 7 : 1));
    }
    return weekday(text, today);
}

QDate dateOf(const QString& text, const QDate& today)
{
    for (const auto& format : {u"yyyy-M-d"_s, u"yyyy-M"_s, u"yyyy"_s}) {
        if (const QDate date = QDate::fromString(text, format); date.isValid())
            return date;
    }
    return relativeDate(text, today);
}

TermReading dateTerm(const FilterToken& token, FilterTerm::Kind kind, const QDate& today)
{
    const QDate date = dateOf(token.text, today);
    if (!date.isValid())
        return bad(token, Problem::BadDate);
    FilterTerm term;
    term.kind = kind;
    term.date = date;
    return {term, std::nullopt};
}

TermReading stageTerm(const FilterToken& token)
{
    const auto stage = Known<Stage>::fromWire(token.text.toLower());
    return stage.isKnown() ? textTerm(FilterTerm::Kind::Stage, stage.text())
                           : bad(token, Problem::UnknownValue);
}

TermReading markTerm(const FilterToken& token)
{
    FilterTerm term;
    term.kind = FilterTerm::Kind::Marked;
    if (same(token.text, "none"_L1))
        term.number = 0;
    else if (token.text.size() == 1 && token.text.at(0) >= u'0' && token.text.at(0) <= u'9')
        term.number = token.text.at(0).digitValue();
    else if (!same(token.text, "any"_L1))
        return bad(token, Problem::UnknownValue);
    return {term, std::nullopt};
}

TermReading hasTerm(const FilterToken& token)
{
    if (same(token.text, "image"_L1) || same(token.text, "images"_L1))
        return textTerm(FilterTerm::Kind::HasImage, {});
    if (same(token.text, "comment"_L1))
        return textTerm(FilterTerm::Kind::HasComment, {});
    return bad(token, Problem::UnknownValue);
}

TermReading valueTerm(const FilterToken& token, FilterTerm::Kind kind, const QDate& today)
{
    switch (kind) {
    case FilterTerm::Kind::Cost:
    case FilterTerm::Kind::Tokens:
        return numberTerm(token, kind);
    case FilterTerm::Kind::Before:
    case FilterTerm::Kind::After:
        return dateTerm(token, kind, today);
    case FilterTerm::Kind::Stage:
        return stageTerm(token);
    case FilterTerm::Kind::Marked:
        return markTerm(token);
    case FilterTerm::Kind::HasImage:
        return hasTerm(token);
    default:
        return textTerm(kind, token.text.simplified());
    }
}

// A key of the list, that takes a value or stands alone.
const FilterKey* filterKeyOf(const QString& word, bool takesValue)
{
    const auto& keys = filterKeys();
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const FilterKey& key) {
        return (key.form != FilterKey::Form::Word) == takesValue
            && word.compare(key.word, Qt::CaseInsensitive) == 0;
    });
    return found == keys.end() ? nullptr : &*found;
}

TermReading pairTerm(const FilterToken& token, const QDate& today)
{
    const FilterKey* key = filterKeyOf(token.key, true);
    if (!key) {
        FilterProblem problem = problemAt(token, Problem::UnknownKey);
        problem.length = token.key.size() + 1;
        problem.word = token.key.left(shownWord);
        return {std::nullopt, problem};
    }
    if (token.text.trimmed().isEmpty()) {
        FilterProblem problem =
            problemAt(token, token.isOpen ? Problem::UnclosedQuote : Problem::MissingValue);
        problem.key = token.key;
        problem.word = token.key;
        return {std::nullopt, problem};
    }
    return valueTerm(token, key->kind, today);
}

TermReading wordTerm(const FilterToken& token)
{
    if (same(token.text, "error"_L1))
        return textTerm(FilterTerm::Kind::Errors, {});
    if (const FilterKey* key = filterKeyOf(token.text, false))
        return textTerm(key->kind, {});
    return textTerm(FilterTerm::Kind::Word, token.text);
}

} // namespace

FilterProblem problemAt(const FilterToken& token, FilterProblem::Kind kind)
{
    return {token.position, token.length, kind, token.text.left(shownWord), {}};
}

TermReading readTerm(const FilterToken& token, const QDate& today)
{
    TermReading reading;
    if (token.kind == FilterToken::Kind::Pair)
        reading = pairTerm(token, today);
    else if (token.kind == FilterToken::Kind::Text)
        reading = wordTerm(token);
    else if (!token.text.trimmed().isEmpty())
        reading = textTerm(FilterTerm::Kind::Phrase, token.text);
    if (token.isOpen && !reading.problem)
        reading.problem = problemAt(token, Problem::UnclosedQuote);
    return reading;
}

} // namespace safelight
