#pragma once

#include "app/cost/pricebook.h"
#include "ui/base/rowmodel.h"

#include <QStyledItemDelegate>

namespace safelight {

// A choice that a cell offers: what it says and what it stands for.
using Choices = QList<std::pair<QString, QVariant>>;

// Flat prices per request to a back end.
class FlatPricesModel final : public RowModel<FlatPrice>
{
    Q_OBJECT

public:
    enum Column { Backend, Model, Amount, Rule, ColumnCount };
    static constexpr int ChoicesRole = Qt::UserRole + 1; // Choices of a cell that is not free text

    // `backends`: id and name.
    FlatPricesModel(const QList<FlatPrice>& prices, const QList<std::pair<QString, QString>>& backends,
                    QObject* parent = nullptr);

    int add(); // answers the place of the new row
    void remove(int row);

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void refused(const QString& sentence);
    void edited();

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const FlatPrice& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    Choices choices(int column) const;

    QList<std::pair<QString, QString>> m_backends;
};

// A combo box where the model offers choices, a line elsewhere.
class ChoiceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

} // namespace safelight

Q_DECLARE_METATYPE(safelight::Choices)
