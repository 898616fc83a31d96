#pragma once

#include <QDebug>
#include <QString>

#include <array>
#include <optional>
#include <utility>

namespace safelight {

// Specialise for each enum that travels: `static constexpr std::array table {std::pair {E::A, "A"_L1}, …};`
template<typename E>
struct WireNames;

// An enum value from the wire. What this program does not know keeps its text, and is shown as it came.
template<typename E>
class Known
{
public:
    Known() = default;
    Known(E value)
        : m_value(value)
        , m_text(wireName(value))
    { }

    static Known fromWire(QStringView text)
    {
        Known result;
        result.m_text = text.toString();
        for (const auto& [value, name] : WireNames<E>::table) {
            if (text == name) {
                result.m_value = value;
                break;
            }
        }
        return result;
    }

    static QString wireName(E value)
    {
        for (const auto& [known, name] : WireNames<E>::table) {
            if (known == value)
                return name;
        }
        return {};
    }

    // Empty: the text is none that this program knows.
    std::optional<E> value() const { return m_value; }
    bool isKnown() const { return m_value.has_value(); }
    // The text as it came.
    const QString& text() const { return m_text; }

    friend bool operator==(const Known& a, const Known& b) { return a.m_text == b.m_text; }
    friend bool operator==(const Known& a, E b) { return a.m_value == b; }
    friend QDebug operator<<(QDebug debug, const Known& known) { return debug << known.m_text; }

private:
    std::optional<E> m_value;
    QString m_text;
};

} // namespace safelight
