#pragma once

#include "app/scripts/shellscript.h"

namespace safelight {

// Reads PowerShell: curl.exe, and Invoke-RestMethod and its kin, which come out as the calls of curl that
// send the same. Variables, hashtables, ConvertTo-Json and texts put together are understood; nothing is run.
class PowerShell
{
public:
    PowerShell(const QString& text, const FileReading& files)
        : m_text(text)
        , m_files(files)
    { }

    ShellScript read();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar at(qsizetype offset) const
    {
        return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : QChar();
    }
    bool ahead(QStringView word) const
    {
        return QStringView(m_text).sliced(m_at).startsWith(word, Qt::CaseInsensitive);
    }
    // Values are JSON: a text has its quotes.
    void statement();
    void command(const QString& name);
    QByteArray argument();
    QByteArray expression(int depth);
    QByteArray operand(int depth);
    QByteArray piped(QByteArray value);
    QByteArray hashtable(int depth);
    QByteArray list(int depth);
    QByteArray variable();
    QByteArray cast(int depth);
    QByteArray call(int depth);
    QByteArray word();
    QString doubled();
    QString insertion();
    QString single();
    QString hereText();
    QString escaped(QChar c) const;
    QString blank(qsizetype from, Blanks::Blank::Kind kind, const QString& name = {});
    bool skipSpace(bool overLines);
    void skipLine();
    void send(const QHash<QString, QByteArray>& parameters);

    const QString& m_text;
    const FileReading& m_files;
    qsizetype m_at = 0;
    qsizetype m_room = 32 * 1024 * 1024;
    ShellScript m_script;
    QHash<QString, QByteArray> m_variables; // by their names in small letters
};

// What a JSON value is as a text: the text itself, or its JSON.
QString powerShellText(const QByteArray& value);

} // namespace safelight
