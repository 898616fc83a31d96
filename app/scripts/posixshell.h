#pragma once

#include "app/scripts/shellscript.h"

#include <functional>
#include <optional>

namespace safelight {

// Reads what sh and bash read: quotes, $'…', line continuations, comments, here-documents, assignments,
// pipes, and $(…) of commands that only name data. Files are read through `files`.
class PosixShell
{
public:
    PosixShell(const QString& text, const FileReading& files)
        : m_text(text)
        , m_files(files)
    { }

    ShellScript read();

private:
    enum class Target { Word, File, EndOfFile, Input, HereText, Nothing }; // of the next word
    struct Command
    {
        QStringList words;
        QByteArray input;
        bool hasInput = false;
        QString file; // ">" writes to it
        bool appends = false;
        bool pipesOn = false;
        QString source; // its text, for a sentence
    };
    struct Document
    {
        QString end;
        bool quoted = false;
        bool dedented = false;
        QString file; // empty: what its command reads
        qsizetype command = 0; // among those that wait
    };
    // What one list of commands has read so far: the script's, or that of a $(…).
    struct Frame
    {
        QString word;
        bool started = false;
        bool wordQuoted = false;
        Target target = Target::Word;
        Command command;
        qsizetype commandBegin = 0;
        QList<Command> waiting; // for their here-documents
        QList<Document> documents; // begun on this line
        std::optional<QByteArray> piped; // into the next command
        QString pipe; // whose output it is, when that is not known
        QByteArray printed;
        bool isKnown = true; // all that it prints
        QString function; // that is being defined
    };

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar at(qsizetype offset) const
    {
        return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : QChar();
    }
    // shellwords.cpp: words and what is in them
    void step();
    bool stepQuote();
    void plainRun();
    void single();
    void doubled();
    void ansi();
    void ansiEscape();
    void ansiNumber(int base, int most);
    void variable();
    void bracedVariable();
    void useVariable(const QString& name, qsizetype begin, qsizetype end,
                     const std::optional<QString>& otherwise = {});
    void addBlank(Blanks::Blank::Kind kind, const QString& name, qsizetype begin, qsizetype end);
    void substitution(QChar end);
    void processSubstitution();
    Frame listUpTo(QChar end, qsizetype opening);
    qsizetype nameEnd(qsizetype from) const;
    void fillIn(const QString& value);
    void backslash();
    void comment();

    // posixshell.cpp: commands
    void operatorOf(QChar c);
    void redirect(QChar c);
    bool beginFunction();
    void endWord();
    void takeWord();
    bool assign(const QString& word);
    void endCommand(bool pipesOn = false);
    void beginDocument(const QString& file);
    void readDocuments();
    QString documentText(const Document& document);
    QString filledIn(const QString& text);
    void runWaiting();
    void run(Command& command);
    bool runCurl(const Command& command);
    bool runBuiltin(const Command& command);
    void deliver(const Command& command, const std::optional<QByteArray>& output);
    std::optional<QByteArray> fileOf(const QString& name);

    const QString& m_text;
    const FileReading& m_files;
    qsizetype m_at = 0;
    int m_depth = 0; // of $(…) in each other
    ShellScript m_script;
    Frame m_frame;
    qsizetype m_room = 32 * 1024 * 1024; // characters that variables may still fill in
    QHash<QString, QString> m_variables;
    QHash<QString, QByteArray> m_functions; // what they print
    QByteArray m_missing; // the mark of a file that the command at hand wants and that is not there
};

} // namespace safelight
