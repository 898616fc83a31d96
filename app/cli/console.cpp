#include "app/cli/console.h"

#include "app/base/visibletext.h"

#include <QJsonDocument>

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
    return write(stdout, visibleText(text).toUtf8());
}

bool print(const QJsonObject& object)
{
    return write(stdout, visibleJson(QJsonDocument(object).toJson(QJsonDocument::Compact)) + '\n');
}

bool printBytes(const QByteArray& bytes)
{
    return write(stdout, bytes);
}

void complain(const QString& sentence)
{
    note(u"safelight: "_s + sentence);
}

void note(const QString& line)
{
    write(stderr, visibleLine(line).toUtf8() + '\n');
}

} // namespace safelight::console
