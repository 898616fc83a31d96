#include "app/simulatorreply/picture.h"

#include <QBuffer>
#include <QColor>
#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace safelight::simulation {

namespace {

// Strokes on a grid 2 wide and 4 high: pairs of digits are points, a space lifts the pen. Written by hand
// because a program without a window has no fonts.
QLatin1StringView strokesOf(char letter)
{
    switch (letter) {
    case 's':
        return "2202031323241404"_L1;
    case 'i':
        return "1214 1011"_L1;
    case 'm':
        return "04020222 2224 1214"_L1;
    case 'u':
        return "02042422"_L1;
    case 'l':
        return "1014"_L1;
    case 'a':
        return "022224040323"_L1;
    case 't':
        return "101424 0222"_L1;
    case 'e':
        return "240402222303"_L1;
    case 'd':
        return "2024040222"_L1;
    default:
        return {};
    }
}

QPainterPath letterPath(QLatin1StringView strokes, QPointF origin, double unit)
{
    QPainterPath path;
    bool lifted = true;
    for (qsizetype i = 0; i + 1 < strokes.size();) {
        if (strokes.at(i) == u' ') {
            lifted = true;
            ++i;
            continue;
        }
        const QPointF point(strokes.at(i).toLatin1() - '0', strokes.at(i + 1).toLatin1() - '0');
        if (lifted)
            path.moveTo(origin + point * unit);
        else
            path.lineTo(origin + point * unit);
        lifted = false;
        i += 2;
    }
    return path;
}

void writeSimulated(QPainter& painter, QSize size)
{
    const double unit = size.width() / 44.0;
    QPointF origin(unit * 2, size.height() - unit * 7);
    QPainterPath word;
    for (const char letter : QByteArrayLiteral("simulated")) {
        word.addPath(letterPath(strokesOf(letter), origin, unit));
        origin += QPointF(unit * 3.2, 0);
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] :
         {std::pair {QColor(0, 0, 0, 170), 1.1}, std::pair {QColor(255, 255, 255, 235), 0.5}}) {
        painter.setPen(QPen(colour, unit * width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(word);
    }
}

QColor colourFrom(QRandomGenerator& random, int hue, int alpha)
{
    return QColor::fromHsv((hue + random.bounded(70)) % 360, 60 + random.bounded(140),
                           110 + random.bounded(140), alpha);
}

void paintShapes(QPainter& painter, QSize size, QRandomGenerator& random)
{
    const int hue = random.bounded(360);
    QLinearGradient sky(0, 0, size.width() * 0.3, size.height());
    sky.setColorAt(0, colourFrom(random, hue, 255));
    sky.setColorAt(1, colourFrom(random, hue + 40, 255));
    painter.fillRect(QRect(QPoint(0, 0), size), sky);
    painter.setPen(Qt::NoPen);
    const double span = std::min(size.width(), size.height());
    for (int i = 0; i < 14; ++i) {
        const QPointF centre(random.bounded(size.width()), random.bounded(size.height()));
        const double radius = span * (0.05 + 0.25 * random.generateDouble());
        painter.setBrush(colourFrom(random, hue + 25 * (i % 5), 130));
        if (i % 3 != 0) {
            painter.drawEllipse(centre, radius, radius);
            continue;
        }
        QPolygonF shape;
        for (int corner = 0; corner < 5; ++corner) {
            const double angle = corner * 2 * std::numbers::pi / 5 + random.generateDouble();
            shape << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
        }
        painter.drawPolygon(shape);
    }
}

// Grain that does not compress, so that the file reaches the size that was asked for.
void addGrain(QImage& image, quint32 seed)
{
    quint32 state = seed | 1u;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            line[x] ^= state & 0x003f3f3fu;
        }
    }
}

} // namespace

QByteArray drawPicture(const PictureSpec& spec)
{
    QSize size = spec.size;
    if (spec.bytes > 0) {
        // An uncompressed PNG has three bytes a pixel.
        const int side = static_cast<int>(std::sqrt(static_cast<double>(spec.bytes) / 3));
        size = QSize(std::max(side, 1), std::max(side, 1));
    }
    QImage image(size, QImage::Format_RGB32);
    QRandomGenerator random(spec.seed);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintShapes(painter, size, random);
        writeSimulated(painter, size);
    }
    if (spec.bytes > 0)
        addGrain(image, spec.seed);

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool jpeg = spec.mimeType == "image/jpeg"_L1 && spec.bytes == 0;
    // Quality 100 is "not compressed" for PNG.
    image.save(&buffer, jpeg ? "JPEG" : "PNG", jpeg ? 88 : spec.bytes > 0 ? 100 : 60);
    return bytes;
}

} // namespace safelight::simulation
