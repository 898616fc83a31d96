#pragma once

#include <QByteArray>
#include <QFile>

namespace safelight::test {

// Of a process, in megabytes; 0 where the system does not tell.
inline qint64 memoryInMegabytes(const QByteArray& row, const QString& process = QStringLiteral("self"))
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const auto lines = status.readAll().split('\n');
    for (const auto& line : lines) {
        if (line.startsWith(row))
            return line.mid(row.size() + 1).trimmed().split(' ').constFirst().toLongLong() / 1024;
    }
    return 0;
}

inline qint64 residentMegabytes()
{
    return memoryInMegabytes("VmRSS");
}

// The most since the last call of forgetPeak().
inline qint64 peakMegabytes()
{
    return memoryInMegabytes("VmHWM");
}

inline void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

} // namespace safelight::test
