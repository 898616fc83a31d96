#pragma once

#include <QAbstractTableModel>

namespace safelight {

// A table of values. A subclass says columnCount(), cell() and headerCell(); the index checks are here, once.
template<typename Row>
class RowModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row>& rows() const { return m_rows; }
    void setRows(QList<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    // `place` is an existing row.
    void replaceRow(int place, Row row)
    {
        Q_ASSERT(place >= 0 && place < m_rows.size());
        m_rows[place] = std::move(row);
        emit dataChanged(index(place, 0), index(place, columns() - 1));
    }
    // `place` is 0 to the number of rows.
    void insertRow(int place, Row row)
    {
        Q_ASSERT(place >= 0 && place <= m_rows.size());
        beginInsertRows({}, place, place);
        m_rows.insert(place, std::move(row));
        endInsertRows();
    }

    int rowCount(const QModelIndex& parent = {}) const final
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : columns(); }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final
    {
        if (!index.isValid()
            || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return cell(m_rows.at(index.row()), index.column(), role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columns())
            return {};
        return headerCell(section, role);
    }

protected:
    virtual int columns() const = 0;
    virtual QVariant cell(const Row& row, int column, int role) const = 0;
    virtual QVariant headerCell(int column, int role) const = 0;

private:
    QList<Row> m_rows;
};

} // namespace safelight
