#pragma once

#include "app/find/historyquery.h"
#include "ui/base/draggableattempts.h"
#include "ui/history/attemptticks.h"
#include "ui/history/historycolumns.h"

#include <QCache>

namespace safelight {

class Clock;
class HistorySource;

// The attempts that a query found, as rows. It knows their ids and days; what a row says is loaded when the
// row is in view, and kept while there is room. Columns are HistoryColumn; the roles below answer in any of
// them.
class HistoryModel final : public DraggableAttempts
{
    Q_OBJECT

public:
    enum HistoryRole {
        IdRole = Qt::UserRole + 1, // qint64
        LoadedRole, // bool: whether the row says anything yet
        BadgeRole, // QString: "IMAGE_SAFETY", "SENDING…"
        ToneRole, // int of Role: how the badge and the tile are tinted
        TitleRole, // QString: "#7 · 14:02", or the day where no heading says it
        PreviewRole, // QString: its name, or how the prompt begins
        DetailRole, // QString: model and tags
        CostRole, // QString
        SimulatedRole, // bool
        ThumbnailRole, // QByteArray: a PNG or empty
        TileIconRole, // QString: name of the icon that stands in for a picture
        MarkRole, // int: 0 to 9
        StarRole, // bool
        CommentRole, // bool: whether it has one
        LineRole, // QString: the row as one line of text, to copy
    };

    // A row that begins a day, when the order is one of time.
    struct Day
    {
        int row = 0;
        qint32 day = 0; // QDate::toJulianDay()
    };

    // Both outlive the model; the clock tells what today is.
    HistoryModel(HistorySource& source, const Clock& clock, QObject* parent = nullptr);
    ~HistoryModel() override;

    // `known`: rows that were read along.
    void setIndex(const QList<HistoryKey>& keys, HistoryOrder order, const QList<AttemptSummary>& known = {});
    const QList<HistoryKey>& keys() const { return m_keys; }
    const QList<Day>& days() const { return m_days; }
    QString dayText(const Day& day) const;
    int rowOf(qint64 id) const; // -1: it is not among them
    qint64 idAt(int row) const { return m_keys.at(row).id; }
    // A new attempt, above the others.
    void insertFirst(const HistoryKey& key, const AttemptSummary& summary);
    const AttemptSummary* summary(qint64 id) const; // null: not loaded

    // These rows are seen: what they lack is loaded. What was seen before and is not any more is not.
    void showRows(int first, int last);
    void refresh(const QList<qint64>& ids); // something about them changed: read again when seen
    void forget(); // another session: nothing that is known or under way counts any more

    AttemptTicks& ticks() { return m_ticks; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void loaded(); // rows that were seen before can say something now
    void loadFailed(const QString& sentence, const QString& detail);

protected:
    qint64 draggedId(int row) const override { return idAt(row); }
    QString draggedText(qint64 id) const override;

private:
    void load();
    void take(const QList<AttemptSummary>& summaries);
    bool isWanted(qint64 id) const;
    QList<qint64> wantedIds() const;
    void findDays(HistoryOrder order);
    QVariant ownData(const AttemptSummary& row, int role) const;
    QString from(const AttemptSummary& row) const;
    QVariant cell(const AttemptSummary& row, HistoryColumn column, int role) const;
    QString spoken(const AttemptSummary& row, int place) const;
    bool beginsDay(int row) const;

    HistorySource& m_source;
    const Clock& m_clock;
    QList<HistoryKey> m_keys;
    QList<Day> m_days;
    mutable QCache<qint64, AttemptSummary> m_known; // the ones seen last
    QSet<qint64> m_stale; // known, but changed since
    QSet<qint64> m_gone; // asked for in vain: not asked again until the next index
    AttemptTicks m_ticks;
    int m_first = 0; // wanted rows
    int m_last = -1;
    int m_round = 0; // drops what was asked of another session
    bool m_loading = false;
};

} // namespace safelight
