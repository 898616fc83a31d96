#include "app/exchange/shellscript.h"

#include "app/exchange/posixshell.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// cmd: a caret takes the meaning from what follows, outside quotes. A caret at a line's end joins the lines,
// and of the next line the first character is plain, so that ^, line, line is a line break.
QString withoutCarets(const QString& text)
{
    QString result;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'^' || quoted || i + 1 == text.size()) {
            quoted = quoted != (c == u'"');
            result += c;
            continue;
        }
        ++i;
        if (text.at(i) == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            ++i;
        if (text.at(i) != u'\n') {
            result += text.at(i);
            continue;
        }
        if (i + 1 < text.size() && text.at(i + 1) == u'\n')
            result += text.at(++i);
    }
    return result;
}

// How programs on Windows split their command line: backslashes mean something before a quote only.
class WindowsWords
{
public:
    ShellScript read(const QString& text);

private:
    void take(QChar c);
    void endWord();

    ShellScript m_script {{QStringList()}, {}, {}};
    QString m_word;
    bool m_started = false;
    bool m_quoted = false;
    int m_backslashes = 0;
};

ShellScript WindowsWords::read(const QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'"' && m_quoted && m_backslashes == 0 && i + 1 < text.size() && text.at(i + 1) == u'"') {
            m_word += text.at(++i);
            continue;
        }
        take(c);
    }
    endWord();
    return m_script;
}

void WindowsWords::take(QChar c)
{
    if (c == u'\\') {
        ++m_backslashes;
        m_started = true;
        return;
    }
    const int before = std::exchange(m_backslashes, 0);
    if (c == u'"') {
        m_word += QString(before / 2, u'\\');
        if (before % 2 == 1)
            m_word += c;
        else
            m_quoted = !m_quoted;
        m_started = true;
        return;
    }
    m_word += QString(before, u'\\');
    if (!m_quoted && c.isSpace()) {
        endWord();
        if (c == u'\n')
            m_script.commands.append(QStringList());
        return;
    }
    m_word += c;
    m_started = true;
}

void WindowsWords::endWord()
{
    m_word += QString(std::exchange(m_backslashes, 0), u'\\');
    if (m_started)
        m_script.commands.last().append(m_word);
    m_word.clear();
    m_started = false;
}

class PowerShellWords
{
public:
    explicit PowerShellWords(const QString& text)
        : m_text(text)
    { }
    ShellScript read();

private:
    QChar at(qsizetype offset) const
    {
        return m_at + offset < m_text.size() ? m_text.at(m_at + offset) : QChar();
    }
    void single();
    void doubled();
    bool hereString();
    QChar escaped(QChar c) const;
    void plain();
    void endWord();

    const QString& m_text;
    qsizetype m_at = 0;
    ShellScript m_script {{QStringList()}, {}, {}};
    QString m_word;
    bool m_started = false;
};

ShellScript PowerShellWords::read()
{
    while (m_at < m_text.size()) {
        if (at(0) == u'@' && hereString())
            continue;
        if (at(0) == u'\'')
            single();
        else if (at(0) == u'"')
            doubled();
        else
            plain();
    }
    endWord();
    return m_script;
}

void PowerShellWords::single()
{
    m_started = true;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (at(0) == u'\'' && at(1) == u'\'')
            ++m_at;
        else if (at(0) == u'\'')
            break;
        m_word += at(0);
    }
    ++m_at;
}

void PowerShellWords::doubled()
{
    m_started = true;
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (at(0) == u'`' && m_at + 1 < m_text.size()) {
            ++m_at;
            m_word += escaped(at(0));
            continue;
        }
        if (at(0) == u'"' && at(1) == u'"')
            ++m_at;
        else if (at(0) == u'"')
            break;
        m_word += at(0);
    }
    ++m_at;
}

// @' … '@ with the text between the lines.
bool PowerShellWords::hereString()
{
    const QChar quote = at(1);
    if ((quote != u'\'' && quote != u'"') || (at(2) != u'\n' && at(2) != u'\r'))
        return false;
    const qsizetype from = m_text.indexOf(u'\n', m_at) + 1;
    const qsizetype end = m_text.indexOf(QString(u'\n') + quote + u'@', from - 1);
    const qsizetype stop = end < 0 ? m_text.size() : end;
    m_word += m_text.sliced(from, std::max<qsizetype>(stop - from, 0));
    m_started = true;
    m_at = end < 0 ? m_text.size() : end + 3;
    return true;
}

QChar PowerShellWords::escaped(QChar c) const
{
    switch (c.unicode()) {
    case u'n':
        return u'\n';
    case u't':
        return u'\t';
    case u'r':
        return u'\r';
    case u'0':
        return u'\0';
    default:
        return c;
    }
}

void PowerShellWords::plain()
{
    const QChar c = at(0);
    ++m_at;
    if (c == u'`') {
        if (at(0) == u'\r')
            ++m_at;
        if (at(0) != u'\n') {
            m_word += at(0);
            m_started = true;
        }
        ++m_at;
        return;
    }
    if (!c.isSpace() && c != u';' && c != u'|') {
        m_word += c;
        m_started = true;
        return;
    }
    endWord();
    if (c == u'\n' || c == u';' || c == u'|')
        m_script.commands.append(QStringList());
}

void PowerShellWords::endWord()
{
    if (m_started)
        m_script.commands.last().append(m_word);
    m_word.clear();
    m_started = false;
}

} // namespace

ShellKind shellKindOf(const QString& text)
{
    static const QRegularExpression caret(u"\\^\\r?\\n|\\^\"|%\\w+%"_s);
    static const QRegularExpression tick(u"`\\r?\\n|\\$env:|@['\"]\\r?\\n|curl\\.exe"_s);
    static const QRegularExpression backslash(u"\\\\\\r?\\n|\\$'|<<"_s);
    if (backslash.match(text).hasMatch())
        return ShellKind::Posix;
    if (caret.match(text).hasMatch())
        return ShellKind::Cmd;
    if (tick.match(text).hasMatch())
        return ShellKind::PowerShell;
    // Without a mark of its own: cmd knows no single quotes.
    return text.contains(u'\'') || !text.contains(u"\\\""_s) ? ShellKind::Posix : ShellKind::Cmd;
}

ShellScript readShellScript(const QString& text, ShellKind kind)
{
    switch (kind) {
    case ShellKind::Cmd:
        return WindowsWords().read(withoutCarets(text));
    case ShellKind::PowerShell:
        return PowerShellWords(text).read();
    case ShellKind::Posix:
        break;
    }
    return PosixShell(text).read();
}

bool isShellVariable(const QString& text)
{
    static const QRegularExpression pattern(u"^(\\$\\{?\\w+\\}?|%\\w+%|\\$env:\\w+|\\$\\{env:\\w+\\})$"_s);
    return pattern.match(text).hasMatch();
}

} // namespace safelight
