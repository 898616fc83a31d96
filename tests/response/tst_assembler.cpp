#include "app/response/responseassembler.h"

#include "tests/support/strict.h"

#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

Response chunk(int index, const QString& text, bool thought = false)
{
    Part part;
    part.text = text;
    part.thought = thought;
    Candidate candidate;
    candidate.index = index;
    candidate.parts = {part};
    Response response;
    response.candidates = {candidate};
    return response;
}

} // namespace

class TestAssembler final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void joinsTextsOfTheSameKind()
    {
        ResponseAssembler assembler;
        assembler.append(chunk(0, u"thinking"_s, true));
        assembler.append(chunk(0, u"one "_s));
        assembler.append(chunk(0, u"two"_s));
        const Response response = assembler.take(AnswerEnd::Complete);
        QCOMPARE(response.chunks, 3);
        QCOMPARE(response.candidates.constFirst().parts.size(), 2);
        QCOMPARE(response.candidates.constFirst().text(), u"one two"_s);
        QCOMPARE(response.candidates.constFirst().thoughtText(), u"thinking"_s);
    }

    void keepsCandidatesInTheOrderOfTheirIndex()
    {
        ResponseAssembler assembler;
        for (const int index : {2, 0, 2})
            assembler.append(chunk(index, QString::number(index)));
        const auto& candidates = assembler.response().candidates;
        QCOMPARE(candidates.size(), 2);
        QCOMPARE(candidates.at(0).text(), u"0"_s);
        QCOMPARE(candidates.at(1).text(), u"22"_s);
    }

    void laterScalarsWinAndEmptyOnesTakeNothingBack()
    {
        ResponseAssembler assembler;
        for (const auto& version : {u"first"_s, u"second"_s, QString()}) {
            Response response;
            response.modelVersion = version;
            assembler.append(response);
        }
        QCOMPARE(assembler.response().modelVersion, u"second"_s);
    }

    void aMirrorOfTheThoughtsIsNoOutput()
    {
        TokenUsage usage;
        QVERIFY(!usage.isConsistent());
        QVERIFY(!usage.unlistedOutput());
        usage.prompt = 10;
        usage.thoughts = 5;
        usage.candidates = 5;
        usage.total = 15;
        QVERIFY(usage.candidatesMirrorThoughts());
        QVERIFY(usage.isConsistent() == true);
        QVERIFY(!usage.unlistedOutput());
        usage.total = 20;
        QVERIFY(!usage.candidatesMirrorThoughts());
        QVERIFY(usage.isConsistent() == true);
        usage.candidatesDetails = {{Modality::Image, 3}};
        QVERIFY(usage.unlistedOutput() == 2);
        usage.total = 21;
        QVERIFY(usage.isConsistent() == false);
    }
};

QTEST_GUILESS_MAIN(TestAssembler)
#include "tst_assembler.moc"
