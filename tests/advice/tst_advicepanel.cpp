#include "ui/advice/advicepanel.h"

#include "app/prompt/promptdocument.h"
#include "app/session/attempt.h"
#include "app/settings/settings.h"
#include "app/wording/advicewords.h"
#include "tests/support/advicecases.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/advice/checksview.h"
#include "ui/advice/remedycard.h"
#include "ui/advice/remedydialog.h"
#include "ui/base/disclosure.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::test;

namespace {

Attempt attemptOf(const Response& response)
{
    Attempt attempt;
    attempt.id = 7;
    attempt.number = 7;
    attempt.state = AttemptState::Completed;
    attempt.backendId = u"gemini"_s;
    attempt.prompt.text = u"A woman in a coat."_s;
    attempt.prompt.model = u"draws-a"_s;
    for (const auto harm : adjustableCategories)
        attempt.prompt.safety.setThreshold(harm, BlockThreshold::MediumAndAbove);
    attempt.response = response;
    attempt.verdict = diagnose(response);
    return attempt;
}

// The panel between two other parts of a window.
struct PanelWindow
{
    PanelWindow()
    {
        column.addWidget(&before);
        column.addWidget(&panel, 1);
        column.addWidget(&after);
        window.resize(260, 700);
        window.show();
        ModelInfo other;
        other.id = u"draws-b"_s;
        panel.setModels({other});
    }

    void show(const Attempt& attempt)
    {
        panel.showAttempt(attempt);
        QCoreApplication::processEvents(); // what a layout takes in is shown with the next events
    }
    QList<RemedyCard*> cards() const
    {
        QList<RemedyCard*> found;
        for (auto* card : panel.findChildren<RemedyCard*>()) {
            if (card->isVisibleTo(&panel))
                found << card;
        }
        return found;
    }
    RemedyCard* card(const QString& id) const
    {
        for (auto* card : cards()) {
            if (card->remedy().id == id)
                return card;
        }
        return nullptr;
    }
    bool shows(const QString& text) const
    {
        for (const auto* label : panel.findChildren<QLabel*>()) {
            if (label->isVisibleTo(&panel) && label->text().contains(text))
                return true;
        }
        return false;
    }

    QTemporaryDir folder;
    Settings settings {folder.filePath(u"settings.ini"_s)};
    PromptDocument document;
    QWidget window;
    QVBoxLayout column {&window};
    QPushButton before {u"before"_s};
    AdvicePanel panel {document, settings};
    QPushButton after {u"after"_s};
};

QToolButton* buttonOf(RemedyCard* card)
{
    return card ? card->findChild<QToolButton*>() : nullptr;
}

} // namespace

class TestAdvicePanel final : public QObject
{
    Q_OBJECT

private slots:
    void init() { strict(); }
    void cleanup() { applyTheme(*qApp, Appearance::Light); }

    void helpfulCardsHaveButtonsAndOthersNone();
    void aProhibitionOffersNothingToPress();
    void everyEndingCanBeShown_data();
    void everyEndingCanBeShown();
    void runAndOpenAreAsked();
    void aRecordedAnswerCannotBeSentAgain();
    void anEditIsPreviewedAndThenApplied();
    void theEditIsForThePromptInTheEditor();
    void theChecksSayPassedOrNot();
    void theChecklistUnfolds();
    void theKeyboardGoesThroughTheCardsInOrder();
    void showingAnotherAttemptWhileAButtonIsPressedIsSafe();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
};

void TestAdvicePanel::helpfulCardsHaveButtonsAndOthersNone()
{
    PanelWindow test;
    QVERIFY(test.cards().isEmpty());
    test.show(attemptOf(answer(u"IMAGE_SAFETY"_s)));
    QVERIFY(test.cards().size() > 5);
    QCOMPARE(test.cards().first()->remedy().id, u"repeat"_s);
    bool others = false;
    for (auto* card : test.cards()) {
        QVERIFY2(!(others && card->remedy().helps), qPrintable(card->remedy().id));
        others = others || !card->remedy().helps;
        if (!card->remedy().helps)
            QVERIFY2(!buttonOf(card), qPrintable(card->remedy().id));
        else if (card->remedy().action.kind != RemedyKind::Explain)
            QVERIFY2(buttonOf(card), qPrintable(card->remedy().id));
        QVERIFY(!card->accessibleName().isEmpty() && !card->accessibleDescription().isEmpty());
    }
    QVERIFY(others);
    QVERIFY(test.shows(u"Won’t help: this filter can’t be set."_s));
    QCOMPARE(withoutName(&test.window), QStringList());
    test.panel.clear();
    QVERIFY(test.cards().isEmpty());
}

void TestAdvicePanel::aProhibitionOffersNothingToPress()
{
    PanelWindow test;
    for (const auto& response : {promptBlock(u"PROHIBITED_CONTENT"_s), answer(u"SPII"_s)}) {
        test.show(attemptOf(response));
        for (auto* card : test.cards())
            QVERIFY2(!buttonOf(card), qPrintable(card->remedy().id));
        QVERIFY(test.shows(u"Generative AI Prohibited Use Policy"_s));
        QVERIFY(test.shows(u"nothing you can change"_s));
    }
}

void TestAdvicePanel::everyEndingCanBeShown_data()
{
    QTest::addColumn<int>("place");
    int place = 0;
    for (const auto& ending : everyEnding())
        QTest::addRow("%s", ending.name.constData()) << place++;
}

void TestAdvicePanel::everyEndingCanBeShown()
{
    QFETCH(int, place);
    PanelWindow test;
    const Attempt attempt = attemptOf(everyEnding().at(place).response);
    test.show(attempt);
    const bool delivered = attempt.verdict.outcome == Outcome::Delivered;
    QCOMPARE(test.cards().isEmpty(), delivered);
    if (delivered)
        QVERIFY(test.shows(u"nothing to fix"_s));
    // A button that can be pressed does something: it asks, or it previews.
    for (auto* card : test.cards()) {
        QToolButton* button = buttonOf(card);
        if (!button || card->remedy().action.kind == RemedyKind::Explain)
            continue;
        QSignalSpy repeat(&test.panel, &AdvicePanel::repeatRequested);
        QSignalSpy open(&test.panel, &AdvicePanel::backEndRequested);
        button->click();
        auto* dialog = test.panel.findChild<RemedyDialog*>();
        QVERIFY2(dialog || !repeat.isEmpty() || !open.isEmpty(), qPrintable(card->remedy().id));
        if (dialog) {
            dialog->reject();
            QTRY_VERIFY(!test.panel.findChild<RemedyDialog*>());
        }
    }
}

void TestAdvicePanel::runAndOpenAreAsked()
{
    PanelWindow test;
    QSignalSpy repeat(&test.panel, &AdvicePanel::repeatRequested);
    QSignalSpy open(&test.panel, &AdvicePanel::backEndRequested);
    test.show(attemptOf(answer(u"IMAGE_SAFETY"_s)));
    QTest::mouseClick(buttonOf(test.card(u"repeat"_s)), Qt::LeftButton);
    QCOMPARE(repeat.size(), 1);
    test.show(attemptOf(apiError(401)));
    QTest::mouseClick(buttonOf(test.card(u"fixKey"_s)), Qt::LeftButton);
    QCOMPARE(open.size(), 1);
}

void TestAdvicePanel::aRecordedAnswerCannotBeSentAgain()
{
    PanelWindow test;
    Attempt attempt = attemptOf(answer(u"IMAGE_SAFETY"_s));
    attempt.importedFrom = u"answer.json"_s;
    attempt.prompt = {};
    test.show(attempt);
    QVERIFY(test.card(u"repeat"_s) && !buttonOf(test.card(u"repeat"_s)));
    QVERIFY(buttonOf(test.card(u"artStyle"_s)));
    QVERIFY(test.shows(u"Recorded elsewhere"_s));
}

void TestAdvicePanel::anEditIsPreviewedAndThenApplied()
{
    PanelWindow test;
    Response response = promptBlock(u"SAFETY"_s);
    response.promptFeedback->ratings = {rating(u"HARM_CATEGORY_HATE_SPEECH"_s, u"HIGH"_s, true)};
    const Attempt attempt = attemptOf(response);
    test.document.load(attempt.prompt);
    test.show(attempt);
    QList<std::pair<QString, Prompt>> applied;
    connect(&test.panel, &AdvicePanel::remedyApplied, this,
            [&](const QString& id, const Prompt& edited, const QString& undoText) {
                applied.append({id, edited});
                test.document.replace(edited, undoText);
            });
    QTest::mouseClick(buttonOf(test.card(u"raiseThreshold"_s)), Qt::LeftButton);
    auto* dialog = test.panel.findChild<RemedyDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(applied.isEmpty() && test.document.prompt() == attempt.prompt);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!test.panel.findChild<RemedyDialog*>());
    QVERIFY(applied.isEmpty());

    QTest::mouseClick(buttonOf(test.card(u"raiseThreshold"_s)), Qt::LeftButton);
    dialog = test.panel.findChild<RemedyDialog*>();
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"apply"_s), Qt::LeftButton);
    QCOMPARE(applied.size(), 1);
    QCOMPARE(applied.first().first, u"raiseThreshold"_s);
    QVERIFY(applied.first().second.safety.threshold(HarmCategory::HateSpeech) == BlockThreshold::None);
    QCOMPARE(test.document.undoStack()->count(), 1);
    QVERIFY(test.shows(u"Applied to the prompt in the editor"_s));
    test.document.undoStack()->undo();
    QVERIFY(!test.shows(u"Applied to the prompt in the editor"_s));
    QVERIFY(test.document.prompt() == attempt.prompt);
}

void TestAdvicePanel::theEditIsForThePromptInTheEditor()
{
    PanelWindow test;
    Attempt attempt = attemptOf(answer(u"MAX_TOKENS"_s, u"Half"_s));
    attempt.prompt.generation.maxOutputTokens = 100;
    test.show(attempt);
    Prompt draft = attempt.prompt;
    draft.text = u"Another text"_s;
    draft.generation.maxOutputTokens = 5000;
    draft.generation.seed = 3; // set since then: must not be lost
    test.document.load(draft);
    QTest::mouseClick(buttonOf(test.card(u"raiseOutputLimit"_s)), Qt::LeftButton);
    auto* dialog = test.panel.findChild<RemedyDialog*>();
    QVERIFY(dialog);
    draft.generation.maxOutputTokens = 10000;
    QVERIFY(dialog->edited() == draft);
}

void TestAdvicePanel::theChecksSayPassedOrNot()
{
    PanelWindow test;
    test.show(attemptOf(answer(u"STOP"_s, u"Hello"_s)));
    auto* checks = test.panel.findChild<ChecksView*>();
    QCOMPARE(checks->accessibleDescription(),
             u"No block reason: passed; Finish reason STOP: passed; Not empty: passed"_s);
    test.show(attemptOf(answer(u"MAX_TOKENS"_s, u"Hal"_s)));
    QCOMPARE(checks->accessibleDescription(),
             u"No block reason: passed; Finish reason STOP: not passed; Not empty: passed"_s);
    test.show(attemptOf(promptBlock(u"SAFETY"_s)));
    QVERIFY(test.shows(u"The prompt was blocked"_s) && test.shows(u"Empty"_s));
    Attempt sending = attemptOf({});
    sending.state = AttemptState::Sending;
    test.show(sending);
    QVERIFY(!checks->isVisibleTo(&test.panel));
    QVERIFY(test.shows(u"still coming"_s) && test.cards().isEmpty());
}

void TestAdvicePanel::theChecklistUnfolds()
{
    PanelWindow test;
    test.show(attemptOf(promptBlock(u"SAFETY"_s)));
    auto* checklist = test.panel.findChild<Disclosure*>();
    QVERIFY(checklist->isVisible());
    QVERIFY(!test.card(u"checklist"_s) && !test.shows(u"Does your tier permit it?"_s));
    QTest::mouseClick(checklist->findChild<QToolButton*>(), Qt::LeftButton);
    for (const auto& item : {u"Does your tier permit it?"_s, u"Vertex AI"_s, u"the SDK you use"_s})
        QVERIFY2(test.shows(item), qPrintable(item));
    test.show(attemptOf(apiError(401)));
    QVERIFY(!checklist->isVisible());
}

void TestAdvicePanel::theKeyboardGoesThroughTheCardsInOrder()
{
    PanelWindow test;
    test.show(attemptOf(promptBlock(u"SAFETY"_s)));
    test.show(attemptOf(answer(u"IMAGE_SAFETY"_s))); // new cards, made last
    QVERIFY(QTest::qWaitForWindowExposed(&test.window));
    test.window.activateWindow();
    test.before.setFocus();
    QTRY_VERIFY(test.before.hasFocus());
    for (auto* card : test.cards()) {
        if (!buttonOf(card))
            continue;
        QTest::keyClick(&test.window, Qt::Key_Tab);
        QVERIFY2(buttonOf(card)->hasFocus(), qPrintable(card->remedy().id));
    }
    QTest::keyClick(&test.window, Qt::Key_Tab);
    QVERIFY(test.panel.findChild<Disclosure*>()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&test.window, Qt::Key_Tab);
    QVERIFY(test.after.hasFocus());
}

void TestAdvicePanel::showingAnotherAttemptWhileAButtonIsPressedIsSafe()
{
    PanelWindow test;
    test.show(attemptOf(answer(u"IMAGE_SAFETY"_s)));
    connect(&test.panel, &AdvicePanel::repeatRequested, this, [&test] {
        Attempt next = attemptOf({});
        next.id = 8;
        next.state = AttemptState::Sending;
        test.panel.showAttempt(next);
    });
    QTest::mouseClick(buttonOf(test.card(u"repeat"_s)), Qt::LeftButton);
    QVERIFY(test.cards().isEmpty());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(test.panel.findChildren<RemedyCard*>().isEmpty());
}

void TestAdvicePanel::nothingIsCutOff_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<bool>("narrowest");
    for (const bool narrowest : {false, true}) {
        QTest::addRow("light%s", narrowest ? ", narrowest" : "") << Appearance::Light << narrowest;
        QTest::addRow("dark%s", narrowest ? ", narrowest" : "") << Appearance::Dark << narrowest;
        QTest::addRow("contrast%s", narrowest ? ", narrowest" : "") << Appearance::HighContrast << narrowest;
    }
}

void TestAdvicePanel::nothingIsCutOff()
{
    QFETCH(Appearance, appearance);
    QFETCH(bool, narrowest);
    applyTheme(*qApp, appearance);
    PanelWindow test;
    for (const auto& ending : everyEnding()) {
        test.show(attemptOf(ending.response));
        if (narrowest)
            test.window.resize(1, 900);
        QCoreApplication::processEvents();
        for (const auto* label : test.panel.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
            QVERIFY2(label->width() >= label->minimumSizeHint().width(), qPrintable(label->text()));
        }
    }
    const QByteArray name = QTest::currentDataTag();
    QVERIFY(colorsIn(pictureOf(&test.window, u"advicepanel-"_s + QString::fromLatin1(name))) >= 6);
}

QTEST_MAIN(TestAdvicePanel)
#include "tst_advicepanel.moc"
