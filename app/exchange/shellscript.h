#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

namespace safelight {

// A command line, or a script of them, as a shell would split it. Nothing is run.
struct ShellScript
{
    QList<QStringList> commands; // words, quotes resolved
    QHash<QString, QString> files; // what here-documents write into files
    QString input; // here-documents that go into a command, one behind the other
    bool isTooLong = false; // its variables fill in more text than is read; it ends there
};

enum class ShellKind { Posix, Cmd, PowerShell };

// By the marks that only one of them uses: ^ and ` at line ends, ^", %VAR%, $env:.
ShellKind shellKindOf(const QString& text);

// Never fails: an open quote ends with the text. Variables that the script itself sets are filled in, others
// stay as they are written ("$GEMINI_API_KEY").
ShellScript readShellScript(const QString& text, ShellKind kind);

// "$KEY", "${KEY}", "%KEY%", "$env:KEY": no value but the name of one.
bool isShellVariable(const QString& text);

} // namespace safelight
