#include "ui/compare/ratingsplots.h"

#include "app/safety/appliedthreshold.h"
#include "app/safety/thresholdscale.h"
#include "app/wording/comparewords.h"
#include "app/wording/words.h"
#include "ui/base/plot.h"
#include "ui/base/tinted.h"
#include "ui/view/tone.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int mostBars = 12; // the rest is in the words of the place
constexpr int plotLines = 7; // how high a plot is, in lines of text

BarChart::Bar barOf(const RatedCategory& rated, const std::optional<SafetyRating>& rating,
                    const ComparedColumn& column)
{
    BarChart::Bar bar;
    bar.name = wording::shortCategory(rated);
    bar.role = probabilityRole(rating ? probabilityOf(*rating) : std::nullopt);
    if (!rating) {
        bar.word = RatingsPlots::tr("none");
        return bar;
    }
    bar.height = probabilityLevel(probabilityOf(*rating));
    bar.word =
        rating->probability ? wording::probability(*rating->probability) : RatingsPlots::tr("not given");
    if (rating->blocked == true)
        bar.word = RatingsPlots::tr("%1, blocked").arg(bar.word);
    const auto threshold =
        appliedThreshold(*rating, column.requestKnown ? &column.attempt.prompt.safety : nullptr);
    bar.line = thresholdLine(threshold);
    if (column.requestKnown)
        bar.lineWord = RatingsPlots::tr("threshold: %1").arg(wording::threshold(threshold));
    return bar;
}

bool hasRatings(const Comparison& comparison, int column, int candidate)
{
    const auto& along = comparison.columns.at(column).ratings;
    for (qsizetype i = 0; i < along.size(); ++i) {
        if (along.at(i) && comparison.rated.at(i).candidate == candidate)
            return true;
    }
    return false;
}

// What the ratings of a column are of: the prompt, the answer, or several.
QList<int> ratedIn(const Comparison& comparison, int column)
{
    QList<int> candidates;
    for (const auto& rated : comparison.rated) {
        if (!candidates.contains(rated.candidate) && hasRatings(comparison, column, rated.candidate))
            candidates.append(rated.candidate);
    }
    return candidates;
}

// One under the other. Where each attempt has ratings of one thing only, they stand on one line.
int plotsIn(const Comparison& comparison)
{
    qsizetype most = 0;
    for (int column = 0; column < comparison.columns.size(); ++column)
        most = std::max(most, ratedIn(comparison, column).size());
    return static_cast<int>(most);
}

bool isOneThing(const Comparison& comparison)
{
    return std::ranges::all_of(comparison.rated, [&comparison](const RatedCategory& rated) {
        return rated.candidate == comparison.rated.constFirst().candidate;
    });
}

// The same categories in the same places for prompts and answers.
QList<std::optional<Known<HarmCategory>>> categoriesOf(const Comparison& comparison)
{
    QList<std::optional<Known<HarmCategory>>> categories;
    for (const auto& rated : comparison.rated) {
        if (!categories.contains(rated.category) && categories.size() < mostBars)
            categories.append(rated.category);
    }
    return categories;
}

BarChart chartOf(const Comparison& comparison, int column, int candidate)
{
    BarChart chart;
    // Levels without a name: the words on the bars say the same, and there is little room.
    chart.levels = {QString(), QString(), QString(), QString()};
    const auto& shown = comparison.columns.at(column);
    for (const auto& category : categoriesOf(comparison)) {
        const RatedCategory rated {candidate, category};
        const auto place = comparison.rated.indexOf(rated);
        chart.bars.append(barOf(rated, place < 0 ? std::nullopt : shown.ratings.at(place), shown));
    }
    return chart;
}

} // namespace

RatingsPlots::RatingsPlots(const Comparison& comparison, int column, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    const bool named = !isOneThing(comparison);
    for (const int candidate : ratedIn(comparison, column)) {
        const QString of = wording::ratedOf(comparison, candidate);
        if (named)
            layout->addWidget(mutedLabel(of));
        auto* plot = new Plot;
        plot->setFixedHeight(plotLines * fontMetrics().height());
        plot->setAccessibleName(
            tr("Ratings of %1, %2").arg(wording::comparedName(comparison.columns.at(column).attempt), of));
        plot->showBars(chartOf(comparison, column, candidate));
        layout->addWidget(plot);
    }
    layout->addStretch(1);
}

int RatingsPlots::heightFor(const Comparison& comparison, const QFont& font)
{
    const int line = QFontMetrics(font).height();
    return comparison.rated.isEmpty()
        ? 0
        : plotsIn(comparison) * (plotLines * line + (isOneThing(comparison) ? 0 : line + 4));
}

} // namespace safelight
