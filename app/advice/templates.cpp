#include "app/advice/templates.h"

#include "app/advice/tablereader.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestGuess = 20'000; // characters of the prompt that are looked at

Scenario readScenario(TableReader& reader, const QJsonObject& object, QStringView name, const QString& place)
{
    const auto scenario = Known<Scenario>::fromWire(reader.text(object, name, place));
    if (!scenario.isKnown())
        reader.fail(place + u'.' + name, u"no such scenario: "_s + scenario.text());
    return scenario.value().value_or(Scenario::General);
}

// A list that may be empty.
QStringList optionalTexts(TableReader& reader, const QJsonObject& object, QStringView name,
                          const QString& place)
{
    return object.contains(name) ? reader.texts(object, name, place) : QStringList();
}

TemplateField readField(TableReader& reader, const QJsonObject& object, const QString& place)
{
    reader.onlyKnown(object, {u"id"_s, u"required"_s, u"suggestions"_s}, place);
    if (!object.value(u"required").isBool())
        reader.fail(place + ".required"_L1, u"true or false is needed"_s);
    return {reader.text(object, u"id", place), object.value(u"required").toBool(),
            optionalTexts(reader, object, u"suggestions", place)};
}

Template readTemplate(TableReader& reader, const QJsonObject& object, const QString& place)
{
    reader.onlyKnown(object, {u"remedy"_s, u"scenario"_s, u"place"_s, u"fields"_s, u"sentences"_s}, place);
    Template form;
    form.remedy = reader.text(object, u"remedy", place);
    form.scenario = readScenario(reader, object, u"scenario", place);
    form.before = object.value(u"place").toString() == "before"_L1;
    if (object.contains(u"place"_s) && !form.before)
        reader.fail(place + ".place"_L1, u"only \"before\" is known"_s);
    if (!object.value(u"fields").isArray())
        reader.fail(place + ".fields"_L1, u"a list is needed"_s);
    else if (!object.value(u"fields").toArray().isEmpty()) {
        for (const auto& [entry, where] : reader.objects(object, u"fields", place))
            form.fields.append(readField(reader, entry, where));
    }
    form.sentences = reader.texts(object, u"sentences", place);
    return form;
}

bool isBlank(const QString& text)
{
    return text.trimmed().isEmpty();
}

const QRegularExpression& placeholder()
{
    static const QRegularExpression pattern(u"\\{([A-Za-z]+)\\}"_s);
    return pattern;
}

// No value: a field of it is blank.
std::optional<QString> filledSentence(const QString& sentence, const QHash<QString, QString>& filled)
{
    QString result;
    qsizetype end = 0;
    for (auto match = placeholder().globalMatch(sentence); match.hasNext();) {
        const auto field = match.next();
        QString fact = filled.value(field.captured(1)).trimmed();
        if (fact.isEmpty())
            return {};
        // The sentence brings its own full stop.
        if (field.capturedEnd() == sentence.size() - 1 && sentence.endsWith(u'.') && fact.endsWith(u'.'))
            fact.chop(1);
        result += QStringView(sentence).mid(end, field.capturedStart() - end);
        result += fact;
        end = field.capturedEnd();
    }
    return result + QStringView(sentence).mid(end);
}

} // namespace

const Template* TemplateTable::find(const QString& remedy, Scenario scenario) const
{
    const auto is = [&](Scenario wanted) {
        const auto it = std::ranges::find_if(templates, [&](const Template& form) {
            return form.remedy == remedy && form.scenario == wanted;
        });
        return it == templates.end() ? nullptr : &*it;
    };
    const Template* own = is(scenario);
    return own ? own : is(Scenario::General);
}

QList<Scenario> TemplateTable::scenarios(const QString& remedy) const
{
    QList<Scenario> found;
    for (const auto& form : templates) {
        if (form.remedy == remedy)
            found.append(form.scenario);
    }
    return found;
}

Result<TemplateTable> readTemplateTable(const QByteArray& json)
{
    TableReader reader;
    const auto root = reader.root(json);
    if (reader.error())
        return *reader.error();
    reader.onlyKnown(root, {u"about"_s, u"scenarios"_s, u"templates"_s}, {});
    TemplateTable table;
    for (const auto& [object, place] : reader.objects(root, u"scenarios"))
        table.scenarioWords.insert(readScenario(reader, object, u"id", place),
                                   reader.texts(object, u"words", place));
    for (const auto& [object, place] : reader.objects(root, u"templates")) {
        const Template form = readTemplate(reader, object, place);
        const Template* earlier = table.find(form.remedy, form.scenario);
        if (earlier && earlier->scenario == form.scenario)
            reader.fail(place, u"twice in the table: "_s + form.remedy);
        if (!earlier && form.scenario != Scenario::General)
            reader.fail(place, u"the general one must come first: "_s + form.remedy);
        table.templates.append(form);
    }
    if (reader.error())
        return *reader.error();
    return table;
}

const TemplateTable& templateTable()
{
    static const TemplateTable table = [] {
        QFile file(u":/knowledge/templates.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return TemplateTable();
        auto read = readTemplateTable(file.readAll());
        return read ? *std::move(read) : TemplateTable();
    }();
    return table;
}

Scenario likelyScenario(const QString& text)
{
    static const QRegularExpression gap(u"[^\\p{L}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const auto words = text.left(longestGuess).toLower().split(gap, Qt::SkipEmptyParts);
    Scenario best = Scenario::General;
    qsizetype most = 0;
    for (const auto& [scenario, name] : WireNames<Scenario>::table) {
        const auto known = templateTable().scenarioWords.value(scenario);
        const auto count =
            std::ranges::count_if(words, [&known](const QString& word) { return known.contains(word); });
        if (count > most) {
            most = count;
            best = scenario;
        }
    }
    return best;
}

QStringList blankFields(const Template& form, const QHash<QString, QString>& filled)
{
    QStringList blank;
    for (const auto& field : form.fields) {
        if (field.required && isBlank(filled.value(field.id)))
            blank << field.id;
    }
    return blank;
}

QStringList filledSentences(const QStringList& sentences, const QHash<QString, QString>& filled)
{
    QStringList result;
    for (const auto& sentence : sentences) {
        if (const auto text = filledSentence(sentence, filled))
            result << *text;
    }
    return result;
}

} // namespace safelight
