#include "app/base/background.h"
#include "app/settings/settings.h"
#include "tests/support/strict.h"
#include "ui/base/messagebar.h"
#include "ui/base/plaintooltip.h"
#include "ui/base/rowmodel.h"
#include "ui/base/searchfield.h"
#include "ui/base/viewstate.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextDocument>
#include <QThread>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <atomic>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

class NumberModel final : public RowModel<int>
{
protected:
    int columns() const override { return 2; }
    QVariant cell(const int& row, int column, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row * (column + 1)) : QVariant();
    }
    QVariant headerCell(int column, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(column) : QVariant();
    }
};

QToolButton* buttonNamed(QWidget& parent, const QString& name)
{
    for (auto* button : parent.findChildren<QToolButton*>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

class TstUiParts final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }
    void laterRunsElsewhereAndReturnsHere();
    void laterIsDroppedWithItsContext();
    void latestDropsWhatWasOvertaken();
    void latestForgets();
    void rowModelKeepsTheRules();
    void plainToolTipShowsTheTextItself();
    void searchWaitsForAPause();
    void searchTellsAtOnceOnReturn();
    void searchIsClearedByEscape();
    void emptySearchLeavesEscapeToOthers();
    void messageIsHiddenAtFirst();
    void messageUnfoldsAndCloses();
    void messageHasItsWordsForScreenReaders();
    void messageShowsMarkupAsText();
    void hugeDetailIsCutOnlyOnScreen();
    void splitterIsRemembered();
    void nonsenseStateIsPassedOver();
    void tabIsRemembered();
};

void TstUiParts::laterRunsElsewhereAndReturnsHere()
{
    QObject context;
    QThread* const here = QThread::currentThread();
    int result = 0;
    inBackground(
        &context, [here] { return QThread::currentThread() == here ? -1 : 42; },
        [&result, here](int value) { result = QThread::currentThread() == here ? value : -2; });
    QCOMPARE(result, 0);
    QTRY_COMPARE(result, 42);
    QTRY_VERIFY(context.children().isEmpty()); // the watcher is gone too
}

void TstUiParts::laterIsDroppedWithItsContext()
{
    auto gate = std::make_shared<QSemaphore>();
    auto finished = std::make_shared<std::atomic<bool>>(false);
    bool arrived = false;
    auto context = std::make_unique<QObject>();
    inBackground(
        context.get(),
        [gate, finished] {
            gate->acquire();
            finished->store(true);
            return 1;
        },
        [&arrived](int) { arrived = true; });
    context.reset();
    gate->release();
    QTRY_VERIFY(finished->load());
    QCoreApplication::processEvents();
    QVERIFY(!arrived);
}

void TstUiParts::latestDropsWhatWasOvertaken()
{
    QObject context;
    Latest latest;
    QList<int> seen;
    auto gate = std::make_shared<QSemaphore>();
    const auto keep = [&seen](int value) { seen << value; };
    latest.run(
        &context,
        [gate] {
            gate->acquire();
            return 1;
        },
        keep);
    latest.run(
        &context, [] { return 2; }, keep);
    QTRY_COMPARE(seen, QList<int> {2});
    gate->release();
    QTRY_VERIFY(context.children().isEmpty());
    QCOMPARE(seen, QList<int> {2});
}

void TstUiParts::latestForgets()
{
    QObject context;
    bool arrived = false;
    Latest latest;
    latest.run(
        &context, [] { return 1; }, [&arrived](int) { arrived = true; });
    latest.forget();
    QTRY_VERIFY(context.children().isEmpty());
    QVERIFY(!arrived);
    latest.run(
        &context, [] { return 1; }, [&arrived](int) { arrived = true; });
    QTRY_VERIFY(arrived);
}

// However Qt guesses: a name with a tag and one with an ampersand both read as they are.
void TstUiParts::plainToolTipShowsTheTextItself()
{
    for (const QString& text : {u"R&D.safelight"_s, u"<b>bold</b> & <img src=x>"_s, u"two\nlines &amp;"_s}) {
        const QString tip = plainToolTip(text);
        QVERIFY(Qt::mightBeRichText(tip));
        QTextDocument shown;
        shown.setHtml(tip);
        QCOMPARE(shown.toPlainText(), text);
    }
    QCOMPARE(plainToolTip({}), QString());
}

void TstUiParts::rowModelKeepsTheRules()
{
    NumberModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setRows({1, 2, 3});
    model.insertRow(0, 10);
    model.insertRow(4, 20);
    QCOMPARE(model.rows(), QList<int>({10, 1, 2, 3, 20}));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.replaceRow(1, 5);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(1, 1));
    QCOMPARE(model.index(1, 1).data().toInt(), 10);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.columnCount(model.index(0, 0)), 0);
    QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
    QVERIFY(!model.headerData(2, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(-1, Qt::Horizontal).isValid());
    QVERIFY(!model.data({}).isValid());
}

void TstUiParts::searchWaitsForAPause()
{
    SearchField field;
    QSignalSpy told(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"jac"_s);
    QCOMPARE(told.size(), 0);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.at(0).at(0).toString(), u"jac"_s);
    QTest::keyClicks(&field, u"k"_s);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClicks(&field, u"ket"_s);
    QTRY_COMPARE(told.size(), 2);
    QCOMPARE(told.at(1).at(0).toString(), u"jacket"_s);
}

void TstUiParts::searchTellsAtOnceOnReturn()
{
    SearchField field;
    QSignalSpy told(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"blocked"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(told.size(), 1);
    QTest::keyClick(&field, Qt::Key_Return); // nothing new
    QCOMPARE(told.size(), 1);
    QVERIFY(!field.findChild<QTimer*>()->isActive());
}

void TstUiParts::searchIsClearedByEscape()
{
    SearchField field;
    field.setText(u"x"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QSignalSpy told(&field, &SearchField::searchChanged);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.at(0).at(0).toString(), QString());
}

void TstUiParts::emptySearchLeavesEscapeToOthers()
{
    SearchField field;
    QKeyEvent press(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    press.ignore();
    QCoreApplication::sendEvent(&field, &press);
    QVERIFY(!press.isAccepted());
    field.setText(u"x"_s);
    QCoreApplication::sendEvent(&field, &press);
    QVERIFY(press.isAccepted());
}

void TstUiParts::messageIsHiddenAtFirst()
{
    QWidget window;
    auto* bar = new MessageBar(&window);
    window.show();
    QVERIFY(!bar->isVisible());
}

void TstUiParts::messageUnfoldsAndCloses()
{
    QWidget window;
    auto* bar = new MessageBar(&window);
    window.show();
    bar->showMessage(u"It failed."_s, u"errno 28"_s, Role::Bad);
    QVERIFY(bar->isVisible());
    auto* more = buttonNamed(*bar, u"Show details of the message"_s);
    auto* close = buttonNamed(*bar, u"Close this message"_s);
    QVERIFY(more && more->isVisible());
    const auto shows = [bar](const QString& text) {
        const auto labels = bar->findChildren<QLabel*>();
        return std::ranges::any_of(
            labels, [&](const QLabel* label) { return label->isVisible() && label->text() == text; });
    };
    QVERIFY(shows(u"It failed."_s));
    QVERIFY(!shows(u"errno 28"_s));
    QTest::keyClick(more, Qt::Key_Space);
    QVERIFY(shows(u"errno 28"_s));
    QGuiApplication::clipboard()->clear();
    QTest::keySequence(bar, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"It failed.\n\nerrno 28"_s);

    bar->showMessage(u"Another."_s, {}, Role::Warn);
    QVERIFY(!more->isVisible());
    QVERIFY(!shows(u"errno 28"_s));
    const QSignalSpy closed(bar, &MessageBar::closed);
    QTest::mouseClick(close, Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QCOMPARE(closed.size(), 1);
    bar->showMessage(u"Once more."_s, {}, Role::Good);
    QVERIFY(bar->isVisible());
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

void TstUiParts::messageHasItsWordsForScreenReaders()
{
    // That it is sent cannot be seen on this platform, which has no screen reader; what one would read can.
    MessageBar bar;
    bar.showMessage(u"The disk is full."_s, u"2 bytes left"_s, Role::Bad);
    const auto* spoken = QAccessible::queryAccessibleInterface(&bar);
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Name), u"The disk is full."_s);
    QCOMPARE(spoken->text(QAccessible::Description), u"2 bytes left"_s);
    for (const auto* button : bar.findChildren<QToolButton*>())
        QVERIFY(!button->accessibleName().isEmpty());
}

void TstUiParts::messageShowsMarkupAsText()
{
    MessageBar bar;
    bar.showMessage(u"<h1>503</h1>"_s, u"<img src=x>"_s, Role::Bad);
    for (const auto* label : bar.findChildren<QLabel*>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TstUiParts::hugeDetailIsCutOnlyOnScreen()
{
    MessageBar bar;
    const QString detail(1'000'000, u'x');
    bar.showMessage(u"A page came."_s, detail, Role::Bad);
    for (const auto* label : bar.findChildren<QLabel*>())
        QVERIFY(label->text().size() < 2000);
    QTest::keySequence(&bar, QKeySequence::Copy);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(detail));
}

std::unique_ptr<QSplitter> makeSplitter()
{
    auto splitter = std::make_unique<QSplitter>(Qt::Horizontal);
    splitter->resize(400, 100);
    splitter->addWidget(new QWidget);
    splitter->addWidget(new QWidget);
    splitter->setHandleWidth(8);
    return splitter;
}

void TstUiParts::splitterIsRemembered()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    {
        const auto splitter = makeSplitter();
        rememberSplitter(splitter.get(), settings, SettingKey::SplitterMain);
        splitter->show();
        QVERIFY(settings.value(SettingKey::SplitterMain).toByteArray().isEmpty());
        splitter->setSizes({300, 92});
        emit splitter->splitterMoved(300, 1);
    }
    const auto again = makeSplitter();
    rememberSplitter(again.get(), settings, SettingKey::SplitterMain);
    again->show();
    QCOMPARE(again->sizes(), QList<int>({300, 92}));
}

void TstUiParts::nonsenseStateIsPassedOver()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    QSplitter upright(Qt::Vertical);
    upright.addWidget(new QWidget);
    upright.setHandleWidth(33);
    for (const QByteArray& state :
         {QByteArray("nonsense"), QByteArray("\0\0\0\xff", 4), upright.saveState()}) {
        settings.setValue(SettingKey::SplitterMain, state);
        const auto splitter = makeSplitter();
        rememberSplitter(splitter.get(), settings, SettingKey::SplitterMain);
        QCOMPARE(splitter->orientation(), Qt::Horizontal);
        QCOMPARE(splitter->handleWidth(), 8);
    }
}

void TstUiParts::tabIsRemembered()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    const auto makeTabs = [] {
        auto tabs = std::make_unique<QTabBar>();
        for (const auto& name : {u"Result"_s, u"Ratings"_s, u"Raw"_s})
            tabs->addTab(name);
        return tabs;
    };
    {
        const auto tabs = makeTabs();
        rememberTab(tabs.get(), settings, SettingKey::InspectorTab);
        QCOMPARE(tabs->currentIndex(), 0);
        tabs->setCurrentIndex(2);
    }
    {
        const auto tabs = makeTabs();
        rememberTab(tabs.get(), settings, SettingKey::InspectorTab);
        QCOMPARE(tabs->currentIndex(), 2);
    }
    for (const QVariant& value : {QVariant(99), QVariant(-1), QVariant(u"x"_s), QVariant()}) {
        settings.setValue(SettingKey::InspectorTab, value);
        const auto tabs = makeTabs();
        rememberTab(tabs.get(), settings, SettingKey::InspectorTab);
        QCOMPARE(tabs->currentIndex(), 0);
    }
}

} // namespace

QTEST_MAIN(TstUiParts)
#include "tst_uiparts.moc"
