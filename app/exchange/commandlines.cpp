#include "app/exchange/curlcommand.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The commands of a script, one after another.
class CommandReader
{
public:
    explicit CommandReader(const CallSources& sources)
        : m_sources(sources)
    {
        m_sources.files = notingMissing(sources.files, m_missing);
    }

    Result<RecordedCalls> read(const QString& text);

private:
    void take(CurlCommand& command);
    Error problem(const Error& first) const;

    QStringList m_missing;
    CallSources m_sources;
    RecordedCalls m_calls;
    std::optional<Error> m_problem;
    int m_others = 0;
};

Result<RecordedCalls> CommandReader::read(const QString& text)
{
    const auto own = readOwnScript(text, m_sources.files);
    if (!own)
        return problem(own.error());
    const ShellScript script = readShellScript(own->text, shellKindOf(own->text), m_sources.files);
    if (script.isTooLong)
        return Error {Error::Code::TooLarge,
                      sayOfCalls(QT_TRANSLATE_NOOP(
                          "Exchange", "The script's variables grow beyond 32 million characters."))};
    m_calls.kind = RecordedCalls::Kind::CommandLine;
    for (const ShellCommand& words : script.commands) {
        if (m_sources.stopped())
            return stoppedReading();
        CurlCommand command(script, *own, m_sources);
        command.read(words);
        if (command.hasAddress())
            take(command);
    }
    if (m_calls.calls.isEmpty())
        return problem(m_problem.value_or(Error {
            Error::Code::Parse, sayOfCalls(QT_TRANSLATE_NOOP("Exchange", "The command names no address."))}));
    if (m_others > 0)
        m_calls.notes << QCoreApplication::translate("Exchange", "%n other command(s) could not be used.",
                                                     nullptr, m_others);
    return m_calls;
}

void CommandReader::take(CurlCommand& command)
{
    auto call = command.call(m_calls);
    if (!call) {
        ++m_others;
        if (!m_problem || command.isModelCall())
            m_problem = call.error();
        return;
    }
    for (const QString& name : command.otherFiles())
        m_calls.notes << sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                      "The command also names “%1”, which was not read."))
                             .arg(name);
    m_calls.calls.append(std::move(*call));
}

// One sentence for one missing file; for several, all their names. Never NotFound: it is a command line.
Error CommandReader::problem(const Error& first) const
{
    Error error = first;
    if (error.code == Error::Code::NotFound)
        error.code = Error::Code::Io;
    if (m_missing.size() > 1)
        error.message = sayOfCalls(QT_TRANSLATE_NOOP("Exchange",
                                                     "The command reads files that were not read: %1. Choose "
                                                     "them, or open the command as a file beside them."))
                            .arg(u'“' + m_missing.join(u"”, “"_s) + u'”');
    return error;
}

} // namespace

Result<RecordedCalls> readCommandLines(const QString& text, const CallSources& sources)
{
    return CommandReader(sources).read(text);
}

} // namespace safelight
