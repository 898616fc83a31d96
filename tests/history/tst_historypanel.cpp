#include "app/base/clock.h"
#include "tests/support/pictures.h"
#include "tests/support/screenshot.h"
#include "tests/support/strict.h"
#include "ui/base/theme.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypanel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace safelight;
using namespace Qt::StringLiterals;

namespace {

class FixedClock final : public Clock
{
public:
    QDateTime now() const override { return {QDate(2026, 11, 20), QTime(15, 0), Qt::UTC}; }
};

AttemptSummary makeSummary(int number, Outcome outcome = Outcome::Delivered,
                           const QString& reason = u"STOP"_s)
{
    AttemptSummary summary;
    summary.id = 100 + number;
    summary.number = number;
    summary.state = AttemptState::Completed;
    summary.sentAt = QDateTime(QDate(2026, 11, 20), QTime(14, number % 60, 11), Qt::UTC);
    summary.backendName = u"Gemini API"_s;
    summary.model = u"gemini-3-pro-image-preview"_s;
    summary.outcome = outcome;
    summary.reason = reason;
    summary.promptPreview = u"Put this jacket on the woman in the second picture, walking in a park"_s;
    return summary;
}

// One of each kind, newest first, as in a lively session.
QList<AttemptSummary> makeSession()
{
    const auto at = [](AttemptSummary summary, AttemptState state) {
        summary.state = state;
        return summary;
    };
    auto drawn = makeSummary(9, Outcome::Delivered, u"STOP"_s);
    drawn.thumbnail = test::picture("PNG", {96, 64});
    drawn.images = 1;
    drawn.modelVersion = u"gemini-3-pro-image-001"_s;
    drawn.promptTokens = 1276;
    drawn.outputTokens = 1120;
    auto simulated = makeSummary(8, Outcome::ResponseBlocked, u"IMAGE_SAFETY"_s);
    simulated.simulated = true;
    simulated.backendName = u"Built-in simulator"_s;
    auto simulatedText = makeSummary(7);
    simulatedText.simulated = true;
    return {at(makeSummary(10), AttemptState::Sending),
            drawn,
            simulated,
            simulatedText,
            makeSummary(6, Outcome::PromptBlocked, u"SAFETY"_s),
            makeSummary(5, Outcome::ApiError, u"RESOURCE_EXHAUSTED"_s),
            makeSummary(4, Outcome::ResponseBlocked, u"IMAGE_PROHIBITED_CONTENT"_s),
            at(makeSummary(3), AttemptState::Interrupted),
            at(makeSummary(2), AttemptState::Cancelled),
            at(makeSummary(1), AttemptState::Failed)};
}

QListView* listOf(HistoryPanel& panel)
{
    return panel.findChild<QListView*>();
}

bool says(const QWidget& panel, const QString& text)
{
    for (const auto* label : panel.findChildren<QLabel*>()) {
        if (label->text().contains(text))
            return label->isVisibleTo(&panel);
    }
    return false;
}

class TstHistoryPanel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }
    void emptySessionSaysSo();
    void headerCounts();
    void newAttemptComesFirst();
    void changedAttemptKeepsItsPlace();
    void modelKeepsTheRules();
    void rowsSayWhatHappened_data();
    void rowsSayWhatHappened();
    void otherDaysAreNamed();
    void costIsNamedWhereItIsKnown();
    void adviceAndImportsAreNamed();
    void toolTipTellsEverythingAsText();
    void rowIsSpokenInOnePhrase();
    void keyboardChooses();
    void enterShowsAgain();
    void setCurrentIsSilent();
    void doubleClickRestores();
    void menuRestoresAndCopies();
    void newSessionForgetsTheChoice();
    void damagedThumbnailLeavesATile();
    void hundredThousandRowsStayFluid();
    void thumbnailsAreAskedForWhenTheirRowsAreSeen();
    void thumbnailThatCameLaterIsShown();
    void looksRight_data();
    void looksRight();
};

void TstHistoryPanel::emptySessionSaysSo()
{
    HistoryPanel panel;
    panel.show();
    QVERIFY(says(panel, u"Nothing was sent yet"_s));
    QVERIFY(!listOf(panel)->isVisible());
    panel.showSummary(makeSummary(1));
    QVERIFY(!says(panel, u"Nothing was sent yet"_s));
    QVERIFY(listOf(panel)->isVisible());
    panel.setSummaries({});
    QVERIFY(says(panel, u"Nothing was sent yet"_s));
}

void TstHistoryPanel::headerCounts()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    QVERIFY(says(panel, u"10 attempts · 2 passed"_s));
    panel.showSummary(makeSummary(10)); // the one being sent was delivered
    QVERIFY(says(panel, u"10 attempts · 3 passed"_s));
    panel.showSummary(makeSummary(10, Outcome::ResponseBlocked, u"SAFETY"_s));
    QVERIFY(says(panel, u"10 attempts · 2 passed"_s));
    panel.setSummaries({makeSummary(1)});
    QVERIFY(says(panel, u"1 attempt · 1 passed"_s));
}

void TstHistoryPanel::newAttemptComesFirst()
{
    const FixedClock clock;
    HistoryModel model(clock);
    model.setRows({makeSummary(3), makeSummary(1)});
    QCOMPARE(model.put(makeSummary(4)), 0);
    QCOMPARE(model.put(makeSummary(2)), 2); // from a session that was merged
    QCOMPARE(model.put(makeSummary(0)), 4);
    QList<int> numbers;
    for (const auto& row : model.rows())
        numbers << row.number;
    QCOMPARE(numbers, QList<int>({4, 3, 2, 1, 0}));
}

void TstHistoryPanel::changedAttemptKeepsItsPlace()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    panel.setCurrent(108);
    const QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    panel.showSummary(makeSummary(8, Outcome::Delivered));
    panel.showSummary(makeSummary(11)); // a new one above it
    QCOMPARE(listOf(panel)->currentIndex().data(HistoryModel::IdRole).toLongLong(), 108);
    QCOMPARE(listOf(panel)->currentIndex().row(), 3);
    QCOMPARE(chosen.size(), 0);
}

void TstHistoryPanel::modelKeepsTheRules()
{
    const FixedClock clock;
    HistoryModel model(clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(makeSession());
    model.put(makeSummary(11));
    model.put(makeSummary(5));
    QCOMPARE(model.rowCount(), 11);
    QCOMPARE(model.rowOf(105), 6);
    QCOMPARE(model.rowOf(999), -1);
    model.setRows({});
    QCOMPARE(model.rowOf(105), -1);
}

void TstHistoryPanel::rowsSayWhatHappened_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<Role>("tone");
    QTest::newRow("being sent") << 0 << u"SENDING…"_s << Role::Mute;
    QTest::newRow("delivered picture") << 1 << u"STOP"_s << Role::Good;
    QTest::newRow("picture blocked") << 2 << u"IMAGE_SAFETY"_s << Role::Bad;
    QTest::newRow("prompt blocked") << 4 << u"PROMPT BLOCKED"_s << Role::Bad;
    QTest::newRow("quota") << 5 << u"RESOURCE_EXHAUSTED"_s << Role::Bad;
    QTest::newRow("killed while sending") << 7 << u"INTERRUPTED"_s << Role::Warn;
    QTest::newRow("stopped by the user") << 8 << u"CANCELLED"_s << Role::Mute;
    QTest::newRow("no network") << 9 << u"FAILED"_s << Role::Bad;
}

void TstHistoryPanel::rowsSayWhatHappened()
{
    QFETCH(int, row);
    const FixedClock clock;
    HistoryModel model(clock);
    model.setRows(makeSession());
    const QModelIndex index = model.index(row, 0);
    QTEST(index.data(HistoryModel::BadgeRole).toString(), "badge");
    QTEST(static_cast<Role>(index.data(HistoryModel::ToneRole).toInt()), "tone");
    QVERIFY(!index.data(HistoryModel::TileIconRole).toString().isEmpty());
}

void TstHistoryPanel::otherDaysAreNamed()
{
    const FixedClock clock;
    HistoryModel model(clock);
    auto yesterday = makeSummary(2);
    yesterday.sentAt = QDateTime(QDate(2026, 11, 19), QTime(9, 5), Qt::UTC);
    auto lastYear = makeSummary(1);
    lastYear.sentAt = QDateTime(QDate(2025, 3, 2), QTime(9, 5), Qt::UTC);
    model.setRows({makeSummary(3), yesterday, lastYear});
    QCOMPARE(model.index(0, 0).data(HistoryModel::TitleRole).toString(), u"#3 · 14:03"_s);
    QCOMPARE(model.index(1, 0).data(HistoryModel::TitleRole).toString(), u"#2 · 19 Nov"_s);
    QCOMPARE(model.index(2, 0).data(HistoryModel::TitleRole).toString(), u"#1 · 2 Mar 2025"_s);
}

void TstHistoryPanel::costIsNamedWhereItIsKnown()
{
    AttemptSummary billed = makeSummary(1);
    billed.billing = BillingState::Billed;
    billed.costLow = billed.costHigh = 0.134;
    AttemptSummary unknown = makeSummary(2);
    unknown.billing = BillingState::Unknown;
    unknown.costLow = 0;
    unknown.costHigh = 0.002628;
    AttemptSummary unpriced = makeSummary(3);
    unpriced.billing = BillingState::Billed;
    const FixedClock clock;
    HistoryModel model(clock);
    model.setRows({unpriced, unknown, billed});
    const auto row = [&model](int place, int role) { return model.index(place, 0).data(role).toString(); };
    QVERIFY(row(2, HistoryModel::TitleRole).endsWith(u" · $0.134"_s));
    QVERIFY(!row(1, HistoryModel::TitleRole).contains(u'$'));
    QVERIFY(row(1, Qt::ToolTipRole).contains(u"$0.0026"_s));
    QVERIFY(!row(0, HistoryModel::TitleRole).contains(u'$'));
    QVERIFY(row(0, Qt::ToolTipRole).contains(u"no price known"_s));
}

void TstHistoryPanel::adviceAndImportsAreNamed()
{
    AttemptSummary advised = makeSummary(1);
    advised.remedies = QStringList {u"artStyle"_s};
    AttemptSummary imported = makeSummary(2);
    imported.importedFrom = u"answer.json"_s;
    imported.promptPreview.clear();
    const FixedClock clock;
    HistoryModel model(clock);
    model.setRows({imported, advised});
    QVERIFY(model.index(1, 0)
                .data(HistoryModel::PreviewRole)
                .toString()
                .startsWith(u"after: Name an art style"_s));
    QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Name an art style"_s));
    QCOMPARE(model.index(0, 0).data(HistoryModel::PreviewRole).toString(), u"Decoded from answer.json"_s);
    QVERIFY(model.index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"answer.json"_s));
}

void TstHistoryPanel::toolTipTellsEverythingAsText()
{
    const FixedClock clock;
    HistoryModel model(clock);
    auto hostile = makeSession().at(1);
    hostile.promptPreview = u"<img src='http://x/y.png'><b>bold</b>"_s;
    model.setRows({hostile});
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<img"_s));
    QVERIFY(tip.contains(u"&lt;b&gt;bold"_s));
    for (const auto& part : {u"2026"_s, u"14:09:11"_s, u"UTC"_s, u"gemini-3-pro-image-preview"_s,
                             u"gemini-3-pro-image-001"_s, u"1\u202f276"_s, u"Gemini API"_s})
        QVERIFY2(tip.contains(part), qPrintable(part + u" is missing in "_s + tip));
}

void TstHistoryPanel::rowIsSpokenInOnePhrase()
{
    const FixedClock clock;
    HistoryModel model(clock);
    model.setRows(makeSession());
    const QString spoken = model.index(2, 0).data(Qt::AccessibleTextRole).toString();
    for (const auto& part : {u"Attempt 8"_s, u"IMAGE_SAFETY"_s, u"14:08:11"_s, u"simulated"_s, u"jacket"_s})
        QVERIFY2(spoken.contains(part), qPrintable(spoken));
    QVERIFY(!model.index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"simulated"_s));
}

void TstHistoryPanel::keyboardChooses()
{
    HistoryPanel panel;
    panel.resize(290, 755);
    panel.setSummaries(makeSession());
    panel.show();
    panel.setCurrent(110);
    QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    QTest::keyClick(listOf(panel), Qt::Key_Down);
    QTest::keyClick(listOf(panel), Qt::Key_Down);
    QTest::keyClick(listOf(panel), Qt::Key_Up);
    QTest::keyClick(listOf(panel), Qt::Key_End);
    QList<qint64> ids;
    for (const auto& call : chosen)
        ids << call.at(0).toLongLong();
    QCOMPARE(ids, QList<qint64>({109, 108, 109, 101}));
    QCOMPARE(panel.focusProxy(), listOf(panel));
}

void TstHistoryPanel::enterShowsAgain()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    panel.show();
    QApplication::setActiveWindow(&panel);
    listOf(panel)->setFocus();
    QTRY_VERIFY(listOf(panel)->hasFocus());
    panel.setCurrent(105);
    const QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    const QSignalSpy restored(&panel, &HistoryPanel::restoreRequested);
    QTest::keyClick(listOf(panel), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toLongLong(), 105);
    QCOMPARE(restored.size(), 0);
}

void TstHistoryPanel::setCurrentIsSilent()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    const QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    panel.setCurrent(101);
    QCOMPARE(listOf(panel)->currentIndex().row(), 9);
    QVERIFY(listOf(panel)->selectionModel()->isSelected(listOf(panel)->currentIndex()));
    panel.setCurrent(424242);
    QVERIFY(!listOf(panel)->selectionModel()->hasSelection());
    QCOMPARE(chosen.size(), 0);
}

void TstHistoryPanel::doubleClickRestores()
{
    HistoryPanel panel;
    panel.resize(290, 755);
    panel.setSummaries(makeSession());
    panel.show();
    auto* list = listOf(panel);
    const QPoint third = list->visualRect(list->model()->index(2, 0)).center();
    const QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    const QSignalSpy restored(&panel, &HistoryPanel::restoreRequested);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, third);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toLongLong(), 108);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, third);
    QCOMPARE(restored.size(), 1);
    QCOMPARE(restored.at(0).at(0).toLongLong(), 108);
}

void TstHistoryPanel::menuRestoresAndCopies()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    const auto actions = listOf(panel)->actions();
    QCOMPARE(actions.size(), 2);
    QVERIFY(!actions.at(0)->isEnabled()); // nothing is chosen yet
    panel.setCurrent(106);
    QVERIFY(actions.at(0)->isEnabled());
    const QSignalSpy restored(&panel, &HistoryPanel::restoreRequested);
    actions.at(0)->trigger();
    QCOMPARE(restored.size(), 1);
    QCOMPARE(restored.at(0).at(0).toLongLong(), 106);
    actions.at(1)->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(u"#6 · "_s));
    QVERIFY(copied.contains(u"PROMPT BLOCKED"_s));
    QVERIFY(!actions.at(0)->icon().isNull());
}

void TstHistoryPanel::newSessionForgetsTheChoice()
{
    HistoryPanel panel;
    panel.setSummaries(makeSession());
    panel.setCurrent(106);
    const QSignalSpy chosen(&panel, &HistoryPanel::attemptChosen);
    panel.setSummaries({makeSummary(1)});
    QVERIFY(!listOf(panel)->currentIndex().isValid());
    QVERIFY(!listOf(panel)->actions().at(0)->isEnabled());
    QCOMPARE(chosen.size(), 0);
}

void TstHistoryPanel::damagedThumbnailLeavesATile()
{
    HistoryPanel panel;
    panel.resize(290, 200);
    auto damaged = makeSummary(1);
    damaged.thumbnail = test::picture("PNG").left(60);
    panel.setSummaries({damaged});
    panel.show();
    const QImage image = panel.grab().toImage();
    const QRect row = listOf(panel)->visualRect(listOf(panel)->model()->index(0, 0));
    const QPoint corner =
        listOf(panel)->viewport()->mapTo(&panel, row.topLeft() + QPoint(18, row.height() / 2));
    QCOMPARE(image.pixelColor(corner), color(panel.palette(), Role::GoodBack));
}

void TstHistoryPanel::hundredThousandRowsStayFluid()
{
    QList<AttemptSummary> many;
    many.reserve(100'000);
    for (int i = 100'000; i > 0; --i)
        many << makeSummary(i);
    HistoryPanel panel;
    panel.resize(290, 755);
    panel.show();
    QElapsedTimer timer;
    timer.start();
    panel.setSummaries(many);
    panel.grab();
    const qint64 shown = timer.restart();
    panel.showSummary(makeSummary(100'001));
    panel.grab();
    const qint64 added = timer.restart();
    listOf(panel)->scrollToBottom();
    panel.grab();
    const qint64 scrolled = timer.elapsed();
    qInfo("100,000 rows: shown in %lld ms, one more in %lld ms, scrolled to the end in %lld ms", shown, added,
          scrolled);
    // Far from what a row widget or a per-row layout takes, with room for sanitizers and a busy machine.
    QVERIFY(shown < 2000);
    QVERIFY(added < 1000);
    QVERIFY(scrolled < 1000);
    QCOMPARE(listOf(panel)->verticalScrollBar()->value(), listOf(panel)->verticalScrollBar()->maximum());
}

void TstHistoryPanel::thumbnailsAreAskedForWhenTheirRowsAreSeen()
{
    QList<AttemptSummary> many;
    for (int i = 3000; i > 0; --i) {
        many << makeSummary(i);
        many.last().images = i % 2; // every second one has a picture
        if (i > 1000)
            many.last().thumbnail = test::picture("PNG", {8, 8});
    }
    HistoryPanel panel;
    panel.resize(290, 755);
    panel.show();
    QSignalSpy asked(&panel, &HistoryPanel::thumbnailsNeeded);
    QVERIFY(asked.isValid());
    panel.setSummaries(many);
    auto* list = listOf(panel);
    QTRY_VERIFY(list->verticalScrollBar()->maximum() > 0);
    list->scrollToBottom();
    QTRY_COMPARE(asked.count(), 1); // not for the newest, which have theirs
    const auto ids = asked.first().first().value<QList<qint64>>();
    QVERIFY(ids.contains(101));
    QVERIFY(!ids.contains(102));
    QVERIFY(ids.size() < 20);
    // Each once, seen again or not: there may be none to give.
    list->verticalScrollBar()->setValue(list->verticalScrollBar()->value() - 1000);
    QTRY_COMPARE(asked.count(), 2);
    list->scrollToBottom();
    list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() * 5 / 6);
    QTRY_COMPARE(asked.count(), 3);
    for (const auto& id : asked.at(2).first().value<QList<qint64>>())
        QVERIFY(!ids.contains(id));
    // Another session: other attempts with the same ids.
    panel.setSummaries(many.last(3));
    QTRY_COMPARE(asked.count(), 4);
    QVERIFY(asked.last().first().value<QList<qint64>>().contains(101));
}

void TstHistoryPanel::thumbnailThatCameLaterIsShown()
{
    HistoryPanel panel;
    panel.resize(290, 200);
    auto summary = makeSummary(1);
    summary.images = 1;
    panel.setSummaries({summary});
    panel.show();
    const QImage before = panel.grab().toImage();
    panel.setThumbnail(999, test::picture()); // of a session that was left
    QCOMPARE(panel.grab().toImage(), before);
    panel.setThumbnail(summary.id, test::picture());
    QVERIFY(panel.grab().toImage() != before);
    const auto row = listOf(panel)->model()->index(0, 0);
    QCOMPARE(row.data(HistoryModel::ThumbnailRole).toByteArray(), test::picture());
    QCOMPARE(row.data(HistoryModel::PreviewRole).toString(), summary.promptPreview);
}

void TstHistoryPanel::looksRight_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::newRow("light") << Appearance::Light;
    QTest::newRow("dark") << Appearance::Dark;
    QTest::newRow("high-contrast") << Appearance::HighContrast;
}

void TstHistoryPanel::looksRight()
{
    QFETCH(Appearance, appearance);
    applyTheme(*qApp, appearance);
    QFrame card;
    card.setProperty("card", true);
    card.resize(290, 755);
    auto* column = new QVBoxLayout(&card);
    column->setContentsMargins(1, 1, 1, 1);
    auto* panel = new HistoryPanel;
    column->addWidget(panel);
    panel->setSummaries(makeSession());
    panel->setCurrent(108);
    card.show();
    const QImage image = test::pictureOf(&card, u"history-"_s + QLatin1StringView(QTest::currentDataTag()));
    QVERIFY(test::colorsIn(image, 40) >= 40);
    auto* list = listOf(*panel);
    const QRect selected = list->visualRect(list->currentIndex());
    const QPoint inside = list->viewport()->mapTo(&card, QPoint(selected.left() + 7, selected.center().y()));
    QCOMPARE(image.pixelColor(inside), color(panel->palette(), Role::Selected));
    QVERIFY(selected.height() >= 48);
    applyTheme(*qApp, Appearance::Light);
}

} // namespace

QTEST_MAIN(TstHistoryPanel)
#include "tst_historypanel.moc"
