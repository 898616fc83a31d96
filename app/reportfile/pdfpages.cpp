#include "app/reportfile/pdfpages.h"

#include "app/report/picturespool.h"
#include "app/reportfile/pdfdocument.h"
#include "app/reportfile/pdfsink.h"
#include "app/reportfile/reportwriters.h"
#include "app/wording/reportwords.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPalette>

namespace safelight {

class PdfPages::Private
{
public:
    Private(const PictureSpool& spool, QSizeF size, QMarginsF edges)
        : paper(size)
        , margins(edges)
        , text(size.width() - edges.left() - edges.right(), size.height() - edges.top() - edges.bottom())
        , sink(spool, text)
    { }

    const QSizeF paper;
    const QMarginsF margins;
    const QSizeF text; // the part of the page that is written on
    PdfSink sink;
    QString title;
};

PdfPages::PdfPages(const PictureSpool& pictures, QSizeF paper, QMarginsF margins)
    : d(std::make_unique<Private>(pictures, paper, margins))
{ }

PdfPages::~PdfPages() = default;

bool PdfPages::lay(const Report& report, const WritingProgress& progress)
{
    d->title = wording::reportTitle(report.session);
    return tellReport(report, d->sink, progress);
}

int PdfPages::count() const
{
    return d->sink.document().pageCount();
}

void PdfPages::paint(QPainter& painter, int page) const
{
    painter.fillRect(QRectF(QPointF(), d->paper), Qt::white);
    painter.save();
    painter.translate(d->margins.left(), d->margins.top() - page * d->text.height());
    const QRectF shown(0, page * d->text.height(), d->text.width(), d->text.height());
    painter.setClipRect(shown);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = shown;
    context.palette.setColor(QPalette::Text, printColor(ReportTone::Plain));
    d->sink.document().documentLayout()->draw(&painter, context);
    painter.restore();
    painter.save();
    QFont font = d->sink.document().defaultFont();
    font.setPixelSize(8);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02); // as in the text (pdfsink.cpp)
    painter.setFont(font);
    painter.setPen(printColor(ReportTone::Mute));
    const double line = d->paper.height() - d->margins.bottom() + 12;
    const QRectF foot(d->margins.left(), line, d->text.width(), 14);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, wording::pageOf(page + 1, count()));
    const QString title =
        painter.fontMetrics().elidedText(d->title, Qt::ElideRight, int(d->text.width() * 0.7));
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.restore();
}

} // namespace safelight
