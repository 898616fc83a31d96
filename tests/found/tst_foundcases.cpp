#include "app/found/answerextractor.h"

#include "app/diagnosis/diagnose.h"

#include "tests/support/print.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString caseFolder()
{
    return QStringLiteral(SAFELIGHT_TEST_DATA "/found/cases/");
}

QByteArray caseText(const QString& name)
{
    QFile file(caseFolder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject expectations()
{
    return QJsonDocument::fromJson(caseText(u"expected.json"_s)).object();
}

QList<ExtractedAnswer> all(const QByteArray& text)
{
    QList<ExtractedAnswer> answers;
    extractAnswers(text, 0, [&answers](ExtractedAnswer&& answer) { answers.append(std::move(answer)); });
    return answers;
}

// "responseBlocked SAFETY"
QString ending(const Response& response)
{
    const Verdict verdict = diagnose(response);
    return Known<Outcome>::wireName(verdict.outcome) + u' ' + verdict.reason.value_or(u"-"_s);
}

bool isIn(const QString& text, const QJsonValue& expected)
{
    if (expected.isArray())
        return expected.toArray().contains(text.isEmpty() ? QJsonValue() : QJsonValue(text));
    return text == expected.toString();
}

// Has it a cause that a reader would act on?
bool namesCause(const Response& response)
{
    const Outcome outcome = diagnose(response).outcome;
    return outcome != Outcome::Unreadable && outcome != Outcome::Interrupted;
}

void addCases()
{
    QTest::addColumn<QString>("name");
    const auto names = expectations().keys();
    for (const auto& name : names)
        QTest::newRow(qPrintable(name)) << name;
}

// Members that many formats have, with values of their kinds: what comes of them at random is nobody's
// answer.
class StrangeFormat
{
public:
    explicit StrangeFormat(quint32 seed)
        : m_random(seed)
    { }

    QJsonObject object(int depth)
    {
        static const QStringList names {u"id"_s,
                                        u"object"_s,
                                        u"model"_s,
                                        u"usage"_s,
                                        u"usageMetadata"_s,
                                        u"predictions"_s,
                                        u"candidates"_s,
                                        u"results"_s,
                                        u"output"_s,
                                        u"status"_s,
                                        u"data"_s,
                                        u"response"_s,
                                        u"metadata"_s,
                                        u"content"_s,
                                        u"message"_s,
                                        u"delta"_s,
                                        u"response_metadata"_s,
                                        u"generation_info"_s,
                                        u"choices"_s,
                                        u"created"_s,
                                        u"index"_s,
                                        u"text"_s,
                                        u"serverContent"_s,
                                        u"done"_s,
                                        u"name"_s,
                                        u"items"_s};
        QJsonObject result;
        for (int i = below(6); i >= 0; --i)
            result[names.at(below(int(names.size())))] = value(depth);
        return result;
    }

private:
    int below(int end) { return int(m_random.bounded(quint32(end))); }

    QJsonValue value(int depth)
    {
        switch (below(depth > 3 ? 4 : 6)) {
        case 0:
            return below(1000);
        case 1:
            return QString(u"word %1"_s.arg(below(9)));
        case 2:
            return below(2) == 1;
        case 3:
            return {};
        case 4:
            return QJsonArray {value(depth + 1), value(depth + 1)};
        default:
            return object(depth + 1);
        }
    }

    QRandomGenerator m_random;
};

} // namespace

class TestFoundCases final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void casesReadAsExpected_data() { addCases(); }
    void casesReadAsExpected();
    void aCutCaseNamesNoOtherCause_data() { addCases(); }
    void aCutCaseNamesNoOtherCause();
    void aCaseInAMegabyteOfLogIsFound_data() { addCases(); }
    void aCaseInAMegabyteOfLogIsFound();
    void twoCasesGiveNoThirdCause();
    void eachLineOfABatchIsRead();
    void aRepeatedCallIsOneAnswer();
    void separateCallsOfAListAreSeparate();
    void randomMembersNameNoCause();
    void aHundredThousandLinesAreRead();
    void whatIsNoAnswerIsNamed_data();
    void whatIsNoAnswerIsNamed();
};

void TestFoundCases::casesReadAsExpected()
{
    QFETCH(const QString, name);
    const QJsonObject expected = expectations().value(name).toObject();
    const auto extracted = extractAnswer(caseText(name));
    const Verdict verdict = diagnose(extracted.response);
    QVERIFY2(isIn(Known<Outcome>::wireName(verdict.outcome), expected["outcome"_L1]),
             qPrintable(ending(extracted.response) + u'\n' + extracted.notes.join(u'\n')));
    QVERIFY2(isIn(verdict.reason.value_or(QString()), expected["reason"_L1]),
             qPrintable(ending(extracted.response)));
    QStringList categories;
    for (const auto value : expected["categories"_L1].toArray())
        categories << value.toString();
    QCOMPARE(verdict.categories, categories);
    if (expected.contains("form"_L1))
        QCOMPARE(formOf(extracted.response), expected["form"_L1].toString());
    if (expected.contains("through"_L1))
        QCOMPARE(extracted.response.through, expected["through"_L1].toString());
    if (expected.contains("settingHelps"_L1))
        QCOMPARE(Known<SettingHelps>::wireName(verdict.settingHelps), expected["settingHelps"_L1].toString());
    if (expected.contains("stage"_L1))
        QVERIFY(isIn(Known<Stage>::wireName(verdict.stage), expected["stage"_L1]));
    // Whoever keeps it reads the same again.
    if (verdict.outcome != Outcome::Unreadable)
        QCOMPARE(extractAnswer(extracted.answer).response, extracted.response);
}

void TestFoundCases::aCutCaseNamesNoOtherCause()
{
    QFETCH(const QString, name);
    const QByteArray text = caseText(name);
    const Outcome whole = diagnose(extractAnswer(text).response).outcome;
    for (int tenth = 0; tenth < 10; ++tenth) {
        const auto answers = all(text.first(text.size() * tenth / 10));
        for (const auto& answer : answers) {
            const bool isSame = diagnose(answer.response).outcome == whole;
            QVERIFY2(isSame || !namesCause(answer.response), qPrintable(ending(answer.response)));
        }
    }
}

void TestFoundCases::aCaseInAMegabyteOfLogIsFound()
{
    QFETCH(const QString, name);
    const QByteArray text = caseText(name);
    const auto alone = extractAnswer(text).response;
    if (!namesCause(alone) || text.contains('\0'))
        return;
    const QByteArray log =
        QByteArray("2026-11-20 09:30:01,123 worker 7 went on with \"its\" work {n: 1}\n").repeated(8000);
    QCOMPARE(ending(extractAnswer(log + '\n' + text + '\n' + log).response), ending(alone));
}

void TestFoundCases::twoCasesGiveNoThirdCause()
{
    const auto names = expectations().keys();
    for (qsizetype i = 0; i + 1 < names.size(); ++i) {
        const QByteArray first = caseText(names.at(i));
        const QByteArray second = caseText(names.at(i + 1));
        const QStringList known {ending(extractAnswer(first).response),
                                 ending(extractAnswer(second).response)};
        const auto joined = all(first + '\n' + second);
        for (const auto& answer : joined)
            QVERIFY2(known.contains(ending(answer.response)) || !namesCause(answer.response),
                     qPrintable(names.at(i) + u' ' + ending(answer.response)));
    }
}

void TestFoundCases::eachLineOfABatchIsRead()
{
    const auto answers = all(caseText(u"21-batch-output.jsonl"_s));
    QStringList endings;
    QList<int> lines;
    for (const auto& answer : answers) {
        endings << ending(answer.response);
        lines << answer.firstLine;
        QCOMPARE(formOf(answer.response), u"gemini.batch"_s);
    }
    QCOMPARE(endings,
             (QStringList {u"delivered STOP"_s, u"promptBlocked PROHIBITED_CONTENT"_s,
                           u"responseBlocked SAFETY"_s, u"apiError INVALID_ARGUMENT"_s}));
    QCOMPARE(lines, (QList {1, 2, 3, 4}));
}

void TestFoundCases::aRepeatedCallIsOneAnswer()
{
    const auto answers = all(caseText(u"gateway-beside-service.txt"_s));
    QCOMPARE(answers.size(), 1);
    QCOMPARE(formOf(answers.constFirst().response), u"gemini.response"_s); // the service's own words win
    QVERIFY(answers.constFirst().notes.join(u' ').contains(u"second reading"_s));
}

void TestFoundCases::separateCallsOfAListAreSeparate()
{
    const QByteArray one = R"({"candidates":[{"finishReason":"SAFETY"}],"responseId":"a"})";
    const QByteArray two = R"({"candidates":[{"finishReason":"RECITATION"}],"responseId":"b"})";
    const auto answers = all('[' + one + ',' + two + ']');
    QCOMPARE(answers.size(), 2);
    QCOMPARE(ending(answers.at(0).response), u"responseBlocked SAFETY"_s);
    QCOMPARE(ending(answers.at(1).response), u"responseBlocked RECITATION"_s);
}

void TestFoundCases::randomMembersNameNoCause()
{
    StrangeFormat format(2026);
    for (int i = 0; i < 3000; ++i) {
        const QJsonObject object = format.object(0);
        const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
        const QByteArrayList texts {json, "log: " + json, "data: " + json + "\n\n",
                                    '[' + json + ',' + json + ']'};
        for (const QByteArray& text : texts) {
            const auto response = extractAnswer(text).response;
            const QByteArray told = ending(response).toUtf8() + ' ' + text;
            QVERIFY2(diagnose(response).outcome == Outcome::Unreadable, told.constData());
        }
    }
}

void TestFoundCases::aHundredThousandLinesAreRead()
{
    const QByteArray line =
        R"({"key":"k","response":{"candidates":[{"finishReason":"SAFETY"}],"responseId":")";
    QByteArray text;
    for (int i = 0; i < 100'000; ++i)
        text += line + QByteArray::number(i) + "\"}}\n";
    qsizetype count = 0;
    int last = 0;
    extractAnswers(text, 0, [&](const ExtractedAnswer& answer) {
        ++count;
        last = answer.firstLine;
    });
    QCOMPARE(count, 100'000);
    QCOMPARE(last, 100'000);
}

void TestFoundCases::whatIsNoAnswerIsNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("an article") << u"article.md"_s << u"contains no response"_s;
    QTest::newRow("counts of tokens") << u"usage-only.json"_s << u"token counts"_s;
    QTest::newRow("the beginning of a stream") << u"openai-stream-cut.txt"_s << u"to its end"_s;
    QTest::newRow("an operation that runs") << u"operation-running.json"_s << u"has not ended"_s;
}

void TestFoundCases::whatIsNoAnswerIsNamed()
{
    QFETCH(const QString, name);
    QFETCH(const QString, words);
    const auto extracted = extractAnswer(caseText(name));
    QCOMPARE(extracted.response.end, AnswerEnd::Unreadable);
    QVERIFY2(extracted.notes.join(u' ').contains(words), qPrintable(extracted.notes.join(u'\n')));
}

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestFoundCases)
#include "tst_foundcases.moc"
