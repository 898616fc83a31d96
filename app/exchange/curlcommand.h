#pragma once

#include "app/exchange/callparts.h"
#include "app/exchange/ownscript.h"
#include "app/scripts/shellscript.h"

namespace safelight {

// One call of curl: what its words say.
class CurlCommand
{
public:
    CurlCommand(const ShellScript& script, const OwnScript& own, const CallSources& sources)
        : m_script(script)
        , m_own(own)
        , m_sources(sources)
    { }

    void read(const ShellCommand& command);
    Result<RecordedCall> call(RecordedCalls& calls) const;
    bool isModelCall() const { return callAddressOf(m_url).has_value(); }
    bool hasAddress() const { return !m_url.isEmpty(); }
    const QStringList& otherFiles() const { return m_otherFiles; } // named beside the data, and not read

private:
    void take(const QString& option, const QString& value);
    void addData(const QString& option, const QString& value);
    void noteOther(const QString& option, const QString& value);
    Result<QByteArray> fileOf(const QString& name) const;
    Result<CallRequest> request(const CallAddress& address) const;
    Error foreignAddress() const;

    const ShellScript& m_script;
    const OwnScript& m_own;
    const CallSources& m_sources;
    QByteArray m_input;
    bool m_hasInput = false;
    QString m_pipe;
    QString m_url;
    QStringList m_headers;
    QString m_bearer;
    QByteArray m_body;
    bool m_hasBody = false;
    QStringList m_otherFiles;
    std::optional<Error> m_problem;
};

} // namespace safelight
