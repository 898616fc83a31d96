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

} // namespace

class TestFieldMeaning final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void theTableIsWellFormed();
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
    const auto enums = root[u"enums"_s].toObject();
    QStringList paths;
    for (const auto& entry : root[u"fields"_s].toArray()) {
        const auto row = entry.toObject();
        QVERIFY2(row[u"meaning"_s].toString().endsWith(u'.'), qPrintable(row[u"meaning"_s].toString()));
        if (row[u"values"_s].isString())
            QVERIFY2(enums.contains(row[u"values"_s].toString()), qPrintable(row[u"values"_s].toString()));
        for (const auto& path : row[u"paths"_s].toArray()) {
            QVERIFY2(!paths.contains(path.toString()), qPrintable(path.toString()));
            paths << path.toString();
        }
    }
    QVERIFY(paths.size() > 200);
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
