#pragma once

#include "app/scripts/blanks.h"
#include "app/scripts/filereading.h"

#include <QStringList>

namespace safelight {

// One call of curl in a script.
struct ShellCommand
{
    QStringList words; // behind "curl", quotes resolved
    QByteArray input; // what it reads from standard input
    bool hasInput = false;
    QString pipe; // the command whose output it reads, when that is not known
};

// A command line, or a script of them, as a shell would split it. Nothing is run.
struct ShellScript
{
    QList<ShellCommand> commands;
    QHash<QString, QByteArray> files; // what the script itself writes
    Blanks blanks; // whose marks are in all these
    bool isTooLong = false; // its variables fill in more text than is read; it ends there
};

enum class ShellKind { Posix, Cmd, PowerShell };

// By the marks that only one of them uses: ^ and ` at line ends, ^", %VAR%, $env:.
ShellKind shellKindOf(const QString& text);

// Never fails: an open quote ends with the text. Variables that the script itself sets are filled in, and
// what commands print that only name data (echo, cat, base64, jq -n with literals); anything else is a blank.
ShellScript readShellScript(const QString& text, ShellKind kind, const FileReading& files);

// "$KEY", "${KEY}", "%KEY%", "$env:KEY": no value but the name of one.
bool isShellVariable(const QString& text);
// curl, curl.exe, /usr/bin/curl
bool isCurl(const QString& word);

} // namespace safelight
