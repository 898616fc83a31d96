#pragma once

#include "app/compare/comparison.h"

#include <QAbstractTableModel>

namespace safelight {

namespace comparerole {
enum { Pieces = Qt::UserRole + 1, Facts, Different, Kind, Placeholder };
}

// A comparison as a table: a row for each thing that is compared, a column for each attempt. The attempts
// themselves are the head of the table.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Longer texts are shown by what changed in them; this much of them is told to a screen reader.
    static constexpr qsizetype longestText = 2000;

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const Comparison& comparison);
    void setOnlyDifferences(bool only);
    bool onlyDifferences() const { return m_only; }
    const Comparison& comparison() const { return m_comparison; }
    ComparedRow rowAt(int row) const { return m_rows.at(row); }
    QString wholeText(const QModelIndex& index) const; // however long

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void chooseRows();
    QString spoken(ComparedRow row, int column) const;
    QString meanings(ComparedRow row, int column) const;
    bool isPlaceholder(ComparedRow row, int column) const;

    Comparison m_comparison;
    QList<ComparedRow> m_rows;
    bool m_only = false;
};

} // namespace safelight
