#include "app/cost/estimate.h"
#include "app/prompt/imageintake.h"
#include "app/prompt/promptdocument.h"
#include "app/request/requestcodec.h"
#include "app/settings/settings.h"
#include "tests/support/named.h"
#include "tests/support/pictures.h"
#include "tests/support/strict.h"
#include "ui/base/disclosure.h"
#include "ui/prompt/droparea.h"
#include "ui/prompt/editorpanel.h"
#include "ui/prompt/imagedrag.h"
#include "ui/prompt/imagelistmodel.h"
#include "ui/prompt/imagelistview.h"
#include "ui/prompt/imagetiledelegate.h"
#include "ui/prompt/imageviewdialog.h"
#include "ui/prompt/prompttextedit.h"
#include "ui/prompt/turnlist.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>

#include <ctime>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

struct Fixture
{
    QTemporaryDir folder;
    Settings settings {folder.filePath(u"settings.ini"_s)};
    PromptDocument document;
    EditorPanel panel {document, settings};
    QSignalSpy problems {&panel, &EditorPanel::problemOccurred};
    PromptTextEdit* prompt = panel.findChild<PromptTextEdit*>(u"promptText"_s);
    PromptTextEdit* system = panel.findChild<PromptTextEdit*>(u"systemText"_s);
    ImageListView* view = panel.findChild<ImageListView*>();
    DropArea* area = panel.findChild<DropArea*>();
    QTabBar* tabs = panel.findChild<QTabBar*>();

    Fixture()
    {
        panel.resize(380, 450);
        panel.show();
        QApplication::setActiveWindow(&panel);
    }
    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }
    const QList<ReferenceImage>& images() const { return document.prompt().images; }
    QStringList names() const
    {
        QStringList names;
        for (const auto& image : images())
            names << image.fileName;
        return names;
    }
    // Three pictures, current the first, with the keyboard in the strip.
    void fill()
    {
        for (const auto& name : {u"a.png"_s, u"b.png"_s, u"c.png"_s})
            add(name, test::picture("PNG", {20 + int(images().size()), 20}));
        document.undoStack()->clear();
        view->setCurrentIndex(view->model()->index(0, 0));
        view->setFocus();
    }
    void add(const QString& name, const QByteArray& bytes)
    {
        auto list = images();
        list << *makeReferenceImage(bytes, name);
        document.setImages(list, u"add"_s);
    }
    bool says(const QString& words) const
    {
        for (const auto* label : panel.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
};

const QByteArray wholeBody =
    R"({"contents":[{"role":"user","parts":[{"text":"a"}]},)"
    R"({"role":"model","parts":[{"text":"b","thoughtSignature":"c2ln"},{"functionCall":{}}]},)"
    R"({"role":"user","parts":[{"text":"c"}]}],)"
    R"("tools":[{"codeExecution":{}},{"googleSearch":{}}],"labels":{"a":1.0}})";

Prompt whole()
{
    return decodeRequest(wholeBody)->prompt;
}

std::unique_ptr<QMimeData> files(const QStringList& paths)
{
    auto data = std::make_unique<QMimeData>();
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data->setUrls(urls);
    return data;
}

void drop(QWidget* target, const QMimeData& data, const QPoint& at)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent moved(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &moved);
    QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &dropped);
}

} // namespace

class tst_EditorPanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::strict();
        QGuiApplication::clipboard()->clear();
    }

    void typingGoesToTheDocumentAndBack()
    {
        Fixture f;
        QTest::keyClicks(f.prompt, u"Put this jacket on"_s);
        QCOMPARE(f.document.prompt().text, u"Put this jacket on"_s);
        QVERIFY(f.says(u"18 characters"_s));
        QCOMPARE(f.document.undoStack()->count(), 1);
        QTest::keyClick(f.prompt, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.prompt->toPlainText(), QString());
        QTest::keyClick(f.prompt, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(f.prompt->toPlainText(), u"Put this jacket on"_s);
        QCOMPARE(f.prompt->textCursor().position(), 18);
    }

    void aJumpEndsAStepAndUndoPutsTheCursorThere()
    {
        Fixture f;
        QTest::keyClicks(f.prompt, u"ac"_s);
        QTest::keyClick(f.prompt, Qt::Key_Left);
        QTest::keyClicks(f.prompt, u"b"_s);
        QCOMPARE(f.document.prompt().text, u"abc"_s);
        QCOMPARE(f.document.undoStack()->count(), 2);
        QTest::keyClick(f.prompt, Qt::Key_End);
        f.document.undoStack()->undo();
        QCOMPARE(f.prompt->toPlainText(), u"ac"_s);
        QCOMPARE(f.prompt->textCursor().position(), 1);
    }

    void systemInstructionIsItsOwnText()
    {
        Fixture f;
        f.tabs->setCurrentIndex(1);
        QTest::keyClicks(f.system, u"Be brief"_s);
        QCOMPARE(f.document.prompt().systemInstruction, u"Be brief"_s);
        QCOMPARE(f.document.prompt().text, QString());
        QVERIFY(f.says(u"8 characters"_s));
        QCOMPARE(f.settings.value(SettingKey::EditorTab).toInt(), 1);
    }

    void whatIsAlsoSentIsListedAndRemoved()
    {
        Fixture f;
        auto* line = f.panel.findChild<QWidget*>(u"carriedLine"_s);
        auto* menu = line->findChild<QMenu*>();
        QVERIFY(!line->isVisible());
        f.document.replace(whole(), u"import"_s);
        QVERIFY(line->isVisible());
        QVERIFY(f.says(u"Also sends: 2 earlier turns, 2 tools, labels"_s));
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 5);
        QCOMPARE(menu->actions().at(2)->text(), u"Remove tool: codeExecution"_s);
        menu->actions().at(2)->trigger();
        QVERIFY(f.says(u"Also sends: 2 earlier turns, a tool, labels"_s));
        QCOMPARE(encodeRequest(f.document.prompt()),
                 QByteArray(wholeBody).replace(R"({"codeExecution":{}},)", ""));
        QTest::keyClicks(f.prompt, u"!"_s);
        f.document.undoStack()->undo();
        f.document.undoStack()->undo();
        QCOMPARE(encodeRequest(f.document.prompt()), wholeBody);
        f.document.undoStack()->undo();
        QVERIFY(!line->isVisible());
    }

    void theRequestIsEditedAsJson()
    {
        Fixture f;
        f.document.replace(whole(), u"import"_s);
        f.panel.findChild<QToolButton*>(u"showCarried"_s)->click();
        auto* text = f.panel.findChild<QPlainTextEdit*>(u"requestJson"_s);
        auto* apply = f.panel.findChild<QPushButton*>(u"applyJson"_s);
        QVERIFY(text->isVisible());
        QVERIFY(!apply->isEnabled());
        const QString shown = text->toPlainText();
        QVERIFY(shown.contains(u"\n  \"tools\": [\n"_s));
        text->setPlainText(u"{\n  \"labels\": ?\n}"_s);
        QTRY_VERIFY(f.says(u"Not valid JSON at line 2, column 13"_s));
        QVERIFY(!apply->isEnabled());
        QCOMPARE(text->extraSelections().size(), 1);
        QCOMPARE(text->extraSelections().first().cursor.selectedText(), u"?"_s);
        text->setPlainText(u"{\"contents\": 7}"_s);
        QTRY_VERIFY(apply->isEnabled());
        apply->click();
        QVERIFY(f.says(u"“contents” must be an object"_s));
        QCOMPARE(encodeRequest(f.document.prompt()), wholeBody);
        text->setPlainText(QString(shown).replace(u"\"c\""_s, u"\"see\""_s));
        QTRY_VERIFY(f.says(u"Not applied yet"_s));
        QVERIFY(apply->isEnabled());
        apply->click();
        QCOMPARE(f.document.prompt().text, u"see"_s);
        QCOMPARE(f.prompt->text(), u"see"_s);
        QVERIFY(!apply->isEnabled());
        f.document.undoStack()->undo();
        QCOMPARE(encodeRequest(f.document.prompt()), wholeBody);
        QVERIFY(text->toPlainText() == shown);
    }

    void turnsAreFoldedAboveThePrompt()
    {
        Fixture f;
        auto* turns = f.panel.findChild<TurnList*>();
        QVERIFY(!turns->isVisible());
        f.document.replace(whole(), u"import"_s);
        QVERIFY(turns->isVisible());
        const auto rows = turns->findChildren<Disclosure*>();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0)->title(), u"User · a"_s);
        QCOMPARE(rows.at(1)->title(), u"Model · b · 1 other part, thought signature"_s);
        QCOMPARE(f.prompt->text(), u"c"_s);
        rows.at(0)->findChildren<QPushButton*>().constFirst()->click();
        QCOMPARE(f.document.prompt().text, u"a"_s);
        QVERIFY(!turns->isVisible());
        f.document.undoStack()->undo();
        QVERIFY(turns->isVisible());
        QCOMPARE(encodeRequest(f.document.prompt()), wholeBody);
    }

    void outsideChangesAreShown()
    {
        Fixture f;
        Prompt prompt;
        prompt.text = u"an example\nwith a no-break\u00a0space"_s;
        prompt.systemInstruction = u"calm"_s;
        f.document.replace(prompt, u"example"_s);
        QCOMPARE(f.prompt->text(), prompt.text);
        QCOMPARE(f.system->text(), prompt.systemInstruction);
        QCOMPARE(f.document.undoStack()->count(), 1);
        QTest::keyClick(f.prompt, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(f.prompt, u"!"_s);
        QCOMPARE(f.document.prompt().text, prompt.text + u'!');
    }

    void pastedTextIsCleaned()
    {
        Fixture f;
        auto* data = new QMimeData;
        data->setText(u"a"_s + QChar(0) + u"b"_s + QChar(0xd800) + u"c\r\nd"_s);
        QGuiApplication::clipboard()->setMimeData(data);
        f.prompt->setFocus();
        QTest::keyClick(f.prompt, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.document.prompt().text, QString(u"ab"_s + QChar(0xfffd) + u"c\nd"_s));
        QCOMPARE(f.problems.count(), 1);
        QVERIFY(f.problems.at(0).at(0).toString().startsWith(u"2 characters"_s));
    }

    void fiveMegabytesInOneLineStayFluid()
    {
        Fixture f;
        const QString text(5'000'000, u'x');
        const auto start = std::clock(); // of this program: a busy machine must not fail the test
        f.prompt->insertText(text);
        QCoreApplication::processEvents();
        QTest::keyClicks(f.prompt, u"yz"_s);
        f.prompt->repaint();
        QVERIFY((std::clock() - start) / CLOCKS_PER_SEC < 30); // debug, sanitized
        // What costs is the length of what is laid out at once.
        for (auto block = f.prompt->document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= PromptTextEdit::pieceLength + 8);
        QVERIFY(f.document.prompt().text == text + u"yz"_s);
        QVERIFY(f.says(u"in pieces"_s));
        f.prompt->selectAll();
        QTest::keyClick(f.prompt, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text() == text + u"yz"_s);
        while (f.document.undoStack()->canUndo())
            f.document.undoStack()->undo();
        QCOMPARE(f.prompt->text(), QString());
        QVERIFY(!f.says(u"in pieces"_s));
        f.document.undoStack()->redo();
        QVERIFY(f.prompt->text() == text);
    }

    void piecesKeepEveryCharacter()
    {
        Fixture f;
        QString text = QString(PromptTextEdit::pieceLength - 1, u'a') + u"😀"_s
            + QString(PromptTextEdit::pieceLength * 2, u'b') + u"\n\nshort\n"_s
            + QString(PromptTextEdit::pieceLength, u'c');
        f.prompt->insertText(text);
        QVERIFY(f.document.prompt().text == text);
        QTest::keyClick(f.prompt, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(f.prompt, Qt::Key_Return);
        QVERIFY(f.document.prompt().text == u'\n' + text);
        f.document.undoStack()->undo();
        QVERIFY(f.prompt->text() == text);
    }

    void contextMenuUndoesTheDocument()
    {
        Fixture f;
        QTest::keyClicks(f.prompt, u"abc"_s);
        bool found = false;
        QTimer::singleShot(0, &f.panel, [&found] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            QAction* undo = menu->actions().constFirst();
            found = undo->isEnabled() && undo->text().contains(u"Undo"_s);
            undo->trigger();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, {10, 10}, f.prompt->mapToGlobal(QPoint(10, 10)));
        QCoreApplication::sendEvent(f.prompt->viewport(), &event);
        QVERIFY(found);
        QCOMPARE(f.document.prompt().text, QString());
    }

    void droppedFilesKeepTheirOrderAndBytes()
    {
        Fixture f;
        const QByteArray large = test::picture("PNG", {1500, 1200});
        const QByteArray small = test::picture("JPEG", {20, 20});
        const auto data = files({f.write(u"large.png"_s, large), f.write(u"small.jpg"_s, small)});
        drop(f.area, *data, f.area->rect().center());
        QVERIFY(f.says(u"Reading"_s));
        QTRY_COMPARE(f.names(), QStringList({u"large.png"_s, u"small.jpg"_s}));
        QCOMPARE(f.images().at(0).bytes, large);
        QCOMPARE(f.images().at(1).bytes, small);
        QVERIFY(!f.says(u"Reading"_s));
        QVERIFY(f.says(u"2 reference images"_s));
        QCOMPARE(f.document.undoStack()->count(), 1);
        f.document.undoStack()->undo();
        QCOMPARE(f.view->model()->rowCount(), 0);
        QCOMPARE(f.problems.count(), 0);
    }

    void theGoodOnesAreTakenAndTheBadNamed()
    {
        Fixture f;
        const QByteArray whole = test::picture("PNG", {200, 200});
        f.panel.addFiles({f.write(u"good.png"_s, whole), f.write(u"cut.png"_s, whole.left(200)),
                          f.write(u"note.txt"_s, "words"), f.folder.filePath(u"gone.png"_s),
                          f.folder.path()});
        QTRY_COMPARE(f.problems.count(), 1);
        QCOMPARE(f.names(), QStringList {u"good.png"_s});
        QVERIFY(f.problems.at(0).at(0).toString().startsWith(u"4 files"_s));
        const QString detail = f.problems.at(0).at(1).toString();
        for (const auto& words : {u"cut off"_s, u"not an image"_s, u"does not exist"_s, u"is a folder"_s})
            QVERIFY2(detail.contains(words), qPrintable(detail));
    }

    void aBadFileAloneChangesNothing()
    {
        Fixture f;
        f.panel.addFiles({f.write(u"empty.png"_s, {})});
        QTRY_COMPARE(f.problems.count(), 1);
        QVERIFY(f.problems.at(0).at(0).toString().contains(u"empty (0 bytes)"_s));
        QCOMPARE(f.document.undoStack()->count(), 0);
    }

    void aPictureDroppedOnTheTextIsAPicture()
    {
        Fixture f;
        QTest::keyClicks(f.prompt, u"abc"_s);
        const auto data = files({f.write(u"jacket.png"_s, test::picture())});
        drop(f.prompt->viewport(), *data, {20, 20});
        QTRY_COMPARE(f.names(), QStringList {u"jacket.png"_s});
        QCOMPARE(f.document.prompt().text, u"abc"_s);
    }

    void aTextFileDroppedOnTheTextIsItsText()
    {
        Fixture f;
        const auto data = files({f.write(u"prompt.txt"_s, "Grüße\r\nan alle"_ba)});
        drop(f.prompt->viewport(), *data, {20, 20});
        QTRY_COMPARE(f.document.prompt().text, u"Grüße\nan alle"_s);
        QCOMPARE(f.document.undoStack()->count(), 1);
        const auto binary = files({f.write(u"prompt.bin"_s, "\xff\xfe\x00\x01"_ba)});
        drop(f.prompt->viewport(), *binary, {20, 20});
        QTRY_COMPARE(f.problems.count(), 1);
        QCOMPARE(f.document.undoStack()->count(), 1);
    }

    void aFileNamedAPictureIsNeverTakenForText()
    {
        Fixture f;
        const auto data = files({f.write(u"jacket.png"_s, "no picture"_ba)});
        drop(f.prompt->viewport(), *data, {20, 20});
        QTRY_COMPARE(f.problems.count(), 1);
        QVERIFY(f.problems.at(0).at(0).toString().contains(u"not an image"_s));
        QCOMPARE(f.document.prompt().text, QString());
    }

    void aChosenTileDoesNotScrollTheOnlyRow()
    {
        Fixture f;
        f.fill();
        f.view->setCurrentIndex(f.view->model()->index(f.view->model()->rowCount() - 1, 0));
        f.view->scrollTo(f.view->currentIndex());
        QCOMPARE(f.view->visualRect(f.view->model()->index(0, 0)).top(), 0);
        QCOMPARE(f.view->verticalScrollBar()->maximum(), 0);
    }

    void picturesFromOtherPrograms()
    {
        Fixture f;
        const QByteArray bytes = test::picture("JPEG");
        QMimeData exact;
        exact.setData(u"image/jpeg"_s, bytes);
        exact.setText(u"https://example.org/jacket.jpg"_s);
        drop(f.prompt->viewport(), exact, {20, 20});
        QTRY_COMPARE(f.images().size(), 1);
        QCOMPARE(f.images().at(0).bytes, bytes);
        QCOMPARE(f.document.prompt().text, QString());
        QVERIFY(!f.says(u"encoded as PNG"_s));

        QMimeData pixels;
        pixels.setImageData(test::gradient({30, 30}));
        drop(f.area, pixels, {5, 5});
        QTRY_COMPARE(f.images().size(), 2);
        QCOMPARE(f.images().at(1).mimeType, u"image/png"_s);
        QVERIFY(f.says(u"encoded as PNG"_s));
    }

    void pastesPicturesAndSaysWhenThereIsNone()
    {
        Fixture f;
        QGuiApplication::clipboard()->setImage(test::gradient({30, 30}));
        f.prompt->setFocus();
        QTest::keyClick(f.prompt, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(f.images().size(), 1);
        f.view->setFocus();
        QTest::keyClick(f.view, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(f.images().size(), 2);
        QGuiApplication::clipboard()->setText(u"https://example.org/a.png"_s);
        f.panel.pasteImages();
        QCOMPARE(f.problems.count(), 1);
        QVERIFY(f.problems.at(0).at(1).toString().contains(u"not fetched"_s));
    }

    void pasteWithTextAndPictureIsTextInTheText()
    {
        Fixture f;
        auto* data = new QMimeData;
        data->setText(u"cells"_s);
        data->setImageData(test::gradient({30, 30}));
        QGuiApplication::clipboard()->setMimeData(data);
        QTest::keyClick(f.prompt, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.document.prompt().text, u"cells"_s);
        QCOMPARE(f.images().size(), 0);
    }

    void browsesAndRemembersTheFolder()
    {
        Fixture f;
        const QString path = f.write(u"jacket.png"_s, test::picture());
        QTest::keyClick(f.area, Qt::Key_Return);
        auto* dialog = f.panel.findChild<QFileDialog*>();
        QVERIFY(dialog);
        dialog->setDirectory(f.folder.path());
        emit dialog->filesSelected({path});
        dialog->reject();
        QTRY_COMPARE(f.images().size(), 1);
        QCOMPARE(QDir(f.settings.text(SettingKey::LastOpenFolder)), QDir(f.folder.path()));
    }

    void movesWithTheKeyboard()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.names(), QStringList({u"b.png"_s, u"a.png"_s, u"c.png"_s}));
        QCOMPARE(f.view->currentIndex().row(), 1);
        QTest::keyClick(f.view, Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(f.view, Qt::Key_Right, Qt::AltModifier); // at the end: nothing
        QCOMPARE(f.names(), QStringList({u"b.png"_s, u"c.png"_s, u"a.png"_s}));
        QTest::keyClick(f.view, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.names(), QStringList({u"b.png"_s, u"a.png"_s, u"c.png"_s}));
        f.document.undoStack()->undo();
        f.document.undoStack()->undo();
        f.document.undoStack()->undo();
        QCOMPARE(f.names(), QStringList({u"a.png"_s, u"b.png"_s, u"c.png"_s}));
    }

    void movesByDragging()
    {
        Fixture f;
        f.fill();
        QTRY_COMPARE(f.view->width(), 3 * (ImageTileDelegate::side + ImageTileDelegate::gap) + 1);
        const QRect last = f.view->visualRect(f.view->model()->index(2, 0));
        // A drop whose source is the list itself cannot be made from outside: the signal is what it sends.
        emit f.view->moveRequested(0, 2);
        QCOMPARE(f.names(), QStringList({u"b.png"_s, u"c.png"_s, u"a.png"_s}));
        // From outside it is a file dropped between two tiles.
        const auto dropped = files({f.write(u"new.png"_s, test::picture())});
        drop(f.view->viewport(), *dropped, last.topLeft() + QPoint(4, 20));
        QTRY_COMPARE(f.names(), QStringList({u"b.png"_s, u"c.png"_s, u"new.png"_s, u"a.png"_s}));
    }

    void removesByKeyAndByCross()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_Delete);
        QCOMPARE(f.names(), QStringList({u"b.png"_s, u"c.png"_s}));
        QCOMPARE(f.view->currentIndex().row(), 0);
        const QRect tile = f.view->visualRect(f.view->model()->index(1, 0));
        QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {},
                          ImageTileDelegate::crossRect(tile).center());
        QCOMPARE(f.names(), QStringList {u"b.png"_s});
        f.view->selectAll();
        QTest::keyClick(f.view, Qt::Key_Delete);
        QCOMPARE(f.images().size(), 0);
        QVERIFY(f.area->hasFocus()); // the list is gone: the keyboard is not lost
        for (int i = 0; i < 3; ++i)
            f.document.undoStack()->undo();
        QCOMPARE(f.names(), QStringList({u"a.png"_s, u"b.png"_s, u"c.png"_s}));
    }

    void writesACaption()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_F2);
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, u"the jacket"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.images().at(0).caption, u"the jacket"_s);
        QVERIFY(f.view->hasFocus());
        QTest::keyClick(f.view, Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), u"no"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(f.images().at(0).caption, u"the jacket"_s);
        f.document.undoStack()->undo();
        QCOMPARE(f.images().at(0).caption, QString());
    }

    void viewsLarge()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_Space);
        auto* dialog = f.panel.findChild<ImageViewDialog*>();
        QVERIFY(dialog);
        auto* view = dialog->findChild<ZoomView*>();
        QTRY_VERIFY(view->isVisible());
        const qreal before = view->scaleFactor();
        QTest::keyClick(view, Qt::Key_Plus);
        QVERIFY(view->scaleFactor() > before);
        QTest::keyClick(view, Qt::Key_0);
        QCOMPARE(view->scaleFactor(), 1.0);
        QCOMPARE(test::withoutName(dialog).join(u", "_s), QString());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void copiesTheExactBytes()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_C, Qt::ControlModifier);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->data(u"image/png"_s), f.images().at(0).bytes);
        QFile file(data->urls().value(0).toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), f.images().at(0).bytes);
        QVERIFY(file.fileName().endsWith(u"a.png"_s));
    }

    void aHostileNameStaysInTheFolder()
    {
        ReferenceImage image = *makeReferenceImage(test::picture(), u"../../etc/evil.png"_s);
        QCOMPARE(fileNameFor(image), u"evil.png"_s);
        image.fileName.clear();
        QCOMPARE(fileNameFor(image), u"picture.png"_s);
    }

    void savesACopy()
    {
        Fixture f;
        f.fill();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(f.view->viewport(), &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions()) {
            if (action->text().startsWith(u"Save a copy"_s))
                action->trigger();
        }
        menu->close();
        auto* dialog = f.panel.findChild<QFileDialog*>();
        QVERIFY(dialog);
        const QString path = f.folder.filePath(u"copy.png"_s);
        emit dialog->fileSelected(path);
        dialog->reject();
        QFile file(path);
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), f.images().at(0).bytes);
    }

    void theModelsLimitIsSaidAndNothingIsCut()
    {
        Fixture f;
        ModelInfo model;
        model.id = u"small-model"_s;
        model.maxReferenceImages = 2;
        f.panel.setModelInfo(model);
        f.fill();
        QVERIFY(f.says(u"small-model takes at most 2"_s));
        QCOMPARE(f.images().size(), 3);
        f.panel.setModelInfo({});
        QVERIFY(!f.says(u"takes at most"_s));
    }

    void theRequestSizeIsSaid()
    {
        Fixture f;
        ReferenceImage image;
        image.bytes = QByteArray(80'000'000, 'x');
        image.sha256 = "x";
        f.document.setImages({image}, u"add"_s);
        QVERIFY(f.says(u"of at most"_s));
        image.bytes.resize(1000);
        f.document.setImages({image}, u"add"_s);
        QVERIFY(f.says(u"1 reference image ·"_s));
    }

    void anEstimateStandsBesideTheCounts()
    {
        Fixture f;
        auto* tokens = f.panel.findChild<QLabel*>(u"estimatedTokens"_s);
        auto* money = f.panel.findChild<QLabel*>(u"estimatedMoney"_s);
        QVERIFY(tokens->text().isEmpty() && money->text().isEmpty());
        Estimate estimate;
        estimate.textTokens = 18;
        estimate.imageTokens = {258, 560};
        estimate.input = {276, 578};
        estimate.output = {1170, 2100};
        estimate.low = 0.1356;
        estimate.high = 0.1473;
        f.panel.setEstimate(estimate);
        QCOMPARE(tokens->text(), u"≈ 18 text + 258–560 image tokens"_s);
        QCOMPARE(money->text(), u"≈ $0.136–$0.147, estimate"_s);
        QVERIFY(money->toolTip().contains(u"Output: 1"_s));
        estimate.isExact = true;
        estimate.input = {276, 276};
        estimate.low.reset();
        f.panel.setEstimate(estimate);
        QCOMPARE(tokens->text(), u"276 tokens"_s);
        QVERIFY(tokens->toolTip().contains(u"counted by the back end"_s));
        QCOMPARE(money->text(), u"no price known"_s);
        f.panel.setEstimate({});
        QVERIFY(tokens->text().isEmpty() && money->text().isEmpty());
        QVERIFY(tokens->toolTip().isEmpty() && money->toolTip().isEmpty());
    }

    void heicIsTakenWithoutAView()
    {
        Fixture f;
        f.add(u"phone.heic"_s, test::heic());
        const QModelIndex tile = f.view->model()->index(0, 0);
        QVERIFY(tile.data(Qt::ToolTipRole).toString().contains(u"cannot decode"_s));
        f.view->setCurrentIndex(tile);
        f.view->setFocus();
        QTest::keyClick(f.view, Qt::Key_Return);
        QVERIFY(f.panel.findChild<ImageViewDialog*>());
    }

    void modelKeepsItsPromises()
    {
        Fixture f;
        const QAbstractItemModelTester tester(f.view->model());
        f.fill();
        QTRY_VERIFY(
            !f.view->model()->index(0, 0).data(ImageListModel::ThumbnailRole).value<QImage>().isNull());
        QTest::keyClick(f.view, Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(f.view, Qt::Key_Delete);
        const QString tip = f.view->model()->index(0, 0).data(Qt::ToolTipRole).toString();
        for (const auto& words : {u"image/png"_s, u"bytes"_s, u"pixels"_s, u"SHA-256"_s})
            QVERIFY2(tip.contains(words), qPrintable(tip));
    }

    void manyPicturesFit()
    {
        Fixture f;
        for (int i = 0; i < 14; ++i)
            f.add(QString::number(i), test::picture("PNG", {10 + i, 10}));
        QVERIFY(f.area->isVisible());
        QTRY_VERIFY(f.area->geometry().top() >= f.view->geometry().bottom());
        QVERIFY(f.area->height() >= 24);
        QVERIFY(f.prompt->isVisible() && f.prompt->height() >= 60);
    }

    void everythingHasAName()
    {
        Fixture f;
        f.fill();
        QTest::keyClick(f.view, Qt::Key_F2);
        QCOMPARE(test::withoutName(&f.panel).join(u", "_s), QString());
    }

    void focusPromptComesBackFromAnyTab()
    {
        Fixture f;
        f.tabs->setCurrentIndex(2);
        QVERIFY(!f.area->isVisible());
        f.panel.focusPrompt();
        QVERIFY(f.prompt->hasFocus());
    }
};

QTEST_MAIN(tst_EditorPanel)
#include "tst_editorpanel.moc"
