// Every recorded answer of tests/data/samples, read as its expected.json says: what the codec alone decides.
#include "app/wire/answerdecoder.h"

#include "tests/support/print.h"
#include "tests/support/samples.h"
#include "tests/support/strict.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace safelight {

class TestSamples : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void everySampleIsExpected()
    {
        const auto names = QDir(test::sampleFolder()).entryList(QDir::Files);
        QCOMPARE(names.size(), test::sampleExpectations().size() + 1);
        QVERIFY(names.size() > 30);
    }

    void readsAsExpected_data()
    {
        QTest::addColumn<QString>("name");
        const auto all = test::sampleExpectations();
        for (const auto& name : all.keys())
            QTest::addRow("%s", qPrintable(name)) << name;
    }

    void readsAsExpected()
    {
        QFETCH(QString, name);
        const auto expected = test::sampleExpectations().value(name).toObject();
        const auto response = decodeAnswer(test::sample(name));
        checkEnd(response, expected.value("outcome"_L1).toString());
        checkContent(response, expected);
        checkUsage(response, expected.value("usage"_L1).toObject());
        checkError(response, expected);
        checkCategories(response, expected);
    }

private:
    static void checkEnd(const Response& response, const QString& outcome)
    {
        QCOMPARE(response.end == AnswerEnd::Unreadable, outcome == "unreadable"_L1);
        const bool interrupted = response.end == AnswerEnd::NoFinish || response.end == AnswerEnd::BrokenChunk
            || response.end == AnswerEnd::ErrorTail;
        QCOMPARE(interrupted, outcome == "interrupted"_L1);
        QCOMPARE(response.error && response.end == AnswerEnd::Complete, outcome == "apiError"_L1);
        if (response.end == AnswerEnd::Unreadable)
            QVERIFY(!response.warnings.isEmpty());
    }

    static void checkContent(const Response& response, const QJsonObject& expected)
    {
        const auto first = response.candidates.value(0);
        if (expected.contains("text"_L1))
            QCOMPARE(first.text(), expected.value("text"_L1).toString());
        if (expected.contains("thoughtText"_L1))
            QCOMPARE(first.thoughtText(), expected.value("thoughtText"_L1).toString());
        if (expected.contains("images"_L1)) {
            QCOMPARE(first.images().size(), expected.value("images"_L1).toInt());
            QVERIFY(first.images().constLast().data.startsWith("\x89PNG"));
        }
        if (expected.contains("candidates"_L1))
            QCOMPARE(response.candidates.size(), expected.value("candidates"_L1).toInt());
        const auto reason = expected.value("reason"_L1).toString();
        if (first.finishReason && !reason.isEmpty())
            QCOMPARE(first.finishReason->text(), reason);
        if (response.promptFeedback && response.promptFeedback->blockReason)
            QCOMPARE(response.promptFeedback->blockReason->text(), reason.isEmpty() ? u"SAFETY"_s : reason);
    }

    static void checkUsage(const Response& response, const QJsonObject& expected)
    {
        if (expected.isEmpty())
            return;
        QVERIFY(response.usage);
        const auto& usage = *response.usage;
        const auto same = [&](QLatin1StringView name, const std::optional<qint64>& value) {
            return !expected.contains(name) || value == std::optional(expected.value(name).toInteger());
        };
        QVERIFY(same("prompt"_L1, usage.prompt));
        QVERIFY(same("thoughts"_L1, usage.thoughts));
        QVERIFY(same("candidates"_L1, usage.candidates));
        QVERIFY(same("total"_L1, usage.total));
        QCOMPARE(usage.isConsistent().value_or(false), expected.value("consistent"_L1).toBool());
    }

    static void checkError(const Response& response, const QJsonObject& expected)
    {
        const auto error = response.error.value_or(ServiceError());
        if (expected.value("outcome"_L1) == "apiError"_L1 && !error.html)
            QCOMPARE(error.status, expected.value("reason"_L1).toString(error.status));
        if (expected.contains("errorStatus"_L1))
            QCOMPARE(error.status, expected.value("errorStatus"_L1).toString());
        if (expected.contains("errorReason"_L1))
            QCOMPARE(error.reason, expected.value("errorReason"_L1).toString());
        if (expected.contains("retryAfterSeconds"_L1))
            QCOMPARE(error.retryAfterSeconds.value_or(-1), expected.value("retryAfterSeconds"_L1).toDouble());
        if (expected.contains("mustNotContain"_L1)) {
            const auto secret = expected.value("mustNotContain"_L1).toString();
            QVERIFY(!secret.isEmpty());
            for (const auto& text : {error.message, error.detail, error.reason, error.field})
                QVERIFY(!text.contains(secret));
            QVERIFY(error.detail.contains("[redacted]"_L1));
        }
    }

    static void checkCategories(const Response& response, const QJsonObject& expected)
    {
        if (!expected.contains("categories"_L1))
            return;
        auto ratings = response.candidates.value(0).ratings;
        if (response.promptFeedback)
            ratings += response.promptFeedback->ratings;
        QJsonArray named;
        for (const auto& rating : ratings) {
            if (rating.blocked.value_or(false))
                named.append(rating.category->text());
        }
        QCOMPARE(named, expected.value("categories"_L1).toArray());
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestSamples)
#include "tst_samples.moc"
