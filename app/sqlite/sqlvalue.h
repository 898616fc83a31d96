#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <concepts>
#include <optional>
#include <variant>

namespace safelight {

// What a place of a statement is given, and what a column holds: NULL, a number, text (UTF-8) or bytes.
class SqlValue final
{
public:
    SqlValue() = default; // NULL
    template<std::integral T>
    SqlValue(T number)
        : m_data(static_cast<qint64>(number))
    { }
    SqlValue(double number)
        : m_data(number)
    { }
    // A null string is NULL, an empty one is not.
    SqlValue(const QString& text)
    {
        if (!text.isNull())
            m_data = Text {text.toUtf8()};
    }
    SqlValue(const QByteArray& bytes)
        : m_data(bytes)
    { }
    SqlValue(const char*) = delete; // text or bytes?
    template<typename T>
    SqlValue(const std::optional<T>& value)
    {
        if (value)
            *this = SqlValue(*value);
    }

    bool isNull() const { return std::holds_alternative<std::monostate>(m_data); }
    bool isBytes() const { return std::holds_alternative<QByteArray>(m_data); }
    // Of another kind: as SQLite would convert it, at worst nothing.
    qint64 toLongLong() const;
    int toInt() const { return static_cast<int>(toLongLong()); }
    double toDouble() const;
    QString toString() const { return QString::fromUtf8(toByteArray()); }
    QByteArray toByteArray() const;

    struct Text
    {
        QByteArray utf8;
        friend bool operator==(const Text&, const Text&) = default;
    };
    using Data = std::variant<std::monostate, qint64, double, Text, QByteArray>;
    const Data& data() const { return m_data; }

    friend bool operator==(const SqlValue&, const SqlValue&) = default;

private:
    Data m_data;
};

using SqlValues = QList<SqlValue>;

} // namespace safelight
