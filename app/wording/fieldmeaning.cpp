#include "app/wording/words.h"

#include "app/base/membernames.h"
#include "app/response/reasontable.h"
#include "app/wording/context.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

// No documented field lies as deep as this; a hostile answer may.
constexpr qsizetype longestPath = 1000; // characters

// One documented field: what it is, what some of its values say, and what may stand below it.
struct FieldRow
{
    QString meaning; // %1: the value, numbers in groups
    QString each; // of one entry of a list; empty: the same
    QString help; // without a value; empty: the meaning without it
    QHash<QString, QString> values;
    QString type; // of what stands below
    bool holdsAnything = false;
    QString api; // "gemini", "vertex", or empty for both
    QString source;
};

using FieldType = QHash<QString, FieldRow>; // by name; "*": any name

// resources/knowledge/fields.json; its "about" tells the form.
struct FieldTable
{
    QHash<QString, FieldType> types;
    QStringList roots;
};

// From the table of reasons.
template<typename E>
QHash<QString, QString> meaningsOf()
{
    QHash<QString, QString> meanings;
    for (const auto& [reason, name] : WireNames<E>::table)
        meanings.insert(name, QString::fromUtf8(reasonRow(reason).meaning));
    return meanings;
}

FieldRow rowOf(const QJsonObject& member, const QJsonObject& type, const QJsonObject& root)
{
    FieldRow row;
    row.meaning = member["meaning"_L1].toString();
    row.each = member["each"_L1].toString();
    row.help = member["help"_L1].toString();
    row.type = member["type"_L1].toString();
    row.holdsAnything = member["any"_L1].toBool();
    row.api = member["api"_L1].toString(type["api"_L1].toString());
    row.source = root["sources"_L1][member["source"_L1].toString(type["source"_L1].toString())].toString();
    auto values = member["values"_L1];
    if (values == "blockReason"_L1)
        row.values = meaningsOf<BlockReason>();
    else if (values == "finishReason"_L1)
        row.values = meaningsOf<FinishReason>();
    if (values.isString())
        values = root["enums"_L1][values.toString()];
    const auto meanings = values.toObject();
    for (auto it = meanings.begin(); it != meanings.end(); ++it)
        row.values.insert(it.key(), it.value().toString());
    return row;
}

FieldTable readTable()
{
    QFile file(u":/knowledge/fields.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    FieldTable table;
    for (const auto& name : root["roots"_L1].toArray())
        table.roots << name.toString();
    const auto types = root["types"_L1].toObject();
    for (auto type = types.begin(); type != types.end(); ++type) {
        const auto object = type->toObject();
        const auto members = object["members"_L1].toObject();
        FieldType& fields = table.types[type.key()];
        for (auto member = members.begin(); member != members.end(); ++member)
            fields.insert(member.key(), rowOf(member->toObject(), object, root));
    }
    return table;
}

const FieldTable& table()
{
    static const FieldTable read = readTable();
    return read;
}

// What a path leads to, and which API has it all the way.
struct Found
{
    const FieldRow* row = nullptr;
    bool isEntry = false; // of a list
    QString api;
};

Found followFrom(const QString& root, const QStringList& names)
{
    Found found;
    QString type = root;
    for (const auto& part : names) {
        const auto fields = table().types.constFind(type);
        if (fields == table().types.cend())
            return {};
        const QString name = part.section(u'[', 0, 0);
        auto it = fields->constFind(camelCase(name));
        if (it == fields->cend())
            it = fields->constFind(u"*"_s);
        if (it == fields->cend())
            return {};
        found = {&*it, part.endsWith(u']'), it->api.isEmpty() ? found.api : it->api};
        if (it->holdsAnything)
            break;
        type = it->type;
    }
    return found;
}

// "chunk[3].candidates[0].finishReason" and "[0].error.code" are read as if they stood alone.
Found findMeaning(QString path)
{
    if (path.isEmpty() || path.size() > longestPath)
        return {};
    static const QRegularExpression position(u"^(chunk)?\\[\\d+\\]\\.?"_s);
    const QStringList names = path.remove(position).split(u'.');
    for (const auto& root : table().roots) {
        if (auto found = followFrom(root, names); found.row)
            return found;
    }
    return {};
}

QString translatedMeaning(const QString& text)
{
    return QCoreApplication::translate("Fields", text.toUtf8().constData());
}

QString shown(const QString& value)
{
    bool isNumber = false;
    const qint64 whole = value.toLongLong(&isNumber);
    return isNumber ? number(whole) : value.left(80);
}

} // namespace

QString fieldMeaning(const QString& path, const QString& value)
{
    const Found found = findMeaning(path);
    if (!found.row)
        return {};
    if (const auto it = found.row->values.constFind(value); it != found.row->values.cend())
        return translatedMeaning(*it);
    const bool ofEntry = found.isEntry && !found.row->each.isEmpty();
    const QString text = translatedMeaning(ofEntry ? found.row->each : found.row->meaning);
    return text.contains("%1"_L1) ? QString(text).replace("%1"_L1, shown(value)) : text;
}

QString fieldHelp(const QString& path)
{
    const Found found = findMeaning(path);
    if (!found.row)
        return {};
    static const QRegularExpression value(u"[:,]? ?%1"_s);
    const QString text = translatedMeaning(found.row->help.isEmpty() ? found.row->meaning : found.row->help);
    return found.row->help.isEmpty() ? QString(text).remove(value) : text;
}

QString fieldSource(const QString& path)
{
    const Found found = findMeaning(path);
    if (!found.row)
        return {};
    const QString apis = found.api == "gemini"_L1 ? Wording::tr("Only the Gemini API has this field.")
        : found.api == "vertex"_L1                ? Wording::tr("Only Vertex AI has this field.")
                                   : Wording::tr("The Gemini API and Vertex AI have this field.");
    return apis + u' ' + Wording::tr("Source: %1.").arg(translatedMeaning(found.row->source));
}

} // namespace safelight::wording
