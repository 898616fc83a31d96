#include "app/wording/words.h"

#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

// The path and the value of every field below `value`, as the Fields tab lists them.
void collect(const QJsonValue& value, const QString& path, QList<QPair<QString, QString>>& fields)
{
    if (value.isObject()) {
        const auto object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collect(*it, path.isEmpty() ? it.key() : QString(path + u'.' + it.key()), fields);
        return;
    }
    if (value.isArray()) {
        const auto array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            collect(array.at(i), path + u'[' + QString::number(i) + u']', fields);
        return;
    }
    fields.append({path, value.toVariant().toString()});
}

// What is wrong with one row of the table, or nothing.
QString problemOf(const QJsonObject& member, const QJsonObject& root)
{
    for (const auto& text : {u"meaning"_s, u"each"_s, u"help"_s}) {
        const QString sentence = member[text].toString();
        if (!sentence.endsWith(u'.') && (text == "meaning"_L1 || !sentence.isEmpty()))
            return u"no sentence: "_s + sentence;
    }
    const auto enums = root[u"enums"_s].toObject();
    const auto values = member[u"values"_s];
    const bool ofReasons = values == u"blockReason"_s || values == u"finishReason"_s; // in reasons.json
    if (values.isString() && !ofReasons && !enums.contains(values.toString()))
        return u"no such values: "_s + values.toString();
    const QString type = member[u"type"_s].toString();
    if (!type.isEmpty() && !root[u"types"_s].toObject().contains(type))
        return u"no such type: "_s + type;
    const QString api = member[u"api"_s].toString();
    if (!api.isEmpty() && api != "gemini"_L1 && api != "vertex"_L1)
        return u"no such API: "_s + api;
    const QString source = member[u"source"_s].toString();
    return source.isEmpty() || root[u"sources"_s].toObject().contains(source) ? QString()
                                                                              : u"no such source"_s;
}

} // namespace

class TestFieldMeaning final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theTableIsWellFormed();
    void everyDocumentedFieldHasAMeaning();
    void everyDocumentedValueHasAMeaning();
    void aSourceIsNamed();
    void helpSpeaksOfNoValue();
    void shapesMayNestAndHaveNamesOfTheirOwn();
    void everyFieldOfTheSamplesHasAMeaning_data();
    void everyFieldOfTheSamplesHasAMeaning();
    void everyReasonHasAMeaningOfItsOwn();
    void aMeaningFitsItsValue_data();
    void aMeaningFitsItsValue();
    void whatIsNotDocumentedHasNone_data();
    void whatIsNotDocumentedHasNone();
};

void TestFieldMeaning::theTableIsWellFormed()
{
    QFile file(u":/knowledge/fields.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError error;
    const auto root = QJsonDocument::fromJson(file.readAll(), &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    const auto types = root[u"types"_s].toObject();
    for (const auto& name : root[u"roots"_s].toArray())
        QVERIFY2(types.contains(name.toString()), qPrintable(name.toString()));
    int fields = 0;
    for (auto type = types.begin(); type != types.end(); ++type) {
        const auto object = type->toObject();
        QVERIFY2(root[u"sources"_s].toObject().contains(object[u"source"_s].toString()),
                 qPrintable(type.key()));
        const auto members = object[u"members"_s].toObject();
        fields += int(members.size());
        for (auto member = members.begin(); member != members.end(); ++member) {
            const QString problem = problemOf(member->toObject(), root);
            QVERIFY2(problem.isEmpty(), qPrintable(type.key() + u'.' + member.key() + ": "_L1 + problem));
        }
    }
    QVERIFY(fields > 500);
}

void TestFieldMeaning::everyDocumentedFieldHasAMeaning()
{
    QFile file(QStringLiteral(SAFELIGHT_TEST_DATA "/wording/fieldnames.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList missing;
    int checked = 0;
    for (const auto& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const QString api = line.section(u' ', 0, 0);
        QString path = line.section(u' ', 1);
        path.replace(u"[]"_s, u"[0]"_s);
        ++checked;
        const QString source = wording::fieldSource(path);
        const bool isGemini = source.startsWith(u"Only the Gemini API"_s);
        const bool isVertex = source.startsWith(u"Only Vertex AI"_s);
        const bool fits = api == "gemini"_L1 ? isGemini
            : api == "vertex"_L1             ? isVertex
                                             : !isGemini && !isVertex;
        const QString meaning = wording::fieldMeaning(path, u"7"_s);
        if (meaning.isEmpty() || source.isEmpty() || !fits || meaning.contains("://"_L1))
            missing << line;
        if (wording::fieldHelp(path).contains(u'%'))
            missing << line + u" (help)"_s;
    }
    QCOMPARE(missing, QStringList());
    QVERIFY(checked > 700);
}

void TestFieldMeaning::everyDocumentedValueHasAMeaning()
{
    QFile file(QStringLiteral(SAFELIGHT_TEST_DATA "/wording/fieldvalues.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList missing;
    int checked = 0;
    for (const auto& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        QString path = line.section(u' ', 0, 0);
        path.replace(u"[]"_s, u"[0]"_s);
        const QString value = line.section(u' ', 1);
        const QString meaning = wording::fieldMeaning(path, value);
        ++checked;
        if (meaning.isEmpty() || meaning.contains(value)
            || meaning == wording::fieldMeaning(path, u"NOVEL"_s))
            missing << line;
    }
    QCOMPARE(missing, QStringList());
    QVERIFY(checked > 200);
}

void TestFieldMeaning::aSourceIsNamed()
{
    QCOMPARE(
        wording::fieldSource(u"candidates[0].safetyRatings[1].severity"_s),
        u"Only Vertex AI has this field. Source: Google’s reference for generateContent, as in the types of "
        "its google-genai SDK."_s);
    QVERIFY(wording::fieldSource(u"error.details[0].retryDelay"_s).contains(u"google.rpc"_s));
    QVERIFY(wording::fieldSource(u"usageMetadata.serviceTier"_s).contains(u"recorded answers"_s));
    QCOMPARE(wording::fieldSource(u"candidates[0].mood"_s), QString());
}

void TestFieldMeaning::helpSpeaksOfNoValue()
{
    QCOMPARE(wording::fieldHelp(u"generationConfig.presencePenalty"_s),
             u"How much words that were used already are avoided."_s);
    QVERIFY(wording::fieldHelp(u"generationConfig.temperature"_s).startsWith(u"How freely words"_s));
    QCOMPARE(wording::fieldHelp(u"candidates[0].finishReason"_s), u"Why the model stopped."_s);
    QCOMPARE(wording::fieldHelp(u"mood"_s), QString());
}

void TestFieldMeaning::shapesMayNestAndHaveNamesOfTheirOwn()
{
    const QString schema = u"generationConfig.responseSchema.properties.any_name.items.anyOf[2].type"_s;
    QCOMPARE(wording::fieldMeaning(schema, u"STRING"_s), u"A text."_s);
    QCOMPARE(wording::fieldMeaning(u"tools[0].functionDeclarations[1].parameters.properties.city"_s, {}),
             u"One member of the object."_s);
    QCOMPARE(wording::fieldMeaning(u"candidates[0].safety_ratings[0].probability_score"_s, u"0.5"_s),
             wording::fieldMeaning(u"candidates[0].safetyRatings[0].probabilityScore"_s, u"0.5"_s));
}

void TestFieldMeaning::everyFieldOfTheSamplesHasAMeaning_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    const QDir samples(QStringLiteral(SAFELIGHT_TEST_DATA "/samples"));
    for (const auto& name : samples.entryList({u"*.json"_s})) {
        QFile file(samples.filePath(name));
        if (name == "expected.json"_L1 || !file.open(QIODevice::ReadOnly))
            continue;
        const auto document = QJsonDocument::fromJson(file.readAll());
        QList<QPair<QString, QString>> fields;
        collect(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {},
                fields);
        for (const auto& [path, value] : fields)
            QTest::addRow("%s %s", qPrintable(name), qPrintable(path)) << path << value;
    }
}

void TestFieldMeaning::everyFieldOfTheSamplesHasAMeaning()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    const QString meaning = wording::fieldMeaning(path, value);
    QVERIFY2(!meaning.isEmpty(), qPrintable(path));
    QVERIFY2(!meaning.contains("%1"_L1), qPrintable(meaning));
}

void TestFieldMeaning::everyReasonHasAMeaningOfItsOwn()
{
    const auto verify = [](const QString& path, const QString& value) {
        QVERIFY2(wording::fieldMeaning(path, value) != wording::fieldMeaning(path, u"NOVEL"_s),
                 qPrintable(value));
    };
    for (const auto& [reason, name] : WireNames<FinishReason>::table)
        verify(u"candidates[0].finishReason"_s, name);
    for (const auto& [reason, name] : WireNames<BlockReason>::table)
        verify(u"promptFeedback.blockReason"_s, name);
    for (const auto& [harm, name] : WireNames<HarmCategory>::table)
        verify(u"candidates[0].safetyRatings[3].category"_s, name);
    for (const auto& [harm, name] : WireNames<HarmProbability>::table)
        verify(u"promptFeedback.safetyRatings[0].probability"_s, name);
    for (const auto& [harm, name] : WireNames<HarmSeverity>::table)
        verify(u"candidates[0].safetyRatings[0].severity"_s, name);
    for (const auto& [threshold, name] : WireNames<BlockThreshold>::table)
        verify(u"safetySettings[0].threshold"_s, name);
    for (const auto& [modality, name] : WireNames<Modality>::table)
        verify(u"usageMetadata.promptTokensDetails[0].modality"_s, name);
}

void TestFieldMeaning::aMeaningFitsItsValue_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("part");
    QTest::newRow("a count stands in its sentence")
        << u"usageMetadata.promptTokenCount"_s << u"1276"_s << u"1\u202f276 tokens of input"_s;
    QTest::newRow("a chunk of a stream is read like an answer")
        << u"chunk[3].candidates[0].finishReason"_s << u"STOP"_s << u"natural end"_s;
    QTest::newRow("an error in an array is read like an error")
        << u"[0].error.code"_s << u"404"_s << u"no such"_s;
    QTest::newRow("null says that nothing came")
        << u"candidates[0].content.parts"_s << u"null"_s << u"Nothing was delivered"_s;
    QTest::newRow("anything may stand in the arguments of a call")
        << u"candidates[0].content.parts[2].functionCall.args.place.name[4]"_s << u"x"_s << u"function"_s;
    QTest::newRow("a huge value is shortened in its sentence")
        << u"modelVersion"_s << QString(100000, u'x') << u"The model that answered: xxx"_s;
}

void TestFieldMeaning::aMeaningFitsItsValue()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, part);
    const QString meaning = wording::fieldMeaning(path, value);
    QVERIFY2(meaning.contains(part), qPrintable(meaning));
    QVERIFY(meaning.size() < 300);
}

void TestFieldMeaning::whatIsNotDocumentedHasNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a field of tomorrow") << u"candidates[0].mood"_s;
    QTest::newRow("the name alone") << u"finishReason"_s;
    QTest::newRow("only dots") << u"..."_s;
    QTest::newRow("a very long path") << QString(u"a[0]."_s).repeated(50000);
}

void TestFieldMeaning::whatIsNotDocumentedHasNone()
{
    QFETCH(QString, path);
    QCOMPARE(wording::fieldMeaning(path, u"x"_s), QString());
}

QTEST_GUILESS_MAIN(TestFieldMeaning)
#include "tst_fieldmeaning.moc"
