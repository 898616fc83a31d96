#pragma once

#include "app/response/tokenusage.h"
#include "ui/base/plot.h"
#include "ui/base/rowmodel.h"

namespace safelight {

struct Attempt;

// One kind of tokens as usageMetadata counts them.
struct TokenRow
{
    enum class Kind { Prompt, Cached, ToolUse, Thoughts, Output, Total };

    Kind kind = Kind::Prompt;
    std::optional<Known<Modality>> modality; // absent: not told apart
    bool rest = false; // what no modality detail explains
    qint64 tokens = 0;
    bool counted = true; // part of the total: false for cached, which the prompt contains

    friend bool operator==(const TokenRow&, const TokenRow&) = default;
};

QList<TokenRow> tokenRows(const TokenUsage& usage);
StackedBar tokenBar(const QList<TokenRow>& rows);

// "Adds up: …" or "Does not add up: …"; empty when there is no total.
QString tokenSum(const TokenUsage& usage);
// Mirrored counts, drafts that are counted, a traffic type: sentences, empty when none.
QString tokenNotes(const Attempt& attempt);

class TokensModel final : public RowModel<TokenRow>
{
    Q_OBJECT

public:
    enum Column { Kind, Of, Tokens, ColumnCount };

    using RowModel::RowModel;
    // Whose colours the swatches take.
    void setPalette(const QPalette& palette) { m_palette = palette; }

protected:
    int columns() const override { return ColumnCount; }
    QVariant cell(const TokenRow& row, int column, int role) const override;
    QVariant headerCell(int column, int role) const override;

private:
    QPalette m_palette;
};

} // namespace safelight
