#include "ui/response/ratingspage.h"
#include "app/wording/words.h"
#include "ui/base/tinted.h"
#include "ui/view/datatable.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int plotsShown = 2; // more groups than that are in the table only

int shareOf(RatingsModel::Column column)
{
    switch (column) {
    case RatingsModel::Category:
        return 26;
    case RatingsModel::Threshold:
        return 24;
    case RatingsModel::SeverityScore:
        return 20;
    case RatingsModel::Probability:
    case RatingsModel::Severity:
        return 16;
    case RatingsModel::Of:
    case RatingsModel::ProbabilityScore:
    case RatingsModel::Blocked:
    case RatingsModel::ColumnCount:
        break;
    }
    return 12;
}

QList<int> sharesOf(const QList<RatingsModel::Column>& columns)
{
    QList<int> shares;
    for (const auto column : columns)
        shares << shareOf(column);
    return shares;
}

QString notes(const QList<RatingGroup>& groups, const Attempt& attempt)
{
    QStringList notes;
    const auto anyRow = [&groups](auto test) {
        return std::ranges::any_of(
            groups, [&test](const RatingGroup& group) { return std::ranges::any_of(group.rows, test); });
    };
    if (attempt.requestBody.isEmpty())
        notes << RatingsPage::tr("The thresholds are not known: the request is not part of this answer.");
    else if (anyRow([](const RatingRow& row) { return !row.threshold && !row.rating.isEmpty(); }))
        notes << RatingsPage::tr(
            "A category without a line had no threshold sent: the model's own default applied.");
    if (anyRow([](const RatingRow& row) { return row.rating.isEmpty(); }))
        notes << RatingsPage::tr("Some ratings came empty.");
    if (anyRow([](const RatingRow& row) { return row.rating.overwrittenThreshold.has_value(); }))
        notes << RatingsPage::tr("The service used another threshold than the one sent where it says so.");
    if (!notes.isEmpty() || groups.isEmpty())
        return notes.join(u' ');
    return RatingsPage::tr("The dashed line is the threshold in force: what reaches above it is blocked.");
}

} // namespace

RatingsPage::RatingsPage(QWidget* parent)
    : InspectorPage(parent)
    , m_plots(new QWidget(this))
    , m_note(mutedLabel({}, this))
    , m_table(new DataTable(tr("Ratings"), {}, this))
{
    m_plotLayout = new QHBoxLayout(m_plots);
    m_plotLayout->setContentsMargins(spacing::insidePane, 8, spacing::insidePane, 0);
    m_plotLayout->setSpacing(16);
    m_note->setContentsMargins(spacing::insidePane, 6, spacing::insidePane, 6);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table->setModel(&m_model);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_plots);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
}

RatingsPage::Section& RatingsPage::section(int place)
{
    while (m_sections.size() <= place) {
        Section made;
        made.place = new QWidget(m_plots);
        made.title = mutedLabel({}, made.place);
        made.plot = new Plot(made.place);
        made.plot->setFixedHeight(fontMetrics().height() * 11);
        auto* layout = new QVBoxLayout(made.place);
        layout->setContentsMargins({});
        layout->addWidget(made.title);
        layout->addWidget(made.plot);
        m_plotLayout->addWidget(made.place, 1);
        m_sections << made;
    }
    return m_sections[place];
}

void RatingsPage::showPlots(const QList<RatingGroup>& groups)
{
    int used = 0;
    for (const auto& group : groups) {
        const BarChart chart = ratingChart(group);
        if (chart.bars.isEmpty() || used == plotsShown)
            continue;
        Section& shown = section(used++);
        shown.title->setText(tr("Ratings: %1").arg(group.of.toLower()));
        shown.plot->setAccessibleName(shown.title->text());
        shown.plot->showBars(chart);
        shown.place->show();
    }
    for (qsizetype i = used; i < m_sections.size(); ++i)
        m_sections[i].place->hide();
    m_plots->setVisible(used > 0);
}

void RatingsPage::showAttempt(const Attempt& attempt)
{
    const auto groups = ratingGroups(attempt);
    if (groups != m_groups || groups.isEmpty()) {
        m_groups = groups;
        m_model.setGroups(groups);
        m_table->setShares(sharesOf(m_model.shownColumns()));
        showPlots(groups);
    }
    m_table->setVisible(!groups.isEmpty());
    const bool sending = attempt.state == AttemptState::Sending;
    const auto* sent = attempt.requestBody.isEmpty() ? nullptr : &attempt.prompt.safety;
    if (groups.isEmpty())
        m_note->setText(sending ? tr("No ratings have arrived yet.")
                                : wording::noRatings(attempt.verdict, attempt.response, sent));
    else
        m_note->setText(notes(groups, attempt));
    m_note->setAlignment(groups.isEmpty() ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignTop);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setStretchFactor(m_note, groups.isEmpty() ? 1 : 0);
}

} // namespace safelight
