#pragma once

#include <QProcess>
#include <QTest>

namespace safelight::test {

// What the real program answered.
struct Run
{
    int exitCode = -1; // -1: it did not start, crashed, or hung
    QByteArray output;
    QByteArray errors;
};

// Runs the program to its end, with `input` as its standard input, and without any display to open.
inline Run runProgram(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& name :
         {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"), QStringLiteral("QT_QPA_PLATFORM")})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SAFELIGHT_BINARY), arguments);
    if (!process.waitForStarted())
        return {};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace safelight::test
