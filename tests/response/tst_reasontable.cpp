#include "app/response/reasontable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

QList<ReasonRow> everyRow()
{
    QList<ReasonRow> rows;
    for (const auto section : {blockReasonRows(), finishReasonRows(), situationRows(), errorRows()})
        rows.append(QList(section.begin(), section.end()));
    return rows;
}

template<typename E>
void everyValueIsItsRow(std::span<const ReasonRow> rows)
{
    QSet<QLatin1StringView> seen;
    for (const auto& [value, name] : WireNames<E>::table) {
        QVERIFY2(std::size_t(value) < rows.size(), name.data());
        QVERIFY2(!seen.contains(name), name.data());
        seen.insert(name);
        QCOMPARE(&reasonRow(value), &rows[std::size_t(value)]);
        QCOMPARE(reasonRow(value).name, QLatin1StringView(Known<E>::wireName(value).toLatin1()));
    }
    for (const ReasonRow& row : rows)
        QVERIFY2(seen.contains(row.name), row.rule.id.data());
}

} // namespace

// resources/knowledge/reasons.json as the build has read it.
class TestReasonTable final : public QObject
{
    Q_OBJECT

private slots:
    void everyRowIsComplete();
    void everyIdIsThereOnce();
    void everyValueHasARowAndEveryRowAValue();
    void numbersAreThereOnce_data();
    void numbersAreThereOnce();
    void anErrorThatIsMatchedIsReached();
    void whatTheBuildReadIsTheFile();
    void anUnknownRuleHasNoRow();
};

void TestReasonTable::everyRowIsComplete()
{
    for (const ReasonRow& row : everyRow()) {
        const char* id = row.rule.id.data();
        QVERIFY2(*row.title != '\0', id);
        QVERIFY2(QString::fromUtf8(row.rule.source).contains(u".md"_s), id);
        const bool isNamed = !row.name.isEmpty();
        QCOMPARE(*row.meaning != '\0', isNamed);
        QVERIFY2(!isNamed || *row.play.scenario != '\0', id);
        QCOMPARE(*row.play.description != '\0', *row.play.scenario != '\0');
        // No advice and no automatic try goes around a prohibition.
        QVERIFY2(!row.isProhibition || row.rule.retry == RetryAdvice::No, id);
        QVERIFY2(!row.isProhibition || row.rule.settingHelps == SettingHelps::No, id);
        for (const char* text : {row.title, row.madeTitle})
            QVERIFY2(!QString::fromUtf8(text).endsWith(u'.'), id);
        for (const char* text : {row.explanation, row.meaning, row.play.description})
            QVERIFY2(*text == '\0' || QString::fromUtf8(text).endsWith(u'.'), id);
    }
}

void TestReasonTable::everyIdIsThereOnce()
{
    QSet<QLatin1StringView> ids;
    for (const ReasonRow& row : everyRow()) {
        QVERIFY2(!ids.contains(row.rule.id), row.rule.id.data());
        ids.insert(row.rule.id);
        QCOMPARE(findReasonRow(QString(row.rule.id))->rule.id, row.rule.id);
    }
    QCOMPARE(ids.size(), 81);
}

void TestReasonTable::everyValueHasARowAndEveryRowAValue()
{
    everyValueIsItsRow<BlockReason>(blockReasonRows());
    everyValueIsItsRow<FinishReason>(finishReasonRows());
    QCOMPARE(Known<BlockReason>::fromWire(u"BLOCKED_REASON_UNSPECIFIED").value(),
             std::optional(BlockReason::Unspecified));
    QCOMPARE(reasonRow(Situation::EndNoFinish).rule.id, "end.no-finish"_L1);
    QCOMPARE(reasonRow(Situation::ErrorUnknown).rule.id, "error.unknown"_L1);
}

void TestReasonTable::numbersAreThereOnce_data()
{
    QTest::addColumn<bool>("ofFinish");
    QTest::addColumn<bool>("vertex");
    QTest::newRow("block reasons of the Gemini API") << false << false;
    QTest::newRow("block reasons of Vertex AI") << false << true;
    QTest::newRow("finish reasons of the Gemini API") << true << false;
    QTest::newRow("finish reasons of Vertex AI") << true << true;
}

void TestReasonTable::numbersAreThereOnce()
{
    QFETCH(const bool, ofFinish);
    QFETCH(const bool, vertex);
    QSet<int> numbers;
    for (const ReasonRow& row : ofFinish ? finishReasonRows() : blockReasonRows()) {
        const int number = vertex ? row.vertex : row.gemini;
        if (number < 0)
            continue;
        QVERIFY2(!numbers.contains(number), row.rule.id.data());
        numbers.insert(number);
    }
    // Without a gap: protobuf numbers them from zero.
    for (int number = 0; number < numbers.size(); ++number)
        QVERIFY2(numbers.contains(number), QByteArray::number(number).constData());
}

void TestReasonTable::anErrorThatIsMatchedIsReached()
{
    QSet<std::size_t> matched;
    std::size_t last = 0;
    for (const ErrorMatch& match : errorMatchesInOrder()) {
        QVERIFY(match.row < errorRows().size());
        QVERIFY(match.row >= last); // in the order of the rows
        last = match.row;
        QVERIFY(match.code != 0 || !match.reason.isEmpty() || !match.text.isEmpty());
        matched.insert(match.row);
    }
    QCOMPARE(std::size_t(matched.size()), errorRows().size());
}

void TestReasonTable::whatTheBuildReadIsTheFile()
{
    QFile file(QStringLiteral(SAFELIGHT_TEST_DATA "/../../resources/knowledge/reasons.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto& section : {u"block"_s, u"finish"_s, u"situations"_s, u"errors"_s}) {
        const auto rows = root.value(section).toArray();
        QVERIFY(!rows.isEmpty());
        for (const auto& value : rows) {
            const auto row = value.toObject();
            const ReasonRow* read = findReasonRow(row.value("id"_L1).toString());
            QVERIFY2(read, qPrintable(row.value("id"_L1).toString()));
            QCOMPARE(QString::fromUtf8(read->title), row.value("title"_L1).toString());
            QCOMPARE(QString::fromUtf8(read->explanation), row.value("explanation"_L1).toString());
            QCOMPARE(Known<Outcome>::wireName(read->rule.outcome), row.value("outcome"_L1).toString());
            QCOMPARE(Known<Stage>::wireName(read->rule.stage), row.value("stage"_L1).toString());
            QCOMPARE(Known<SettingHelps>::wireName(read->rule.settingHelps),
                     row.value("settingHelps"_L1).toString());
            QCOMPARE(Known<RetryAdvice>::wireName(read->rule.retry), row.value("retry"_L1).toString());
            QCOMPARE(read->gemini, row.value("gemini"_L1).toInt(-1));
            QCOMPARE(read->isProhibition, row.value("prohibited"_L1).toBool());
            QCOMPARE(read->play.endsPartWay, row.value("play"_L1).toObject().value("partWay"_L1).toBool());
        }
    }
}

void TestReasonTable::anUnknownRuleHasNoRow()
{
    QVERIFY(!findReasonRow(u"from.tomorrow"));
    QVERIFY(!findReasonRow(u""));
}

QTEST_APPLESS_MAIN(TestReasonTable)
#include "tst_reasontable.moc"
