#pragma once

#include "app/exchange/shellscript.h"

namespace safelight {

// Reads what sh and bash read: quotes, $'…', line continuations, comments, here-documents, assignments.
class PosixShell
{
public:
    explicit PosixShell(const QString& text)
        : m_text(text)
    { }

    ShellScript read();

private:
    struct Document
    {
        QString end;
        bool quoted = false;
        bool dedented = false;
        QString file; // empty: what “>” names, else into the command
    };

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar at(qsizetype offset) const
    {
        return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : QChar();
    }
    void step();
    bool stepQuote();
    void operatorOf(QChar c);
    void single();
    void doubled();
    void ansi();
    void ansiEscape();
    void ansiNumber(int base, int most);
    void variable();
    bool substitution();
    qsizetype nameEnd(qsizetype from) const;
    qsizetype braceEnd(qsizetype from);
    void fillIn(QString& text, const QString& value);
    QString filledIn(const QString& text);
    void backslash();
    void comment();
    void endWord();
    void endCommand();
    void beginDocument(const QString& file);
    void readDocuments();
    bool assign();

    const QString& m_text;
    qsizetype m_at = 0;
    ShellScript m_script {{QStringList()}, {}, {}, false};
    qsizetype m_room = 32 * 1024 * 1024; // characters that variables may still fill in
    bool m_braceIsGone = false; // no "}" follows
    QString m_word;
    bool m_started = false;
    bool m_wordQuoted = false;
    bool m_toFile = false; // the next word is what ">" writes to
    QString m_file; // what ">" of this command writes to
    QList<Document> m_documents; // begun on this line
    QHash<QString, QString> m_variables;
};

} // namespace safelight
