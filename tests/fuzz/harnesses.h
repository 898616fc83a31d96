#pragma once

#include <QByteArray>

#include <array>

namespace safelight::fuzz {

// Whoever reads bytes from outside, one function each. They take any bytes, and end the program (qFatal)
// where what was read contradicts the bytes or itself. The same functions run under libFuzzer, which makes up
// the bytes (fuzzer.cpp), and over the corpus in every test round (tst_corpus.cpp).
void answer(const QByteArray& bytes);
void foundText(const QByteArray& bytes);
void calls(const QByteArray& bytes);
void request(const QByteArray& bytes);
void stream(const QByteArray& bytes);
void filter(const QByteArray& bytes);
void prices(const QByteArray& bytes);
void image(const QByteArray& bytes);

struct Harness
{
    const char* name; // of its folder in corpus/, too
    void (*run)(const QByteArray& bytes);
};
inline constexpr std::array harnesses {
    Harness {"answer", answer},   Harness {"found", foundText}, Harness {"calls", calls},
    Harness {"request", request}, Harness {"stream", stream},   Harness {"filter", filter},
    Harness {"prices", prices},   Harness {"image", image},
};

inline void require(bool holds, const char* what)
{
    if (!holds)
        qFatal("%s", what);
}

} // namespace safelight::fuzz
