#include "tests/response/sampleattempts.h"
#include "tests/support/strict.h"
#include "ui/response/fieldsmodel.h"
#include "ui/response/ratingsmodel.h"
#include "ui/response/tokensmodel.h"
#include "ui/view/celldelegate.h"
#include "ui/view/sourcetext.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace safelight {

class tst_InspectorModels : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void ratingsAreMeasuredAgainstTheirThreshold();
    void aCategoryWithoutThresholdHasNoLine();
    void unknownProbabilityHasNoBarAndItsOwnWord();
    void emptyRatingIsListed();
    void columnsAreThereOnlyWhenTheyHoldSomething();
    void promptAndCandidateRatingsAreToldApart();
    void overwrittenThresholdIsTheOneInForce();
    void tokensOfTheBlockedPictureAddUp();
    void theBlockedPictureCostsARange();
    void withoutAPriceTheCountsRemain();
    void tokensThatDoNotAddUpSaySo();
    void mirroredCountIsNoOutput();
    void unlistedOutputIsText();
    void fieldsHoldPathValueAndMeaning();
    void aFieldNamesItsSource();
    void fieldsAreFoundInIndentedJson_data();
    void fieldsAreFoundInIndentedJson();
    void filterLooksInAllColumns();
    void cutValueSaysItsLength();
    void hundredThousandFieldsAreLimited();
    void sourceTextBreaksEndlessLines_data();
    void sourceTextBreaksEndlessLines();
    void sourceTextIsCutAtAWholeCharacter();
    void sourceTextSaysWhatIsNoUtf8();
    void sourceTextHoldsNoNull();
};

namespace {

RatingRow rowOf(HarmCategory category, HarmProbability probability, std::optional<BlockThreshold> threshold)
{
    RatingRow row;
    row.of = u"Prompt"_s;
    row.rating.category = category;
    row.rating.probability = probability;
    row.threshold = threshold;
    row.thresholdKnown = true;
    return row;
}

QStringList column(const QAbstractItemModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

} // namespace

void tst_InspectorModels::ratingsAreMeasuredAgainstTheirThreshold()
{
    const RatingGroup group {
        u"Prompt"_s,
        {rowOf(HarmCategory::Harassment, HarmProbability::Medium, BlockThreshold::MediumAndAbove),
         rowOf(HarmCategory::HateSpeech, HarmProbability::Medium, BlockThreshold::OnlyHigh),
         rowOf(HarmCategory::SexuallyExplicit, HarmProbability::Low, BlockThreshold::LowAndAbove)}};
    const auto chart = ratingChart(group);
    for (int i = 0; i < 3; ++i) {
        const auto& row = group.rows.at(i);
        // The bar crosses its line exactly when the threshold blocks.
        QCOMPARE(chart.bars.at(i).height > chart.bars.at(i).line.value(),
                 blocks(*row.threshold, *row.rating.probability->value()));
    }
    QCOMPARE(chart.bars.at(0).role, Role::Warn);
    QCOMPARE(chart.levels.size(), 4);
}

void tst_InspectorModels::aCategoryWithoutThresholdHasNoLine()
{
    const RatingGroup group {u"Prompt"_s,
                             {rowOf(HarmCategory::Harassment, HarmProbability::High, {}),
                              rowOf(HarmCategory::HateSpeech, HarmProbability::High, BlockThreshold::Off)}};
    const auto chart = ratingChart(group);
    QVERIFY(!chart.bars.at(0).line);
    QVERIFY(!chart.bars.at(1).line);
}

void tst_InspectorModels::unknownProbabilityHasNoBarAndItsOwnWord()
{
    RatingRow row = rowOf(HarmCategory::Harassment, HarmProbability::High, {});
    row.rating.probability = Known<HarmProbability>::fromWire(u"EXTREME_9");
    const auto chart = ratingChart({u"Prompt"_s, {row}});
    QCOMPARE(chart.bars.at(0).height, 0.0);
    QVERIFY(chart.bars.at(0).word.contains(u"EXTREME_9"_s));
    QCOMPARE(chart.bars.at(0).role, Role::Mute);
}

void tst_InspectorModels::emptyRatingIsListed()
{
    RatingsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setGroups({{u"Answer"_s, {RatingRow {}}}});
    QCOMPARE(column(model, 0), QStringList {u"Empty rating"_s});
    QVERIFY(ratingChart({u"Answer"_s, {RatingRow {}}}).bars.isEmpty());
}

void tst_InspectorModels::columnsAreThereOnlyWhenTheyHoldSomething()
{
    using M = RatingsModel;
    RatingsModel model;
    const QAbstractItemModelTester tester(&model);
    RatingRow row = rowOf(HarmCategory::Harassment, HarmProbability::Low, {});
    model.setGroups({{u"Answer"_s, {row}}});
    QCOMPARE(model.shownColumns(), (QList<M::Column> {M::Category, M::Probability, M::Threshold}));
    row.rating.probabilityScore = 0.25;
    row.rating.severity = HarmSeverity::Low;
    row.rating.severityScore = 0.5;
    row.rating.blocked = true;
    model.setGroups({{u"Prompt"_s, {row}}, {u"Answer"_s, {row}}});
    QCOMPARE(model.columnCount(), int(M::ColumnCount));
    QCOMPARE(column(model, 0), (QStringList {u"Prompt"_s, u"Prompt"_s}));
    QCOMPARE(column(model, 3), (QStringList {u"0.25"_s, u"0.25"_s}));
    model.setGroups({});
    QCOMPARE(model.rowCount(), 0);
}

void tst_InspectorModels::promptAndCandidateRatingsAreToldApart()
{
    Attempt attempt = test::sampleAttempt(u"two-candidates.json"_s);
    attempt.response.promptFeedback = PromptFeedback {};
    attempt.response.promptFeedback->ratings = {
        rowOf(HarmCategory::Harassment, HarmProbability::Low, {}).rating};
    for (auto& candidate : attempt.response.candidates)
        candidate.ratings = attempt.response.promptFeedback->ratings;
    const auto groups = ratingGroups(attempt);
    QCOMPARE(groups.size(), 1 + attempt.response.candidates.size());
    QCOMPARE(groups.at(0).rows.at(0).threshold, attempt.prompt.safety.threshold(HarmCategory::Harassment));
    attempt.requestBody.clear(); // an answer without its request
    QVERIFY(!ratingGroups(attempt).at(0).rows.at(0).thresholdKnown);
}

void tst_InspectorModels::overwrittenThresholdIsTheOneInForce()
{
    Attempt attempt = test::sampleAttempt(u"two-candidates.json"_s);
    SafetyRating rating = rowOf(HarmCategory::Harassment, HarmProbability::Low, {}).rating;
    rating.overwrittenThreshold = BlockThreshold::LowAndAbove;
    attempt.response.candidates = {attempt.response.candidates.at(0)};
    attempt.response.candidates[0].ratings = {rating};
    QCOMPARE(ratingChart(ratingGroups(attempt).constLast()).bars.at(0).line, std::optional<double>(1.5));
}

void tst_InspectorModels::tokensOfTheBlockedPictureAddUp()
{
    const Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    QVERIFY(attempt.response.usage);
    TokensModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(tokenRows(attempt));
    QCOMPARE(column(model, TokensModel::Tokens),
             (QStringList {u"18"_s, u"258"_s, u"173"_s, u"0"_s, u"449"_s}));
    QVERIFY(tokenSum(*attempt.response.usage).startsWith(u"Adds up"_s));
    QCOMPARE(tokenBar(model.rows()).pieces.size(), 3);
}

void tst_InspectorModels::theBlockedPictureCostsARange()
{
    TokensModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(tokenRows(test::sampleAttempt(u"image-safety.json"_s)));
    QCOMPARE(column(model, TokensModel::Kind),
             (QStringList {u"Prompt, text"_s, u"Prompt, image"_s, u"Thinking"_s, u"Answer"_s, u"Total"_s}));
    QCOMPARE(column(model, TokensModel::Price), (QStringList {u"$2"_s, u"$2"_s, u"$12"_s, {}, {}}));
    QCOMPARE(
        column(model, TokensModel::Amount),
        (QStringList {u"less than $0.0001"_s, u"$0–$0.0005"_s, u"$0–$0.0021"_s, u"$0"_s, u"$0–$0.0026"_s}));
    const QString unknown = u"Not known"_s;
    QCOMPARE(column(model, TokensModel::IsCharged), (QStringList {unknown, unknown, unknown, u"No"_s, {}}));
}

void tst_InspectorModels::withoutAPriceTheCountsRemain()
{
    Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    attempt.billing = {};
    TokensModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(tokenRows(attempt));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(column(model, TokensModel::Amount).constFirst(), u"not known"_s);
    // A flat price is a line of its own.
    attempt.billing.lines = {CostLine {CostKind::Request, Modality::Text, 0, {}, Charged::Yes, 0.09, 0.09}};
    attempt.billing.low = attempt.billing.high = 0.09;
    model.setRows(tokenRows(attempt));
    QCOMPARE(model.rowCount(), 6);
    QVERIFY(column(model, TokensModel::Amount).endsWith(u"$0.090"_s));
    QVERIFY(column(model, TokensModel::Kind).contains(u"Request, flat price"_s));
    QVERIFY(tokenRows(Attempt()).isEmpty());
}

void tst_InspectorModels::tokensThatDoNotAddUpSaySo()
{
    TokenUsage usage;
    usage.prompt = 10;
    usage.candidates = 5;
    usage.total = 99;
    QVERIFY(tokenSum(usage).startsWith(u"Does not add up"_s));
    QVERIFY(tokenSum(usage).contains(u"15"_s) && tokenSum(usage).contains(u"99"_s));
    usage.total.reset();
    QVERIFY(tokenSum(usage).isEmpty());
}

void tst_InspectorModels::mirroredCountIsNoOutput()
{
    Attempt attempt;
    TokenUsage usage;
    usage.prompt = 10;
    usage.thoughts = 50;
    usage.candidates = 50;
    usage.total = 60;
    attempt.response.usage = usage;
    for (const auto& row : tokenRows(attempt))
        QVERIFY(row.line.kind != CostKind::Output);
    QVERIFY(!tokenNotes(attempt).isEmpty());
    QVERIFY(tokenSum(usage).startsWith(u"Adds up"_s));
}

void tst_InspectorModels::unlistedOutputIsText()
{
    Attempt attempt;
    attempt.response.usage.emplace();
    attempt.response.usage->candidates = 1307;
    attempt.response.usage->candidatesDetails = {{Modality::Image, 1290}};
    const auto rows = tokenRows(attempt);
    QCOMPARE(rows.size(), 3);
    QVERIFY(rows.at(1).line.modality == Modality::Text);
    QCOMPARE(rows.at(1).line.tokens, 17);
    QVERIFY(tokenNotes(attempt).contains(u"17 tokens of the answer are not listed"_s));
}

void tst_InspectorModels::fieldsHoldPathValueAndMeaning()
{
    const Attempt attempt = test::sampleAttempt(u"image-safety.json"_s);
    FieldsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(fieldRows(attempt.rawAnswer, u"candidates[0].finishReason"_s));
    const auto row = column(model, FieldsModel::Path).indexOf(u"candidates[0].finishReason"_s);
    QVERIFY(row >= 0);
    QCOMPARE(model.index(row, FieldsModel::Value).data().toString(), u"IMAGE_SAFETY"_s);
    QVERIFY(!model.index(row, FieldsModel::Meaning).data().toString().isEmpty());
    QCOMPARE(model.index(row, FieldsModel::Value).data(cellrole::Ink).toInt(), static_cast<int>(Role::Bad));
    QVERIFY(model.index(row, FieldsModel::Path).data(cellrole::Monospace).toBool());
}

void tst_InspectorModels::aFieldNamesItsSource()
{
    FieldsModel model;
    model.setRows(fieldRows(R"({"candidates":[{"safetyRatings":[{"severity":"X"}]}],"mood":1})", {}));
    const auto tip = [&model](int row, int column) {
        return model.index(row, column).data(Qt::ToolTipRole).toString();
    };
    QVERIFY(tip(0, FieldsModel::Path).contains(u"Only Vertex AI"_s));
    QVERIFY(tip(0, FieldsModel::Meaning).contains(u"Source: "_s));
    QCOMPARE(tip(0, FieldsModel::Value), QString());
    QCOMPARE(tip(1, FieldsModel::Meaning), QString());
}

void tst_InspectorModels::fieldsAreFoundInIndentedJson_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("path");
    QTest::newRow("a list") << u"\"contents\""_s << u"contents"_s;
    QTest::newRow("a part") << u"\"text\""_s << u"contents[0].parts[0].text"_s;
    QTest::newRow("the value of a part") << u"Draw"_s << u"contents[0].parts[0].text"_s;
    QTest::newRow("a bracket between") << u"}"_s << u"contents[0].parts[0]"_s;
    QTest::newRow("behind the lists") << u"0.5"_s << u"generationConfig.temperature"_s;
    QTest::newRow("an entry that is a text") << u"END"_s << u"generationConfig.stopSequences[0]"_s;
    QTest::newRow("behind a broken line") << u"HIGH"_s << u"generationConfig.level"_s;
    QTest::newRow("a header") << u"POST"_s << QString();
    QTest::newRow("the end") << QString() << QString();
}

void tst_InspectorModels::fieldsAreFoundInIndentedJson()
{
    QFETCH(QString, at);
    QFETCH(QString, path);
    const QString text = uR"(POST https://example.com
accept: [

{
    "contents": [
        {
            "parts": [
                {
                    "text": "Draw \"a {"
                }
            ]
        }
    ],
    "generationConfig": {
        "temperature": 0.5,
        "note": "a long line that was
broken",
        "stopSequences": [
            "END"
        ],
        "level": "HIGH"
    }
}
)"_s;
    QCOMPARE(fieldPathAt(text, at.isEmpty() ? text.size() : text.indexOf(at)), path);
    QCOMPARE(fieldPathAt(text, -1), QString());
    QCOMPARE(fieldPathAt(text, text.size() + 1), QString());
}

void tst_InspectorModels::filterLooksInAllColumns()
{
    const QList<FieldRow> rows {{{u"a.b"_s, u"one"_s, Field::Kind::Text, 0}, u"first"_s, false},
                                {{u"c"_s, u"two"_s, Field::Kind::Text, 0}, u"Second"_s, false}};
    QCOMPARE(filtered(rows, {}).size(), 2);
    QCOMPARE(filtered(rows, u"A.B"_s).size(), 1);
    QCOMPARE(filtered(rows, u"TWO"_s).size(), 1);
    QCOMPARE(filtered(rows, u"second"_s).size(), 1);
    QVERIFY(filtered(rows, u"nowhere"_s).isEmpty());
}

void tst_InspectorModels::cutValueSaysItsLength()
{
    QVERIFY(fieldValue({u"data"_s, u"iVBOR"_s, Field::Kind::Text, 1000}).contains(u"iVBOR…"_s));
    QCOMPARE(fieldValue({u"x"_s, {}, Field::Kind::EmptyObject, 0}), u"{}"_s);
    QCOMPARE(fieldValue({u"x"_s, {}, Field::Kind::Null, 0}), u"null"_s);
}

void tst_InspectorModels::hundredThousandFieldsAreLimited()
{
    QByteArray json = "{\"a\":[";
    for (int i = 0; i < 100000; ++i)
        json += "1,";
    json += "1]}";
    const auto rows = fieldRows(json, {});
    QVERIFY(rows.size() <= 20000);
    QVERIFY(rows.size() > 1000);
}

void tst_InspectorModels::sourceTextBreaksEndlessLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("linesBroken");
    QTest::newRow("short lines stay") << QByteArray("ab\ncd\n") << u"ab\ncd\n"_s << false;
    QTest::newRow("line of exactly the limit stays") << QByteArray("abcd\ne") << u"abcd\ne"_s << false;
    QTest::newRow("long line is broken") << QByteArray("abcdefghij") << u"abcd\nefgh\nij"_s << true;
    QTest::newRow("long line before a short one") << QByteArray("abcdef\ng") << u"abcd\nef\ng"_s << true;
    QTest::newRow("not inside one character")
        << QByteArray("abc\xF0\x9F\x98\x80z") << u"abc\n\U0001F600z"_s << true;
    QTest::newRow("carriage returns are line ends") << QByteArray("a\r\nb\rc") << u"a\nb\nc"_s << false;
    QTest::newRow("nothing") << QByteArray() << QString() << false;
}

void tst_InspectorModels::sourceTextBreaksEndlessLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(bool, linesBroken);
    const auto source = sourceText(bytes, 1000, 4);
    QCOMPARE(source.text, text);
    QCOMPARE(source.linesBroken, linesBroken);
    QVERIFY(!source.notUtf8);
    QCOMPARE(sourceNotes(source).isEmpty(), !linesBroken);
}

void tst_InspectorModels::sourceTextIsCutAtAWholeCharacter()
{
    const auto source = sourceText(QByteArray("ab\xE2\x82\xAC rest"), 4);
    QCOMPARE(source.text, u"ab"_s);
    QVERIFY(!source.notUtf8);
    QCOMPARE(source.shownBytes, 2);
    QVERIFY(!sourceNotes(source).isEmpty());
}

void tst_InspectorModels::sourceTextSaysWhatIsNoUtf8()
{
    const auto source = sourceText(QByteArray("a\xFF\xFE b"));
    QVERIFY(source.notUtf8);
    QVERIFY(source.text.contains(QChar(QChar::ReplacementCharacter)));
    QVERIFY(sourceNotes(source).contains(u"UTF-8"_s));
}

void tst_InspectorModels::sourceTextHoldsNoNull()
{
    const auto source = sourceText(QByteArray("a\0b", 3));
    QCOMPARE(source.text.size(), 3);
    QVERIFY(!source.text.contains(QChar(u'\0')));
}

} // namespace safelight

QTEST_MAIN(safelight::tst_InspectorModels)
#include "tst_inspectormodels.moc"
