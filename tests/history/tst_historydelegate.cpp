#include "tests/support/strict.h"
#include "ui/history/historydelegate.h"
#include "ui/history/historymodel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyleOptionViewItem>
#include <QTest>

using namespace safelight;
using namespace Qt::StringLiterals;

class HistoryDelegateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Appearance::Light); }
    void init() { test::strict(); }
    void nothingIsWrittenOverTheMarks_data();
    void nothingIsWrittenOverTheMarks();
    void theWordsAreThereWhereThereIsRoom();

private:
    static QImage row(int width, const QString& title, const QString& badge,
                      Qt::LayoutDirection direction = Qt::LeftToRight);
};

namespace {

constexpr int rowHeight = 62;
constexpr int markArea = 12 + 7 + 4; // the margin, the mark of a simulated attempt, and a little air

} // namespace

QImage HistoryDelegateTest::row(int width, const QString& title, const QString& badge,
                                Qt::LayoutDirection direction)
{
    QStandardItemModel model(1, 1);
    const QModelIndex index = model.index(0, 0);
    model.setData(index, true, HistoryModel::LoadedRole);
    model.setData(index, true, HistoryModel::SimulatedRole);
    model.setData(index, title, HistoryModel::TitleRole);
    model.setData(index, badge, HistoryModel::BadgeRole);
    model.setData(index, u"blocked"_s, HistoryModel::TileIconRole);
    QImage image(width, rowHeight, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setLayoutDirection(direction);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.direction = direction;
    HistoryDelegate().paint(&painter, option, index);
    painter.end();
    return image;
}

void HistoryDelegateTest::nothingIsWrittenOverTheMarks_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    for (const int width : {110, 130, 150, 180, 220, 300}) {
        QTest::addRow("%d pixels", width) << Qt::LeftToRight << width;
        QTest::addRow("%d pixels, read from the right", width) << Qt::RightToLeft << width;
    }
}

void HistoryDelegateTest::nothingIsWrittenOverTheMarks()
{
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, width);
    const QRect marks(direction == Qt::LeftToRight ? width - markArea : 0, 0, markArea, rowHeight);
    const QImage bare = row(width, {}, {}, direction);
    const QImage full = row(width, u"#12345 · 23:59"_s, u"PROMPT BLOCKED"_s, direction);
    QVERIFY(full.copy(marks) == bare.copy(marks));
}

void HistoryDelegateTest::theWordsAreThereWhereThereIsRoom()
{
    QVERIFY(row(300, u"#1 · 23:59"_s, u"STOP"_s) != row(300, {}, u"STOP"_s));
    QVERIFY(row(300, u"#1 · 23:59"_s, u"STOP"_s) != row(300, u"#1 · 23:59"_s, u"OTHER"_s));
    QVERIFY(row(150, u"#1 · 23:59"_s, u"STOP"_s) != row(150, {}, u"STOP"_s));
}

QTEST_MAIN(HistoryDelegateTest)
#include "tst_historydelegate.moc"
