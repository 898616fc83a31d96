#include "app/wording/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

// No documented field lies as deep as this; a hostile answer may.
constexpr qsizetype longestPath = 1000; // characters

// One documented field: what it is, and what some of its values say.
struct Meaning
{
    QString text; // %1: the value, numbers in groups
    QHash<QString, QString> values;
};

using Meanings = QHash<QString, Meaning>;

Meaning meaningOf(const QJsonObject& row)
{
    Meaning meaning {row["meaning"_L1].toString(), {}};
    const auto values = row["values"_L1].toObject();
    for (auto it = values.begin(); it != values.end(); ++it)
        meaning.values.insert(it.key(), it.value().toString());
    return meaning;
}

// resources/knowledge/fields.json: {"enums": {NAME: {value: text}}, "fields": [{"path"|"paths",
// "meaning", "values": {…} or NAME}]}.
Meanings readMeanings()
{
    QFile file(u":/knowledge/fields.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    const auto enums = root["enums"_L1].toObject();
    Meanings meanings;
    for (const auto& entry : root["fields"_L1].toArray()) {
        auto row = entry.toObject();
        if (row["values"_L1].isString())
            row["values"_L1] = enums[row["values"_L1].toString()];
        for (const auto& path : row["paths"_L1].toArray())
            meanings.insert(path.toString(), meaningOf(row));
    }
    return meanings;
}

// "chunk[3].candidates[0].finishReason" and "[0].error.code" become "candidates[].finishReason" and
// "error.code".
QString patternOf(QString path)
{
    static const QRegularExpression position(u"^(chunk)?\\[\\d+\\]\\.?"_s);
    static const QRegularExpression index(u"\\[\\d+\\]"_s);
    path.remove(position);
    return path.replace(index, u"[]"_s);
}

// Below some fields anything may stand ("args"): their line ends in ".**".
const Meaning* find(const Meanings& meanings, QString pattern)
{
    if (const auto it = meanings.constFind(pattern); it != meanings.cend())
        return &*it;
    for (qsizetype cut = pattern.size(); cut > 0;) {
        cut = std::max(pattern.lastIndexOf(u'.'), pattern.lastIndexOf(u'['));
        if (cut <= 0)
            break;
        pattern.truncate(cut);
        if (const auto it = meanings.constFind(pattern + ".**"_L1); it != meanings.cend())
            return &*it;
    }
    return nullptr;
}

QString translated(const QString& text)
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
    static const Meanings meanings = readMeanings();
    if (path.size() > longestPath)
        return {};
    const Meaning* meaning = find(meanings, patternOf(path));
    if (!meaning)
        return {};
    if (const auto it = meaning->values.constFind(value); it != meaning->values.cend())
        return translated(*it);
    const QString text = translated(meaning->text);
    return text.contains("%1"_L1) ? QString(text).replace("%1"_L1, shown(value)) : text;
}

} // namespace safelight::wording
