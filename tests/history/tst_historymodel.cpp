#include "tests/support/fakehistory.h"
#include "tests/support/historyrows.h"
#include "tests/support/strict.h"
#include "ui/base/attemptdrag.h"
#include "ui/history/attemptrow.h"
#include "ui/history/historymodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include <limits>
#include <numeric>

using namespace safelight;
using namespace Qt::StringLiterals;
using test::makeSession;
using test::makeSummary;

namespace {

QList<HistoryKey> keysOf(const QList<AttemptSummary>& rows)
{
    QList<HistoryKey> keys;
    for (const auto& row : rows)
        keys.append({row.id, static_cast<qint32>(row.sentAt.toLocalTime().date().toJulianDay())});
    return keys;
}

// A model of these rows, all of them loaded.
struct Loaded
{
    explicit Loaded(const QList<AttemptSummary>& rows)
        : model(source, clock)
    {
        source.rows = rows;
        model.setIndex(keysOf(rows), HistoryOrder::Number);
        const QSignalSpy loaded(&model, &HistoryModel::loaded);
        model.showRows(0, model.rowCount() - 1);
        waited = QTest::qWaitFor([&loaded] { return !loaded.isEmpty(); });
    }
    QVariant at(int row, int role) const { return model.index(row, 0).data(role); }

    test::FakeHistory source;
    test::FixedClock clock;
    HistoryModel model;
    bool waited = false;
};

} // namespace

class TstHistoryModel final : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::strict(); }

    void keepsTheRulesOfModels()
    {
        test::FakeHistory source;
        source.rows = makeSession();
        const test::FixedClock clock;
        HistoryModel model(source, clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setIndex(keysOf(source.rows), HistoryOrder::Number);
        model.showRows(0, 9);
        QTRY_VERIFY(model.index(9, 0).data(HistoryModel::LoadedRole).toBool());
        model.insertFirst({111, model.keys().constFirst().day}, makeSummary(11));
        QCOMPARE(model.rowCount(), 11);
        QCOMPARE(model.rowOf(105), 6);
        QCOMPARE(model.rowOf(999), -1);
        QVERIFY(model.setData(model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.setData(model.index(2, 1), Qt::Checked, Qt::CheckStateRole));
        model.refresh({105, 424242});
        model.forget();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.ticks().all().isEmpty());
    }

    void onlyWhatIsSeenIsLoaded()
    {
        test::FakeHistory source;
        for (int i = 3000; i > 0; --i)
            source.rows << makeSummary(i);
        const test::FixedClock clock;
        HistoryModel model(source, clock);
        model.setIndex(keysOf(source.rows), HistoryOrder::Number);
        QVERIFY(source.asked.isEmpty());
        QVERIFY(!model.index(5, 0).data(HistoryModel::LoadedRole).toBool());
        QVERIFY(!model.index(5, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
        source.answers = false;
        model.showRows(0, 20);
        for (int row = 100; row < 2900; row += 20) // scrolled past before anything came
            model.showRows(row, row + 20);
        model.showRows(2900, 2920);
        QCOMPARE(source.asked.size(), 1);
        source.answers = true;
        source.answerAll();
        QTRY_VERIFY(model.index(2910, 0).data(HistoryModel::LoadedRole).toBool());
        QCOMPARE(source.asked.size(), 2); // nothing of what flew past
        QVERIFY(!model.index(1500, 0).data(HistoryModel::LoadedRole).toBool());
    }

    void whatIsGoneIsNotAskedForForever()
    {
        test::FakeHistory source;
        const test::FixedClock clock;
        HistoryModel model(source, clock);
        model.setIndex({{7, 1}, {8, 1}}, HistoryOrder::Number);
        const QSignalSpy loaded(&model, &HistoryModel::loaded);
        model.showRows(0, 1);
        QTRY_COMPARE(loaded.size(), 1);
        model.showRows(0, 1);
        QCOMPARE(source.asked.size(), 1);
    }

    void anAnswerForAnotherSessionIsDropped()
    {
        test::FakeHistory source;
        source.rows = makeSession();
        source.answers = false;
        const test::FixedClock clock;
        HistoryModel model(source, clock);
        model.setIndex(keysOf(source.rows), HistoryOrder::Number);
        model.showRows(0, 9);
        model.forget();
        model.setIndex(keysOf(source.rows), HistoryOrder::Number);
        source.answerAll();
        QVERIFY(!model.index(0, 0).data(HistoryModel::LoadedRole).toBool());
        source.answers = true;
        model.showRows(0, 9); // not held up by what never came
        QTRY_VERIFY(model.index(0, 0).data(HistoryModel::LoadedRole).toBool());
    }

    void daysBeginWhereTheDateChanges()
    {
        auto rows = QList<AttemptSummary> {makeSummary(3), makeSummary(2), makeSummary(1), makeSummary(0)};
        rows[2].sentAt = QDateTime(QDate(2026, 11, 19), QTime(9, 5), Qt::UTC);
        rows[3].sentAt = QDateTime(QDate(2025, 3, 2), QTime(9, 5), Qt::UTC);
        Loaded loaded(rows);
        const auto& days = loaded.model.days();
        QCOMPARE(days.size(), 3);
        QCOMPARE(days.at(1).row, 2);
        QCOMPARE(loaded.model.dayText(days.at(0)), u"Today"_s);
        QCOMPARE(loaded.model.dayText(days.at(1)), u"Yesterday"_s);
        QCOMPARE(loaded.model.dayText(days.at(2)), u"Sunday, 2 March 2025"_s);
        QVERIFY(loaded.at(2, Qt::AccessibleTextRole).toString().startsWith(u"Yesterday. Attempt 1"_s));
        QVERIFY(!loaded.at(1, Qt::AccessibleTextRole).toString().contains(u"Today"_s));
        QCOMPARE(loaded.at(2, HistoryModel::TitleRole).toString(),
                 u"#1 · 09:05"_s); // the heading says the day
        loaded.model.setIndex(loaded.model.keys(), HistoryOrder::Model);
        QVERIFY(loaded.model.days().isEmpty());
        QCOMPARE(loaded.at(2, HistoryModel::TitleRole).toString(), u"#1 · 19 Nov"_s);
        QCOMPARE(loaded.at(3, HistoryModel::TitleRole).toString(), u"#0 · 2 Mar 2025"_s);
    }

    void rowsSayWhatHappened_data()
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

    void rowsSayWhatHappened()
    {
        QFETCH(int, row);
        const Loaded loaded(makeSession());
        QTEST(loaded.at(row, HistoryModel::BadgeRole).toString(), "badge");
        QTEST(static_cast<Role>(loaded.at(row, HistoryModel::ToneRole).toInt()), "tone");
        QVERIFY(!loaded.at(row, HistoryModel::TileIconRole).toString().isEmpty());
    }

    void costIsNamedWhereItIsKnown()
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
        const Loaded loaded({unpriced, unknown, billed});
        QCOMPARE(loaded.at(2, HistoryModel::CostRole).toString(), u"$0.134"_s);
        QVERIFY(loaded.at(1, HistoryModel::CostRole).toString().isEmpty());
        QVERIFY(loaded.at(1, Qt::ToolTipRole).toString().contains(u"$0.0026"_s));
        QVERIFY(loaded.at(0, Qt::ToolTipRole).toString().contains(u"no price known"_s));
    }

    void lineageAndOwnWordsAreSaid()
    {
        AttemptSummary first = makeSummary(1);
        AttemptSummary advised = makeSummary(2);
        advised.parent = first.id;
        advised.remedies = QStringList {u"artStyle"_s};
        advised.tags = QStringList {u"coat"_s};
        advised.mark = 3;
        advised.starred = true;
        advised.comment = u"<b>good</b>"_s;
        AttemptSummary named = makeSummary(3);
        named.title = u"The one for the client"_s;
        const Loaded loaded({named, advised, first});
        QVERIFY(loaded.at(1, HistoryModel::PreviewRole).toString().startsWith(u"after: Name an art style"_s));
        QVERIFY(loaded.at(1, HistoryModel::DetailRole).toString().contains(u"from #1"_s));
        QVERIFY(loaded.at(1, HistoryModel::DetailRole).toString().endsWith(u"coat"_s));
        const QString spoken = loaded.at(1, Qt::AccessibleTextRole).toString();
        for (const auto& part : {u"Mark 3, yellow"_s, u"Starred"_s, u"Tags: coat"_s, u"from #1"_s})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
        QVERIFY(!loaded.at(1, Qt::ToolTipRole).toString().contains(u"<b>good"_s));
        QCOMPARE(loaded.at(0, HistoryModel::PreviewRole).toString(), u"The one for the client"_s);
        QVERIFY(loaded.at(0, Qt::ToolTipRole).toString().contains(u"jacket"_s));
    }

    void toolTipTellsEverythingAsText()
    {
        auto hostile = makeSession().at(1);
        hostile.promptPreview = u"<img src='http://x/y.png'><b>bold</b>"_s;
        const Loaded loaded({hostile});
        const QString tip = loaded.at(0, Qt::ToolTipRole).toString();
        QVERIFY(!tip.contains(u"<img"_s));
        for (const auto& part :
             {u"&lt;b&gt;bold"_s, u"2026"_s, u"14:09:11"_s, u"UTC"_s, u"gemini-3-pro-image-preview"_s,
              u"gemini-3-pro-image-001"_s, u"1\u202f276"_s, u"Gemini API"_s})
            QVERIFY2(tip.contains(part), qPrintable(part + u" is missing in "_s + tip));
    }

    void everyColumnHasWords()
    {
        auto row = makeSession().at(1);
        row.tags = QStringList {u"coat"_s};
        const Loaded loaded({row});
        for (int column = 0; column < loaded.model.columnCount(); ++column)
            QVERIFY(!loaded.model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        const auto text = [&loaded](HistoryColumn column) {
            return loaded.model.index(0, static_cast<int>(column)).data().toString();
        };
        QCOMPARE(text(HistoryColumn::Number), u"9"_s);
        QCOMPARE(text(HistoryColumn::Outcome), u"STOP"_s);
        QCOMPARE(text(HistoryColumn::Tokens), u"2\u202f396"_s);
        QCOMPARE(text(HistoryColumn::Tags), u"coat"_s);
        QCOMPARE(text(HistoryColumn::Images), u"1"_s);
    }

    void ticksStayWhileFiltersAreTried()
    {
        Loaded loaded(makeSession());
        const QSignalSpy ticked(&loaded.model.ticks(), &AttemptTicks::changed);
        loaded.model.ticks().set({105, 103}, true);
        loaded.model.setIndex({{103, 1}}, HistoryOrder::Number);
        QCOMPARE(loaded.model.ticks().all(), QList<qint64>({105, 103}));
        loaded.model.ticks().set({105}, false);
        loaded.model.ticks().set({105}, false);
        QCOMPARE(loaded.model.ticks().all(), QList<qint64>({103}));
        QCOMPARE(ticked.size(), 2);
    }

    // Compared with itself at a quarter of the size: 4 × as long when each tick costs the same, 16 × when
    // each looks through all others.
    void tickingTakesTimeWithTheNumberOfRows()
    {
        const auto ticked = [](qint64 rows) {
            test::FakeHistory source;
            const test::FixedClock clock;
            HistoryModel model(source, clock);
            QList<qint64> ids(rows);
            std::iota(ids.begin(), ids.end(), 1);
            qint64 best = std::numeric_limits<qint64>::max();
            for (int round = 0; round < 3; ++round) {
                QElapsedTimer timer;
                timer.start();
                model.ticks().set(ids, true);
                model.ticks().set(ids, false);
                best = std::min(best, timer.nsecsElapsed());
            }
            return static_cast<double>(best);
        };
        const double growth = ticked(60'000) / ticked(15'000);
        QVERIFY2(growth < 9, qPrintable(QString::number(growth)));
    }

    void aDragCarriesIdsWordsAndThePicture()
    {
        const Loaded loaded(makeSession());
        auto& model = const_cast<HistoryModel&>(loaded.model);
        model.setPicture({109, "png bytes", u"attempt-9.png"_s});
        std::unique_ptr<QMimeData> mime(
            model.mimeData({model.index(1, 0), model.index(1, 3), model.index(2, 0)}));
        QCOMPARE(draggedAttempts(*mime), QList<qint64>({109, 108}));
        QVERIFY(mime->text().startsWith(u"#9 · "_s));
        QCOMPARE(mime->text().count(u'\n'), 1);
        QVERIFY(mime->urls().isEmpty());
        mime.reset(model.mimeData({model.index(1, 0)}));
        QCOMPARE(mime->urls().size(), 1);
        QFile file(mime->urls().constFirst().toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("png bytes"));
        QVERIFY(!model.mimeData({}));
    }
};

QTEST_MAIN(TstHistoryModel)
#include "tst_historymodel.moc"
