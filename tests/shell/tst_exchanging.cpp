#include "app/workbench/backendchoice.h"
#include "app/workbench/draftsending.h"
#include "tests/support/listed.h"
#include "tests/support/samples.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include "ui/base/pasteedit.h"
#include "ui/exchange/codedialog.h"
#include "ui/exchange/importdialog.h"
#include "ui/found/decodedialog.h"
#include "ui/history/attemptrow.h"
#include "ui/history/historypanel.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

const QByteArray command = "curl "
                           "'https://generativelanguage.googleapis.com/v1beta/models/"
                           "gemini-3.6-flash:generateContent?key=a-key-of-mine-99'"
                           " -d '{\"contents\":[{\"parts\":[{\"text\":\"From a command line\"}]}]}'";

void dropOn(QWidget& widget, const QMimeData& data)
{
    QDragEnterEvent enter(QPoint(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &enter);
    QDropEvent drop(QPointF(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &drop);
}

QPushButton* button(const QWidget& dialog, const QString& text)
{
    const auto buttons = dialog.findChildren<QPushButton*>();
    for (auto* candidate : buttons) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

} // namespace

// Code out and calls in, through the window.
class TestExchanging final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_program.reset(); }
    void toolbarOffersTheDraftAsCode();
    void attemptOfTheHistoryIsOfferedAsCode();
    void droppedCommandChangesTheDraftInOneStep();
    void severalDroppedFilesAreImportedOneAfterAnother();
    void droppedHarBecomesAttempts();
    void droppedAnswerStaysAnAnswer();
    void keyGoesToTheKeyStoreOnlyOnRequest();

private:
    ImportDialog* dropped(const QByteArray& bytes, const QString& name);

    std::unique_ptr<test::Program> m_program;
};

void TestExchanging::init()
{
    test::strict();
    m_program = std::make_unique<test::Program>();
    QVERIFY(m_program->open());
}

ImportDialog* TestExchanging::dropped(const QByteArray& bytes, const QString& name)
{
    QFile file(m_program->folder() + u'/' + name);
    if (!file.open(QIODevice::WriteOnly))
        return nullptr;
    file.write(bytes);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    dropOn(*m_program->window, data);
    ImportDialog* dialog = nullptr;
    [&] { QTRY_VERIFY(dialog = m_program->window->findChild<ImportDialog*>()); }();
    return dialog;
}

void TestExchanging::toolbarOffersTheDraftAsCode()
{
    m_program->workbench->document().setText(u"Write this as code"_s);
    QToolButton* getCode = nullptr;
    for (auto* one : m_program->window->findChildren<QToolButton*>()) {
        if (one->text() == u"Get code"_s)
            getCode = one;
    }
    QVERIFY(getCode && getCode->menu());
    QCOMPARE(getCode->menu()->actions().size(), qsizetype(codeTargets.size()));
    getCode->menu()->actions().at(3)->trigger();
    auto* dialog = m_program->window->findChild<CodeDialog*>();
    QVERIFY(dialog);
    auto* code = dialog->findChild<QPlainTextEdit*>();
    QTRY_VERIFY(code->toPlainText().contains(u"Write this as code"_s));
    QVERIFY(code->toPlainText().startsWith(u"#!/bin/sh"_s));
    test::pictureOf(m_program->window.get(), u"window-get-code"_s);
}

void TestExchanging::attemptOfTheHistoryIsOfferedAsCode()
{
    m_program->workbench->document().setText(u"Was sent"_s);
    QSignalSpy finished(m_program->workbench.get(), &Workbench::attemptFinished);
    m_program->workbench->sending().send();
    QTRY_COMPARE(finished.size(), 1);
    const qint64 id = finished.first().first().value<Attempt>().id;
    m_program->workbench->document().setText(u"Is the draft"_s);
    emit m_program->window->findChild<HistoryPanel*>()->codeRequested(id);
    CodeDialog* dialog = nullptr;
    QTRY_VERIFY(dialog = m_program->window->findChild<CodeDialog*>());
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(u"Was sent"_s));
}

void TestExchanging::droppedCommandChangesTheDraftInOneStep()
{
    auto& document = m_program->workbench->document();
    document.setText(u"Before"_s);
    document.endMerge();
    const Prompt before = document.prompt();
    const int steps = document.undoStack()->count();
    ImportDialog* dialog = dropped(command, u"call.sh"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(button(*dialog, u"Put into the editor"_s)->isEnabled());
    QCOMPARE(document.prompt(), before);
    QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(document.prompt().text, u"From a command line"_s);
    QCOMPARE(document.prompt().model, u"gemini-3.6-flash"_s);
    QCOMPARE(document.undoStack()->count(), steps + 1);
    document.undoStack()->undo();
    QCOMPARE(document.prompt(), before);
}

void TestExchanging::severalDroppedFilesAreImportedOneAfterAnother()
{
    QList<QUrl> urls;
    for (const auto& name : {u"one.sh"_s, u"two.sh"_s, u"three.sh"_s}) {
        QFile file(m_program->folder() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(command).replace("From a command line", name.toUtf8()));
        urls << QUrl::fromLocalFile(file.fileName());
    }
    QMimeData data;
    data.setUrls(urls);
    dropOn(*m_program->window, data);
    const auto open = [this] { return m_program->window->findChildren<ImportDialog*>(); };
    const auto isOpen = [&](const QString& title) {
        return open().size() == 1 && open().constFirst()->windowTitle() == title;
    };
    QTRY_VERIFY(isOpen(u"Import: one.sh (1 of 3)"_s));
    QTRY_VERIFY(button(*open().constFirst(), u"Put into the editor"_s)->isEnabled());
    QTest::mouseClick(button(*open().constFirst(), u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(m_program->workbench->document().prompt().text, u"one.sh"_s);
    QTRY_VERIFY(isOpen(u"Import: two.sh (2 of 3)"_s));
    open().constFirst()->reject(); // leaves this one out
    QTRY_VERIFY(isOpen(u"Import: three.sh (3 of 3)"_s));
    QTRY_VERIFY(button(*open().constFirst(), u"Put into the editor"_s)->isEnabled());
    QTest::mouseClick(button(*open().constFirst(), u"Put into the editor"_s), Qt::LeftButton);
    QCOMPARE(m_program->workbench->document().prompt().text, u"three.sh"_s);
    QTRY_VERIFY(open().isEmpty());
}

void TestExchanging::droppedHarBecomesAttempts()
{
    const QByteArray entry =
        R"({"request":{"method":"POST","url":"https://x.example/v1beta/models/gemini-x:generateContent","postData":)"
        R"({"text":"{\"contents\":[{\"parts\":[{\"text\":\"Asked\"}]}]}"}},"response":{"status":200,"content":)"
        R"({"text":"{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"}}})";
    ImportDialog* dialog = dropped(R"({"log":{"entries":[)" + entry + "]}}", u"traffic.har"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(button(*dialog, u"Keep as an attempt"_s)->isEnabled());
    QSignalSpy shown(m_program->workbench.get(), &Workbench::attemptShown);
    QTest::mouseClick(button(*dialog, u"Keep as an attempt"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.size(), 1);
    const auto attempt = shown.first().first().value<Attempt>();
    QCOMPARE(attempt.importedFrom, u"traffic.har"_s);
    QCOMPARE(attempt.verdict.outcome, Outcome::PromptBlocked);
    QCOMPARE(attempt.prompt.text, u"Asked"_s);
    QCOMPARE(attempt.prompt.model, u"gemini-x"_s);
    QCOMPARE(attempt.httpCode, 200);
    QTRY_COMPARE(test::listed(*m_program->workbench).size(), 1);
    QCOMPARE(attemptrow::line(test::listed(*m_program->workbench).constFirst()), u"Asked"_s);
    // What it asked is known: it can be edited again, after showing what that changes.
    auto* history = m_program->window->findChild<HistoryPanel*>();
    QTRY_VERIFY(history->firstAttempt() != 0);
    emit history->restoreRequested(history->firstAttempt());
    QDialog* changes = nullptr;
    QTRY_VERIFY((changes = m_program->window->findChild<QDialog*>()) && changes->isVisible());
    changes->accept();
    QTRY_COMPARE(m_program->workbench->document().prompt().text, u"Asked"_s);
}

void TestExchanging::droppedAnswerStaysAnAnswer()
{
    QSignalSpy shown(m_program->workbench.get(), &Workbench::attemptShown);
    QMimeData data;
    data.setText(QString::fromUtf8(test::sample(u"prompt-blocked-named.json"_s)));
    dropOn(*m_program->window, data);
    QTRY_COMPARE(shown.size(), 1);
    QVERIFY(!m_program->window->findChild<ImportDialog*>());
}

void TestExchanging::keyGoesToTheKeyStoreOnlyOnRequest()
{
    for (const bool asked : {false, true}) {
        QMimeData data;
        data.setText(QString::fromUtf8(command));
        dropOn(*m_program->window, data);
        ImportDialog* dialog = nullptr;
        QTRY_VERIFY(dialog = m_program->window->findChild<ImportDialog*>());
        QTRY_VERIFY(button(*dialog, u"Put into the editor"_s)->isEnabled());
        dialog->findChild<QCheckBox*>()->setChecked(asked);
        QSignalSpy keys(m_program->workbench.get(), &Workbench::keyChanged);
        QTest::mouseClick(button(*dialog, u"Put into the editor"_s), Qt::LeftButton);
        if (asked)
            QTRY_COMPARE(keys.size(), 1);
        QCOMPARE(m_program->workbench->backends().hasKey(u"gemini"_s), asked);
        QTRY_VERIFY(!m_program->window->findChild<ImportDialog*>());
    }
    m_program->window.reset();
    m_program->workbench.reset();
    QDir folder(m_program->folder());
    for (const QString& name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("a-key-of-mine-99"), qPrintable(name));
    }
}

QTEST_MAIN(TestExchanging)
#include "tst_exchanging.moc"
