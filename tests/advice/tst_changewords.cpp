#include "app/wording/changewords.h"

#include "app/prompt/prompt.h"
#include "tests/support/sampleattempt.h"
#include "tests/support/strict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace safelight;

class TestChangeWords final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void nothingChangedSaysNothing();
    void eachChangeIsOneLine();
    void everySettingIsSaid();
};

void TestChangeWords::nothingChangedSaysNothing()
{
    QCOMPARE(wording::promptChanges(test::samplePrompt(), test::samplePrompt()), QStringList());
    Prompt otherText = test::samplePrompt();
    otherText.text += u" and more"_s; // shown word by word elsewhere
    otherText.systemInstruction.clear();
    QCOMPARE(wording::promptChanges(test::samplePrompt(), otherText), QStringList());
}

void TestChangeWords::eachChangeIsOneLine()
{
    const Prompt before = test::samplePrompt();
    Prompt after = before;
    after.safety.setThreshold(HarmCategory::HateSpeech, {});
    after.model = u"gemini-3.1-flash-image"_s;
    after.generation.maxOutputTokens = 65536;
    after.generation.responseModalities = {};
    after.generation.includeThoughts = false;
    after.images = {test::sampleImage(5000, 8)};
    after.images.first().fileName.clear();
    QCOMPARE(wording::promptChanges(before, after),
             (QStringList {u"Hate speech: not sent instead of low and up"_s,
                           u"Model: gemini-3.1-flash-image instead of gemini-3-pro-image"_s,
                           u"Output limit in tokens: 65\u202f536 instead of not sent"_s,
                           u"Answer as: not sent instead of TEXT, IMAGE"_s,
                           u"Thoughts in the answer: no instead of yes"_s, u"Left out: coat.png"_s,
                           u"Added: a picture without a name"_s}));
}

void TestChangeWords::everySettingIsSaid()
{
    Prompt after;
    after.generation = {0.5, 0.5, 1, 1, 1, 1, {u"x"_s}, {u"TEXT"_s}, u"1:1"_s, u"1K"_s, u"low"_s, 1, true};
    QCOMPARE(wording::promptChanges(Prompt(), after).size(), 13);
}

QTEST_GUILESS_MAIN(TestChangeWords)
#include "tst_changewords.moc"
