#include "ui/history/historyheader.h"

#include "app/wording/filterwords.h"
#include "app/wording/words.h"
#include "ui/base/elidedlabel.h"
#include "ui/base/tinted.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr std::array offeredOrders {HistoryOrder::Number, HistoryOrder::Time,   HistoryOrder::Outcome,
                                    HistoryOrder::Reason, HistoryOrder::Model,  HistoryOrder::Prompt,
                                    HistoryOrder::Cost,   HistoryOrder::Tokens, HistoryOrder::Seconds,
                                    HistoryOrder::Images, HistoryOrder::Mark,   HistoryOrder::Star,
                                    HistoryOrder::Backend};

} // namespace

HistoryHeader::HistoryHeader(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::insidePane, 4, 4, 4);
    row->setSpacing(4);
    auto* title = new QLabel(tr("History"));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    m_counts = new ElidedLabel;
    m_counts->setProperty("muted", true);
    m_counts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_counts->setObjectName(u"historyCounts"_s);
    m_sort = new IconButton(u"sort"_s, tr("Sort by"));
    m_sort->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_sort);
    m_sort->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    m_layout = new IconButton(u"columns"_s, tr("Show as a table"));
    m_layout->setCheckable(true);
    connect(m_layout, &QToolButton::toggled, this, &HistoryHeader::tableChosen);
    row->addWidget(title);
    row->addWidget(m_counts, 1);
    row->addWidget(m_sort);
    row->addWidget(m_layout);
}

std::optional<HistoryOrder> HistoryHeader::orderOf(int kept)
{
    const auto order = static_cast<HistoryOrder>(kept);
    if (std::ranges::find(offeredOrders, order) == offeredOrders.end())
        return {};
    return order;
}

void HistoryHeader::showCounts(const HistoryIndex& found)
{
    const qint64 here = found.keys.size();
    const QString all =
        found.total == 1 ? tr("1 attempt") : tr("%1 attempts").arg(wording::number(found.total));
    const QString attempts =
        here == found.total ? all : tr("%1 of %2").arg(wording::number(here), wording::number(found.total));
    m_counts->setText(found.total == 0 || !found.complete
                          ? QString() // a part only; the numbers follow
                          : tr("%1 · %2 passed").arg(attempts, wording::number(found.passed)));
}

void HistoryHeader::showOrder(HistoryOrder order, bool descending)
{
    m_order = order;
    m_descending = descending;
}

void HistoryHeader::showTable(bool asTable)
{
    m_layout->setChecked(asTable);
    m_layout->setIconName(asTable ? u"rows"_s : u"columns"_s);
    m_layout->setToolTip(asTable ? tr("Show as a list") : tr("Show as a table"));
}

void HistoryHeader::fillMenu(QMenu* menu)
{
    menu->clear();
    auto* group = new QActionGroup(menu);
    for (const auto order : offeredOrders) {
        auto* action = group->addAction(wording::historyOrder(order));
        action->setCheckable(true);
        action->setChecked(order == m_order);
        connect(action, &QAction::triggered, this, [this, order] { emit orderChosen(order, m_descending); });
    }
    menu->addActions(group->actions());
    menu->addSeparator();
    auto* ways = new QActionGroup(menu);
    for (const bool descending : {true, false}) {
        auto* action =
            ways->addAction(descending ? tr("&Largest or newest first") : tr("&Smallest or oldest first"));
        action->setCheckable(true);
        action->setChecked(descending == m_descending);
        connect(action, &QAction::triggered, this,
                [this, descending] { emit orderChosen(m_order, descending); });
    }
    menu->addActions(ways->actions());
    if (!m_layout->isChecked())
        return;
    menu->addSeparator();
    emit columnMenuOpened(menu->addMenu(tr("&Columns")));
}

} // namespace safelight
