#include "app/reportfile/pdfdocument.h"

#include "app/prompt/imageintake.h"
#include "app/report/picturespool.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int printedSide = 1200; // pixels: more than a page shows at 150 dots per inch

} // namespace

// Not Inter: it draws other signs beside digits and capitals, and these are lost where text is copied out.
QStringList printFamilies()
{
    return {u"Noto Sans"_s, u"DejaVu Sans"_s, u"Liberation Sans"_s,
            u"Segoe UI"_s,  u"Arial"_s,       u"sans-serif"_s};
}

QColor printColor(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Plain:
        return QColor(0x1b, 0x1f, 0x27);
    case ReportTone::Mute:
        return QColor(0x5b, 0x66, 0x76);
    case ReportTone::Faint:
        return QColor(0xdd, 0xe1, 0xe8);
    case ReportTone::Good:
        return QColor(0x1a, 0x7a, 0x4f);
    case ReportTone::Low:
        return QColor(0x7f, 0xa6, 0x37);
    case ReportTone::Warn:
        return QColor(0xb7, 0x79, 0x1f);
    case ReportTone::Bad:
        return QColor(0xc4, 0x3d, 0x3d);
    case ReportTone::Accent:
        return QColor(0x2f, 0x61, 0xd0);
    }
    return Qt::black;
}

QColor printBack(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Good:
        return QColor(0xe9, 0xf6, 0xef);
    case ReportTone::Warn:
        return QColor(0xfd, 0xf5, 0xe4);
    case ReportTone::Bad:
        return QColor(0xfd, 0xee, 0xee);
    default:
        return QColor(0xf4, 0xf5, 0xf7);
    }
}

namespace {

void paintText(QPainter& painter, const ChartShape& shape)
{
    painter.setPen(printColor(shape.tone));
    const double advance = painter.fontMetrics().horizontalAdvance(shape.text);
    const double left = shape.anchor == ChartShape::Anchor::Middle ? shape.place.x() - advance / 2
        : shape.anchor == ChartShape::Anchor::End                  ? shape.place.x() - advance
                                                                   : shape.place.x();
    painter.drawText(QPointF(left, shape.place.bottom()), shape.text);
}

void paintShape(QPainter& painter, const ChartShape& shape)
{
    switch (shape.kind) {
    case ChartShape::Kind::Bar:
        painter.fillRect(shape.place, printColor(shape.tone));
        break;
    case ChartShape::Kind::Line:
        painter.setPen(QPen(printColor(shape.tone), shape.tone == ReportTone::Faint ? 0.7 : 1.2));
        painter.drawLine(shape.place.topLeft(), shape.place.bottomRight());
        break;
    case ChartShape::Kind::Dashes: {
        QPen pen(printColor(shape.tone), 1.2);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawLine(shape.place.topLeft(), shape.place.bottomRight());
        break;
    }
    case ChartShape::Kind::Text:
        paintText(painter, shape);
        break;
    }
}

} // namespace

void paintChart(QPainter& painter, const ChartPicture& chart, QRectF into)
{
    painter.save();
    painter.translate(into.topLeft());
    const double scale = into.width() / std::max(chart.size.width(), 1.0);
    painter.scale(scale, scale);
    QFont font = painter.font();
    font.setFamilies(printFamilies());
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02);
    font.setPixelSize(10);
    painter.setFont(font);
    for (const ChartShape& shape : chart.shapes)
        paintShape(painter, shape);
    painter.restore();
}

PdfDocument::PdfDocument(const PictureSpool& pictures)
    : m_pictures(pictures)
{ }

QString PdfDocument::pictureName(int place)
{
    return u"picture:%1"_s.arg(place);
}

QSizeF PdfDocument::pictureSize(int place, QSizeF largest) const
{
    auto bytes = m_pictures.bytesAt(place);
    if (!bytes || !isDecodable(*bytes))
        return {};
    QBuffer buffer(&*bytes);
    QImageReader reader(&buffer);
    QSize size = reader.size();
    if (reader.transformation().testFlag(QImageIOHandler::TransformationRotate90))
        size.transpose();
    if (size.isEmpty())
        return {};
    const QSizeF shown = QSizeF(size) * 0.75; // pixels of 96 dots per inch
    return shown.width() > largest.width() || shown.height() > largest.height()
        ? shown.scaled(largest, Qt::KeepAspectRatio)
        : shown;
}

QVariant PdfDocument::loadResource(int type, const QUrl& name)
{
    // Anything else would be read from the disk or the network.
    if (type != QTextDocument::ImageResource || name.scheme() != "picture"_L1)
        return {};
    const auto bytes = m_pictures.bytesAt(name.path().toInt());
    return bytes ? QVariant(imageForView(*bytes, QSize(printedSide, printedSide))) : QVariant();
}

int ChartObject::add(const ChartPicture& chart)
{
    m_charts << chart;
    return int(m_charts.size()) - 1;
}

QSizeF ChartObject::intrinsicSize(QTextDocument* document, int position, const QTextFormat& format)
{
    Q_UNUSED(position);
    const QSizeF size = m_charts.at(format.intProperty(property)).size;
    const double widest = document->textWidth() - 2 * document->documentMargin();
    return widest > 0 && size.width() > widest ? size * (widest / size.width()) : size;
}

void ChartObject::drawObject(QPainter* painter, const QRectF& place, QTextDocument* document, int position,
                             const QTextFormat& format)
{
    Q_UNUSED(document);
    Q_UNUSED(position);
    paintChart(*painter, m_charts.at(format.intProperty(property)), place);
}

} // namespace safelight
