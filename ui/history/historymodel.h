#pragma once

#include "app/history/attempt.h"
#include "ui/base/rowmodel.h"
#include "ui/base/theme.h"

namespace safelight {

class Clock;

// The attempts of a session as rows, newest first. Says everything the list shows; draws nothing.
class HistoryModel final : public RowModel<AttemptSummary>
{
    Q_OBJECT

public:
    enum HistoryRole {
        IdRole = Qt::UserRole + 1, // qint64
        BadgeRole, // QString: "IMAGE_SAFETY", "SENDING…"
        ToneRole, // int of Role: how the badge and the tile are tinted
        TitleRole, // QString: "#7 · 14:02", or the day when it was not today
        PreviewRole, // QString: how the prompt begins
        SimulatedRole, // bool
        ThumbnailRole, // QByteArray: a PNG or empty
        TileIconRole, // QString: name of the icon that stands in for a picture
        LineRole, // QString: the row as one line of text, to copy
    };

    // `clock` outlives the model; it tells what today is.
    explicit HistoryModel(const Clock& clock, QObject* parent = nullptr);

    // Replaces the row with this id, or puts a new one where its number belongs. Returns its row.
    int put(const AttemptSummary& summary);
    // The PNG of its picture, which came later than its row. An unknown id is passed over.
    void setThumbnail(qint64 id, const QByteArray& png);
    // -1: no such attempt.
    int rowOf(qint64 id) const;

protected:
    int columns() const override { return 1; }
    QVariant cell(const AttemptSummary& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    QString title(const AttemptSummary& row) const;
    QString toolTip(const AttemptSummary& row) const;
    QString spoken(const AttemptSummary& row) const;

    const Clock& m_clock;
};

// Whether all went through: "7 attempts · 2 passed" counts these.
bool hasPassed(const AttemptSummary& summary);

} // namespace safelight
