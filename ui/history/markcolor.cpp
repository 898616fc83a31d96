#include "ui/history/markcolor.h"

#include "ui/theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

#include <array>
#include <cmath>

namespace safelight {

namespace {

constexpr int iconSize = 16;

// Red, orange, yellow, green, teal, blue, violet, pink, grey: hue and saturation.
constexpr std::array<std::pair<int, int>, 9> hues {
    {{4, 190}, {28, 220}, {48, 220}, {130, 140}, {178, 170}, {214, 190}, {268, 150}, {325, 170}, {0, 0}}};

} // namespace

QColor markColor(const QPalette& palette, int mark)
{
    if (mark < 1 || mark > static_cast<int>(hues.size()))
        return color(palette, Role::Line);
    const auto [hue, saturation] = hues.at(static_cast<size_t>(mark - 1));
    // Dark enough for white figures on a light pane, light enough for dark ones on a dark pane.
    const QColor tone = QColor::fromHsl(hue, saturation, 120);
    const qreal light = 0.3 * tone.redF() + 0.59 * tone.greenF() + 0.11 * tone.blueF();
    const qreal wanted = isDark(palette) ? 0.62 : 0.36;
    const int lightness = static_cast<int>(std::lround(120 * std::clamp(wanted / light, 0.5, 1.7)));
    return QColor::fromHsl(hue, saturation, std::min(lightness, 190));
}

void drawMark(QPainter& painter, const QRect& rect, const QPalette& palette, int mark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(markColor(palette, mark));
    painter.drawRoundedRect(rect, 4, 4);
    QFont font = painter.font();
    font.setPixelSize(std::max(9, rect.height() * 11 / 16));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(isDark(palette) ? Qt::black : Qt::white);
    painter.drawText(rect, Qt::AlignCenter, QString::number(mark));
    painter.restore();
}

QIcon markIcon(const QPalette& palette, int mark, qreal ratio)
{
    QPixmap pixmap(QSize(iconSize, iconSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawMark(painter, QRect(0, 0, iconSize, iconSize), palette, mark);
    painter.end();
    return QIcon(pixmap);
}

} // namespace safelight
