#pragma once

#include "app/wire/fieldlist.h"
#include "ui/base/rowmodel.h"

namespace safelight {

struct FieldRow
{
    Field field;
    QString meaning; // empty: not documented
    bool deciding = false; // the verdict was read from it, and it is a block or an error

    friend bool operator==(const FieldRow&, const FieldRow&) = default;
};

// The fields of an answer with their meanings. Takes a while for many: call it off the interface thread.
// `deciding`: path of the field that decided, empty when nothing is to stand out.
QList<FieldRow> fieldRows(const QByteArray& answer, const QString& deciding);

// Those that hold `words` in any column, without regard to case.
QList<FieldRow> filtered(const QList<FieldRow>& rows, const QString& words);

// "… (1 234 567 characters)" where the value was cut.
QString fieldValue(const Field& field);

class FieldsModel final : public RowModel<FieldRow>
{
    Q_OBJECT

public:
    enum Column { Path, Value, Meaning, ColumnCount };

    using RowModel::RowModel;

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const FieldRow& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;
};

} // namespace safelight
