#include "ui/response/fieldspage.h"
#include "app/diagnosis/grade.h"
#include "app/session/attempt.h"
#include "app/wording/words.h"
#include "ui/base/searchfield.h"
#include "ui/base/tinted.h"
#include "ui/view/datatable.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {
constexpr int rowLimit = 20000; // listFields() gives no more
}

FieldsPage::FieldsPage(QWidget* parent)
    : InspectorPage(parent)
    , m_search(new SearchField(this))
    , m_note(mutedLabel({}, this))
    , m_nothing(mutedLabel({}, this))
    , m_table(new DataTable(tr("Fields"), {40, 24, 36}, this))
{
    m_search->setPlaceholderText(tr("Filter fields, values and meanings"));
    m_search->setAccessibleName(tr("Filter fields"));
    m_note->setWordWrap(false);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_table->setModel(&m_model);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, 8);
    bar->setSpacing(spacing::betweenControls);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_note);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_nothing, 1);
    connect(m_search, &SearchField::searchChanged, this, &FieldsPage::filter);
    auto* find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, [this] { m_search->setFocus(); });
    showRows({});
}

void FieldsPage::showAttempt(const Attempt& attempt)
{
    m_nothing->setText(attempt.state == AttemptState::Sending
                           ? tr("The fields are listed when the answer is complete.")
                           : tr("No answer arrived, so there are no fields."));
    const Verdict& verdict = attempt.verdict;
    const bool stands = gradeOf(verdict.outcome) == Grade::Bad && !verdict.readFrom.isEmpty();
    const QString deciding = stands ? verdict.readFrom.constFirst().path : QString();
    const bool same =
        attempt.rawAnswer.constData() == m_bytes.constData() && attempt.rawAnswer.size() == m_bytes.size();
    if (same && deciding == m_deciding)
        return;
    m_bytes = attempt.rawAnswer;
    m_deciding = deciding;
    if (m_bytes.isEmpty()) {
        m_reading.forget();
        return showRows({});
    }
    m_reading.run(
        this, [bytes = m_bytes, deciding] { return fieldRows(bytes, deciding); },
        [this](const QList<FieldRow>& rows) { showRows(rows); });
}

void FieldsPage::showRows(const QList<FieldRow>& rows)
{
    m_all = rows;
    m_table->setVisible(!rows.isEmpty());
    m_search->setVisible(!rows.isEmpty());
    m_nothing->setVisible(rows.isEmpty());
    filter();
    m_table->verticalScrollBar()->setValue(0);
}

void FieldsPage::filter()
{
    m_model.setRows(filtered(m_all, m_search->text().trimmed()));
    showNote();
}

void FieldsPage::showNote()
{
    const auto all = m_all.size();
    m_note->setVisible(all > 0);
    if (m_model.rowCount() < all)
        m_note->setText(tr("%1 of %2 fields").arg(wording::number(m_model.rowCount()), wording::number(all)));
    else if (all >= rowLimit)
        m_note->setText(tr("The first %1 fields").arg(wording::number(all)));
    else
        m_note->setText(all == 1 ? tr("1 field") : tr("%1 fields").arg(wording::number(all)));
}

} // namespace safelight
