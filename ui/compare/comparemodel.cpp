#include "ui/compare/comparemodel.h"

#include "app/wording/comparewords.h"
#include "ui/base/plaintooltip.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

void CompareModel::setComparison(const Comparison& comparison)
{
    beginResetModel();
    m_comparison = comparison;
    chooseRows();
    endResetModel();
}

void CompareModel::setOnlyDifferences(bool only)
{
    if (only == m_only)
        return;
    beginResetModel();
    m_only = only;
    chooseRows();
    endResetModel();
}

void CompareModel::chooseRows()
{
    m_rows.clear();
    for (const auto row : comparedRows) {
        if (row != ComparedRow::Attempt && (!m_only || m_comparison.isDifferent(row)))
            m_rows.append(row);
    }
    if (m_comparison.columns.isEmpty())
        m_rows.clear();
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.columns.size());
}

QString CompareModel::wholeText(const QModelIndex& index) const
{
    return index.isValid() ? wording::comparedText(m_comparison, m_rows.at(index.row()), index.column())
                           : QString();
}

QString CompareModel::spoken(ComparedRow row, int column) const
{
    const QString difference = wording::comparedDifference(m_comparison, row, column);
    return (difference.isEmpty() ? wording::comparedText(m_comparison, row, column) : difference)
        .left(longestText);
}

QString CompareModel::meanings(ComparedRow row, int column) const
{
    QStringList lines;
    for (const auto& fact : wording::comparedFacts(m_comparison, row, column))
        lines << fact.meaning.left(longestText);
    return plainToolTip(lines.join(u'\n'));
}

bool CompareModel::isPlaceholder(ComparedRow row, int column) const
{
    const auto& shown = m_comparison.columns.at(column);
    switch (row) {
    case ComparedRow::Result:
        return comparedImages(shown.attempt).isEmpty();
    case ComparedRow::Prompt:
    case ComparedRow::SystemInstruction:
    case ComparedRow::AnswerText:
        return wording::comparedPieces(m_comparison, row, column).isEmpty();
    case ComparedRow::Thresholds:
    case ComparedRow::Settings:
    case ComparedRow::Carried:
    case ComparedRow::References:
    case ComparedRow::Ratings:
        return wording::comparedFacts(m_comparison, row, column).isEmpty();
    default:
        return false;
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ComparedRow row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return wording::comparedText(m_comparison, row, column).left(longestText);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::ToolTipRole:
        return meanings(row, column);
    case comparerole::Pieces:
        return QVariant::fromValue(wording::comparedPieces(m_comparison, row, column));
    case comparerole::Facts:
        return QVariant::fromValue(wording::comparedFacts(m_comparison, row, column));
    case comparerole::Different:
        return m_comparison.isDifferent(row, column);
    case comparerole::Kind:
        return static_cast<int>(row);
    case comparerole::Placeholder:
        return isPlaceholder(row, column);
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return section < m_rows.size() ? wording::comparedRow(m_rows.at(section)) : QVariant();
    if (section >= m_comparison.columns.size())
        return {};
    const QString words = wording::comparedText(m_comparison, ComparedRow::Attempt, section);
    return section == m_comparison.baseline ? tr("%1, the baseline").arg(words) : words;
}

} // namespace safelight
