#pragma once

#include <QByteArrayView>

#include <array>
#include <memory>

struct z_stream_s;

namespace safelight {

// The compressed rows of a PNG, followed piece by piece without keeping them: a decoder that comes to bytes
// which are no rows of this picture writes so to standard error, and nothing can keep it from that.
class PngData
{
public:
    PngData();
    ~PngData();
    Q_DISABLE_COPY_MOVE(PngData)

    void begin(QByteArrayView header); // the content of "IHDR", which was checked
    bool take(QByteArrayView data); // of an "IDAT"; false: these are no rows
    bool isComplete() const { return m_pass == m_passes; }

private:
    struct Pass
    {
        qint64 rows = 0;
        qint64 rowBytes = 0; // with the byte that names the row's filter
    };
    void addPass(qint64 width, qint64 height, int bitsPerPixel);
    bool takeRows(qint64 bytes);

    std::unique_ptr<z_stream_s> m_stream;
    std::array<char, 65536> m_buffer;
    std::array<Pass, 7> m_all;
    std::size_t m_passes = 0;
    std::size_t m_pass = 0;
    qint64 m_row = 0; // of the pass
    qint64 m_inRow = 0; // bytes of the row that were there already
};

} // namespace safelight
