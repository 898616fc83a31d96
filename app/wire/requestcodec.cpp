#include "app/wire/requestcodec.h"

#include "app/wire/requestreader.h"
#include "app/wire/requestwriter.h"

#include <algorithm>

namespace safelight {

namespace {

class CountingSink final : public RequestSink
{
public:
    void add(QByteArrayView bytes) override { m_size += bytes.size(); }
    void addBase64(const QByteArray& bytes) override { m_size += (bytes.size() + 2) / 3 * 4; }
    qint64 size() const { return m_size; }

private:
    qint64 m_size = 0;
};

class ByteSink final : public RequestSink
{
public:
    explicit ByteSink(qint64 size) { m_bytes.reserve(size); }

    void add(QByteArrayView bytes) override { m_bytes.append(bytes); }

    // In steps of a multiple of three bytes, so that no second copy of a large picture is ever held.
    void addBase64(const QByteArray& bytes) override
    {
        constexpr qsizetype step = qsizetype(48) * 1024;
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const auto size = std::min(step, bytes.size() - at);
            m_bytes.append(QByteArray::fromRawData(bytes.constData() + at, size).toBase64());
        }
    }

    QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

} // namespace

QByteArray encodeRequest(const Prompt& prompt)
{
    ByteSink sink(encodedRequestSize(prompt));
    RequestWriter(sink).write(prompt);
    return sink.take();
}

qint64 encodedRequestSize(const Prompt& prompt)
{
    CountingSink sink;
    RequestWriter(sink).write(prompt);
    return sink.size();
}

Result<DecodedRequest> decodeRequest(const QByteArray& body)
{
    return RequestReader().read(body);
}

} // namespace safelight
