// libFuzzer's side of the harnesses: SAFELIGHT_HARNESS names the one that runs.
#include "tests/fuzz/harnesses.h"

#include <QCoreApplication>

#include <cstdint>
#include <cstring>

namespace {

const safelight::fuzz::Harness* chosen = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments)
{
    // Readers of resources and of paths want one; it lives as long as the process.
    static QCoreApplication application(*count, *arguments);
    const QByteArray name = qgetenv("SAFELIGHT_HARNESS");
    for (const auto& harness : safelight::fuzz::harnesses) {
        if (name == harness.name)
            chosen = &harness;
    }
    if (!chosen)
        qFatal("SAFELIGHT_HARNESS names no harness of tests/fuzz/harnesses.h");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Not a copy: the sanitizer sees each read behind the end.
    chosen->run(QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    return 0;
}
