#include "app/prompt/pngdata.h"

#include <QtEndian>

#include <zlib.h>

#include <algorithm>

namespace safelight {

namespace {

int pngChannels(int colour)
{
    switch (colour) {
    case 2:
        return 3;
    case 4:
        return 2;
    case 6:
        return 4;
    default:
        return 1;
    }
}

// Of the pixels from `first` on, each `step`-th.
qint64 pngPart(qint64 size, qint64 first, qint64 step)
{
    return (size - first + step - 1) / step;
}

} // namespace

PngData::PngData()
    : m_stream(std::make_unique<z_stream>())
{
    inflateInit(m_stream.get());
}

PngData::~PngData()
{
    inflateEnd(m_stream.get());
}

void PngData::begin(QByteArrayView header)
{
    const qint64 width = qFromBigEndian<quint32>(header.data());
    const qint64 height = qFromBigEndian<quint32>(header.data() + 4);
    const int bits = header.at(8) * pngChannels(header.at(9));
    if (header.at(12) == 0)
        return addPass(width, height, bits);
    // Interlaced: column, row, and how far apart, of each of the seven passes.
    struct Grid
    {
        int x, y, stepX, stepY;
    };
    for (const auto [x, y, stepX, stepY] :
         {Grid {0, 0, 8, 8}, Grid {4, 0, 8, 8}, Grid {0, 4, 4, 8}, Grid {2, 0, 4, 4}, Grid {0, 2, 2, 4},
          Grid {1, 0, 2, 2}, Grid {0, 1, 1, 2}})
        addPass(pngPart(width, x, stepX), pngPart(height, y, stepY), bits);
}

void PngData::addPass(qint64 width, qint64 height, int bitsPerPixel)
{
    if (width > 0 && height > 0)
        m_all.at(m_passes++) = {height, 1 + (width * bitsPerPixel + 7) / 8};
}

bool PngData::take(QByteArrayView data)
{
    m_stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    m_stream->avail_in = static_cast<uInt>(data.size());
    // What comes behind the last row is passed over, as by decoders.
    while (!isComplete()) {
        m_stream->next_out = reinterpret_cast<Bytef*>(m_buffer.data());
        m_stream->avail_out = static_cast<uInt>(m_buffer.size());
        const int code = inflate(m_stream.get(), Z_NO_FLUSH);
        const auto made = static_cast<qint64>(m_buffer.size() - m_stream->avail_out);
        if (code == Z_BUF_ERROR && made == 0)
            return true; // the next piece goes on
        if ((code != Z_OK && code != Z_STREAM_END) || !takeRows(made))
            return false;
        if (code == Z_STREAM_END)
            return isComplete();
    }
    return true;
}

// Each row begins with the number of its filter.
bool PngData::takeRows(qint64 bytes)
{
    for (qint64 at = 0; at < bytes && !isComplete();) {
        const Pass& pass = m_all.at(m_pass);
        if (m_inRow == 0 && static_cast<uchar>(m_buffer.at(static_cast<std::size_t>(at))) > 4)
            return false;
        const qint64 more = std::min(pass.rowBytes - m_inRow, bytes - at);
        at += more;
        m_inRow += more;
        if (m_inRow < pass.rowBytes)
            continue;
        m_inRow = 0;
        if (++m_row == pass.rows) {
            m_row = 0;
            ++m_pass;
        }
    }
    return true;
}

} // namespace safelight
