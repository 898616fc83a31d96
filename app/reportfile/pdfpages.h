#pragma once

#include "app/report/report.h"

#include <QMarginsF>
#include <QSizeF>

#include <memory>

class QPainter;

namespace safelight {

class PictureSpool;
struct WritingProgress;

// A report on pages with their numbers, to be printed, or looked at before it is. Lengths in points. Needs a
// QGuiApplication; any one thread.
class PdfPages final
{
public:
    PdfPages(const PictureSpool& pictures, QSizeF paper, QMarginsF margins);
    ~PdfPages();

    // False: stopped by the progress.
    bool lay(const Report& report, const WritingProgress& progress);
    int count() const;
    // From 0. The painter's unit is the point.
    void paint(QPainter& painter, int page) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
