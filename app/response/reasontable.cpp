#include "app/response/reasontable.h"

#include <QCoreApplication>

#include <algorithm>

// Made from resources/knowledge/reasons.json.
#include <reasonrows.h>

namespace safelight {

namespace {

constexpr std::array<std::span<const ReasonRow>, 4> sections {blockRows, finishRows, situationsRows,
                                                              errorsRows};

} // namespace

// The values of an enumeration stand in the order of its rows.
const ReasonRow& reasonRow(BlockReason reason)
{
    return blockRows[std::size_t(reason)];
}

const ReasonRow& reasonRow(FinishReason reason)
{
    return finishRows[std::size_t(reason)];
}

const ReasonRow& reasonRow(Situation situation)
{
    return situationsRows[std::size_t(situation)];
}

std::span<const ReasonRow> blockReasonRows()
{
    return blockRows;
}

std::span<const ReasonRow> finishReasonRows()
{
    return finishRows;
}

std::span<const ReasonRow> situationRows()
{
    return situationsRows;
}

std::span<const ReasonRow> errorRows()
{
    return errorsRows;
}

std::span<const ErrorMatch> errorMatchesInOrder()
{
    return errorMatches;
}

const ReasonRow* findReasonRow(QStringView ruleId)
{
    for (const auto rows : sections) {
        const auto it =
            std::ranges::find_if(rows, [ruleId](const ReasonRow& row) { return row.rule.id == ruleId; });
        if (it != rows.end())
            return &*it;
    }
    return nullptr;
}

} // namespace safelight
