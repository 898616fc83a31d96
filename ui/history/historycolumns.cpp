#include "ui/history/historycolumns.h"

#include "app/wording/advicewords.h"
#include "app/wording/costwords.h"
#include "app/wording/words.h"
#include "ui/history/attemptrow.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class HistoryColumns
{
    Q_DECLARE_TR_FUNCTIONS(safelight::HistoryColumns)
};

struct Column
{
    HistoryColumn column;
    const char* title;
    int width;
    bool number;
    bool first; // shown until the user chose others
    std::optional<HistoryOrder> order;
};

using C = HistoryColumn;
using O = HistoryOrder;

constexpr std::array<Column, historyColumns> table {{
    {C::Number, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Number"), 84, true, true, O::Number},
    {C::Outcome, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Outcome"), 150, false, true, O::Outcome},
    {C::Time, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Time"), 76, false, true, O::Time},
    {C::Model, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Model"), 160, false, true, O::Model},
    {C::Prompt, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Prompt"), 240, false, true, O::Prompt},
    {C::Cost, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Cost"), 100, true, true, O::Cost},
    {C::Tokens, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Tokens"), 80, true, true, O::Tokens},
    {C::Seconds, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Took"), 70, true, true, O::Seconds},
    {C::Images, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Images"), 70, true, false, O::Images},
    {C::Mark, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Mark"), 70, false, true, O::Mark},
    {C::Star, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Star"), 60, false, true, O::Star},
    {C::Tags, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Tags"), 120, false, true, {}},
    {C::Comment, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Comment"), 160, false, false, {}},
    {C::Stage, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Stopped at"), 120, false, false, {}},
    {C::Reason, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Reason"), 150, false, false, O::Reason},
    {C::Backend, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Back end"), 130, false, false, O::Backend},
    {C::From, QT_TRANSLATE_NOOP("safelight::HistoryColumns", "Came from"), 150, false, false, {}},
}};

const Column& entry(HistoryColumn column)
{
    return table.at(static_cast<size_t>(column));
}

QString from(const AttemptSummary& row)
{
    if (row.importedFrom)
        return *row.importedFrom;
    QStringList applied;
    for (const QString& id : row.remedies)
        applied << wording::remedyTitle(id);
    return applied.join(u", "_s);
}

QString costText(const AttemptSummary& row)
{
    if (!row.billing)
        return {};
    return *row.billing == BillingState::NotBilled ? wording::billingState(*row.billing)
                                                   : wording::moneySpan(row.costLow, row.costHigh);
}

QString ownText(const AttemptSummary& row, HistoryColumn column)
{
    switch (column) {
    case C::Mark:
        return row.mark > 0 ? QString::number(row.mark) : QString();
    case C::Star:
        return row.starred ? u"★"_s : QString();
    case C::Tags:
        return row.tags.join(u", "_s);
    case C::Comment:
        return row.comment.simplified();
    case C::Stage:
        return row.state == AttemptState::Completed ? wording::stage(row.stage) : QString();
    case C::Reason:
        return row.reason;
    case C::Backend:
        return row.backendName;
    case C::From:
        return from(row);
    default:
        return {};
    }
}

} // namespace

QString historycolumn::title(HistoryColumn column)
{
    return HistoryColumns::tr(entry(column).title);
}

QString historycolumn::text(const AttemptSummary& row, HistoryColumn column, const QDate& today)
{
    switch (column) {
    case C::Number:
        return QString::number(row.number);
    case C::Outcome:
        return attemptrow::badge(row);
    case C::Time:
        return attemptrow::when(row, today, false);
    case C::Model:
        return row.model;
    case C::Prompt:
        return attemptrow::line(row);
    case C::Cost:
        return costText(row);
    case C::Tokens:
        return attemptrow::tokens(row);
    case C::Seconds:
        return row.seconds > 0 ? wording::duration(row.seconds) : QString();
    case C::Images:
        return row.images > 0 ? wording::number(row.images) : QString();
    default:
        return ownText(row, column);
    }
}

bool historycolumn::isNumber(HistoryColumn column)
{
    return entry(column).number;
}

bool historycolumn::isShownFirst(HistoryColumn column)
{
    return entry(column).first;
}

int historycolumn::width(HistoryColumn column)
{
    return entry(column).width;
}

std::optional<HistoryOrder> historycolumn::order(HistoryColumn column)
{
    return entry(column).order;
}

std::optional<HistoryColumn> historycolumn::columnOf(HistoryOrder order)
{
    const auto it = std::ranges::find(table, std::optional(order), &Column::order);
    return it == table.end() ? std::nullopt : std::optional(it->column);
}

} // namespace safelight
