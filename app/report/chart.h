#pragma once

#include "app/report/report.h"

#include <QRectF>

class QPainter;

namespace safelight {

// What a colour means in a report; each writer has its own colours for them.
enum class ReportTone { Plain, Mute, Faint, Good, Low, Warn, Bad, Accent };

ReportTone reportTone(Grade grade);
ReportTone reportTone(const Attempt& attempt);
ReportTone reportTone(std::optional<HarmProbability> probability);

struct ChartShape
{
    enum class Kind { Bar, Line, Dashes, Text };
    enum class Anchor { Start, Middle, End };

    Kind kind = Kind::Bar;
    QRectF place; // Text: where its line stands, the baseline at the bottom
    ReportTone tone = ReportTone::Plain;
    QString text = {};
    Anchor anchor = Anchor::Start;
};

// Shapes in points, drawn alike by all writers.
struct ChartPicture
{
    QSizeF size;
    QString title;
    QString caption; // the title again, where no heading says it
    QString description; // the same in words, for those who do not see it
    QList<ChartShape> shapes;
    // The same as numbers, for a format without drawings.
    QStringList columns;
    QList<QStringList> rows;
};

// How many attempts ended at each stage; empty shapes when there is nothing to draw.
ChartPicture endingsChart(const ReportSummary& summary);
// Pass rates with their intervals.
ChartPicture passRatesChart(const ReportSummary& summary);
// The ratings of the prompt (`candidate` −1) or a candidate against the thresholds that were sent.
ChartPicture ratingsChart(const Attempt& attempt, int candidate);

} // namespace safelight
