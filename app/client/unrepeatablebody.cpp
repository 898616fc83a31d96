#include "app/client/unrepeatablebody.h"

#include <algorithm>
#include <cstring>

namespace safelight {

UnrepeatableBody::UnrepeatableBody(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UnrepeatableBody::bytesAvailable() const
{
    return m_bytes.size() - m_read + QIODevice::bytesAvailable();
}

qint64 UnrepeatableBody::readData(char* data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_bytes.size() - m_read);
    if (count <= 0)
        return m_read >= m_bytes.size() ? -1 : 0;
    std::memcpy(data, m_bytes.constData() + m_read, static_cast<std::size_t>(count));
    m_read += count;
    return count;
}

qint64 UnrepeatableBody::writeData(const char* /*data*/, qint64 /*size*/)
{
    return -1;
}

} // namespace safelight
