#pragma once

#include "app/base/result.h"
#include "app/report/report.h"
#include "app/report/writingprogress.h"

#include <QString>

class QIODevice;

namespace safelight {

class PictureSpool;

// Each writes one report to an open device, piece by piece, and fails with a sentence: the device is full,
// a picture is gone from the spool, or it was stopped (Error::Code::Cancelled).

// One file: styles and pictures inside, no script, nothing asked of the network (a Content-Security-Policy
// says so to the browser). Light and dark; made to be printed.
Result<Done> writeHtml(const Report& report, const PictureSpool& pictures, QIODevice& device,
                       const WritingProgress& progress = {});

// Pages with their numbers, and contents that name them. Needs a QGuiApplication. Texts of more than
// longestPdfText characters are cut there, and it says so.
inline constexpr qsizetype longestPdfText = 20000;
Result<Done> writePdf(const Report& report, const PictureSpool& pictures, QIODevice& device,
                      const WritingProgress& progress = {});

// CommonMark with tables. Pictures go beside it into `folder`, which is made when there are any, and are
// named with `folderName` in the text; an empty folder: they are inside, as data URLs.
struct MarkdownPlace
{
    QString folder; // path
    QString folderName; // as seen from the report
};
Result<Done> writeMarkdown(const Report& report, const PictureSpool& pictures, QIODevice& device,
                           const MarkdownPlace& place, const WritingProgress& progress = {});

// "safelight.report/1", described in app/reportfile/reportjson.h.
Result<Done> writeJson(const Report& report, const PictureSpool& pictures, QIODevice& device,
                       const WritingProgress& progress = {});

// One row for each attempt, after a row of names (RFC 4180, UTF-8 with a mark, for spreadsheets). A cell that
// a spreadsheet could take for a formula begins with an apostrophe.
Result<Done> writeCsv(const Report& report, QIODevice& device, const WritingProgress& progress = {});

} // namespace safelight
