#include "app/base/clock.h"
#include "app/settings/settings.h"
#include "tests/support/fakehistory.h"
#include "tests/support/historyrows.h"
#include "tests/support/named.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/history/filterfield.h"
#include "ui/history/filtersdialog.h"
#include "ui/history/historylist.h"
#include "ui/history/historypanel.h"
#include "ui/history/historytable.h"
#include "ui/history/notesdialog.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QVBoxLayout>

using namespace safelight;
using namespace Qt::StringLiterals;
using test::makeSession;
using test::makeSummary;

namespace {

// A panel over attempts in memory, shown and filled.
struct Shown
{
    explicit Shown(const QList<AttemptSummary>& rows = makeSession(), const QString& settingsFile = {})
        : settings(settingsFile.isEmpty() ? folder.filePath(u"settings.ini"_s) : settingsFile)
        , panel(source, settings, clock)
    {
        source.rows = rows;
        panel.resize(300, 755);
        panel.show();
        refill();
    }
    void refill()
    {
        const QSignalSpy found(&panel, &HistoryPanel::indexShown);
        panel.reset();
        waited = QTest::qWaitFor([&found] { return !found.isEmpty(); });
        panel.grab();
        waited = QTest::qWaitFor(
            [this] { return at(0).data(HistoryModel::LoadedRole).toBool() || source.rows.isEmpty(); });
    }
    HistoryList* list() { return panel.findChild<HistoryList*>(); }
    QModelIndex at(int row) { return list()->model()->index(row, 0); }
    FilterField* field() { return panel.findChild<FilterField*>(); }
    int rows() { return list()->model()->rowCount(); }
    QString text(const QString& name) { return panel.findChild<QLabel*>(name)->text(); }
    QToolButton* button(const QString& words)
    {
        for (auto* button : panel.findChildren<QToolButton*>()) {
            if (button->text() == words || button->accessibleName() == words)
                return button;
        }
        return nullptr;
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QApplication::setActiveWindow(&panel);
        panel.focusList();
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }

    QTemporaryDir folder;
    test::FakeHistory source;
    Settings settings;
    SystemClock clock;
    HistoryPanel panel;
    bool waited = false;
};

qint64 idOf(const QModelIndex& index)
{
    return index.data(HistoryModel::IdRole).toLongLong();
}

} // namespace

class TstHistoryPanel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }

    void emptySessionSaysSo()
    {
        Shown shown(QList<AttemptSummary> {});
        const auto says = [&shown] {
            for (const auto* label : shown.panel.findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().startsWith(u"Nothing was sent yet"_s))
                    return true;
            }
            return false;
        };
        QVERIFY(says());
        QVERIFY(!shown.list()->isVisible());
        shown.source.rows = {makeSummary(1)};
        shown.panel.addAttempt(makeSummary(1));
        QVERIFY(!says());
        QVERIFY(shown.list()->isVisible());
        QCOMPARE(shown.rows(), 1);
        QTRY_COMPARE(shown.text(u"historyCounts"_s), u"1 attempt · 1 passed"_s);
    }

    void headerCountsWhatIsShown()
    {
        Shown shown;
        QCOMPARE(shown.text(u"historyCounts"_s), u"10 attempts · 2 passed"_s);
        shown.button(u"Blocked"_s)->click();
        QTRY_COMPARE(shown.text(u"historyCounts"_s), u"3 of 10 · 0 passed"_s);
        QCOMPARE(shown.rows(), 3);
        QCOMPARE(idOf(shown.at(0)), 108);
    }

    void eachKeystrokeFiltersAndEscClears()
    {
        Shown shown;
        const auto before = shown.source.queries.size();
        shown.field()->setFocus();
        QTest::keyClicks(shown.field(), u"zebra"_s);
        QTRY_COMPARE(shown.rows(), 0);
        QVERIFY(shown.source.queries.size() > before);
        QTRY_COMPARE(shown.text(u"filterEcho"_s), u"contains a word that begins with “zebra”"_s);
        QTest::keyClick(shown.field(), Qt::Key_Escape); // the offers, where there are any
        QTest::keyClick(shown.field(), Qt::Key_Escape);
        QTRY_COMPARE(shown.rows(), 10);
        QVERIFY(shown.field()->text().isEmpty());
        QVERIFY(!shown.panel.findChild<QLabel*>(u"filterEcho"_s)->isVisible());
    }

    void aProblemIsExplainedInPlace()
    {
        Shown shown;
        shown.field()->setText(u"blocked modle:flash"_s);
        QTRY_VERIFY(shown.text(u"filterEcho"_s).startsWith(u"There is no “modle:”"_s));
        QCOMPARE(shown.field()->accessibleDescription(), shown.text(u"filterEcho"_s));
        QTRY_COMPARE(shown.rows(), 3); // what could be read holds
        QCOMPARE(shown.field()->text(), u"blocked modle:flash"_s); // marking it changes nothing
        shown.field()->setText(u"blocked"_s);
        QTRY_COMPARE(shown.text(u"filterEcho"_s), u"blocked"_s);
    }

    void keysAndValuesAreOffered()
    {
        Shown shown;
        shown.source.values.models = QStringList {u"gemini-3-pro"_s, u"two words"_s};
        QApplication::setActiveWindow(&shown.panel);
        shown.field()->setFocus();
        QTRY_VERIFY(shown.field()->hasFocus());
        QTest::keyClicks(shown.field(), u"mod"_s);
        auto* popup = QApplication::activePopupWidget();
        auto* offers = qobject_cast<QAbstractItemView*>(popup);
        QVERIFY(offers);
        QVERIFY(offers->model()->index(0, 0).data().toString().startsWith(u"model:"_s));
        QTest::keyClick(offers, Qt::Key_Down);
        QTest::keyClick(offers, Qt::Key_Return);
        QCOMPARE(shown.field()->text(), u"model:"_s);
        QTRY_COMPARE(offers->model()->rowCount(), 2);
        QTest::keyClicks(shown.field(), u"two"_s);
        QTRY_COMPARE(offers->model()->rowCount(), 1);
        QTest::keyClick(offers, Qt::Key_Down);
        QTest::keyClick(offers, Qt::Key_Return);
        QCOMPARE(shown.field()->text(), u"model:\"two words\" "_s);
    }

    void filtersAreSavedRenamedAndDeleted()
    {
        Shown shown;
        keepFilters(shown.settings,
                    {{u"mine"_s, u"jacket"_s, QuickFilter::Blocked}, {u"other"_s, u"zebra"_s}});
        FiltersDialog dialog(savedFilters(shown.settings));
        auto* names = dialog.findChild<QListWidget*>();
        QCOMPARE(names->count(), 2);
        names->item(0)->setText(u"  ours "_s);
        names->setCurrentRow(1);
        dialog.findChild<QPushButton*>(u"delete"_s)->click();
        keepFilters(shown.settings, dialog.filters());
        const QList<SavedFilter> left {{u"ours"_s, u"jacket"_s, QuickFilter::Blocked}};
        QCOMPARE(savedFilters(shown.settings), left);
        auto* menu = shown.button(u"Saved filters"_s)->menu();
        emit menu->aboutToShow();
        for (auto* action : menu->actions()) {
            if (action->text() == u"ours"_s)
                action->trigger();
        }
        QCOMPARE(shown.field()->text(), u"jacket"_s);
        QVERIFY(shown.button(u"Blocked"_s)->isChecked());
        shown.settings.setValue(SettingKey::HistoryFilters, QByteArray("[1,{\"name\":3},{\"name\":\"\"}]"));
        QVERIFY(savedFilters(shown.settings).isEmpty());
    }

    void keyboardChooses()
    {
        Shown shown;
        shown.panel.setCurrent(110);
        const QSignalSpy chosen(&shown.panel, &HistoryPanel::attemptChosen);
        QTest::keyClick(shown.list(), Qt::Key_Down);
        QTest::keyClick(shown.list(), Qt::Key_Down);
        QTest::keyClick(shown.list(), Qt::Key_Up);
        QTest::keyClick(shown.list(), Qt::Key_End);
        QList<qint64> ids;
        for (const auto& call : chosen)
            ids << call.at(0).toLongLong();
        QCOMPARE(ids, QList<qint64>({109, 108, 109, 101}));
    }

    void marksStarsAndTicksByKey()
    {
        Shown shown;
        shown.panel.setCurrent(108);
        shown.press(Qt::Key_3);
        shown.press(Qt::Key_S);
        shown.press(Qt::Key_0);
        QCOMPARE(shown.source.commands, QStringList({u"mark 3: 108"_s, u"star: 108"_s, u"mark 0: 108"_s}));
        shown.panel.refreshAttempts({108});
        QTRY_VERIFY(shown.at(2).data(HistoryModel::StarRole).toBool());
        shown.press(Qt::Key_S); // it has one: taken away
        QCOMPARE(shown.source.commands.constLast(), u"no star: 108"_s);
        auto* compare = shown.panel.findChild<QPushButton*>(u"compareTicked"_s);
        QVERIFY(!compare->isVisible());
        shown.press(Qt::Key_Space);
        QVERIFY(compare->isVisible() && !compare->isEnabled());
        shown.panel.setCurrent(105);
        shown.press(Qt::Key_Space);
        const QSignalSpy compared(&shown.panel, &HistoryPanel::compareRequested);
        QCOMPARE(compare->text(), u"Compare 2 side by side"_s);
        compare->click();
        QCOMPARE(compared.size(), 1);
        QCOMPARE(compared.at(0).at(0).value<QList<qint64>>(), QList<qint64>({108, 105}));
        QCOMPARE(shown.panel.chosenAttempts(), QList<qint64>({108, 105}));
        shown.panel.findChild<QToolButton*>(u"clearTicks"_s)->click();
        QVERIFY(!compare->isVisible());
    }

    void lettersBelongToTheMenuWhileItIsOpen()
    {
        Shown shown;
        shown.panel.setCurrent(108);
        shown.press(Qt::Key_3);
        const QPoint place = shown.list()->visualRect(shown.at(2)).center();
        emit shown.list()->customContextMenuRequested(place);
        const QPointer<QMenu> menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QTest::keyClick(shown.panel.windowHandle(), Qt::Key_S); // "Star", and the shortcut of the list too
        QTRY_VERIFY(!menu);
        QCOMPARE(shown.source.commands, QStringList({u"mark 3: 108"_s, u"star: 108"_s}));
    }

    void aClickOnTheBoxTicksAndChoosesNothing()
    {
        Shown shown;
        const QSignalSpy chosen(&shown.panel, &HistoryPanel::attemptChosen);
        const QRect row = shown.list()->visualRect(shown.at(1));
        QTest::mouseClick(shown.list()->viewport(), Qt::LeftButton, {}, {row.left() + 18, row.center().y()});
        QCOMPARE(shown.panel.chosenAttempts(), QList<qint64>({109}));
        QCOMPARE(chosen.size(), 0);
        QTest::mouseClick(shown.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).toLongLong(), 109);
    }

    void severalAreSelectedAndDeletedAndBroughtBack()
    {
        Shown shown;
        shown.panel.setCurrent(108);
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.source.commands.constLast(), u"remove: 108,107"_s);
        const QSignalSpy chosen(&shown.panel, &HistoryPanel::attemptChosen);
        shown.panel.noteRemoved({108, 107});
        QTRY_COMPARE(shown.rows(), 8);
        QCOMPARE(idOf(shown.list()->currentIndex()), 106); // what stands in their place
        QCOMPARE(chosen.size(), 1);
        QVERIFY(shown.button(u"Undo"_s)->isVisible());
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.source.commands.constLast(), u"restore: 108,107"_s);
        shown.panel.noteRestored({108, 107});
        QTRY_COMPARE(shown.rows(), 10);
        QCOMPARE(idOf(shown.list()->currentIndex()), 108);
        QVERIFY(!shown.button(u"Undo"_s)->isVisible());
    }

    void notesAreEdited()
    {
        Shown shown;
        shown.source.rows[2].tags = QStringList {u"old"_s, u"coat"_s};
        shown.refill();
        shown.panel.setCurrent(108);
        shown.press(Qt::Key_F2);
        QTRY_VERIFY(shown.panel.findChild<NotesDialog*>());
        auto* dialog = shown.panel.findChild<NotesDialog*>();
        dialog->findChild<QLineEdit*>(u"title"_s)->setText(u"  The  one "_s);
        dialog->findChild<QLineEdit*>(u"tags"_s)->setText(u"coat, red coat, COAT,,"_s);
        dialog->findChild<QPlainTextEdit*>(u"comment"_s)->setPlainText(u"Ask the client"_s);
        QCOMPARE(test::withoutName(dialog), QStringList());
        dialog->accept();
        QCOMPARE(shown.source.commands,
                 QStringList({u"rename The one: 108"_s, u"comment Ask the client: 108"_s, u"untag old: 108"_s,
                              u"add red coat: 108"_s}));
    }

    void tagsOfSeveralAreThoseTheyShare()
    {
        auto first = makeSummary(1);
        first.tags = QStringList {u"a"_s, u"b"_s};
        auto second = makeSummary(2);
        second.tags = QStringList {u"b"_s, u"c"_s};
        NotesDialog dialog({first, second}, NotesDialog::Field::Tags);
        QVERIFY(!dialog.findChild<QLineEdit*>(u"title"_s));
        QCOMPARE(dialog.findChild<QLineEdit*>(u"tags"_s)->text(), u"b"_s);
        QCOMPARE(dialog.edit(), NotesEdit());
        dialog.findChild<QLineEdit*>(u"tags"_s)->setText(u"d"_s);
        QCOMPARE(dialog.edit().added, QStringList {u"d"_s});
        QCOMPARE(dialog.edit().removed, QStringList {u"b"_s});
    }

    void linesAreCopied()
    {
        Shown shown;
        shown.panel.setCurrent(106);
        shown.press(Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"#6 · "_s));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"PROMPT BLOCKED"_s));
    }

    void newAndChangedAttemptsKeepThePlace()
    {
        Shown shown;
        shown.panel.setCurrent(108);
        const QSignalSpy chosen(&shown.panel, &HistoryPanel::attemptChosen);
        shown.source.rows.prepend(makeSummary(11));
        shown.panel.addAttempt(makeSummary(11));
        shown.panel.refreshAttempts({108});
        QCOMPARE(shown.rows(), 11);
        QTRY_COMPARE(shown.text(u"historyCounts"_s), u"11 attempts · 3 passed"_s);
        QCOMPARE(idOf(shown.list()->currentIndex()), 108);
        QCOMPARE(shown.list()->currentIndex().row(), 3);
        QVERIFY(shown.list()->selectionModel()->isSelected(shown.at(3)));
        QCOMPARE(chosen.size(), 0);
        shown.panel.setCurrent(424242);
        QVERIFY(!shown.list()->selectionModel()->hasSelection());
    }

    void viewOrderAndChoiceAreRemembered()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"kept.ini"_s);
        {
            Shown shown(makeSession(), file);
            shown.button(u"Passed"_s)->click();
            shown.button(u"Show as a table"_s)->click();
            auto* table = shown.panel.findChild<HistoryTable*>();
            QVERIFY(table && table->isVisible());
            emit table->horizontalHeader()->sectionClicked(static_cast<int>(HistoryColumn::Model));
            table->horizontalHeader()->moveSection(0, 2);
            table->horizontalHeader()->resizeSection(4, 333);
        }
        Shown shown(makeSession(), file);
        QVERIFY(shown.button(u"Passed"_s)->isChecked());
        auto* table = shown.panel.findChild<HistoryTable*>();
        QVERIFY(table && table->isVisible());
        QCOMPARE(shown.source.queries.constLast().order, HistoryOrder::Model);
        QCOMPARE(shown.source.queries.constLast().descending, false);
        QCOMPARE(table->horizontalHeader()->visualIndex(0), 2);
        QCOMPARE(table->columnWidth(4), 333);
        QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), static_cast<int>(HistoryColumn::Model));
    }

    void listAndTableShowTheSamePlace()
    {
        Shown shown;
        shown.panel.setCurrent(104);
        shown.button(u"Show as a table"_s)->click();
        auto* table = shown.panel.findChild<HistoryTable*>();
        QCOMPARE(table->currentIndex().row(), 6);
        table->selectRow(2);
        shown.button(u"Show as a table"_s)->click();
        QCOMPARE(idOf(shown.list()->currentIndex()), 108);
    }

    void hundredThousandRowsStayFluid()
    {
        QList<AttemptSummary> many;
        for (int i = 100'000; i > 0; --i)
            many << makeSummary(i);
        Shown shown(many);
        auto* bar = shown.list()->verticalScrollBar();
        QElapsedTimer timer;
        qint64 longest = 0;
        for (int step = 0; step <= 50; ++step) {
            timer.start();
            bar->setValue(static_cast<int>(qint64(bar->maximum()) * step / 50));
            shown.list()->grab();
            longest = std::max(longest, timer.elapsed());
        }
        QCOMPARE(shown.list()->indexAt({50, shown.list()->viewport()->height() - 5}).row(), 99'999);
        timer.start();
        shown.panel.setCurrent(101);
        const qint64 placed = timer.elapsed();
        qInfo("100,000 rows: a step takes up to %lld ms, finding a row %lld ms", longest, placed);
        // With room for sanitizers and a busy machine; bench_historywindow measures.
        QVERIFY(longest < 500);
        QVERIFY(placed < 500);
        qsizetype asked = 0;
        for (const auto& ids : shown.source.asked)
            asked += ids.size();
        QVERIFY(asked < 5000);
    }

    void rowsAreWhereTheyAreDrawn()
    {
        auto rows = makeSession();
        rows[4].sentAt = rows[4].sentAt.addDays(-1);
        for (int i = 5; i < rows.size(); ++i)
            rows[i].sentAt = rows[i].sentAt.addDays(-2);
        Shown shown(rows);
        for (int row = 0; row < shown.rows(); ++row) {
            shown.list()->scrollTo(shown.at(row), QAbstractItemView::EnsureVisible);
            const QRect rect = shown.list()->visualRect(shown.at(row));
            QCOMPARE(shown.list()->indexAt(rect.center()), shown.at(row));
            QVERIFY(shown.list()->viewport()->rect().contains(rect));
        }
        QVERIFY(!shown.list()->indexAt({20, 5}).isValid()); // the heading that stays
    }

    void everythingHasAName()
    {
        Shown shown;
        shown.button(u"Show as a table"_s)->click();
        QCOMPARE(test::withoutName(&shown.panel).join(u", "_s), QString());
    }

    void looksRight_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::addColumn<bool>("table");
        QTest::newRow("light") << Appearance::Light << false;
        QTest::newRow("dark") << Appearance::Dark << false;
        QTest::newRow("high-contrast") << Appearance::HighContrast << false;
        QTest::newRow("table-light") << Appearance::Light << true;
        QTest::newRow("table-dark") << Appearance::Dark << true;
    }

    void looksRight()
    {
        QFETCH(Appearance, appearance);
        QFETCH(bool, table);
        applyTheme(*qApp, appearance);
        auto rows = makeSession();
        for (int i = 0; i < 9; ++i)
            rows[i].mark = i + 1;
        rows[1].starred = true;
        rows[1].comment = u"For the client"_s;
        rows[1].billing = BillingState::Billed;
        rows[1].costLow = rows[1].costHigh = 0.134;
        rows[2].tags = QStringList {u"coat"_s, u"studio"_s};
        rows[3].title = u"The one for the client"_s;
        for (int i = 5; i < rows.size(); ++i)
            rows[i].sentAt = rows[i].sentAt.addDays(-3);
        Shown shown(rows);
        if (table) {
            shown.panel.resize(900, 500);
            shown.button(u"Show as a table"_s)->click();
        }
        shown.panel.setCurrent(108);
        shown.press(Qt::Key_Space);
        shown.field()->setText(u"jacket or cost>0.1"_s);
        QTRY_VERIFY(!shown.text(u"filterEcho"_s).isEmpty());
        shown.waited =
            QTest::qWaitFor([&shown] { return shown.at(8).data(HistoryModel::LoadedRole).toBool(); }, 500);
        const QImage image =
            test::pictureOf(&shown.panel, u"history-"_s + QLatin1StringView(QTest::currentDataTag()));
        QVERIFY(test::colorsIn(image, 40) >= 40);
        applyTheme(*qApp, Appearance::Light);
    }
};

QTEST_MAIN(TstHistoryPanel)
#include "tst_historypanel.moc"
