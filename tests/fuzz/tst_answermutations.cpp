// Recorded answers, damaged in every way that comes to mind: whatever reads bytes from outside survives,
// ends, and stays within what the bytes hold. Deterministic; SAFELIGHT_FUZZ_ROUNDS sets the number of
// mutations.
#include "app/client/modelcatalogue.h"
#include "app/found/answerextractor.h"
#include "app/request/requestcodec.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/eventstreamparser.h"
#include "app/wire/fieldlist.h"

#include "tests/support/samples.h"
#include "tests/support/strict.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

int roundsPerSample(qsizetype samples)
{
    bool isNumber = false;
    const int asked = qEnvironmentVariable("SAFELIGHT_FUZZ_ROUNDS").toInt(&isNumber);
    return int((isNumber ? asked : 2000) / samples) + 1;
}

// What the wire could put in the place of a value.
const QByteArrayList replacements {"null",
                                   "[]",
                                   "{}",
                                   "\"\"",
                                   "0",
                                   "-1",
                                   "true",
                                   "\"text\"",
                                   "1e400",
                                   "[[[[[",
                                   "}}}}}",
                                   "\"\\ud800\"",
                                   "\"\\u0000\"",
                                   "12345678901234567890",
                                   "\xFF\xFE",
                                   "{\"a\":1,\"a\":2}",
                                   "\"\\u00",
                                   "nul",
                                   "\xEF\xBB\xBF",
                                   ","};

class Mutator
{
public:
    explicit Mutator(quint32 seed)
        : m_random(seed)
    { }

    QByteArray mutated(QByteArray bytes)
    {
        const int times = 1 + below(4);
        for (int i = 0; i < times && !bytes.isEmpty(); ++i)
            bytes = once(bytes);
        return bytes;
    }

    // Cuts into pieces of random length.
    QByteArrayList pieces(const QByteArray& bytes)
    {
        QByteArrayList list;
        for (qsizetype at = 0; at < bytes.size(); at += list.constLast().size())
            list.append(bytes.mid(at, 1 + below(40)));
        return list;
    }

private:
    int below(qsizetype end) { return int(m_random.bounded(quint32(end))); }

    QByteArray once(QByteArray bytes)
    {
        const int at = below(bytes.size());
        const int length = 1 + below(std::min<qsizetype>(bytes.size() - at, 30));
        switch (below(7)) {
        case 0:
            return bytes.first(at);
        case 1:
            bytes[at] = char(below(256));
            return bytes;
        case 2:
            return bytes.insert(at, bytes.mid(at, length));
        case 3:
            return bytes.remove(at, length);
        case 4:
            return bytes.insert(at, replacements.at(below(replacements.size())));
        case 5:
            return swapValue(bytes, at);
        default:
            return bytes + bytes.mid(at);
        }
    }

    // The value behind the next colon becomes one of another type.
    QByteArray swapValue(QByteArray bytes, qsizetype from)
    {
        const qsizetype colon = bytes.indexOf(": ", from);
        if (colon < 0)
            return bytes;
        qsizetype end = colon + 2;
        while (end < bytes.size() && !QByteArrayView(",}]\n").contains(bytes.at(end)))
            ++end;
        return bytes.replace(colon + 2, end - colon - 2, replacements.at(below(replacements.size())));
    }

    QRandomGenerator m_random;
};

const QByteArray request =
    R"({"model": "m", "contents": [{"role": "user", "parts": [{"text": "caption"}, {"inlineData": {"mimeType": "image/png", "data": "iVBORw=="}}, {"text": "draw"}]}], "systemInstruction": {"parts": [{"text": "s"}]}, "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}], "generationConfig": {"temperature": 1.5, "topK": 3, "stopSequences": ["a"], "imageConfig": {"imageSize": "2K"}, "thinkingConfig": {"includeThoughts": true}}})";

} // namespace

class TestAnswerMutations : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void answersSurvive_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const auto& name : test::sampleNames())
            QTest::addRow("%s", qPrintable(name)) << test::sample(name);
    }

    void answersSurvive()
    {
        QFETCH(QByteArray, bytes);
        Mutator mutator(qChecksum(bytes)); // the same on every machine, which qHash() is not
        const int rounds = roundsPerSample(test::sampleNames().size());
        for (int round = 0; round < rounds; ++round) {
            const auto mutated = mutator.mutated(bytes);
            readAnswer(mutated);
            if (QTest::currentTestFailed()) {
                qInfo() << "mutation" << round << mutated;
                return;
            }
            readInPieces(mutated, mutator.pieces(mutated));
            (void)decodeRequest(mutated);
            (void)decodeModelList(mutated, {});
            (void)decodeChunk(mutated, 1);
        }
    }

    void textsAroundAnswersSurvive_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QDir folder(QStringLiteral(SAFELIGHT_TEST_DATA "/found"));
        for (const auto& name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::addRow("%s", qPrintable(name)) << file.readAll();
        }
    }

    void textsAroundAnswersSurvive()
    {
        QFETCH(QByteArray, bytes);
        Mutator mutator(qChecksum(bytes));
        const int rounds = roundsPerSample(15);
        for (int round = 0; round < rounds; ++round) {
            const auto mutated = mutator.mutated(bytes);
            const auto exact = QByteArray::fromRawData(mutated.constData(), mutated.size());
            const auto extracted = extractAnswer(exact);
            QCOMPARE(extracted, extractAnswer(mutated));
            QVERIFY(extracted.notes.size() < 10);
            // What is kept as the answer reads by itself as it was read.
            if (extracted.answer != mutated
                && extracted.response.error.value_or(ServiceError()).httpCode == 0)
                QCOMPARE(decodeAnswer(extracted.answer), extracted.response);
        }
    }

    void requestsSurvive()
    {
        Mutator mutator(11);
        QVERIFY(decodeRequest(request).has_value());
        const int rounds = roundsPerSample(4);
        for (int round = 0; round < rounds; ++round) {
            const auto decoded = decodeRequest(mutator.mutated(request));
            if (!decoded) {
                QVERIFY(!decoded.error().message.isEmpty());
                continue;
            }
            // What was understood can be sent, and is understood again.
            const auto body = encodeRequest(decoded->prompt);
            QCOMPARE(body.size(), encodedRequestSize(decoded->prompt));
            QVERIFY2(decodeRequest(body).has_value(), body.constData());
        }
    }

private:
    static void readAnswer(const QByteArray& bytes)
    {
        // Exactly these bytes and not one more: a sanitizer sees every read behind their end.
        const auto exact = QByteArray::fromRawData(bytes.constData(), bytes.size());
        const auto response = decodeAnswer(exact);
        QCOMPARE(decodeAnswer(bytes), response);
        if (response.end == AnswerEnd::Unreadable)
            QVERIFY(!response.warnings.isEmpty());
        QVERIFY(response.warnings.size() <= 101);
        for (const auto& candidate : response.candidates)
            QVERIFY(candidate.text().size() <= bytes.size());
        const auto fields = listFields(exact, 500);
        QVERIFY(fields.size() <= 500);
        QVERIFY(!prettyAnswer(exact).isEmpty() || bytes.isEmpty());
    }

    static void readInPieces(const QByteArray& bytes, const QByteArrayList& pieces)
    {
        EventStreamParser whole;
        auto expected = whole.feed(bytes);
        expected += whole.finish();
        EventStreamParser parser;
        QByteArrayList events;
        for (const auto& piece : pieces)
            events += parser.feed(piece);
        events += parser.finish();
        QCOMPARE(events, expected);
        QCOMPARE(parser.tail(), whole.tail());
    }
};

} // namespace safelight

QTEST_GUILESS_MAIN(safelight::TestAnswerMutations)
#include "tst_answermutations.moc"
