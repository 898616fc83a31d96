#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace safelight {

// Why something failed: a code to decide on, a sentence to show, a detail to unfold.
struct Error
{
    enum class Code { Io, Parse, Network, Refused, Cancelled, TooLarge, NotFound };

    Code code = Code::Io;
    QString message;
    QString detail = {};

    friend bool operator==(const Error&, const Error&) = default;
};

// The C++20 stand-in for std::expected<T, Error>; same member names, so it can be swapped later.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_data(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error)
        : m_data(std::in_place_index<1>, std::move(error))
    { }

    bool has_value() const { return m_data.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T& operator*() const& { return std::get<0>(m_data); }
    T& operator*() & { return std::get<0>(m_data); }
    T&& operator*() && { return std::get<0>(std::move(m_data)); }
    const T* operator->() const { return std::get_if<0>(&m_data); }
    T* operator->() { return std::get_if<0>(&m_data); }
    const Error& error() const { return std::get<1>(m_data); }

private:
    std::variant<T, Error> m_data;
};

// Success without a value: `return Done();`
using Done = std::monostate;

} // namespace safelight
