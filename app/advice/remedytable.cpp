#include "app/advice/remedytable.h"

#include "app/advice/tablereader.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

AdviceCondition readCondition(TableReader& reader, const QJsonObject& object, const QString& place)
{
    AdviceCondition condition;
    for (const auto& fact : object.keys()) {
        const QStringList known = adviceFactWords(fact);
        const QString where = place + u'.' + fact;
        if (known.isEmpty())
            reader.fail(where, u"no such fact"_s);
        const auto words = reader.texts(object, fact, place);
        for (const auto& word : words) {
            if (!known.contains(word))
                reader.fail(where, u"no such word: "_s + word);
        }
        condition.insert(fact, words);
    }
    return condition;
}

// One object or a list of them.
QList<AdviceCondition> readConditions(TableReader& reader, const QJsonObject& object, QStringView name,
                                      const QString& place)
{
    const auto value = object.value(name);
    if (value.isUndefined())
        return {};
    if (value.isObject())
        return {readCondition(reader, value.toObject(), place + u'.' + name)};
    QList<AdviceCondition> conditions;
    for (const auto& [entry, where] : reader.objects(object, name, place))
        conditions.append(readCondition(reader, entry, where));
    return conditions;
}

RemedyCase readCase(TableReader& reader, const QJsonObject& object, const QString& place)
{
    static const QStringList names {u"helps"_s, u"when"_s, u"unless"_s, u"why"_s, u"rank"_s, u"source"_s};
    reader.onlyKnown(object, names, place);
    RemedyCase entry;
    if (!object.value(u"helps").isBool())
        reader.fail(place + ".helps"_L1, u"true or false is needed"_s);
    entry.helps = object.value(u"helps").toBool();
    entry.when = readConditions(reader, object, u"when", place);
    if (entry.when.isEmpty())
        reader.fail(place + ".when"_L1, u"a condition is needed"_s);
    entry.unless = readConditions(reader, object, u"unless", place);
    entry.why = reader.text(object, u"why", place);
    entry.rank = reader.number(object, u"rank", place);
    entry.source = reader.text(object, u"source", place);
    return entry;
}

RemedyRow readRow(TableReader& reader, const QJsonObject& object, const QString& place)
{
    reader.onlyKnown(object, {u"id"_s, u"kind"_s, u"cases"_s}, place);
    RemedyRow row;
    row.id = reader.text(object, u"id", place);
    const auto kind = Known<RemedyKind>::fromWire(reader.text(object, u"kind", place));
    if (!kind.isKnown())
        reader.fail(place + ".kind"_L1, u"no such kind: "_s + kind.text());
    row.kind = kind.value().value_or(RemedyKind::Explain);
    for (const auto& [entry, where] : reader.objects(object, u"cases", place))
        row.cases.append(readCase(reader, entry, where));
    return row;
}

bool holds(const AdviceCondition& condition, const AdviceFacts& facts)
{
    for (auto it = condition.begin(); it != condition.end(); ++it) {
        const QStringList words = facts.value(it.key());
        const bool any =
            std::ranges::any_of(words, [&it](const QString& word) { return it->contains(word); });
        if (!any)
            return false;
    }
    return true;
}

} // namespace

const RemedyRow* RemedyTable::find(const QString& id) const
{
    const auto it = std::ranges::find(rows, id, &RemedyRow::id);
    return it == rows.end() ? nullptr : &*it;
}

Result<RemedyTable> readRemedyTable(const QByteArray& json)
{
    TableReader reader;
    const auto root = reader.root(json);
    if (reader.error())
        return *reader.error();
    reader.onlyKnown(root, {u"about"_s, u"remedies"_s, u"checklist"_s}, {});
    RemedyTable table;
    for (const auto& [object, place] : reader.objects(root, u"remedies")) {
        const RemedyRow row = readRow(reader, object, place);
        if (table.find(row.id))
            reader.fail(place + ".id"_L1, u"twice in the table: "_s + row.id);
        table.rows.append(row);
    }
    table.checklist = reader.texts(root, u"checklist", {});
    if (reader.error())
        return *reader.error();
    return table;
}

const RemedyTable& remedyTable()
{
    static const RemedyTable table = [] {
        QFile file(u":/knowledge/remedies.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return RemedyTable();
        auto read = readRemedyTable(file.readAll());
        return read ? *std::move(read) : RemedyTable();
    }();
    return table;
}

bool fits(const RemedyCase& entry, const AdviceFacts& facts)
{
    const auto isTrue = [&facts](const AdviceCondition& condition) { return holds(condition, facts); };
    return std::ranges::any_of(entry.when, isTrue) && std::ranges::none_of(entry.unless, isTrue);
}

} // namespace safelight
