#include "ui/response/ratingsmodel.h"
#include "app/safety/appliedthreshold.h"
#include "app/safety/thresholdscale.h"
#include "app/wording/words.h"
#include "ui/view/celldelegate.h"
#include "ui/view/tone.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

RatingGroup groupOf(const QString& of, const QList<SafetyRating>& ratings, const Attempt& attempt)
{
    RatingGroup group {of, {}};
    const bool sent = !attempt.requestBody.isEmpty();
    const SafetySettings* asked = sent ? &attempt.prompt.safety : nullptr;
    for (const auto& rating : ratings)
        group.rows << RatingRow {of, rating, appliedThreshold(rating, asked), sent};
    return group;
}

QString score(std::optional<double> value)
{
    return value ? QLocale::c().toString(*value, 'g', 3) : QString();
}

QString thresholdText(const RatingRow& row)
{
    if (row.rating.overwrittenThreshold) {
        const auto& used = *row.rating.overwrittenThreshold;
        return RatingsModel::tr("%1, by the service")
            .arg(used.value() ? wording::threshold(used.value()) : used.text());
    }
    return row.thresholdKnown ? wording::threshold(row.threshold) : RatingsModel::tr("Not known");
}

} // namespace

QList<RatingGroup> ratingGroups(const Attempt& attempt)
{
    QList<RatingGroup> groups;
    if (attempt.response.promptFeedback && !attempt.response.promptFeedback->ratings.isEmpty())
        groups << groupOf(RatingsModel::tr("Prompt"), attempt.response.promptFeedback->ratings, attempt);
    const auto& candidates = attempt.response.candidates;
    for (const auto& candidate : candidates) {
        if (!candidate.ratings.isEmpty())
            groups << groupOf(candidates.size() > 1
                                  ? RatingsModel::tr("Candidate %1").arg(candidate.index + 1)
                                  : RatingsModel::tr("Answer"),
                              candidate.ratings, attempt);
    }
    return groups;
}

BarChart ratingChart(const RatingGroup& group)
{
    BarChart chart;
    for (const auto value :
         {HarmProbability::Negligible, HarmProbability::Low, HarmProbability::Medium, HarmProbability::High})
        chart.levels << wording::probability(value);
    for (const auto& row : group.rows) {
        if (!row.rating.category || chart.bars.size() >= 12)
            continue;
        BarChart::Bar bar;
        bar.name = wording::category(*row.rating.category);
        bar.height = probabilityLevel(probabilityOf(row.rating));
        bar.word = row.rating.probability ? wording::probability(*row.rating.probability)
                                          : RatingsModel::tr("not given");
        if (row.rating.blocked == true)
            bar.word = RatingsModel::tr("%1, blocked").arg(bar.word);
        bar.role = probabilityRole(probabilityOf(row.rating));
        bar.line = thresholdLine(row.threshold);
        bar.lineWord = RatingsModel::tr("threshold: %1").arg(thresholdText(row));
        chart.bars << bar;
    }
    return chart;
}

void RatingsModel::setGroups(const QList<RatingGroup>& groups)
{
    QList<RatingRow> rows;
    for (const auto& group : groups)
        rows += group.rows;
    const auto any = [&rows](auto member) { return std::ranges::any_of(rows, member); };
    QList<Column> columns;
    if (groups.size() > 1)
        columns << Of;
    columns << Category << Probability;
    if (any([](const RatingRow& row) { return row.rating.probabilityScore.has_value(); }))
        columns << ProbabilityScore;
    if (any([](const RatingRow& row) { return row.rating.severity.has_value(); }))
        columns << Severity;
    if (any([](const RatingRow& row) { return row.rating.severityScore.has_value(); }))
        columns << SeverityScore;
    if (any([](const RatingRow& row) { return row.rating.blocked.has_value(); }))
        columns << Blocked;
    columns << Threshold;
    setRows({}); // no view may ask for a column that is gone
    beginResetModel();
    m_columns = columns;
    endResetModel();
    setRows(rows);
}

QString RatingsModel::text(const RatingRow& row, Column column)
{
    const SafetyRating& rating = row.rating;
    switch (column) {
    case Of:
        return row.of;
    case Category:
        return rating.isEmpty() ? tr("Empty rating")
            : rating.category   ? wording::category(*rating.category)
                                : tr("Not named");
    case Probability:
        return rating.probability ? wording::probability(*rating.probability) : tr("Not given");
    case ProbabilityScore:
        return score(rating.probabilityScore);
    case Severity:
        return rating.severity ? wording::severity(*rating.severity) : QString();
    case SeverityScore:
        return score(rating.severityScore);
    case Blocked:
        return !rating.blocked ? QString() : *rating.blocked ? tr("Yes") : tr("No");
    case Threshold:
        return rating.isEmpty() ? QString() : thresholdText(row);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RatingsModel::cell(const RatingRow& row, int column, int role) const
{
    const Column shown = m_columns.at(column);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, shown);
    case Qt::TextAlignmentRole:
        return shown == ProbabilityScore || shown == SeverityScore
            ? QVariant(int(Qt::AlignRight | Qt::AlignTop))
            : QVariant();
    case Qt::ToolTipRole:
        if (shown == Category && row.rating.category)
            return row.rating.category->text();
        if (shown == Probability && row.rating.probability)
            return row.rating.probability->text();
        return {};
    case cellrole::Ink:
        if (row.rating.isEmpty())
            return static_cast<int>(Role::Mute);
        if (shown == Blocked && row.rating.blocked == true)
            return static_cast<int>(Role::Bad);
        if (shown == Probability && !row.rating.probability)
            return static_cast<int>(Role::Mute);
        return {};
    default:
        return {};
    }
}

QVariant RatingsModel::headerCell(int column, int role) const
{
    const Column shown = m_columns.at(column);
    if (role == Qt::TextAlignmentRole && (shown == ProbabilityScore || shown == SeverityScore))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (shown) {
    case Of:
        return tr("Of");
    case Category:
        return tr("Category");
    case Probability:
        return tr("Probability");
    case ProbabilityScore:
        return tr("Score");
    case Severity:
        return tr("Severity");
    case SeverityScore:
        return tr("Severity score");
    case Blocked:
        return tr("Blocked");
    case Threshold:
        return tr("Threshold in force");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace safelight
