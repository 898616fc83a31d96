#pragma once

#include "app/cost/pricebook.h"
#include "ui/base/rowmodel.h"

namespace safelight {

// A price of the user's, which can be edited, or one that came with the program.
struct PriceRow
{
    ModelPrice price;
    bool own = false;

    friend bool operator==(const PriceRow&, const PriceRow&) = default;
};

// Prices per million tokens: the user's own rows first, then the bundled ones, which stand as they are.
class PricesModel final : public RowModel<PriceRow>
{
    Q_OBJECT

public:
    enum Column { Model, From, Until, Input, Cached, Output, Image, Source, ColumnCount };

    // `today`: the day on which an edited price counts as checked.
    PricesModel(const PriceBook& book, QDate today, QObject* parent = nullptr);

    PriceTable userTable() const;
    // A new row of the user's at the top: empty, or like `like`. Answers its place.
    int add(const ModelPrice& like = {});
    void remove(int row); // a bundled row stays
    void removeOwn();
    // Adds these as the user's; rows of the user's for the same models give way.
    void take(const PriceTable& imported);

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    void refused(const QString& sentence); // what was typed, and why it was not taken
    void edited();

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const PriceRow& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    bool isOwn(int row) const { return row >= 0 && row < rows().size() && rows().at(row).own; }

    QDate m_today;
};

// "$1.25; $2.50 above 200 000", and back: also "1.25; 2.5 above 200000". An error says what is wrong.
QString rateText(const std::optional<TokenRate>& rate);
Result<std::optional<TokenRate>> rateOf(const QString& text);

} // namespace safelight
