#include "ui/history/tickbar.h"

#include "app/wording/words.h"
#include "ui/base/tinted.h"
#include "ui/history/historymodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype mostSides = 4; // of a comparison

} // namespace

TickBar::TickBar(HistoryModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
{
    m_compare = new QPushButton;
    m_compare->setObjectName(u"compareTicked"_s);
    m_compare->setProperty("primary", true);
    connect(m_compare, &QPushButton::clicked, this, &TickBar::compareRequested);
    auto* clear = new IconButton(u"close"_s, tr("Clear selection"));
    clear->setObjectName(u"clearTicks"_s);
    connect(clear, &QToolButton::clicked, this, [this] { m_model.ticks().clear(); });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::insidePane, 8, 4, 8);
    row->addWidget(m_compare, 1);
    row->addWidget(clear);
    connect(&m_model.ticks(), &AttemptTicks::changed, this, &TickBar::showTicked);
    showTicked();
    drawIcons();
}

void TickBar::showTicked()
{
    const qint64 ticked = m_model.ticks().all().size();
    setVisible(ticked > 0);
    m_compare->setEnabled(ticked >= 2 && ticked <= mostSides);
    if (ticked == 1)
        m_compare->setText(tr("Tick another to compare"));
    else if (ticked > mostSides)
        m_compare->setText(tr("Up to four can be compared"));
    else
        m_compare->setText(tr("Compare %1 side by side").arg(wording::number(ticked)));
}

void TickBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_compare)
        drawIcons();
}

void TickBar::drawIcons()
{
    m_compare->setIcon(themedIcon(u"compare"_s, palette(), Role::AccentInk));
}

} // namespace safelight
