#include "ui/view/datatable.h"
#include "ui/theme/theme.h"
#include "ui/view/celldelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace safelight {

DataTable::DataTable(const QString& name, const QList<int>& shares, QWidget* parent)
    : QTableView(parent)
    , m_shares(shares)
{
    setAccessibleName(name);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(spacing::rowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(48);
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &DataTable::measureVisible);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_applying && column < m_shares.size() && width > 0)
            m_shares[column] = width;
        forgetHeights();
    });
    auto* shortcut = new QShortcut(QKeySequence::Copy, this, nullptr, nullptr, Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &DataTable::copy);
}

void DataTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        forgetHeights();
        applyShares();
    });
    applyShares();
    forgetHeights();
}

void DataTable::setShares(const QList<int>& shares)
{
    m_shares = shares;
    applyShares();
}

void DataTable::applyShares()
{
    const int columns = std::min(horizontalHeader()->count(), static_cast<int>(m_shares.size()));
    const int whole = std::accumulate(m_shares.begin(), m_shares.begin() + columns, 0);
    if (whole <= 0 || viewport()->width() <= 0)
        return;
    QList<int> widths;
    int left = viewport()->width();
    for (int column = 0; column < columns; ++column) {
        widths << (column == columns - 1 ? left : viewport()->width() * m_shares.at(column) / whole);
        left -= widths.constLast();
    }
    makeRoomForTitles(widths);
    m_applying = true;
    for (int column = 0; column < columns; ++column)
        setColumnWidth(column, widths.at(column));
    m_applying = false;
}

// A title that would be cut takes what it lacks from the column that has most to spare.
void DataTable::makeRoomForTitles(QList<int>& widths) const
{
    QList<int> spare;
    for (int column = 0; column < widths.size(); ++column)
        spare << widths.at(column) - horizontalHeader()->sectionSizeHint(column);
    for (int column = 0; column < widths.size(); ++column) {
        const auto giver = std::max_element(spare.begin(), spare.end()) - spare.begin();
        const int given = std::min(-spare.at(column), spare.at(giver));
        if (given <= 0)
            continue;
        widths[column] += given;
        widths[giver] -= given;
        spare[column] += given;
        spare[giver] -= given;
    }
}

void DataTable::forgetHeights()
{
    m_measured.clear();
    m_later.start();
}

void DataTable::measure(int row)
{
    if (m_measured.contains(row))
        return;
    m_measured.insert(row);
    const int height = sizeHintForRow(row);
    if (height != rowHeight(row))
        setRowHeight(row, height);
}

void DataTable::measureVisible()
{
    if (!model())
        return;
    int row = std::max(0, rowAt(0));
    for (int y = rowViewportPosition(row); row < model()->rowCount() && y < viewport()->height(); ++row) {
        measure(row);
        y += rowHeight(row);
    }
}

int DataTable::heightOfRows(int limit)
{
    const int rows = model() ? model()->rowCount() : 0;
    int height = horizontalHeader()->sizeHint().height() + 2 * frameWidth();
    for (int row = 0; row < rows && height < limit; ++row) {
        measure(row);
        height += rowHeight(row);
    }
    return std::min(height, limit);
}

void DataTable::fitRows(int limit)
{
    setFixedHeight(heightOfRows(limit));
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    applyShares();
    m_later.start();
}

void DataTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    m_later.start();
}

void DataTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        forgetHeights();
}

QString DataTable::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < model()->columnCount(); ++column)
        cells << model()->index(row, column).data().toString();
    return cells.join(u'\t');
}

QString DataTable::selectedText() const
{
    QModelIndexList indexes = selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    std::sort(indexes.begin(), indexes.end());
    QString text;
    for (int i = 0; i < indexes.size(); ++i) {
        if (i > 0)
            text += indexes.at(i).row() == indexes.at(i - 1).row() ? u'\t' : u'\n';
        text += indexes.at(i).data().toString();
    }
    return text;
}

QString DataTable::allText() const
{
    QStringList lines;
    QStringList header;
    for (int column = 0; column < model()->columnCount(); ++column)
        header << model()->headerData(column, Qt::Horizontal).toString();
    lines << header.join(u'\t');
    for (int row = 0; row < model()->rowCount(); ++row)
        lines << rowText(row);
    return lines.join(u'\n') + u'\n';
}

void DataTable::copy()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void DataTable::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPersistentModelIndex cell = indexAt(viewport()->mapFromGlobal(event->globalPos()));
    const auto put = [](const QString& text) { QApplication::clipboard()->setText(text); };
    if (cell.isValid()) {
        menu->addAction(tr("Copy cell"), this, [put, cell] { put(cell.data().toString()); });
        menu->addAction(tr("Copy row"), this, [this, put, cell] { put(rowText(cell.row())); });
    }
    if (selectionModel() && selectionModel()->selectedIndexes().size() > 1)
        menu->addAction(tr("Copy selection"), this, &DataTable::copy);
    menu->addAction(tr("Copy all"), this, [this, put] { put(allText()); });
    menu->popup(event->globalPos());
}

} // namespace safelight
