#pragma once

#include "app/session/attempt.h"
#include "ui/base/plot.h"
#include "ui/base/rowmodel.h"

namespace safelight {

// One rating and the threshold that was in force for its category.
struct RatingRow
{
    QString of; // "Prompt", "Candidate 2"
    SafetyRating rating;
    std::optional<BlockThreshold> threshold; // that it was judged by; absent: not known or the default
    bool thresholdKnown = false; // false for an answer without its request

    friend bool operator==(const RatingRow&, const RatingRow&) = default;
};

// The ratings of the prompt or of one candidate.
struct RatingGroup
{
    QString of;
    QList<RatingRow> rows;

    friend bool operator==(const RatingGroup&, const RatingGroup&) = default;
};

// Those that came, prompt first. A group without ratings is not there.
QList<RatingGroup> ratingGroups(const Attempt& attempt);

// The plot of a group; empty ratings have no bar in it.
BarChart ratingChart(const RatingGroup& group);

class RatingsModel final : public RowModel<RatingRow>
{
    Q_OBJECT

public:
    enum Column {
        Of,
        Category,
        Probability,
        ProbabilityScore,
        Severity,
        SeverityScore,
        Blocked,
        Threshold,
        ColumnCount
    };

    using RowModel::RowModel;

    // Columns that hold nothing are left out.
    void setGroups(const QList<RatingGroup>& groups);
    const QList<Column>& shownColumns() const { return m_columns; }

protected:
    int columns() const override { return static_cast<int>(m_columns.size()); }
    QVariant cell(const RatingRow& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    static QString text(const RatingRow& row, Column column);

    QList<Column> m_columns {Category, Probability, Threshold};
};

} // namespace safelight
