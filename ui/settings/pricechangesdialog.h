#pragma once

#include "app/cost/pricechanges.h"
#include "ui/base/rowmodel.h"

#include <QDialog>

namespace safelight {

// What another price table would change: model, days, and each price before and after.
class PriceChangesModel final : public RowModel<PriceChange>
{
    Q_OBJECT

public:
    enum Column { Model, Days, Change, ColumnCount };

    using RowModel::RowModel;

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const PriceChange& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;
};

// Shows what an imported table changes before any of it is taken. Accepted: take changed().
class PriceChangesDialog final : public QDialog
{
    Q_OBJECT

public:
    // `notes`: what of the table cannot be used.
    PriceChangesDialog(const QList<PriceChange>& changes, const QStringList& notes, QWidget* parent);

    // Those that are new or differ.
    PriceTable changed() const;

private:
    PriceChangesModel m_model;
};

} // namespace safelight
