#include "app/settings/settings.h"
#include "tests/response/panelfixture.h"
#include "tests/response/sampleattempts.h"
#include "tests/support/strict.h"
#include "ui/base/badge.h"
#include "ui/base/tinted.h"
#include "ui/response/answerimages.h"
#include "ui/response/answertext.h"
#include "ui/response/responsepanel.h"
#include "ui/response/resultpage.h"
#include "ui/response/stagepicture.h"
#include "ui/response/verdictbanner.h"
#include "ui/view/datatable.h"
#include "ui/view/findbar.h"
#include "ui/view/imageview.h"
#include "ui/view/plaintext.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

enum Tab { ResultTab, Ratings, Tokens, Fields, Request, Raw, TabCount };

template<typename T>
T* named(QWidget* parent, const QString& accessibleName)
{
    const auto all = parent->findChildren<T*>();
    for (auto* widget : all) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    return nullptr;
}

// All words that can be seen in labels.
QString visibleWords(QWidget* parent)
{
    QStringList words;
    const auto labels = parent->findChildren<QLabel*>();
    for (const auto* label : labels) {
        if (label->isVisible())
            words << label->text();
    }
    return words.join(u'\n');
}

} // namespace

class tst_ResponsePanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void nothingIsShownAtFirst();
    void keyboardReachesTheTabsBeforeTheNextPane();
    void blockedPictureSaysSoInEveryPart();
    void everySampleShowsOnEveryTab();
    void tabIsRemembered();
    void onlyTheVisibleTabIsBroughtUpToDate();
    void titlesOfColumnsAreNotCut();
    void streamedTextIsMarkdownAtOnce();
    void streamingGrowsWithoutLosingTheSelection();
    void sendingShowsElapsedTimeAndNoVerdict();
    void simulatedIsSaid();
    void otherModelThatAnsweredIsSaid();
    void markdownIsRenderedWhenComplete();
    void picturesAndLinksOfTheTextAreNeverLoaded();
    void veryLongTextStaysPlain();
    void veryLongParagraphStaysPlain();
    void lastPictureIsTheResultAndDraftsAreApart();
    void pictureIsSavedWithItsExactBytes();
    void brokenPictureIsSaidAndCanStillBeSaved();
    void candidatesCanBeChosen();
    void thoughtsAreFoldedAndThatIsRemembered();
    void fieldsAreFilteredAndCopied();
    void rawCanBeSearched();
    void copyAllGivesTheExactBytes();
    void requestIsShownAsSent();
    void decodedAnswerHasNoRequest();
    void twentyMegabytesDoNotBlock();
    void stagesAreOneTextForAReader();
    void everyControlHasAName();
    void clearForgets();

private:
    void open(Tab tab) { m_panel->findChild<QTabBar*>()->setCurrentIndex(tab); }
    QWidget* page()
    {
        return m_panel->findChild<QStackedWidget*>(QString(), Qt::FindChildrenRecursively)->currentWidget();
    }
    QWidget* pageOf(Tab tab);

    std::unique_ptr<test::PanelFixture> m_fixture;
    const QTemporaryDir* m_folder = nullptr;
    Settings* m_settings = nullptr;
    ResponsePanel* m_panel = nullptr;
};

void tst_ResponsePanel::init()
{
    test::strict();
    m_fixture = std::make_unique<test::PanelFixture>();
    m_folder = &m_fixture->folder;
    m_settings = &m_fixture->settings;
    m_panel = &m_fixture->panel;
    QVERIFY(m_fixture->isExposed());
}

void tst_ResponsePanel::cleanup()
{
    m_fixture.reset();
}

QWidget* tst_ResponsePanel::pageOf(Tab tab)
{
    return m_panel->findChild<QTabBar*>()->currentIndex() == tab ? page() : nullptr;
}

void tst_ResponsePanel::nothingIsShownAtFirst()
{
    QVERIFY(visibleWords(m_panel).trimmed().isEmpty());
    QVERIFY(!m_panel->findChild<QTabBar*>()->isVisible());
    QVERIFY(!m_panel->findChild<InspectorPage*>()); // costs nothing before it is needed
}

// Its parts are made when they are first seen: they must not come behind what stands after the inspector.
void tst_ResponsePanel::keyboardReachesTheTabsBeforeTheNextPane()
{
    QWidget window;
    auto* panel = new ResponsePanel(*m_settings, &window);
    auto* next = new QLineEdit(&window);
    panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    auto* tabs = panel->findChild<QTabBar*>();
    for (int place = 0; place < tabs->count(); ++place) {
        tabs->setCurrentIndex(place);
        const QWidget* shown = panel->findChild<QStackedWidget*>()->currentWidget();
        QSet<const QWidget*> reached;
        for (const QWidget* widget = tabs; widget != next; widget = widget->nextInFocusChain())
            reached << widget;
        for (const auto* child : shown->findChildren<QWidget*>()) {
            if (child->focusPolicy() != Qt::NoFocus && child->window() == &window)
                QVERIFY2(reached.contains(child), child->metaObject()->className());
        }
    }
}

void tst_ResponsePanel::blockedPictureSaysSoInEveryPart()
{
    m_panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    const QString words = visibleWords(m_panel);
    QVERIFY2(words.contains(u"Attempt 7"_s), qPrintable(words));
    QVERIFY2(words.contains(u"14:02:11"_s), qPrintable(words));
    QVERIFY2(words.contains(u"IMAGE_SAFETY"_s), qPrintable(words));
    QVERIFY2(words.contains(u"The answer was withheld: IMAGE_SAFETY"_s), qPrintable(words));
    QVERIFY2(words.contains(u"$0.0026"_s), qPrintable(words));
    m_panel->showAttempt(test::sampleAttempt(u"vertex-support-codes.json"_s));
    QVERIFY(visibleWords(m_panel).contains(u"Support code 17301594: A child, in what was made."_s));
    QVERIFY(visibleWords(m_panel).contains(u"Support code 12345678: a code this program does not know."_s));
    QVERIFY(!m_panel->findChild<VerdictBanner*>()->accessibleName().isEmpty());
}

void tst_ResponsePanel::everySampleShowsOnEveryTab()
{
    const auto files = QDir(QStringLiteral(SAFELIGHT_TEST_DATA "/samples")).entryList(QDir::Files);
    QVERIFY(files.size() > 20);
    for (const auto& file : files) {
        m_panel->showAttempt(test::sampleAttempt(file, file.startsWith(u"error"_s) ? 429 : 200));
        for (int tab = ResultTab; tab < TabCount; ++tab) {
            open(Tab(tab));
            QVERIFY(pageOf(Tab(tab))->isVisible());
            QVERIFY(!m_panel->grab().isNull());
        }
    }
    QCoreApplication::processEvents();
}

void tst_ResponsePanel::tabIsRemembered()
{
    open(Fields);
    ResponsePanel second(*m_settings);
    QCOMPARE(second.findChild<QTabBar*>()->currentIndex(), int(Fields));
}

void tst_ResponsePanel::onlyTheVisibleTabIsBroughtUpToDate()
{
    m_panel->showAttempt(test::sampleAttempt(u"stop-text.json"_s));
    QVERIFY(!named<DataTable>(m_panel, u"Tokens and cost"_s));
    open(Tokens);
    auto* table = named<DataTable>(m_panel, u"Tokens and cost"_s);
    const int rows = table->model()->rowCount();
    QVERIFY(rows > 0);
    open(ResultTab);
    m_panel->showAttempt(Attempt());
    QCOMPARE(table->model()->rowCount(), rows);
    open(Tokens);
    QVERIFY(table->model()->rowCount() != rows);
}

void tst_ResponsePanel::titlesOfColumnsAreNotCut()
{
    QStandardItemModel model(1, 4);
    model.setHorizontalHeaderLabels({u"Kind"_s, u"Tokens"_s, u"A long title"_s, u"Per million tokens"_s});
    DataTable table(u"Narrow columns"_s, {9, 3, 1, 1});
    table.setModel(&model);
    table.resize(460, 200);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const auto* header = table.horizontalHeader();
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY2(header->sectionSize(column) >= header->sectionSizeHint(column),
                 qPrintable(QString::number(column)));
    QCOMPARE(header->length(), table.viewport()->width());
    table.resize(120, 200); // no room for all: nothing worse than a cut title
    QVERIFY(header->length() >= table.viewport()->width());
}

void tst_ResponsePanel::streamedTextIsMarkdownAtOnce()
{
    Attempt attempt = test::deliveredAttempt({}, u"# Title\n\nSome **bold** wo"_s);
    attempt.state = AttemptState::Sending;
    m_panel->showAttempt(attempt);
    auto* browser = named<OfflineBrowser>(m_panel, u"Text of the answer"_s);
    QVERIFY(browser->isVisible());
    QCOMPARE(browser->toPlainText(), u"Title\nSome bold wo"_s);
    QTextCursor cursor = browser->textCursor();
    cursor.setPosition(6);
    cursor.setPosition(10, QTextCursor::KeepAnchor);
    browser->setTextCursor(cursor);
    QString all = u"# Title\n\nSome **bold** words\n\n"_s;
    for (int i = 0; i < 100; ++i) {
        all += u"* point %1\n"_s.arg(i);
        attempt.response.candidates[0].parts[0].text = all;
        m_panel->showAttempt(attempt);
    }
    QTRY_VERIFY(browser->toPlainText().endsWith(u"point 99"_s));
    QCOMPARE(browser->textCursor().selectedText(), u"Some"_s);
    QCOMPARE(browser->verticalScrollBar()->value(), 0);
    browser->verticalScrollBar()->setValue(40);
    attempt.state = AttemptState::Completed;
    attempt.response.candidates[0].parts[0].text = all + u"* the last\n"_s;
    m_panel->showAttempt(attempt);
    QVERIFY(browser->toPlainText().endsWith(u"the last"_s));
    QCOMPARE(browser->textCursor().selectedText(), u"Some"_s);
    QCOMPARE(browser->verticalScrollBar()->value(), 40);
}

void tst_ResponsePanel::streamingGrowsWithoutLosingTheSelection()
{
    const QString begin =
        u"The first line\nThe second line\n"_s.repeated(AnswerText::streamedMarkdownLimit / 20);
    Attempt attempt = test::deliveredAttempt({}, begin);
    attempt.state = AttemptState::Sending;
    m_panel->showAttempt(attempt);
    auto* text = named<PlainText>(m_panel, u"Text of the answer"_s);
    QVERIFY(text->isVisible());
    QTRY_COMPARE(text->toPlainText(), begin);
    QTextCursor cursor = text->textCursor();
    cursor.setPosition(4);
    cursor.setPosition(9, QTextCursor::KeepAnchor);
    text->setTextCursor(cursor);
    QString all = text->toPlainText();
    for (int i = 0; i < 50; ++i) {
        all += u"More of it, number %1\n"_s.arg(i);
        attempt.response.candidates[0].parts[0].text = all;
        m_panel->showAttempt(attempt);
    }
    QTRY_COMPARE(text->toPlainText(), all);
    QCOMPARE(text->textCursor().selectedText(), u"first"_s);
    QCOMPARE(text->verticalScrollBar()->value(), 0);
    attempt.state = AttemptState::Completed;
    m_panel->showAttempt(attempt);
    QVERIFY(text->isVisible()); // still selected: not replaced under the reader's hand
    cursor.clearSelection();
    text->setTextCursor(cursor);
    auto* browser = named<OfflineBrowser>(m_panel, u"Text of the answer"_s);
    QTRY_VERIFY(browser->isVisible());
    QVERIFY(browser->toPlainText().contains(u"number 49"_s));
}

void tst_ResponsePanel::sendingShowsElapsedTimeAndNoVerdict()
{
    Attempt attempt = test::attemptOf({});
    attempt.state = AttemptState::Sending;
    attempt.seconds = 0;
    m_panel->showAttempt(attempt);
    auto* banner = m_panel->findChild<VerdictBanner*>();
    QCOMPARE(banner->accessibleName(), u"Sending"_s);
    const QString before = visibleWords(banner);
    QTRY_VERIFY(visibleWords(banner) != before);
    attempt.state = AttemptState::Failed;
    attempt.failure = u"The connection was refused."_s;
    m_panel->showAttempt(attempt);
    QVERIFY(visibleWords(banner).contains(attempt.failure));
}

void tst_ResponsePanel::simulatedIsSaid()
{
    Attempt attempt = test::sampleAttempt(u"stop-text.json"_s);
    m_panel->showAttempt(attempt);
    QVERIFY(!visibleWords(m_panel).contains(u"simulated"_s));
    attempt.simulated = true;
    m_panel->showAttempt(attempt);
    QVERIFY(visibleWords(m_panel).contains(u"simulated"_s));
    attempt.state = AttemptState::Sending;
    m_panel->showAttempt(attempt);
    QVERIFY(visibleWords(m_panel).contains(u"simulated"_s));
}

void tst_ResponsePanel::otherModelThatAnsweredIsSaid()
{
    m_panel->showAttempt(test::sampleAttempt(u"stop-text.json"_s));
    QVERIFY(visibleWords(m_panel).contains(u"gemini-3-pro-image-preview (answered by gemini-2.5-flash)"_s));
}

void tst_ResponsePanel::markdownIsRenderedWhenComplete()
{
    m_panel->showAttempt(test::deliveredAttempt({}, u"# Title\n\nSome **bold** text <b>raw</b>"_s));
    auto* browser = named<OfflineBrowser>(m_panel, u"Text of the answer"_s);
    QVERIFY(browser->isVisible());
    QVERIFY(browser->toPlainText().startsWith(u"Title\nSome bold text"_s));
    QVERIFY(browser->toPlainText().contains(u"<b>raw</b>"_s)); // HTML stays text
}

void tst_ResponsePanel::picturesAndLinksOfTheTextAreNeverLoaded()
{
    const QString path = m_folder->filePath(u"local.png"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(test::pngBytes({300, 200}, Qt::red, Qt::red));
    file.close();
    m_panel->showAttempt(test::deliveredAttempt(
        {},
        u"![a](%1)\n![b](file://%1)\n![c](http://127.0.0.1:9/x.png)\n[link](http://127.0.0.1:9/)"_s.arg(
            path)));
    auto* browser = named<OfflineBrowser>(m_panel, u"Text of the answer"_s);
    QVERIFY(!browser->openLinks());
    for (const auto& name : QStringList {path, u"file://"_s + path, u"http://127.0.0.1:9/x.png"_s}) {
        const auto image =
            browser->document()->resource(QTextDocument::ImageResource, QUrl(name)).value<QImage>();
        QCOMPARE(image.size(), QSize(16, 16));
    }
    const QImage seen = browser->grab().toImage();
    for (int y = 0; y < seen.height(); y += 4) {
        for (int x = 0; x < seen.width(); x += 4)
            QVERIFY(seen.pixelColor(x, y) != QColor(Qt::red));
    }
}

void tst_ResponsePanel::veryLongParagraphStaysPlain()
{
    const QString text = u"some words "_s.repeated(AnswerText::paragraphLimit / 10);
    Attempt attempt = test::deliveredAttempt({}, text.first(5000));
    attempt.state = AttemptState::Sending;
    m_panel->showAttempt(attempt);
    attempt.state = AttemptState::Completed;
    attempt.response.candidates[0].parts[0].text = text;
    m_panel->showAttempt(attempt);
    auto* plain = named<PlainText>(m_panel, u"Text of the answer"_s);
    QVERIFY(plain->isVisible());
    QVERIFY(visibleWords(m_panel).contains(u"Shown as plain text: a paragraph has more than"_s));
    QTRY_VERIFY(plain->isFilled());
    QCOMPARE(plain->toPlainText().remove(u'\n'), text);
    attempt.response.candidates[0].parts[0].text = u"short\n\n"_s.repeated(5000);
    m_panel->showAttempt(attempt);
    QVERIFY(!plain->isVisible());
    QVERIFY(!visibleWords(m_panel).contains(u"Shown as plain text"_s));
}

void tst_ResponsePanel::veryLongTextStaysPlain()
{
    QString text;
    while (text.size() < 5000000)
        text += u"A line of the answer, with some words in it.\n"_s;
    Attempt attempt = test::deliveredAttempt({}, u"x"_s);
    attempt.response.candidates[0].parts[0].text = text;
    QElapsedTimer timer;
    timer.start();
    m_panel->showAttempt(attempt);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    auto* plain = named<PlainText>(m_panel, u"Text of the answer"_s);
    QVERIFY(plain->isVisible());
    QVERIFY(visibleWords(m_panel).contains(u"Shown as plain text"_s));
    QTRY_VERIFY_WITH_TIMEOUT(plain->isFilled(), 40000);
}

void tst_ResponsePanel::lastPictureIsTheResultAndDraftsAreApart()
{
    const auto result = test::pngBytes({200, 100}, Qt::green, Qt::blue);
    m_panel->showAttempt(test::deliveredAttempt({test::pngBytes({80, 80}, Qt::red, Qt::blue), result}));
    auto* view = m_panel->findChild<ImageView*>();
    QCOMPARE(view->bytes(), result);
    QTRY_COMPARE(view->state(), ImageView::State::Shown);
    QCOMPARE(view->pixelSize(), QSize(200, 100));
    QVERIFY(visibleWords(m_panel).contains(u"Drafts: interim images"_s));
    auto* draft = named<QToolButton>(m_panel, u"Draft 1"_s);
    QVERIFY(draft);
    QTRY_VERIFY(!draft->icon().isNull());
    QTest::mouseClick(draft, Qt::LeftButton);
    QTRY_COMPARE(view->pixelSize(), QSize(80, 80));
    QVERIFY(visibleWords(m_panel).contains(u"not the result"_s));
    view->actualSize();
    QCOMPARE(view->zoom(), 1.0);
    QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(view->zoom() > 1.0);
    QTest::keyClick(view, Qt::Key_0);
    QVERIFY(view->isFitted());
}

void tst_ResponsePanel::pictureIsSavedWithItsExactBytes()
{
    const auto bytes = test::pngBytes({200, 100}, Qt::green, Qt::blue);
    m_panel->showAttempt(test::deliveredAttempt({bytes}));
    QCOMPARE(m_panel->findChild<AnswerImages*>()->fileName(), u"attempt-7.png"_s);
    m_settings->setValue(SettingKey::LastSaveFolder, m_folder->path());
    QTest::mouseClick(named<IconButton>(m_panel, u"Save picture…"_s), Qt::LeftButton);
    auto* dialog = m_panel->findChild<QFileDialog*>();
    QVERIFY(dialog);
    const QString path = m_folder->filePath(u"kept.png"_s);
    emit dialog->fileSelected(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    // And a place that cannot be written to is said.
    const QSignalSpy problems(m_panel, &ResponsePanel::problemOccurred);
    emit dialog->fileSelected(u"/no/such/folder/x.png"_s);
    QTRY_COMPARE(problems.size(), 1);
    dialog->close();
}

void tst_ResponsePanel::brokenPictureIsSaidAndCanStillBeSaved()
{
    m_panel->showAttempt(test::deliveredAttempt({"this is no picture at all"}));
    auto* view = m_panel->findChild<ImageView*>();
    QTRY_COMPARE(view->state(), ImageView::State::Broken);
    QVERIFY(view->accessibleDescription().contains(u"can still be saved"_s));
    view->zoomBy(2);
    QVERIFY(!view->grab().isNull());
    m_panel->showAttempt(test::deliveredAttempt({{}}));
    QVERIFY(!m_panel->grab().isNull());
}

void tst_ResponsePanel::candidatesCanBeChosen()
{
    m_panel->showAttempt(test::sampleAttempt(u"two-candidates.json"_s));
    auto* candidates = named<QComboBox>(m_panel, u"Candidate"_s);
    QVERIFY(candidates->isVisible());
    QCOMPARE(candidates->count(), 2);
    const QString first = visibleWords(pageOf(ResultTab));
    auto* browser = named<OfflineBrowser>(m_panel, u"Text of the answer"_s);
    const QString text = browser->toPlainText();
    candidates->setCurrentIndex(1);
    QVERIFY(browser->toPlainText() != text || visibleWords(pageOf(ResultTab)) != first);
    m_panel->showAttempt(test::sampleAttempt(u"stop-text.json"_s));
    QVERIFY(!candidates->isVisible());
}

void tst_ResponsePanel::thoughtsAreFoldedAndThatIsRemembered()
{
    Attempt attempt = test::deliveredAttempt({}, u"Answer"_s);
    Part thought;
    thought.thought = true;
    thought.text = u"First I look at the jacket."_s;
    attempt.response.candidates[0].parts.prepend(thought);
    m_panel->showAttempt(attempt);
    auto* fold = named<IconButton>(m_panel, u"Thoughts (201 tokens)"_s);
    QVERIFY(fold && fold->isVisible());
    auto* text = named<AnswerText>(m_panel, u"Thoughts"_s);
    auto* browser = named<OfflineBrowser>(m_panel, u"Thoughts"_s);
    Q_UNUSED(text)
    QVERIFY(!browser->isVisible());
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(browser->isVisible());
    QVERIFY(m_settings->value(SettingKey::ThoughtsShown).toBool());
    QVERIFY(!named<OfflineBrowser>(m_panel, u"Text of the answer"_s)->toPlainText().contains(u"jacket"_s));
}

void tst_ResponsePanel::fieldsAreFilteredAndCopied()
{
    open(Fields);
    m_panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    auto* table = named<DataTable>(m_panel, u"Fields"_s);
    QTRY_VERIFY(table->model()->rowCount() > 5);
    auto* search = named<QLineEdit>(m_panel, u"Filter fields"_s);
    search->setText(u"finishReason"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 1));
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"IMAGE_SAFETY"_s);
    QVERIFY(table->allText().startsWith(u"Field\tValue\tWhat it means\n"_s));
}

void tst_ResponsePanel::rawCanBeSearched()
{
    open(Raw);
    m_panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    auto* text = named<PlainText>(m_panel, u"Answer as received"_s);
    QTRY_VERIFY(text->toPlainText().contains(u"finishReason"_s));
    text->setFocus();
    QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
    auto* field = named<QLineEdit>(pageOf(Raw), u"Find in this text"_s);
    QTRY_VERIFY(field->isVisible());
    field->setText(u"TOKENCOUNT"_s);
    QTRY_COMPARE(text->matchCount(), 6);
    QTRY_VERIFY(visibleWords(pageOf(Raw)).contains(u"1 of 6"_s));
    QTest::mouseClick(named<IconButton>(pageOf(Raw), u"Previous match"_s), Qt::LeftButton);
    QCOMPARE(text->currentMatch(), 5);
    QTest::mouseClick(named<IconButton>(pageOf(Raw), u"Next match"_s), Qt::LeftButton);
    QCOMPARE(text->currentMatch(), 0);
    QTest::keyClick(field, Qt::Key_Escape);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(!field->isVisible());
    QCOMPARE(text->matchCount(), 0);
}

void tst_ResponsePanel::copyAllGivesTheExactBytes()
{
    open(Raw);
    const QByteArray bytes = QByteArray("{\"a\": \"\xFF\xFE\"}\r\n").repeated(3) + QByteArray(5000, 'x');
    m_panel->showAttempt(test::attemptOf(bytes));
    auto* text = named<PlainText>(m_panel, u"Answer as received"_s);
    QTRY_VERIFY(!text->toPlainText().isEmpty());
    QTest::mouseClick(named<IconButton>(pageOf(Raw), u"Copy all, exact bytes"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->mimeData()->data(u"text/plain"_s), bytes);
    auto* pretty = named<IconButton>(pageOf(Raw), u"Pretty"_s);
    QTest::mouseClick(pretty, Qt::LeftButton);
    QTRY_VERIFY(visibleWords(pageOf(Raw)).contains(u"UTF-8"_s));
    QVERIFY(!m_settings->value(SettingKey::RawPretty).toBool());
}

void tst_ResponsePanel::requestIsShownAsSent()
{
    open(Request);
    m_panel->showAttempt(test::sampleAttempt(u"stop-text.json"_s));
    auto* text = named<PlainText>(m_panel, u"Request as sent"_s);
    QTRY_VERIFY(text->toPlainText().contains(u"Put this jacket"_s));
    QVERIFY(text->toPlainText().startsWith(u"POST https://"_s));
    QVERIFY(text->toPlainText().contains(u"x-goog-api-key: [masked]"_s));
}

void tst_ResponsePanel::decodedAnswerHasNoRequest()
{
    Attempt attempt = test::sampleAttempt(u"prompt-blocked-safety.json"_s);
    attempt.requestBody.clear();
    attempt.requestHeaders.clear();
    attempt.url.clear();
    attempt.number = 0;
    attempt.prompt.model.clear();
    open(Request);
    m_panel->showAttempt(attempt);
    QVERIFY(visibleWords(pageOf(Request)).contains(u"Nothing was sent"_s));
    open(Ratings);
    QVERIFY(visibleWords(pageOf(Ratings)).contains(u"thresholds are not known"_s));
}

void tst_ResponsePanel::twentyMegabytesDoNotBlock()
{
    QByteArray noise(15 * 1000 * 1000, Qt::Uninitialized);
    quint32 state = 1;
    for (char& byte : noise)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    const Attempt attempt = test::deliveredAttempt({test::pngBytes({64, 64}, Qt::red, Qt::blue) + noise});
    for (int tab = ResultTab; tab < TabCount; ++tab) {
        open(Tab(tab));
        m_panel->clear();
        QElapsedTimer timer;
        timer.start();
        m_panel->showAttempt(attempt);
        const auto elapsed = timer.elapsed();
#ifdef __SANITIZE_ADDRESS__
        QVERIFY(elapsed < 2000);
#else
        QVERIFY2(elapsed < 200, qPrintable(u"tab %1: %2 ms"_s.arg(tab).arg(elapsed)));
#endif
    }
    auto* text = named<PlainText>(m_panel, u"Answer as received"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!text->toPlainText().isEmpty(), 20000);
    QTest::mouseClick(named<IconButton>(pageOf(Raw), u"Pretty"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(visibleWords(pageOf(Raw)).contains(u"Long lines are broken"_s), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(text->isFilled(), 30000);
    QVERIFY(text->text().size() < 3000000);
}

void tst_ResponsePanel::stagesAreOneTextForAReader()
{
    m_panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    auto* stages = m_panel->findChild<StagePicture*>();
    QVERIFY2(stages->accessibleDescription().contains(u"Output filter: stopped here"_s),
             qPrintable(stages->accessibleDescription()));
    QVERIFY(stages->accessibleDescription().contains(u"173"_s));
    QVERIFY(stages->heightForWidth(300) > stages->heightForWidth(900));
    m_panel->resize(360, 900); // narrow: one box per line, all of them there
    QTRY_COMPARE(stages->height(), stages->heightForWidth(stages->width()));
}

void tst_ResponsePanel::everyControlHasAName()
{
    m_panel->showAttempt(test::sampleAttempt(u"two-candidates.json"_s));
    const auto all = m_panel->findChildren<QWidget*>();
    for (const auto* widget : all) {
        if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<const QLabel*>(widget)
            || widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QScrollBar*>(widget))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

void tst_ResponsePanel::clearForgets()
{
    m_panel->showAttempt(test::sampleAttempt(u"image-safety.json"_s));
    m_panel->clear();
    QVERIFY(visibleWords(m_panel).trimmed().isEmpty());
    m_panel->showAttempt(test::sampleAttempt(u"stop-text.json"_s));
    QVERIFY(visibleWords(m_panel).contains(u"STOP"_s));
}

} // namespace safelight

QTEST_MAIN(safelight::tst_ResponsePanel)
#include "tst_responsepanel.moc"
