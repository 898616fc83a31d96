#include "app/client/bodyreader.h"

#include <QIODevice>

#include <zlib.h>

#include <algorithm>

namespace safelight {

namespace {

constexpr qint64 compressedAtOnce = 64LL * 1024;

bool appendFrom(QIODevice& source, QByteArray& body, qint64 most)
{
    const qint64 room = std::min(source.bytesAvailable(), most);
    if (room <= 0)
        return false;
    const qsizetype before = body.size();
    body.resize(before + room);
    const qint64 got = source.read(body.data() + before, room);
    body.truncate(before + std::max<qint64>(got, 0));
    return got > 0 && source.bytesAvailable() > 0;
}

} // namespace

class BodyReader::Inflation
{
public:
    explicit Inflation(bool isGzip)
        : m_isGzip(isGzip)
    { }
    ~Inflation()
    {
        if (m_started)
            inflateEnd(&m_zlib);
    }
    Q_DISABLE_COPY_MOVE(Inflation)

    bool read(QIODevice& source, QByteArray& body, qint64 most)
    {
        const qsizetype end = body.size() + most;
        while (m_fault == Fault::None && body.size() < end) {
            if (m_zlib.avail_in == 0 && !m_holdsOutput && !refill(source))
                return false;
            inflateInto(body, end);
        }
        return m_fault == Fault::None;
    }
    Fault fault() const { return m_fault; }
    qint64 compressedBytes() const { return m_in; }
    // An answer without a single byte is as complete as an empty one.
    bool isComplete() const { return m_ended || m_in == 0; }

private:
    bool refill(QIODevice& source)
    {
        m_input = source.read(compressedAtOnce);
        if (m_input.isEmpty())
            return false;
        m_in += m_input.size();
        if (!m_started && !start())
            m_fault = Fault::Damaged;
        m_zlib.next_in = reinterpret_cast<Bytef*>(m_input.data());
        m_zlib.avail_in = static_cast<uInt>(m_input.size());
        return true;
    }

    // "deflate" means the zlib format, but some send it without its two bytes of header.
    bool start()
    {
        constexpr int gzipOnly = 16;
        const auto first = static_cast<unsigned char>(m_input.front());
        const auto second = static_cast<unsigned char>(m_input.size() > 1 ? m_input.at(1) : 0);
        const bool hasHeader = (first & 0x0f) == Z_DEFLATED && (first * 256 + second) % 31 == 0;
        const int window = m_isGzip ? MAX_WBITS + gzipOnly : hasHeader ? MAX_WBITS : -MAX_WBITS;
        m_started = inflateInit2(&m_zlib, window) == Z_OK;
        return m_started;
    }

    void inflateInto(QByteArray& body, qsizetype end)
    {
        if (m_ended && !startNextMember())
            return;
        constexpr qsizetype step = 256LL * 1024;
        const qsizetype before = body.size();
        body.resize(std::min(end, before + step));
        m_zlib.next_out = reinterpret_cast<Bytef*>(body.data() + before);
        m_zlib.avail_out = static_cast<uInt>(body.size() - before);
        const int result = inflate(&m_zlib, Z_NO_FLUSH);
        m_holdsOutput = m_zlib.avail_out == 0 && result == Z_OK;
        body.chop(m_zlib.avail_out);
        m_out += body.size() - before;
        m_ended = result == Z_STREAM_END;
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            m_fault = Fault::Damaged;
        else if (m_out > harmlessSize && m_out / densestRatio > m_in)
            m_fault = Fault::TooDense;
    }

    // A gzip file may consist of several; whatever else follows the end is not part of the answer.
    bool startNextMember()
    {
        constexpr Bytef magic = 0x1f;
        if (m_isGzip && m_zlib.avail_in > 0 && *m_zlib.next_in == magic && inflateReset(&m_zlib) == Z_OK) {
            m_ended = false;
            return true;
        }
        m_zlib.avail_in = 0;
        return false;
    }

    z_stream m_zlib {};
    QByteArray m_input;
    qint64 m_in = 0;
    qint64 m_out = 0;
    Fault m_fault = Fault::None;
    bool m_isGzip;
    bool m_started = false;
    bool m_ended = false;
    bool m_holdsOutput = false; // zlib has more to give than there was room for
};

BodyReader::BodyReader(const QByteArray& contentEncoding)
{
    const QByteArray encoding = contentEncoding.trimmed().toLower();
    const bool isGzip = encoding == "gzip" || encoding == "x-gzip";
    if (isGzip || encoding == "deflate")
        m_inflation = std::make_unique<Inflation>(isGzip);
}

BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader& BodyReader::operator=(BodyReader&&) noexcept = default;

bool BodyReader::read(QIODevice& source, QByteArray& body, qint64 most)
{
    return m_inflation ? m_inflation->read(source, body, most) : appendFrom(source, body, most);
}

BodyReader::Fault BodyReader::fault() const
{
    return m_inflation ? m_inflation->fault() : Fault::None;
}

qint64 BodyReader::compressedBytes() const
{
    return m_inflation ? m_inflation->compressedBytes() : 0;
}

bool BodyReader::isComplete() const
{
    return !m_inflation || m_inflation->isComplete();
}

} // namespace safelight
