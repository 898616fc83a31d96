#include "app/prompt/imageshrink.h"

#include <QColorSpace>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace safelight {

namespace {

constexpr int channels = 4;
using Mean = std::array<float, channels>;

void add(Mean& sum, QRgb pixel, float weight)
{
    sum[0] += weight * static_cast<float>(qRed(pixel));
    sum[1] += weight * static_cast<float>(qGreen(pixel));
    sum[2] += weight * static_cast<float>(qBlue(pixel));
    sum[3] += weight * static_cast<float>(qAlpha(pixel));
}

void addWhole(Mean& sum, const QRgb* pixels, qint64 count, float weight)
{
    std::array<quint64, channels> whole {};
    for (qint64 i = 0; i < count; ++i) {
        whole[0] += static_cast<quint64>(qRed(pixels[i]));
        whole[1] += static_cast<quint64>(qGreen(pixels[i]));
        whole[2] += static_cast<quint64>(qBlue(pixels[i]));
        whole[3] += static_cast<quint64>(qAlpha(pixels[i]));
    }
    for (std::size_t channel = 0; channel < channels; ++channel)
        sum[channel] += weight * static_cast<float>(whole[channel]);
}

// Lengths are counted so that a pixel of the picture is as long as the small one has pixels, and the other
// way round: then every border is a whole number.
class Shrinker
{
public:
    Shrinker(const QImage& image, QSize size)
        : m_image(image)
        , m_format(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32)
        , m_small(size, m_format)
        , m_row(static_cast<std::size_t>(size.width()))
        , m_sums(static_cast<std::size_t>(size.width()))
    { }

    QImage run()
    {
        if (m_small.isNull())
            return {};
        for (int y = 0; y < m_small.height(); ++y)
            makeLine(y);
        m_small.setColorSpace(m_image.colorSpace());
        return m_small;
    }

private:
    void makeLine(int y)
    {
        const qint64 unit = m_small.height();
        const qint64 from = qint64(y) * m_image.height();
        const qint64 to = from + m_image.height();
        std::fill(m_sums.begin(), m_sums.end(), Mean {});
        for (qint64 line = from / unit; line * unit < to; ++line) {
            readLine(static_cast<int>(line));
            const qint64 covered = std::min(to, (line + 1) * unit) - std::max(from, line * unit);
            const float weight = static_cast<float>(covered) / static_cast<float>(m_image.height());
            for (std::size_t x = 0; x < m_sums.size(); ++x)
                for (std::size_t channel = 0; channel < channels; ++channel)
                    m_sums[x][channel] += weight * m_row[x][channel];
        }
        writeLine(y);
    }

    // Leaves the line, as wide as the small picture, in m_row. Two lines of it may share one of the picture.
    void readLine(int line)
    {
        if (line == m_rowLine)
            return;
        m_rowLine = line;
        QImage one(m_image.constScanLine(line), m_image.width(), 1, m_image.bytesPerLine(), m_image.format());
        if (m_image.colorCount() > 0)
            one.setColorTable(m_image.colorTable());
        one.convertTo(m_format);
        const auto* pixels = reinterpret_cast<const QRgb*>(one.constScanLine(0));
        for (std::size_t x = 0; x < m_row.size(); ++x)
            m_row[x] = meanOf(pixels, static_cast<qint64>(x) * m_image.width());
    }

    Mean meanOf(const QRgb* pixels, qint64 from) const
    {
        const qint64 unit = m_small.width();
        const qint64 to = from + m_image.width();
        const float share = 1.0F / static_cast<float>(m_image.width());
        const qint64 firstWhole = (from + unit - 1) / unit;
        const qint64 endWhole = to / unit;
        Mean mean {};
        addWhole(mean, pixels + firstWhole, endWhole - firstWhole, share * static_cast<float>(unit));
        if (firstWhole * unit > from)
            add(mean, pixels[firstWhole - 1], share * static_cast<float>(firstWhole * unit - from));
        if (to > endWhole * unit)
            add(mean, pixels[endWhole], share * static_cast<float>(to - endWhole * unit));
        return mean;
    }

    void writeLine(int y)
    {
        auto* pixels = reinterpret_cast<QRgb*>(m_small.scanLine(y));
        const auto rounded = [](float value) {
            return std::clamp(static_cast<int>(std::lround(value)), 0, 255);
        };
        for (std::size_t x = 0; x < m_sums.size(); ++x) {
            const Mean& mean = m_sums[x];
            pixels[x] = qRgba(rounded(mean[0]), rounded(mean[1]), rounded(mean[2]), rounded(mean[3]));
        }
    }

    const QImage& m_image;
    const QImage::Format m_format;
    QImage m_small;
    std::vector<Mean> m_row;
    std::vector<Mean> m_sums;
    int m_rowLine = -1;
};

} // namespace

QImage shrunk(const QImage& image, QSize size)
{
    const QSize small = size.boundedTo(image.size());
    return small.isEmpty() || small == image.size() ? image : Shrinker(image, small).run();
}

} // namespace safelight
