#include "ui/response/tokenspage.h"

#include "app/session/attempt.h"
#include "app/wording/costwords.h"
#include "ui/base/tinted.h"
#include "ui/view/datatable.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString joined(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace

TokensPage::TokensPage(QWidget* parent)
    : InspectorPage(parent)
    , m_plot(new Plot(this))
    , m_amount(new QLabel(this))
    , m_why(new QLabel(this))
    , m_notes(mutedLabel({}, this))
    , m_table(new DataTable(tr("Tokens and cost"), {}, this))
{
    m_plot->setAccessibleName(tr("Tokens by kind"));
    m_plot->setFixedHeight(22);
    QFont strong = font();
    strong.setBold(true);
    m_amount->setFont(strong);
    for (auto* label : {m_amount, m_why, m_notes}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_model.setPalette(palette());
    m_table->setModel(&m_model);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(spacing::insidePane, spacing::insidePane, spacing::insidePane, 8);
    top->setSpacing(4);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_plot, m_amount, m_why, m_notes})
        top->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
}

void TokensPage::showAttempt(const Attempt& attempt)
{
    const auto rows = tokenRows(attempt);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_plot, m_table})
        widget->setVisible(!rows.isEmpty());
    if (rows != m_model.rows())
        m_model.setRows(rows);
    showBilling(attempt);
    if (!rows.isEmpty())
        return showUsage(attempt);
    m_notes->show();
    m_notes->setAlignment(Qt::AlignCenter);
    m_notes->setMinimumHeight(120);
    m_notes->setText(attempt.state == AttemptState::Sending ? tr("No token counts have arrived yet.")
                                                            : tr("The answer carries no token counts."));
}

// Only when it has ended: before that nobody knows.
void TokensPage::showBilling(const Attempt& attempt)
{
    const bool isKnown = attempt.state != AttemptState::Sending;
    m_amount->setVisible(isKnown);
    m_why->setVisible(isKnown);
    if (!isKnown)
        return;
    m_amount->setText(wording::billingAmount(attempt.billing));
    QString why = wording::billingWhy(attempt.billing);
    if (attempt.billing.simulated)
        why.prepend(tr("Prices as if sent to the Gemini API; nothing is charged.") + u' ');
    m_why->setText(why);
}

void TokensPage::showUsage(const Attempt& attempt)
{
    const StackedBar bar = tokenBar(m_model.rows());
    m_plot->setVisible(!bar.pieces.isEmpty());
    m_plot->showStack(bar);
    const auto& usage = attempt.response.usage;
    const QString sum = usage ? tokenSum(*usage) : QString();
    const QString check =
        sum.isEmpty() && usage ? tr("The answer gives no total to check the counts against.") : sum;
    const QString notes = joined({check, tokenNotes(attempt), wording::priceNote(attempt.billing)});
    m_notes->setAlignment(Qt::AlignLeft);
    m_notes->setMinimumHeight(0);
    m_notes->setText(notes);
    m_notes->setVisible(!notes.isEmpty());
}

void TokensPage::resizeEvent(QResizeEvent* event)
{
    InspectorPage::resizeEvent(event);
    // In a narrow page the amounts need the room.
    const bool narrow = width() < 64 * fontMetrics().averageCharWidth();
    m_table->setColumnHidden(TokensModel::Price, narrow);
    m_table->setShares({30, 15, narrow ? 0 : 16, 28, 20});
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
