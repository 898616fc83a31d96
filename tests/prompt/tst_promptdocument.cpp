#include "app/prompt/promptdocument.h"
#include "app/prompt/promptlimits.h"
#include "app/prompt/textchange.h"
#include "tests/support/strict.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

void type(PromptDocument& document, const QString& letters)
{
    for (const QChar letter : letters)
        document.setText(document.prompt().text + letter);
}

} // namespace

class tst_PromptDocument : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void aRunOfTypingIsOneStep()
    {
        PromptDocument document;
        type(document, u"a jacket"_s);
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE(document.prompt().text, QString());
        document.undoStack()->redo();
        QCOMPARE(document.prompt().text, u"a jacket"_s);
    }

    void whatEndsARun_data()
    {
        QTest::addColumn<QStringList>("states");
        QTest::addColumn<int>("steps");
        QTest::addRow("a new line") << QStringList {u"a"_s, u"ab"_s, u"ab\n"_s, u"ab\nc"_s} << 2;
        QTest::addRow("a paste") << QStringList {u"a"_s, u"a pasted"_s, u"a pasted!"_s} << 3;
        QTest::addRow("a jump") << QStringList {u"0123456"_s, u"0123456a"_s, u"01b23456a"_s} << 3;
        QTest::addRow("typing at the front goes on") << QStringList {u"c"_s, u"bc"_s, u"abc"_s} << 1;
        QTest::addRow("deleting after writing") << QStringList {u"a"_s, u"ab"_s, u"a"_s} << 2;
        QTest::addRow("deleting backwards goes on")
            << QStringList {u"abc"_s, u"ab"_s, u"a"_s, QString()} << 2;
        QTest::addRow("a character of two units") << QStringList {u"a"_s, u"a😀"_s, u"a😀b"_s} << 1;
    }

    void whatEndsARun()
    {
        QFETCH(const QStringList, states);
        QFETCH(const int, steps);
        PromptDocument document;
        for (const QString& state : states)
            document.setText(state);
        QCOMPARE(document.undoStack()->count(), steps);
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
        QCOMPARE(document.prompt().text, QString());
        while (document.undoStack()->canRedo())
            document.undoStack()->redo();
        QCOMPARE(document.prompt().text, states.last());
    }

    void endMergeEndsARun()
    {
        PromptDocument document;
        type(document, u"ab"_s);
        document.endMerge();
        type(document, u"cd"_s);
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        QCOMPARE(document.prompt().text, u"ab"_s);
    }

    void eachFieldHasItsOwnSteps()
    {
        PromptDocument document;
        QSignalSpy text(&document, &PromptDocument::textChanged);
        QSignalSpy system(&document, &PromptDocument::systemInstructionChanged);
        document.setText(u"a"_s);
        document.setSystemInstruction(u"b"_s);
        document.setThreshold(HarmCategory::Harassment, BlockThreshold::Off);
        document.setThreshold(HarmCategory::Harassment, BlockThreshold::None);
        document.setThreshold(HarmCategory::HateSpeech, BlockThreshold::None);
        QCOMPARE(document.undoStack()->count(), 4);
        document.setThreshold(HarmCategory::HateSpeech, {});
        QCOMPARE(document.undoStack()->count(), 3); // back where it was: no step
        QCOMPARE(text.count(), 1);
        QCOMPARE(system.count(), 1);
    }

    void nothingChangedIsNoStep()
    {
        PromptDocument document;
        document.setText({});
        document.setImages({}, u"add"_s);
        QCOMPARE(document.undoStack()->count(), 0);
    }

    void loadEmptiesTheHistory()
    {
        PromptDocument document;
        document.setText(u"a"_s);
        Prompt prompt;
        prompt.text = u"restored"_s;
        document.load(prompt);
        QCOMPARE(document.prompt(), prompt);
        QVERIFY(!document.undoStack()->canUndo());
    }

    void randomEditsUndoExactly()
    {
        QRandomGenerator random(7);
        PromptDocument document;
        QStringList states {QString()};
        for (int i = 0; i < 300; ++i) {
            QString text = document.prompt().text;
            const auto at = random.bounded(int(text.size()) + 1);
            const auto gone = random.bounded(int(text.size()) - at + 1);
            text.replace(at, qMin(gone, 3), u"ab\n😀"_s.left(random.bounded(6)));
            document.setText(text);
            document.endMerge();
            if (states.last() != text)
                states << text;
        }
        for (auto i = states.size() - 1; i > 0; --i) {
            QCOMPARE(document.prompt().text, states.at(i));
            document.undoStack()->undo();
        }
        QCOMPARE(document.prompt().text, QString());
    }

    void mergedChangesAreTheirSum_data()
    {
        QTest::addColumn<QStringList>("states");
        QTest::addRow("append") << QStringList {u"abc"_s, u"abcd"_s, u"abcde"_s};
        QTest::addRow("second takes more than the first put in")
            << QStringList {u"abcdef"_s, u"abXdef"_s, u"aYf"_s};
        QTest::addRow("second inside the first") << QStringList {u"ab"_s, u"aWXYZb"_s, u"aW-Zb"_s};
        QTest::addRow("delete back to the start") << QStringList {u"abc"_s, u"ab"_s, u"a"_s};
    }

    void mergedChangesAreTheirSum()
    {
        QFETCH(const QStringList, states);
        const auto first = TextChange::between(states.at(0), states.at(1));
        const auto second = TextChange::between(states.at(1), states.at(2));
        QVERIFY(first.touches(second));
        const TextChange both = first.followedBy(second);
        QCOMPARE(both.appliedTo(states.at(0)), states.at(2));
        QCOMPARE(both.takenBackFrom(states.at(2)), states.at(0));
    }

    void fiveMegabytesStayUsable()
    {
        PromptDocument document;
        document.setText(QString(5'000'000, u'x'));
        const auto start = std::clock();
        for (int i = 0; i < 10; ++i) {
            document.setText(document.prompt().text + u'y');
            document.endMerge();
        }
        QVERIFY((std::clock() - start) / CLOCKS_PER_SEC < 10); // debug, sanitized
        QCOMPARE(document.undoStack()->count(), 11);
    }

    void cleansText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        QTest::addColumn<int>("replaced");
        QTest::addRow("plain") << u"a\nb"_s << u"a\nb"_s << 0;
        QTest::addRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s) << u"ab"_s << 1;
        QTest::addRow("lone high surrogate")
            << QString(u"a"_s + QChar(0xd83d)) << QString(u"a"_s + QChar(0xfffd)) << 1;
        QTest::addRow("lone low surrogate")
            << QString(QChar(0xde00) + u"a"_s) << QString(QChar(0xfffd) + u"a"_s) << 1;
        QTest::addRow("a pair stays") << u"😀"_s << u"😀"_s << 0;
        QTest::addRow("line ends of Windows and old Macs") << u"a\r\nb\rc"_s << u"a\nb\nc"_s << 0;
    }

    void cleansText()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, clean);
        QFETCH(const int, replaced);
        const CleanText result = cleanText(text);
        QCOMPARE(result.text, clean);
        QCOMPARE(result.replaced, replaced);
    }

    void countsCharactersAsPeopleDo() { QCOMPARE(characterCount(u"a😀é"), 3); }
};

QTEST_GUILESS_MAIN(tst_PromptDocument)
#include "tst_promptdocument.moc"
