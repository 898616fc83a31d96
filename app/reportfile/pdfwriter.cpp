#include "app/report/picturespool.h"
#include "app/reportfile/pdfpages.h"
#include "app/reportfile/reportwriters.h"
#include "app/wording/reportwords.h"

#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int resolution = 300;
constexpr double pointsPerInch = 72;
constexpr QMarginsF margins {42, 42, 42, 48}; // points

Result<Done> copy(QFile& from, QIODevice& to)
{
    constexpr qint64 step = 1 << 20;
    from.seek(0);
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(step);
        if (bytes.isEmpty())
            return cannotWrite(from);
        if (to.write(bytes) != bytes.size())
            return cannotWrite(to);
    }
    return Done();
}

} // namespace

Result<Done> writePdf(const Report& report, const PictureSpool& pictures, QIODevice& device,
                      const WritingProgress& progress)
{
    const QPageSize paper(QPageSize::A4);
    PdfPages pages(pictures, paper.size(QPageSize::Point), margins);
    if (!pages.lay(report, progress))
        return Error {Error::Code::Cancelled, wording::writingStopped()};
    // The PDF engine keeps no account of what a device took.
    QTemporaryFile file;
    if (!file.open())
        return cannotWrite(file);
    QPdfWriter writer(&file);
    writer.setTitle(wording::reportTitle(report.session));
    writer.setCreator(u"Safelight "_s + report.programVersion);
    writer.setResolution(resolution);
    writer.setPageSize(paper);
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter;
    if (!painter.begin(&writer))
        return cannotWrite(file);
    painter.scale(resolution / pointsPerInch, resolution / pointsPerInch);
    for (int page = 0; page < pages.count(); ++page) {
        if (page > 0 && !writer.newPage())
            return cannotWrite(file);
        pages.paint(painter, page);
        if (!progress.goOn(page + 1, pages.count()))
            return Error {Error::Code::Cancelled, wording::writingStopped()};
    }
    if (!painter.end() || !file.flush() || file.error() != QFileDevice::NoError)
        return cannotWrite(file);
    return copy(file, device);
}

} // namespace safelight
