#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QFile>
#include <QList>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace safelight::bench {

inline double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

inline double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

// Processor time of this process, all its threads together: other programs on the machine do not count.
inline double processorMilliseconds()
{
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

// A line "VmHWM:   123 kB" of a process's /proc/…/status, in bytes; 0 where there is none.
inline qint64 processMemory(const char* name, qint64 process = 0)
{
    QFile status(process ? QStringLiteral("/proc/%1/status").arg(process)
                         : QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    // Read whole: files in /proc have no size.
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(static_cast<qsizetype>(qstrlen(name)) + 1)
                       .trimmed()
                       .split(' ')
                       .constFirst()
                       .toLongLong()
                * 1024;
    }
    return 0;
}

// The highest memory of this process is counted from now on.
inline void forgetPeak()
{
    QFile refs(QStringLiteral("/proc/self/clear_refs"));
    if (refs.open(QIODevice::WriteOnly))
        refs.write("5");
}

// "name=value" on a line of its own: what bench_table reads.
inline void say(const char* name, double value)
{
    std::printf("%s=%.6f\n", name, value);
    std::fflush(stdout);
}

} // namespace safelight::bench
