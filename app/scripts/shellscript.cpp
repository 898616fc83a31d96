#include "app/scripts/shellscript.h"

#include "app/scripts/posixshell.h"
#include "app/scripts/powershell.h"

#include <QRegularExpression>

#include <algorithm>

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
    QList<QStringList> read(const QString& text);

private:
    void take(QChar c);
    void endWord();

    QList<QStringList> m_commands {QStringList()};
    QString m_word;
    bool m_started = false;
    bool m_quoted = false;
    int m_backslashes = 0;
};

QList<QStringList> WindowsWords::read(const QString& text)
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
    return m_commands;
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
            m_commands.append(QStringList());
        return;
    }
    m_word += c;
    m_started = true;
}

void WindowsWords::endWord()
{
    m_word += QString(std::exchange(m_backslashes, 0), u'\\');
    if (m_started)
        m_commands.last().append(m_word);
    m_word.clear();
    m_started = false;
}

// "set NAME=value" of cmd is filled in where it is called "%NAME%"; other names stay open. Once through the
// text: a value that names a variable itself keeps its name.
QString withCmdVariables(const QString& text, Blanks& blanks)
{
    static const QRegularExpression setting(u"^\\s*@?set\\s+\"?(\\w+)=([^\\r\\n\"]*)"_s,
                                            QRegularExpression::MultilineOption
                                                | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression use(u"%(\\w+)%"_s);
    QHash<QString, QString> variables;
    for (auto it = setting.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        variables.insert(match.captured(1).toLower(), match.captured(2));
    }
    qsizetype room = 32 * 1024 * 1024; // characters
    QString result;
    qsizetype from = 0;
    for (auto it = use.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1);
        const auto known = variables.constFind(name.toLower());
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        if (known != variables.cend() && known->size() <= room) {
            result += *known;
            room -= known->size();
        } else {
            result += blanks.markOf({Blanks::Blank::Kind::Variable, name, match.captured()});
        }
        from = match.capturedEnd();
    }
    return result + QStringView(text).sliced(from);
}

} // namespace

ShellKind shellKindOf(const QString& text)
{
    static const QRegularExpression caret(u"\\^\\r?\\n|\\^\"|%\\w+%"_s);
    static const QRegularExpression tick(
        u"`\\r?\\n|\\$env:|@['\"]\\r?\\n|curl\\.exe|(?i:Invoke-(?:RestMethod|WebRequest)|^\\s*(?:irm|iwr) )"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression variable(u"\\$[A-Z_][A-Z_0-9]+\\b|\\$\\{[A-Z_]+\\}|\\$\\("_s);
    static const QRegularExpression web(u"Invoke-(?:RestMethod|WebRequest)"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    if (web.match(text).hasMatch())
        return ShellKind::PowerShell;
    static const QRegularExpression sure(u"\\\\\\r?\\n|\\$'|<<"_s);
    if (sure.match(text).hasMatch())
        return ShellKind::Posix;
    if (caret.match(text).hasMatch())
        return ShellKind::Cmd;
    if (tick.match(text).hasMatch())
        return ShellKind::PowerShell;
    if (variable.match(text).hasMatch())
        return ShellKind::Posix;
    // Without a mark of its own: cmd knows no single quotes.
    return text.contains(u'\'') || !text.contains(u"\\\""_s) ? ShellKind::Posix : ShellKind::Cmd;
}

ShellScript readShellScript(const QString& text, ShellKind kind, const FileReading& files)
{
    if (kind == ShellKind::Posix)
        return PosixShell(text, files).read();
    if (kind == ShellKind::PowerShell)
        return PowerShell(text, files).read();
    ShellScript script;
    const auto commands = WindowsWords().read(withoutCarets(withCmdVariables(text, script.blanks)));
    for (const QStringList& words : commands) {
        const auto it = std::ranges::find_if(words, isCurl);
        if (it != words.end())
            script.commands.append({words.mid(it - words.begin() + 1), {}, false, {}});
    }
    return script;
}

bool isCurl(const QString& word)
{
    const QString name = word.section(u'/', -1).section(u'\\', -1);
    return name == "curl"_L1 || name == "curl.exe"_L1;
}

bool isShellVariable(const QString& text)
{
    static const QRegularExpression pattern(u"^(\\$\\{?\\w+\\}?|%\\w+%|\\$env:\\w+|\\$\\{env:\\w+\\})$"_s);
    return pattern.match(text).hasMatch();
}

} // namespace safelight
