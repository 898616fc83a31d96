#pragma once

#include "app/cost/costline.h"
#include "app/response/tokenusage.h"
#include "ui/base/plot.h"
#include "ui/base/rowmodel.h"

namespace safelight {

struct Attempt;

// One line of what was counted and what it costs.
struct TokenRow
{
    CostLine line; // of the total only the numbers count
    bool isTotal = false;

    friend bool operator==(const TokenRow&, const TokenRow&) = default;
};

// The lines of the attempt's billing, or of its counts alone where there is none yet, and their total.
QList<TokenRow> tokenRows(const Attempt& attempt);
StackedBar tokenBar(const QList<TokenRow>& rows);

// "Adds up: …" or "Does not add up: …"; empty when there is no total.
QString tokenSum(const TokenUsage& usage);
// Mirrored counts, drafts that are counted, text that is not listed, a traffic type: sentences, empty when
// none.
QString tokenNotes(const Attempt& attempt);

class TokensModel final : public RowModel<TokenRow>
{
    Q_OBJECT

public:
    enum Column { Kind, Tokens, Price, Amount, IsCharged, ColumnCount };

    using RowModel::RowModel;
    // Whose colours the swatches take.
    void setPalette(const QPalette& palette) { m_palette = palette; }

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const TokenRow& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    static QString text(const TokenRow& row, int column);

    QPalette m_palette;
};

} // namespace safelight
