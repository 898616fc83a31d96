#include "app/sqlite/sqlvalue.h"

namespace safelight {

qint64 SqlValue::toLongLong() const
{
    if (const auto* number = std::get_if<qint64>(&m_data))
        return *number;
    if (const auto* real = std::get_if<double>(&m_data)) {
        constexpr double beyond = 9.2e18; // casting what does not fit is undefined
        return *real > -beyond && *real < beyond ? static_cast<qint64>(*real) : 0;
    }
    return toByteArray().toLongLong();
}

double SqlValue::toDouble() const
{
    if (const auto* number = std::get_if<qint64>(&m_data))
        return static_cast<double>(*number);
    if (const auto* real = std::get_if<double>(&m_data))
        return *real;
    return toByteArray().toDouble();
}

QByteArray SqlValue::toByteArray() const
{
    if (const auto* text = std::get_if<Text>(&m_data))
        return text->utf8;
    if (const auto* bytes = std::get_if<QByteArray>(&m_data))
        return *bytes;
    if (const auto* number = std::get_if<qint64>(&m_data))
        return QByteArray::number(*number);
    if (const auto* real = std::get_if<double>(&m_data))
        return QByteArray::number(*real, 'g', 17);
    return {};
}

} // namespace safelight
