#pragma once

#include "app/report/chart.h"

#include <QTextDocument>
#include <QTextObjectInterface>

namespace safelight {

class PictureSpool;

QStringList printFamilies();

// Colours of print: those of the light theme (design/tokens.md).
QColor printColor(ReportTone tone);
QColor printBack(ReportTone tone);

void paintChart(QPainter& painter, const ChartPicture& chart, QRectF into);

// The document behind a PDF. Loads pictures by their place in the spool, as often as they are painted, and
// keeps none.
class PdfDocument final : public QTextDocument
{
    Q_OBJECT

public:
    explicit PdfDocument(const PictureSpool& pictures);

    // The size at which a picture is shown, at most `widest` points wide; empty when it cannot be decoded.
    QSizeF pictureSize(int place, QSizeF largest) const;
    static QString pictureName(int place);

protected:
    QVariant loadResource(int type, const QUrl& name) override;

private:
    const PictureSpool& m_pictures;
};

// Charts within the text.
class ChartObject final : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int type = QTextFormat::UserObject + 1;
    static constexpr int property = QTextFormat::UserProperty + 1;

    using QObject::QObject;

    int add(const ChartPicture& chart);

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& place, QTextDocument* document, int position,
                    const QTextFormat& format) override;

private:
    QList<ChartPicture> m_charts;
};

} // namespace safelight
