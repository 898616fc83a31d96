#include "app/report/chart.h"

#include "app/base/visibletext.h"
#include "app/safety/appliedthreshold.h"
#include "app/safety/thresholdscale.h"
#include "app/wording/reportwords.h"
#include "app/wording/words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using Kind = ChartShape::Kind;
using Anchor = ChartShape::Anchor;

constexpr double width = 480;
constexpr double rowHeight = 24;
constexpr double textHeight = 12;

ChartShape textAt(double x, double baseline, const QString& text, ReportTone tone, Anchor anchor)
{
    return {Kind::Text, QRectF(x, baseline - textHeight, 0, textHeight), tone, text, anchor};
}

QString described(const ChartPicture& chart)
{
    QStringList rows;
    for (const auto& row : chart.rows)
        rows << row.join(u", "_s);
    return chart.title + u": "_s + rows.join(u"; "_s);
}

constexpr std::array shownStages {Stage::Request, Stage::Input,     Stage::Thinking,  Stage::Generation,
                                  Stage::Output,  Stage::Delivered, Stage::Transport, Stage::Unknown};

// The pieces of one stage, each outcome by itself.
QList<ReportSummary::Ending> piecesOf(const ReportSummary& summary, Stage stage)
{
    QList<ReportSummary::Ending> pieces;
    for (const auto& ending : summary.endings) {
        if (ending.stage != stage)
            continue;
        const auto same = std::ranges::find(pieces, ending.outcome, &ReportSummary::Ending::outcome);
        if (same == pieces.end()) {
            pieces.append(ending);
            continue;
        }
        same->count += ending.count;
        same->grade = std::max(same->grade, ending.grade);
    }
    return pieces;
}

QString piecesText(const QList<ReportSummary::Ending>& pieces)
{
    QStringList words;
    for (const auto& piece : pieces)
        words << u"%1 %2"_s.arg(wording::number(piece.count), wording::outcome(piece.outcome).toLower());
    return words.join(u" · "_s);
}

struct BarPlace
{
    double left = 0;
    double top = 0;
    double perAttempt = 0;
};

double addPieces(QList<ChartShape>& shapes, const QList<ReportSummary::Ending>& pieces, BarPlace place)
{
    for (const auto& piece : pieces) {
        const double length = std::max(piece.count * place.perAttempt, 1.5);
        shapes.append(
            {Kind::Bar, QRectF(place.left, place.top + 5, length, rowHeight - 10), reportTone(piece.grade)});
        place.left += length + 1;
    }
    return place.left;
}

constexpr std::array probabilities {HarmProbability::Negligible, HarmProbability::Low,
                                    HarmProbability::Medium, HarmProbability::High};

const QList<SafetyRating>* ratingsOf(const Response& response, int candidate)
{
    if (candidate < 0)
        return response.promptFeedback ? &response.promptFeedback->ratings : nullptr;
    return candidate < response.candidates.size() ? &response.candidates.at(candidate).ratings : nullptr;
}

struct RatingPlace
{
    double left = 0;
    double step = 0;
    double base = 0;
    double level = 0;
};

void addRating(ChartPicture& chart, const SafetyRating& rating, std::optional<BlockThreshold> threshold,
               const RatingPlace& place)
{
    const QString name = rating.category ? wording::category(*rating.category) : QString();
    const QString word = rating.probability ? wording::probability(*rating.probability) : QString();
    const double height = probabilityLevel(probabilityOf(rating)) * place.level;
    const double middle = place.left + place.step / 2;
    if (height > 0)
        chart.shapes.append({Kind::Bar, QRectF(middle - 16, place.base - height, 32, height),
                             reportTone(probabilityOf(rating))});
    const auto line = thresholdLine(threshold);
    double wordAt = place.base - height - 4;
    if (line) {
        const double at = place.base - *line * place.level;
        chart.shapes.append({Kind::Dashes, QRectF(middle - 26, at, 52, 0), ReportTone::Accent});
        if (at > wordAt - textHeight && at < wordAt + 3)
            wordAt = at - 4;
    }
    chart.shapes.append(textAt(middle, wordAt, visibleLabel(word), ReportTone::Plain, Anchor::Middle));
    chart.shapes.append(
        textAt(middle, place.base + 15, visibleLabel(name), ReportTone::Mute, Anchor::Middle));
    chart.rows.append({name, word, wording::threshold(threshold)});
}

} // namespace

ReportTone reportTone(Grade grade)
{
    switch (grade) {
    case Grade::None:
        return ReportTone::Mute;
    case Grade::Good:
        return ReportTone::Good;
    case Grade::Partly:
        return ReportTone::Warn;
    case Grade::Bad:
        break;
    }
    return ReportTone::Bad;
}

ReportTone reportTone(const Attempt& attempt)
{
    return reportTone(gradeOf(attempt.state, attempt.verdict.outcome));
}

ReportTone reportTone(std::optional<HarmProbability> probability)
{
    if (!probability)
        return ReportTone::Mute;
    constexpr std::array tones {ReportTone::Good, ReportTone::Low, ReportTone::Warn, ReportTone::Bad};
    return tones.at(std::size_t(*probability));
}

ChartPicture endingsChart(const ReportSummary& summary)
{
    ChartPicture chart;
    chart.title = wording::reportWord(ReportWord::EndingsTitle);
    chart.columns = {wording::reportWord(ReportWord::Stage), wording::reportWord(ReportWord::Attempts),
                     wording::reportWord(ReportWord::Outcome)};
    constexpr double left = 130;
    int most = 1;
    for (const Stage stage : shownStages) {
        int count = 0;
        for (const auto& piece : piecesOf(summary, stage))
            count += piece.count;
        most = std::max(most, count);
    }
    double top = 0;
    for (const Stage stage : shownStages) {
        const auto pieces = piecesOf(summary, stage);
        if (pieces.isEmpty())
            continue;
        int count = 0;
        for (const auto& piece : pieces)
            count += piece.count;
        const double end = addPieces(chart.shapes, pieces, {left, top, (width - left - 40) / most});
        chart.shapes.append(
            textAt(left - 8, top + 16, wording::stage(stage), ReportTone::Plain, Anchor::End));
        chart.shapes.append(
            textAt(end + 5, top + 16, wording::number(count), ReportTone::Plain, Anchor::Start));
        chart.rows.append({wording::stage(stage), wording::number(count), piecesText(pieces)});
        top += rowHeight;
    }
    chart.size = QSizeF(width, top);
    chart.description = described(chart);
    return chart;
}

ChartPicture passRatesChart(const ReportSummary& summary)
{
    ChartPicture chart;
    chart.title = wording::reportWord(ReportWord::PassRates);
    constexpr double left = 130;
    constexpr double span = width - left - 90;
    double top = 0;
    for (const PassRate& rate : summary.passRates) {
        if (rate.tries == 0)
            continue;
        const double middle = top + rowHeight / 2;
        const double at = left + span * rate.passed / rate.tries;
        chart.shapes.append({Kind::Line,
                             QRectF(left + span * rate.low, middle, span * (rate.high - rate.low), 0),
                             ReportTone::Mute});
        const auto tone = rate.passed == rate.tries ? ReportTone::Good
            : rate.passed == 0                      ? ReportTone::Bad
                                                    : ReportTone::Warn;
        chart.shapes.append({Kind::Bar, QRectF(at - 4, middle - 6, 8, 12), tone});
        const QString name = wording::attemptNumbers(rate.numbers);
        chart.shapes.append(textAt(left - 8, top + 16, visibleLabel(name), ReportTone::Plain, Anchor::End));
        chart.shapes.append(textAt(width - 4, top + 16, wording::passedOf(rate.passed, rate.tries),
                                   ReportTone::Plain, Anchor::End));
        chart.rows.append({name, wording::passedOf(rate.passed, rate.tries)});
        top += rowHeight;
    }
    chart.size = QSizeF(width, top);
    chart.description = described(chart);
    return chart;
}

ChartPicture ratingsChart(const Attempt& attempt, int candidate)
{
    ChartPicture chart;
    const auto* ratings = ratingsOf(attempt.response, candidate);
    if (!ratings || ratings->isEmpty())
        return chart;
    chart.title = wording::ratingsOf(candidate);
    chart.caption = chart.title;
    chart.columns = {wording::reportWord(ReportWord::Category), wording::reportWord(ReportWord::Probability),
                     wording::reportWord(ReportWord::Threshold)};
    constexpr double left = 70;
    constexpr double level = 22;
    const double step = std::max(96.0, (width - left) / 4);
    const double base = 4.8 * level;
    for (const auto probability : probabilities) {
        const double y = base - (double(probability) + 1) * level;
        chart.shapes.append(
            {Kind::Line, QRectF(left, y, step * double(ratings->size()), 0), ReportTone::Faint});
        chart.shapes.append(
            textAt(left - 6, y + 4, wording::probability(probability), ReportTone::Mute, Anchor::End));
    }
    const SafetySettings* asked = attempt.importedFrom ? nullptr : &attempt.prompt.safety;
    double at = left;
    for (const SafetyRating& rating : *ratings) {
        addRating(chart, rating, appliedThreshold(rating, asked), {at, step, base, level});
        at += step;
    }
    chart.size = QSizeF(at, std::ceil(base + 20));
    chart.description = described(chart);
    return chart;
}

} // namespace safelight
