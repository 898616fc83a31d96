#include "app/find/attemptfilter.h"

#include "app/diagnosis/verdict.h"
#include "app/find/filtertokens.h"
#include "app/safety/harm.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QStringList stageNames()
{
    QStringList names;
    for (const auto& [stage, name] : WireNames<Stage>::table)
        names << name;
    return names;
}

QStringList categoryNames()
{
    QStringList names;
    for (const auto& [category, name] : WireNames<HarmCategory>::table)
        names << QString(name).mid("HARM_CATEGORY_"_L1.size()).toLower();
    return names;
}

QStringList dateWords()
{
    return {u"today"_s, u"yesterday"_s, u"week"_s, u"month"_s, u"year"_s, u"7d"_s, u"30d"_s};
}

QList<FilterKey> makeKeys()
{
    using Form = FilterKey::Form;
    return {
        {u"passed"_s, FilterTerm::Kind::Passed, Form::Word, {}},
        {u"blocked"_s, FilterTerm::Kind::Blocked, Form::Word, {}},
        {u"errors"_s, FilterTerm::Kind::Errors, Form::Word, {}},
        {u"different"_s, FilterTerm::Kind::Different, Form::Word, {}},
        {u"star"_s, FilterTerm::Kind::Starred, Form::Word, {}},
        {u"reason"_s, FilterTerm::Kind::Reason, Form::Value, {}},
        {u"stage"_s, FilterTerm::Kind::Stage, Form::Value, stageNames()},
        {u"model"_s, FilterTerm::Kind::Model, Form::Value, {}},
        {u"category"_s, FilterTerm::Kind::Category, Form::Value, categoryNames()},
        {u"tag"_s, FilterTerm::Kind::Tag, Form::Value, {}},
        {u"mark"_s,
         FilterTerm::Kind::Marked,
         Form::Value,
         {u"any"_s, u"none"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s, u"9"_s}},
        {u"cost"_s, FilterTerm::Kind::Cost, Form::Number, {}},
        {u"tokens"_s, FilterTerm::Kind::Tokens, Form::Number, {}},
        {u"before"_s, FilterTerm::Kind::Before, Form::Value, dateWords()},
        {u"after"_s, FilterTerm::Kind::After, Form::Value, dateWords()},
        {u"has"_s, FilterTerm::Kind::HasImage, Form::Value, {u"image"_s, u"comment"_s}},
    };
}

} // namespace

const QList<FilterKey>& filterKeys()
{
    static const QList<FilterKey> keys = makeKeys();
    return keys;
}

FilterPlace filterPlace(const QString& text, qsizetype cursor)
{
    const qsizetype at = qBound<qsizetype>(0, cursor, text.size());
    const auto tokens = filterTokens(text);
    for (const FilterToken& token : tokens) {
        const qsizetype end = token.position + token.length;
        if (at <= token.position || at > end)
            continue;
        if (token.kind == FilterToken::Kind::Open || token.kind == FilterToken::Kind::Close
            || token.kind == FilterToken::Kind::Quoted || token.text.startsWith(u'"')
            || (token.kind == FilterToken::Kind::Not && token.length == 1))
            continue;
        FilterPlace place;
        const bool inValue = token.kind == FilterToken::Kind::Pair && at >= token.textPosition;
        place.position = inValue ? token.textPosition : token.position;
        place.length = end - place.position;
        place.key = inValue ? token.key : QString();
        place.typed = text.sliced(place.position, at - place.position);
        if (place.typed.startsWith(u'"'))
            place.typed.remove(0, 1);
        return place;
    }
    return {at, 0, {}, {}};
}

QString quotedForFilter(const QString& value)
{
    const bool plain = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](QChar c) {
        return !c.isSpace() && c != u'"' && c != u'(' && c != u')';
    });
    if (plain)
        return value;
    QString escaped = value;
    escaped.replace(u'"', u"\"\""_s);
    return u'"' + escaped + u'"';
}

} // namespace safelight
