#include "ui/history/historymodel.h"

#include "app/base/clock.h"
#include "ui/history/attemptrow.h"
#include "ui/history/historysource.h"

#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostKnown = 1200; // rows, some 10 KB each where there is a picture
constexpr int mostAtOnce = 120; // rows loaded in one go: what is seen comes soon

bool isOrderOfTime(HistoryOrder order)
{
    return order == HistoryOrder::Number || order == HistoryOrder::Time;
}

QString joinedNames(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

HistoryModel::HistoryModel(HistorySource& source, const Clock& clock, QObject* parent)
    : DraggableAttempts(parent)
    , m_source(source)
    , m_clock(clock)
    , m_known(mostKnown)
{
    connect(&m_ticks, &AttemptTicks::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    });
}

HistoryModel::~HistoryModel() = default;

void HistoryModel::setIndex(const QList<HistoryKey>& keys, HistoryOrder order,
                            const QList<AttemptSummary>& known)
{
    beginResetModel();
    m_keys = keys;
    m_gone.clear();
    for (const auto& summary : known)
        m_known.insert(summary.id, new AttemptSummary(summary));
    findDays(order);
    m_first = 0;
    m_last = -1;
    endResetModel();
}

void HistoryModel::findDays(HistoryOrder order)
{
    m_days.clear();
    if (!isOrderOfTime(order))
        return;
    for (int row = 0; row < m_keys.size(); ++row) {
        if (m_days.isEmpty() || m_days.constLast().day != m_keys.at(row).day)
            m_days.append({row, m_keys.at(row).day});
    }
}

QString HistoryModel::dayText(const Day& day) const
{
    return attemptrow::day(QDate::fromJulianDay(day.day), m_clock.now().toLocalTime().date());
}

int HistoryModel::rowOf(qint64 id) const
{
    const auto it = std::ranges::find(m_keys, id, &HistoryKey::id);
    return it == m_keys.end() ? -1 : static_cast<int>(it - m_keys.begin());
}

void HistoryModel::insertFirst(const HistoryKey& key, const AttemptSummary& summary)
{
    m_known.insert(summary.id, new AttemptSummary(summary));
    beginInsertRows({}, 0, 0);
    m_keys.prepend(key);
    findDays(HistoryOrder::Number);
    endInsertRows();
}

const AttemptSummary* HistoryModel::summary(qint64 id) const
{
    return m_known.object(id);
}

void HistoryModel::showRows(int first, int last)
{
    m_first = std::max(0, first);
    m_last = std::min(rowCount() - 1, last);
    load();
}

bool HistoryModel::isWanted(qint64 id) const
{
    return (!m_known.contains(id) && !m_gone.contains(id)) || m_stale.contains(id);
}

// The rows that are seen, and what they came from, whose number they say.
QList<qint64> HistoryModel::wantedIds() const
{
    QList<qint64> ids;
    for (int row = m_first; row <= m_last && row < rowCount() && ids.size() < mostAtOnce; ++row) {
        const qint64 id = idAt(row);
        if (isWanted(id)) {
            ids << id;
        } else if (const auto* known = m_known.object(id);
                   known && known->parent != 0 && isWanted(known->parent) && !ids.contains(known->parent)) {
            ids << known->parent;
        }
    }
    return ids;
}

void HistoryModel::load()
{
    if (m_loading)
        return;
    const QList<qint64> ids = wantedIds();
    if (ids.isEmpty())
        return;
    m_loading = true;
    m_source.summaries(ids, this, [this, ids, round = m_round](const Result<QList<AttemptSummary>>& answer) {
        if (round != m_round)
            return;
        m_loading = false;
        if (!answer) {
            m_last = -1; // asked again when something is scrolled or found
            emit loadFailed(answer.error().message, answer.error().detail);
            return;
        }
        for (const qint64 id : ids) {
            m_stale.remove(id);
            m_gone.insert(id);
        }
        take(*answer);
        load(); // for what was scrolled to meanwhile
    });
}

void HistoryModel::take(const QList<AttemptSummary>& summaries)
{
    for (const auto& summary : summaries) {
        m_gone.remove(summary.id);
        m_known.insert(summary.id, new AttemptSummary(summary));
    }
    const int last = std::min(m_last, rowCount() - 1);
    if (m_first <= last)
        emit dataChanged(index(m_first, 0), index(last, columnCount() - 1));
    emit loaded();
}

void HistoryModel::refresh(const QList<qint64>& ids)
{
    for (const qint64 id : ids) {
        if (m_known.contains(id))
            m_stale.insert(id);
    }
    load();
}

void HistoryModel::forget()
{
    ++m_round;
    m_loading = false;
    m_known.clear();
    m_stale.clear();
    m_ticks.clear();
    setIndex({}, HistoryOrder::Number);
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : historyColumns;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const qint64 id = idAt(index.row());
    const auto column = static_cast<HistoryColumn>(index.column());
    const AttemptSummary* row = m_known.object(id);
    switch (role) {
    case IdRole:
        return id;
    case LoadedRole:
        return row != nullptr;
    case Qt::CheckStateRole:
        return column == HistoryColumn::Number ? QVariant(m_ticks.has(id) ? Qt::Checked : Qt::Unchecked)
                                               : QVariant();
    case Qt::AccessibleTextRole:
        if (column == HistoryColumn::Number)
            return row ? spoken(*row, index.row()) : tr("An attempt that is still being loaded");
        break;
    default:
        break;
    }
    return row ? cell(*row, column, role) : QVariant();
}

QVariant HistoryModel::cell(const AttemptSummary& row, HistoryColumn column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return historycolumn::text(row, column, m_clock.now().toLocalTime().date());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (historycolumn::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::AccessibleTextRole:
        if (column == HistoryColumn::Mark)
            return attemptrow::mark(row.mark);
        if (column == HistoryColumn::Star)
            return row.starred ? tr("Starred") : tr("Not starred");
        return {};
    case Qt::ToolTipRole:
        return attemptrow::toolTip(row);
    default:
        return ownData(row, role);
    }
}

QVariant HistoryModel::ownData(const AttemptSummary& row, int role) const
{
    switch (role) {
    case BadgeRole:
        return attemptrow::badge(row);
    case ToneRole:
        return static_cast<int>(attemptrow::tone(row));
    case TitleRole:
        return QString(attemptrow::number(row) + u" · "_s
                       + attemptrow::when(row, m_clock.now().toLocalTime().date(), !m_days.isEmpty()));
    case PreviewRole:
        return attemptrow::line(row);
    case DetailRole:
        return joinedNames(QStringList {row.model, from(row)} + row.tags);
    case CostRole:
        return attemptrow::cost(row);
    case SimulatedRole:
        return row.simulated;
    case ThumbnailRole:
        return row.thumbnail;
    case TileIconRole:
        return attemptrow::tileIcon(row);
    case MarkRole:
        return row.mark;
    case StarRole:
        return row.starred;
    case CommentRole:
        return !row.comment.isEmpty();
    case LineRole:
        return attemptrow::copied(row);
    default:
        return {};
    }
}

// "from #3"; empty where it came from nothing, or from what is not there any more.
QString HistoryModel::from(const AttemptSummary& row) const
{
    const auto* parent = row.parent == 0 ? nullptr : m_known.object(row.parent);
    return parent ? tr("from %1", "the number of an attempt").arg(attemptrow::number(*parent)) : QString();
}

bool HistoryModel::beginsDay(int row) const
{
    return std::ranges::binary_search(m_days, row, {}, &Day::row);
}

QString HistoryModel::spoken(const AttemptSummary& row, int place) const
{
    QString text = attemptrow::spoken(row);
    if (m_ticks.has(row.id))
        text = tr("ticked", "an attempt") + u", "_s + text;
    if (const QString parent = from(row); !parent.isEmpty())
        text += u", "_s + parent;
    if (beginsDay(place)) // what the heading above it shows
        text = dayText({place, m_keys.at(place).day}) + u". "_s + text;
    return text;
}

bool HistoryModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != 0)
        return false;
    m_ticks.set({idAt(index.row())}, value.toInt() == Qt::Checked);
    return true;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= historyColumns)
        return {};
    const auto column = static_cast<HistoryColumn>(section);
    if (role == Qt::DisplayRole)
        return historycolumn::title(column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (historycolumn::isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    return index.column() == 0 ? flags | Qt::ItemIsUserCheckable : flags;
}

QString HistoryModel::draggedText(qint64 id) const
{
    const auto* row = m_known.object(id);
    return row ? attemptrow::copied(*row) : QString();
}

} // namespace safelight
