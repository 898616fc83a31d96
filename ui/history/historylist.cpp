#include "ui/history/historylist.h"

#include "app/wording/words.h"
#include "ui/history/historydelegate.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QDrag>
#include <QIdentityProxyModel>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int emptyRowHeight = 60;
constexpr int rowsAhead = 12; // rows loaded beyond those that are seen, before they are

// A list has one column for screen readers, too.
class OneColumn final : public QIdentityProxyModel
{
public:
    explicit OneColumn(HistoryModel& model, QObject* parent)
        : QIdentityProxyModel(parent)
    {
        setSourceModel(&model);
    }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : 1; }
};

} // namespace

HistoryList::HistoryList(HistoryModel& model, QWidget* parent)
    : QListView(parent)
    , m_rows(model)
{
    setModel(new OneColumn(model, this));
    setItemDelegate(new HistoryDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setDragEnabled(true);
    setMouseTracking(true);
    measure();
}

void HistoryList::measure()
{
    m_rowHeight = 0;
    m_headingHeight = std::max(28, fontMetrics().height() + 12);
}

// ---- where things are

// A row has two fonts of its own: they are loaded for the first attempt, not for an empty list.
int HistoryList::rowHeight() const
{
    if (m_rows.rowCount() == 0)
        return emptyRowHeight;
    if (m_rowHeight == 0) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        m_rowHeight = itemDelegate()->sizeHint(option, {}).height();
    }
    return m_rowHeight;
}

int HistoryList::headingsUpTo(int row) const
{
    const auto& days = m_rows.days();
    return static_cast<int>(std::ranges::upper_bound(days, row, {}, &HistoryModel::Day::row) - days.begin());
}

int HistoryList::topOf(int row) const
{
    return row * rowHeight() + headingsUpTo(row) * m_headingHeight;
}

int HistoryList::headingAtHeight(int y) const
{
    const auto& days = m_rows.days();
    int low = 0;
    int high = static_cast<int>(days.size());
    while (low < high) { // the last day whose heading begins at or above y
        const int middle = (low + high) / 2;
        if (days.at(middle).row * rowHeight() + middle * m_headingHeight <= y)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

int HistoryList::rowAtHeight(int y) const
{
    const int day = headingAtHeight(y);
    const int begin = day < 0 ? 0 : m_rows.days().at(day).row;
    const int below = y - begin * rowHeight() - (day + 1) * m_headingHeight;
    if (y < 0 || below < 0)
        return -1;
    const int row = begin + below / rowHeight();
    return row < m_rows.rowCount() ? row : -1;
}

int HistoryList::wholeHeight() const
{
    return m_rows.rowCount() * rowHeight() + static_cast<int>(m_rows.days().size()) * m_headingHeight;
}

QRect HistoryList::visualRect(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return {0, topOf(index.row()) - verticalOffset(), viewport()->width(), rowHeight()};
}

QModelIndex HistoryList::indexAt(const QPoint& point) const
{
    if (!m_rows.days().isEmpty() && point.y() < m_headingHeight)
        return {}; // under the heading that stays in view
    const int row = rowAtHeight(point.y() + verticalOffset());
    return row < 0 ? QModelIndex() : model()->index(row, 0);
}

QModelIndex HistoryList::rowAtTop() const
{
    if (m_rows.rowCount() == 0)
        return {};
    const int heading = m_rows.days().isEmpty() ? 0 : m_headingHeight;
    int row = rowAtHeight(verticalOffset() + heading);
    if (row < 0) // the heading of the next day
        row = rowAtHeight(verticalOffset() + 2 * heading);
    return model()->index(std::max(0, row), 0);
}

int HistoryList::offsetOf(const QModelIndex& index) const
{
    return topOf(index.row()) - verticalOffset();
}

void HistoryList::scrollToOffset(const QModelIndex& index, int offset)
{
    updateGeometries();
    verticalScrollBar()->setValue(topOf(index.row()) - offset);
}

void HistoryList::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    updateGeometries();
    const int heading = m_rows.days().isEmpty() ? 0 : m_headingHeight;
    const int top = topOf(index.row());
    const int page = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtTop || (hint == EnsureVisible && top - heading < value))
        value = top - heading;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + rowHeight() > value + page))
        value = top + rowHeight() - page;
    else if (hint == PositionAtCenter)
        value = top - (page - rowHeight()) / 2;
    verticalScrollBar()->setValue(value);
}

void HistoryList::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // not QListView's, which visits every row
}

void HistoryList::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    verticalScrollBar()->setRange(0, std::max(0, wholeHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight() / 2);
}

int HistoryList::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void HistoryList::scrollContentsBy(int, int)
{
    viewport()->update(); // the heading stays, so that nothing can be moved as a whole
}

void HistoryList::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
}

void HistoryList::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        updateGeometries();
    }
}

// ---- painting

void HistoryList::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    const QRect area = event->rect();
    paintRows(painter, area);
    const int top = headingAtHeight(verticalOffset());
    if (top < 0)
        return;
    const int next = top + 1 < m_rows.days().size() ? topOf(m_rows.days().at(top + 1).row) - m_headingHeight
                                                    : wholeHeight();
    paintHeading(painter, top, std::min(0, next - verticalOffset() - m_headingHeight));
}

void HistoryList::paintRows(QPainter& painter, const QRect& area)
{
    int first = -1;
    int last = -1;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QPoint pointed = viewport()->mapFromGlobal(QCursor::pos());
    const QModelIndex hovered = viewport()->underMouse() ? indexAt(pointed) : QModelIndex();
    for (int y = verticalOffset(); y < verticalOffset() + viewport()->height();) {
        const int row = rowAtHeight(y);
        const int day = headingAtHeight(y);
        if (row < 0) {
            if (day < 0 || y >= wholeHeight())
                break;
            const int top = m_rows.days().at(day).row * rowHeight() + day * m_headingHeight;
            paintHeading(painter, day, top - verticalOffset());
            y = top + m_headingHeight;
            continue;
        }
        first = first < 0 ? row : first;
        last = row;
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        if (option.rect.intersects(area))
            itemDelegate()->paint(&painter, option, index);
        y = topOf(row) + rowHeight();
    }
    if (first >= 0) // later: a painting view must not be told that its rows changed
        QTimer::singleShot(0, &m_rows,
                           [this, first, last] { m_rows.showRows(first - rowsAhead, last + rowsAhead); });
}

void HistoryList::paintHeading(QPainter& painter, int day, int top) const
{
    const auto& days = m_rows.days();
    const QRect rect(0, top, viewport()->width(), m_headingHeight);
    painter.fillRect(rect, color(palette(), Role::Window));
    painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), color(palette(), Role::Line));
    const int end = day + 1 < days.size() ? days.at(day + 1).row : m_rows.rowCount();
    const QString count = wording::number(end - days.at(day).row);
    const QRect inside = rect.adjusted(spacing::insidePane, 0, -spacing::insidePane, -1);
    painter.save();
    painter.setPen(color(palette(), Role::Mute));
    painter.setFont(font());
    const auto across = [this](Qt::Alignment side) {
        return QStyle::visualAlignment(layoutDirection(), side | Qt::AlignVCenter);
    };
    painter.drawText(inside, int(across(Qt::AlignRight)), count);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    const int room = inside.width() - fontMetrics().horizontalAdvance(count) - spacing::betweenControls;
    painter.drawText(inside, int(across(Qt::AlignLeft)),
                     painter.fontMetrics().elidedText(m_rows.dayText(days.at(day)), Qt::ElideRight, room));
    painter.restore();
}

// ---- mouse and keyboard

bool HistoryList::isOnCheck(const QPoint& point, const QModelIndex& index) const
{
    if (!index.isValid())
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    // A target as large as the pointer needs, around the small box.
    return HistoryDelegate::layoutOf(option).check.adjusted(-8, -16, 8, 16).contains(point);
}

void HistoryList::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && isOnCheck(event->pos(), index)) {
        emit checkClicked(m_rows.idAt(index.row()));
        event->accept();
        return;
    }
    QListView::mousePressEvent(event);
}

void HistoryList::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && isOnCheck(event->pos(), index))
        emit checkClicked(m_rows.idAt(index.row()));
    else
        QListView::mouseDoubleClickEvent(event);
}

void HistoryList::startDrag(Qt::DropActions actions)
{
    auto* mime = model()->mimeData(selectionModel()->selectedRows());
    if (!mime)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(actions, Qt::CopyAction);
}

QModelIndex HistoryList::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = m_rows.rowCount() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid())
        return model()->index(action == MoveEnd ? last : 0, 0);
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    int row = currentIndex().row();
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row -= 1;
        break;
    case MoveDown:
    case MoveNext:
        row += 1;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(std::clamp(row, 0, last), 0);
}

void HistoryList::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const int top = rect.normalized().top() + verticalOffset();
    const int bottom = rect.normalized().bottom() + verticalOffset();
    int first = rowAtHeight(std::max(0, top));
    if (first < 0)
        first = rowAtHeight(std::max(0, top) + m_headingHeight);
    int last = rowAtHeight(std::min(bottom, wholeHeight() - 1));
    if (last < 0)
        last = rowAtHeight(std::min(bottom, wholeHeight() - 1) - m_headingHeight);
    if (first < 0 || last < first)
        selectionModel()->select(QItemSelection(), command);
    else
        selectionModel()->select(QItemSelection(model()->index(first, 0), model()->index(last, 0)), command);
}

QRegion HistoryList::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const auto& range : selection) {
        const int top = topOf(range.top()) - verticalOffset();
        const int bottom = topOf(range.bottom()) + rowHeight() - verticalOffset();
        region += QRect(0, top, viewport()->width(), bottom - top).intersected(viewport()->rect());
    }
    return region;
}

// QListView would tell screen readers of a row that its own layout does not know.
void HistoryList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(current.row());
    QAccessible::updateAccessibility(&event);
}

void HistoryList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
}

} // namespace safelight
