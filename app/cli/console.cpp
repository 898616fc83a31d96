#include "app/cli/console.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace safelight::console {

namespace {

bool write(std::FILE* stream, const QByteArray& bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

} // namespace

bool print(const QString& text)
{
    return print(text.toUtf8());
}

bool print(const QByteArray& utf8)
{
    return write(stdout, utf8);
}

void complain(const QString& sentence)
{
    note(u"safelight: "_s + sentence);
}

void note(const QString& line)
{
    write(stderr, line.toUtf8() + '\n');
}

} // namespace safelight::console
