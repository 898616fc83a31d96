#pragma once

#include "app/reportfile/reportwriters.h"

#include <optional>

namespace safelight {

// By the ending: html and htm, pdf, md and markdown, json, csv.
std::optional<ReportFormat> reportFormatOf(const QString& path);
QString reportEnding(ReportFormat format); // "html"

// The options as this format can use them: JSON has pictures as they are or not at all and answers byte for
// byte, and a table has no pictures.
ReportOptions optionsFor(ReportFormat format, ReportOptions options);

struct ReportTarget
{
    QString path;
    ReportFormat format = ReportFormat::Html;
    bool picturesInside = false; // Markdown: within the file, and not in a folder beside it
};

// The whole report or nothing: what was there before stays until it is written to its end. Pictures beside a
// Markdown file go into a new folder "NAME-pictures", which is gone again when it fails; where that name is
// taken, a number follows.
Result<Done> writeReportFile(const Report& report, const PictureSpool& pictures, const ReportTarget& target,
                             const WritingProgress& progress = {});

// To any device, pictures inside.
Result<Done> writeReport(const Report& report, const PictureSpool& pictures, ReportFormat format,
                         QIODevice& device, const WritingProgress& progress = {});

} // namespace safelight
