#include "tests/support/listed.h"
#include "tests/support/samples.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "tests/support/windowfixture.h"

#include "ui/base/pasteedit.h"
#include "ui/found/decodedialog.h"

#include <QClipboard>
#include <QDropEvent>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

void dropOn(QWidget& widget, const QMimeData& data)
{
    QDragEnterEvent enter(QPoint(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(700, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &drop);
}

// A batch's output: delivered, blocked before and blocked after.
QByteArray threeCalls()
{
    return R"({"key":"1","response":{"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]}})"
           "\n"
           R"({"key":"2","response":{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}})"
           "\n"
           R"({"key":"3","response":{"candidates":[{"finishReason":"SAFETY"}]}})"
           "\n";
}

} // namespace

// Answers that were recorded elsewhere, through the window: pasted, dropped, opened.
class TestDecoding final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_program.reset(); }
    void pastedAnswerBecomesAnAttempt();
    void droppedFileBecomesAnAttempt();
    void droppedTextBecomesAnAttempt();
    void whatIsNoAnswerIsSaidAndNothingChanges_data();
    void whatIsNoAnswerIsSaidAndNothingChanges();
    void dialogSaysWhyNothingCanBeShown();
    void largePasteStaysQuick();
    void lastTextWins();
    void severalAnswersAreChosenFrom();
    void keepAllKeepsEach();
    void theFormatIsSaid();
    void emptyClipboardPastesNothing();
    void fileThatIsGoneIsSaid();
    void importedAnswerIsNotSentAgain();

private:
    DecodeDialog* openDialog();
    QPushButton* button(const QWidget& dialog, const QString& text);
    qsizetype attempts() { return test::listed(*m_program->workbench).size(); }

    std::unique_ptr<test::Program> m_program;
};

void TestDecoding::init()
{
    test::strict();
    m_program = std::make_unique<test::Program>();
    QVERIFY(m_program->open());
}

DecodeDialog* TestDecoding::openDialog()
{
    QTest::keyClick(m_program->window.get(), Qt::Key_D, Qt::ControlModifier);
    return m_program->window->findChild<DecodeDialog*>();
}

QPushButton* TestDecoding::button(const QWidget& dialog, const QString& text)
{
    const auto buttons = dialog.findChildren<QPushButton*>();
    for (auto* candidate : buttons) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

void TestDecoding::pastedAnswerBecomesAnAttempt()
{
    DecodeDialog* dialog = openDialog();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    QPushButton* show = button(*dialog, u"Decode"_s);
    QVERIFY(!show->isEnabled());
    QGuiApplication::clipboard()->setText(QString::fromUtf8(test::sample(u"image-safety.json"_s)));
    QTest::keyClick(dialog->findChild<PasteEdit*>(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(show->isEnabled());
    QVERIFY(test::showsText(*dialog, u"output filter"_s));
    QVERIFY(test::colorsIn(test::pictureOf(dialog, u"decode-dialog"_s)) >= 8);
    QTest::mouseClick(show, Qt::LeftButton);
    QTRY_COMPARE(attempts(), 1);
    QTRY_VERIFY(test::showsText(*m_program->window, u"decoded from pasted text"_s));
    QVERIFY(test::showsText(*m_program->window, u"IMAGE_SAFETY"_s));
    QCOMPARE(test::listed(*m_program->workbench).first().reason, u"IMAGE_SAFETY"_s);
}

void TestDecoding::droppedFileBecomesAnAttempt()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(test::sampleFolder() + u"stream-basic.txt"_s)});
    dropOn(*m_program->window, data);
    QTRY_COMPARE(attempts(), 1);
    QCOMPARE(test::listed(*m_program->workbench).first().importedFrom, u"stream-basic.txt"_s);
    QTRY_VERIFY(test::showsText(*m_program->window, u"decoded from stream-basic.txt"_s));
    QCOMPARE(m_program->workbench->document().prompt().images.size(), 0);
}

void TestDecoding::droppedTextBecomesAnAttempt()
{
    QMimeData data;
    data.setText(QString::fromUtf8(test::sample(u"prompt-blocked-named.json"_s)));
    dropOn(*m_program->window, data);
    QTRY_COMPARE(attempts(), 1);
    QCOMPARE(test::listed(*m_program->workbench).first().outcome, Outcome::PromptBlocked);
}

void TestDecoding::whatIsNoAnswerIsSaidAndNothingChanges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a letter") << QByteArray("Dear reader,\nthis is no answer.\n");
    QTest::newRow("10,000 lines that are no JSON")
        << QByteArray("2026-11-21 INFO nothing to see\n").repeated(10'000);
    QTest::newRow("an empty file") << QByteArray();
    QTest::newRow("JSON of something else") << QByteArray(R"({"name": "value", "list": [1, 2, 3]})");
    QTest::newRow("NUL bytes") << QByteArray(1000, '\0');
}

void TestDecoding::whatIsNoAnswerIsSaidAndNothingChanges()
{
    QFETCH(const QByteArray, bytes);
    const QString path = m_program->folder() + u"/found.log"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    dropOn(*m_program->window, data);
    QTRY_VERIFY(test::showsText(*m_program->window, u"No Gemini response found in “found.log”."_s));
    QCOMPARE(attempts(), 0);
}

void TestDecoding::dialogSaysWhyNothingCanBeShown()
{
    DecodeDialog* dialog = openDialog();
    dialog->findChild<PasteEdit*>()->setPlainText(u"no answer"_s);
    QTRY_VERIFY(test::showsText(*dialog, u"No Gemini response found in this text"_s));
    QVERIFY(!button(*dialog, u"Decode"_s)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_program->window->findChild<DecodeDialog*>());
    QCOMPARE(attempts(), 0);
}

// The beginning is shown, all of it is read.
void TestDecoding::largePasteStaysQuick()
{
    DecodeDialog* dialog = openDialog();
    auto* edit = dialog->findChild<PasteEdit*>();
    const QByteArray answer = R"({"candidates":[{"content":{"parts":[{"text":")"
        + QByteArray("word ").repeated(1'000'000) + R"("}]},"finishReason":"STOP"}]})";
    QGuiApplication::clipboard()->setText(QString::fromUtf8(answer));
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->bytes(), answer);
    QVERIFY(edit->toPlainText().size() <= 100'000);
    QTRY_VERIFY(button(*dialog, u"Decode"_s)->isEnabled());
    QVERIFY(test::showsText(*dialog, u"all of it is read"_s));
    QTest::keyClick(edit, Qt::Key_Delete);
    QCOMPARE(edit->bytes(), QByteArray());
    QTRY_VERIFY(!button(*dialog, u"Decode"_s)->isEnabled());
}

void TestDecoding::lastTextWins()
{
    DecodeDialog* dialog = openDialog();
    auto* edit = dialog->findChild<PasteEdit*>();
    edit->setPlainText(QString::fromUtf8(test::sample(u"image-safety.json"_s)));
    QTRY_VERIFY(button(*dialog, u"Decode"_s)->isEnabled());
    edit->setPlainText(QString::fromUtf8(test::sample(u"stop-text.json"_s)));
    QVERIFY(!button(*dialog, u"Decode"_s)->isEnabled()); // until that is read
    QTRY_VERIFY(button(*dialog, u"Decode"_s)->isEnabled());
    QTest::mouseClick(button(*dialog, u"Decode"_s), Qt::LeftButton);
    QTRY_COMPARE(attempts(), 1);
    QCOMPARE(test::listed(*m_program->workbench).first().reason, u"STOP"_s);
}

void TestDecoding::severalAnswersAreChosenFrom()
{
    DecodeDialog* dialog = openDialog();
    dialog->findChild<PasteEdit*>()->setPlainText(QString::fromUtf8(threeCalls()));
    auto* list = dialog->findChild<QListWidget*>();
    QTRY_COMPARE(list->count(), 3);
    QVERIFY(list->isVisible());
    QVERIFY(list->item(1)->text().startsWith(u"Line 2: "_s));
    list->setCurrentRow(1);
    QVERIFY(test::showsText(*dialog, u"The prompt was blocked as prohibited content"_s));
    // The line that was read is marked in the text.
    const auto marked = dialog->findChild<PasteEdit*>()->extraSelections();
    QCOMPARE(marked.size(), 1);
    QCOMPARE(marked.constFirst().cursor.blockNumber(), 1);
    QTest::mouseClick(button(*dialog, u"Decode"_s), Qt::LeftButton);
    QTRY_COMPARE(attempts(), 1);
    QCOMPARE(test::listed(*m_program->workbench).first().reason, u"PROHIBITED_CONTENT"_s);
}

void TestDecoding::keepAllKeepsEach()
{
    QMimeData data;
    data.setText(QString::fromUtf8(threeCalls()));
    dropOn(*m_program->window, data);
    QTRY_VERIFY(m_program->window->findChild<DecodeDialog*>()); // which of them, the user has to say
    QCOMPARE(attempts(), 0);
    auto* dialog = m_program->window->findChild<DecodeDialog*>();
    QTRY_VERIFY(button(*dialog, u"Keep All"_s)->isVisible());
    QTest::mouseClick(button(*dialog, u"Keep All"_s), Qt::LeftButton);
    QTRY_COMPARE(attempts(), 3);
}

void TestDecoding::theFormatIsSaid()
{
    const QByteArray chat =
        R"({"id":"gen-1","object":"chat.completion","choices":[{"index":0,"finish_reason":"content_filter",)"
        R"("native_finish_reason":"RECITATION","message":{"content":"It was"}}]})";
    QMimeData data;
    data.setText(QString::fromUtf8(chat));
    dropOn(*m_program->window, data);
    QTRY_COMPARE(attempts(), 1);
    QTRY_VERIFY(
        test::showsText(*m_program->window, u"Read as: OpenAI chat completion, through OpenRouter"_s));
}

// Qt 6.4's own text fields crash on it in a real X server.
void TestDecoding::emptyClipboardPastesNothing()
{
    DecodeDialog* dialog = openDialog();
    auto* edit = dialog->findChild<PasteEdit*>();
    QGuiApplication::clipboard()->setMimeData(new QMimeData);
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->bytes(), QByteArray());
    edit->setPlainText(u"kept"_s);
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->bytes(), QByteArray("kept"));
}

void TestDecoding::fileThatIsGoneIsSaid()
{
    DecodeDialog* dialog = openDialog();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(m_program->folder() + u"/gone.json"_s)});
    dropOn(*dialog, data);
    QTRY_VERIFY(test::showsText(*dialog, u"gone.json"_s));
    QVERIFY(!button(*dialog, u"Decode"_s)->isEnabled());
}

void TestDecoding::importedAnswerIsNotSentAgain()
{
    QMimeData data;
    data.setText(QString::fromUtf8(test::sample(u"image-safety.json"_s)));
    dropOn(*m_program->window, data);
    QTRY_COMPARE(attempts(), 1);
    QTRY_VERIFY(test::showsText(*m_program->window, u"decoded from dropped text"_s));
    m_program->workbench->document().setText(u"my prompt"_s);
    QTest::keyClick(m_program->window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(m_program->workbench->document().prompt().text, u"my prompt"_s);
}

QTEST_MAIN(TestDecoding)
#include "tst_decoding.moc"
