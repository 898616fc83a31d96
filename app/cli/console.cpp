#include "app/cli/console.h"

#include "app/base/visibletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace safelight::console {

namespace {

class ConsoleText
{
    Q_DECLARE_TR_FUNCTIONS(Console)
};

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

Result<QByteArray> readInput(qint64 limit)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error {Error::Code::Io, ConsoleText::tr("Standard input cannot be read."),
                      input.errorString()};
    QByteArray bytes;
    constexpr qint64 piece = 1 << 20;
    while (bytes.size() <= limit) {
        const QByteArray more = input.read(piece);
        if (more.isEmpty())
            break;
        bytes += more;
    }
    if (input.error() != QFileDevice::NoError)
        return Error {Error::Code::Io, ConsoleText::tr("Standard input could not be read to its end."),
                      input.errorString()};
    if (bytes.size() > limit)
        return Error {Error::Code::TooLarge,
                      ConsoleText::tr("Standard input is longer than the limit of %1 bytes.").arg(limit)};
    return bytes;
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
