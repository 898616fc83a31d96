#include "ui/response/tokenspage.h"
#include "app/history/attempt.h"
#include "ui/base/tinted.h"
#include "ui/response/datatable.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

TokensPage::TokensPage(QWidget* parent)
    : InspectorPage(parent)
    , m_plot(new Plot(this))
    , m_sum(new QLabel(this))
    , m_notes(mutedLabel({}, this))
    , m_table(new DataTable(tr("Tokens"), {5, 5, 3}, this))
{
    m_plot->setAccessibleName(tr("Tokens by kind"));
    m_plot->setFixedHeight(22);
    m_sum->setTextFormat(Qt::PlainText);
    m_sum->setWordWrap(true);
    for (auto* label : {m_sum, m_notes})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_model.setPalette(palette());
    m_table->setModel(&m_model);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane, 8);
    top->setSpacing(6);
    top->addWidget(m_plot);
    top->addWidget(m_sum);
    top->addWidget(m_notes);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
}

void TokensPage::showAttempt(const Attempt& attempt)
{
    const auto& usage = attempt.response.usage;
    const auto rows = usage ? tokenRows(*usage) : QList<TokenRow>();
    for (QWidget* widget : std::initializer_list<QWidget*> {m_plot, m_table})
        widget->setVisible(!rows.isEmpty());
    if (rows != m_model.rows())
        m_model.setRows(rows);
    if (!rows.isEmpty())
        return showUsage(attempt);
    m_sum->hide();
    m_notes->show();
    m_notes->setAlignment(Qt::AlignCenter);
    m_notes->setMinimumHeight(120);
    m_notes->setText(attempt.state == AttemptState::Sending ? tr("No token counts have arrived yet.")
                                                            : tr("The answer carries no token counts."));
}

void TokensPage::showUsage(const Attempt& attempt)
{
    const TokenUsage& usage = *attempt.response.usage;
    const StackedBar bar = tokenBar(m_model.rows());
    m_plot->setVisible(!bar.pieces.isEmpty());
    m_plot->showStack(bar);
    const QString sum = tokenSum(usage);
    m_sum->setText(sum.isEmpty() ? tr("The answer gives no total to check the counts against.") : sum);
    m_sum->show();
    const QString notes = tokenNotes(attempt);
    m_notes->setAlignment(Qt::AlignLeft);
    m_notes->setMinimumHeight(0);
    m_notes->setText(notes);
    m_notes->setVisible(!notes.isEmpty());
}

void TokensPage::changeEvent(QEvent* event)
{
    InspectorPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_model.setPalette(palette());
        m_table->viewport()->update();
    }
}

} // namespace safelight
