#include "tests/support/runprogram.h"
#include "tests/support/strict.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

namespace {

QDir samples()
{
    return QDir(QStringLiteral(SAFELIGHT_TEST_DATA "/samples"));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject expectations()
{
    return QJsonDocument::fromJson(contentOf(samples().filePath(u"expected.json"_s))).object();
}

// Where a member of expected.json stands in the inspection.
QJsonValue valueOf(const QJsonObject& inspection, const QString& member)
{
    const auto candidates = inspection[u"candidates"_s].toArray();
    const auto first = candidates.isEmpty() ? QJsonObject() : candidates.first().toObject();
    const auto error = inspection[u"error"_s].toObject();
    if (member == "text"_L1 || member == "thoughtText"_L1 || member == "images"_L1)
        return first[member];
    if (member == "candidates"_L1)
        return int(candidates.size());
    if (member == "supportCodes"_L1) {
        QJsonArray codes;
        const auto found = inspection[member].toArray();
        for (const auto& code : found)
            codes.append(code[u"code"_s]);
        return codes;
    }
    if (member == "errorStatus"_L1)
        return error[u"status"_s];
    if (member == "errorReason"_L1)
        return error[u"reason"_s];
    if (member == "retryAfterSeconds"_L1)
        return error[member];
    return inspection[member];
}

// What differs from the expectation, in words; empty when all is as it should be.
QStringList differences(const QJsonObject& expected, const test::Run& run)
{
    const QStringList notCompared {u"note"_s, u"exit"_s, u"mustNotContain"_s};
    const auto inspection = QJsonDocument::fromJson(run.output).object();
    QStringList found;
    const auto compare = [&found](const QString& name, const QJsonValue& is, const QJsonValue& should) {
        if (is != should)
            found << u"%1 is %2, not %3"_s.arg(name, QDebug::toString(is), QDebug::toString(should));
    };
    compare(u"exit"_s, run.exitCode, expected[u"exit"_s]);
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        if (it.key() == "usage"_L1 || it.key() == "billing"_L1) {
            const auto group = it->toObject();
            for (auto member = group.begin(); member != group.end(); ++member)
                compare(it.key() + u'.' + member.key(), inspection[it.key()][member.key()], *member);
        } else if (!notCompared.contains(it.key())) {
            compare(it.key(), valueOf(inspection, it.key()), *it);
        }
    }
    return found;
}

} // namespace

// Every recorded answer, read by the real program, against what it must be read as.
class TestInspectSamples final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void eachIsReadAsExpected_data();
    void eachIsReadAsExpected();
    void eachIsReadTheSameFromStandardInput_data() { eachIsReadAsExpected_data(); }
    void eachIsReadTheSameFromStandardInput();
    void everyMemberIsPresent_data() { eachIsReadAsExpected_data(); }
    void everyMemberIsPresent();
    void aStreamIsReadTheSameWithEitherLineEnd_data();
    void aStreamIsReadTheSameWithEitherLineEnd();
    void aSecretIsNowhere_data() { eachIsReadAsExpected_data(); }
    void aSecretIsNowhere();
    void aLineHoldsOneObject();
    void eachHasAdviceAndMoney_data() { eachIsReadAsExpected_data(); }
    void eachHasAdviceAndMoney();
};

void TestInspectSamples::eachIsReadAsExpected_data()
{
    QTest::addColumn<QString>("name");
    const auto expected = expectations();
    QVERIFY(expected.size() > 30);
    for (const auto& name : expected.keys())
        QTest::newRow(qPrintable(name)) << name;
}

void TestInspectSamples::eachIsReadAsExpected()
{
    QFETCH(QString, name);
    const auto run = test::runProgram({u"inspect"_s, u"--json"_s, samples().filePath(name)});
    QCOMPARE(differences(expectations()[name].toObject(), run), QStringList());
    QCOMPARE(QJsonDocument::fromJson(run.output)[u"source"_s].toString(), name);
    QCOMPARE(run.errors, QByteArray());
}

void TestInspectSamples::eachIsReadTheSameFromStandardInput()
{
    QFETCH(QString, name);
    const auto run =
        test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, contentOf(samples().filePath(name)));
    QCOMPARE(differences(expectations()[name].toObject(), run), QStringList());
    QCOMPARE(QJsonDocument::fromJson(run.output)[u"source"_s].toString(), u"-"_s);
}

void TestInspectSamples::everyMemberIsPresent()
{
    QFETCH(QString, name);
    const auto run = test::runProgram({u"inspect"_s, u"--json"_s, samples().filePath(name)});
    const auto inspection = QJsonDocument::fromJson(run.output).object();
    const QStringList members {
        u"schema"_s,        u"source"_s,     u"outcome"_s,      u"stage"_s,        u"reason"_s,
        u"settingHelps"_s,  u"retry"_s,      u"summary"_s,      u"blockReason"_s,  u"blockReasonMessage"_s,
        u"promptRatings"_s, u"candidates"_s, u"categories"_s,   u"supportCodes"_s, u"usage"_s,
        u"billing"_s,       u"error"_s,      u"modelVersion"_s, u"responseId"_s,   u"checks"_s,
        u"remedies"_s,      u"warnings"_s};
    for (const auto& member : members)
        QVERIFY2(inspection.contains(member), qPrintable(member));
    for (const auto& list : {u"promptRatings"_s, u"candidates"_s, u"categories"_s, u"supportCodes"_s,
                             u"remedies"_s, u"warnings"_s})
        QVERIFY2(inspection[list].isArray(), qPrintable(list));
    QCOMPARE(inspection[u"schema"_s].toString(), u"safelight.inspection/1"_s);
    QVERIFY(inspection[u"summary"_s].toString().endsWith(u'.'));
}

void TestInspectSamples::aStreamIsReadTheSameWithEitherLineEnd_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& name : samples().entryList({u"stream-*"_s}))
        QTest::newRow(qPrintable(name)) << name;
}

void TestInspectSamples::aStreamIsReadTheSameWithEitherLineEnd()
{
    QFETCH(QString, name);
    QByteArray lf = contentOf(samples().filePath(name));
    lf.replace("\r\n", "\n");
    QByteArray crlf = lf;
    crlf.replace("\n", "\r\n");
    const auto withLf = test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, lf);
    const auto withCrlf = test::runProgram({u"inspect"_s, u"--json"_s, u"-"_s}, crlf);
    QCOMPARE(differences(expectations()[name].toObject(), withCrlf), QStringList());
    QCOMPARE(withCrlf.output, withLf.output);
}

void TestInspectSamples::aSecretIsNowhere()
{
    QFETCH(QString, name);
    const auto secret = expectations()[name][u"mustNotContain"_s].toString(u"AIzaSyEXAMPLE"_s).toUtf8();
    for (const auto& arguments : {QStringList {u"inspect"_s}, QStringList {u"inspect"_s, u"--json"_s}}) {
        const auto run = test::runProgram(arguments + QStringList {samples().filePath(name)});
        QVERIFY(!run.output.isEmpty());
        QVERIFY(!run.output.contains(secret));
        QVERIFY(!run.errors.contains(secret));
    }
}

void TestInspectSamples::aLineHoldsOneObject()
{
    const auto names = expectations().keys();
    QStringList arguments {u"inspect"_s, u"--json"_s};
    for (const auto& name : names)
        arguments << samples().filePath(name);
    const auto run = test::runProgram(arguments);
    auto lines = run.output.split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    QCOMPARE(lines.size(), names.size());
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(QJsonDocument::fromJson(lines.at(i))[u"source"_s].toString(), names.at(i));
    QCOMPARE(run.exitCode, 4);
}

// What stopped has something to try or says that there is nothing; every answer says whether it was charged.
void TestInspectSamples::eachHasAdviceAndMoney()
{
    QFETCH(QString, name);
    const auto run = test::runProgram({u"inspect"_s, u"--json"_s, samples().filePath(name)});
    const auto inspection = QJsonDocument::fromJson(run.output).object();
    const QString outcome = inspection[u"outcome"_s].toString();
    if (outcome == "unreadable"_L1) {
        QVERIFY(inspection[u"billing"_s].isNull());
        return;
    }
    const auto billing = inspection[u"billing"_s].toObject();
    QVERIFY(
        QStringList({u"billed"_s, u"notBilled"_s, u"unknown"_s}).contains(billing[u"state"_s].toString()));
    QVERIFY(!billing[u"why"_s].toString().isEmpty());
    QVERIFY(billing[u"low"_s].toDouble() <= billing[u"high"_s].toDouble());
    const auto remedies = inspection[u"remedies"_s].toArray();
    QCOMPARE(remedies.isEmpty(), outcome == "delivered"_L1);
    for (const auto& remedy : remedies) {
        QVERIFY(!remedy[u"id"_s].toString().isEmpty());
        QVERIFY(!remedy[u"why"_s].toString().isEmpty());
        QVERIFY(remedy[u"helps"_s].isBool());
    }
}

QTEST_GUILESS_MAIN(TestInspectSamples)
#include "tst_inspectsamples.moc"
