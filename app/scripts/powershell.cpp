#include "app/scripts/powershell.h"

#include "app/wire/jsonmembers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestPowerShell = 100;
constexpr qsizetype longestWritten = 200; // of a blank, in a sentence

QByteArray jsonOfText(const QString& text)
{
    return jsonQuoted(text.toUtf8());
}

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

bool isWebCommand(const QString& name)
{
    static const QStringList names {u"invoke-restmethod"_s, u"invoke-webrequest"_s, u"irm"_s, u"iwr"_s};
    return names.contains(name.toLower());
}

} // namespace

QString powerShellText(const QByteArray& value)
{
    return value.startsWith('"') ? QString::fromUtf8(jsonPlainText(value)) : QString::fromUtf8(value);
}

ShellScript PowerShell::read()
{
    while (!atEnd()) {
        const qsizetype before = m_at;
        statement();
        if (m_at == before)
            ++m_at;
    }
    return std::move(m_script);
}

// Spaces and comments; a grave accent at a line's end joins the lines.
bool PowerShell::skipSpace(bool overLines)
{
    const qsizetype before = m_at;
    while (!atEnd()) {
        if (at(0) == u'`' && (at(1) == u'\n' || (at(1) == u'\r' && at(2) == u'\n')))
            m_at += at(1) == u'\r' ? 3 : 2;
        else if (at(0) == u'#')
            skipLine();
        else if (at(0) == u'\n' ? overLines : at(0).isSpace())
            ++m_at;
        else
            break;
    }
    return m_at > before;
}

void PowerShell::skipLine()
{
    const qsizetype end = m_text.indexOf(u'\n', m_at);
    m_at = end < 0 ? m_text.size() : end;
}

QString PowerShell::blank(qsizetype from, Blanks::Blank::Kind kind, const QString& name)
{
    const QString written = m_text.sliced(from, std::min(m_at - from, longestWritten)).simplified();
    return m_script.blanks.markOf({kind, name, written});
}

// $name = value, or a command; the rest of a line that is not understood is passed over.
void PowerShell::statement()
{
    skipSpace(true);
    while (at(0) == u'[') { // [string]$x = …
        while (!atEnd() && at(0) != u']')
            ++m_at;
        ++m_at;
    }
    if (at(0) == u'$') {
        const qsizetype from = ++m_at;
        while (isWordLetter(at(0)) || at(0) == u':' || at(0) == u'.')
            ++m_at;
        const QString name = m_text.sliced(from, m_at - from).toLower();
        skipSpace(false);
        if (at(0) != u'=')
            return;
        ++m_at;
        skipSpace(false);
        if (at(0).isLetter()) // $response = Invoke-RestMethod …
            return;
        m_variables.insert(name, expression(0));
        return;
    }
    const qsizetype from = m_at;
    while (!atEnd() && !at(0).isSpace() && !u";|&(){}"_s.contains(at(0)))
        ++m_at;
    const QString name = m_text.sliced(from, m_at - from);
    if (isWebCommand(name) || isCurl(name))
        return command(name);
}

void PowerShell::command(const QString& name)
{
    QStringList words;
    QHash<QString, QByteArray> parameters;
    for (;;) {
        skipSpace(false);
        if (atEnd() || u"\n;|)}"_s.contains(at(0)))
            break;
        const qsizetype before = m_at;
        const QByteArray value = argument();
        if (m_at == before)
            ++m_at;
        const QString text = powerShellText(value);
        if (!isWebCommand(name)) {
            words.append(text);
        } else if (text.startsWith(u'-') && m_text.at(before) == u'-') {
            skipSpace(false);
            const bool isSwitch = at(0) == u'-' || atEnd() || at(0) == u'\n';
            parameters.insert(text.toLower(), isSwitch ? QByteArray() : argument());
        } else if (m_text.at(before) == u'@') { // @parameters: the members of a hashtable
            const auto members = jsonMembers(value);
            for (const auto& member : members)
                parameters.insert(u'-' + QString::fromUtf8(member.name).toLower(),
                                  member.valueIn(value).toByteArray());
        } else if (!parameters.contains(u"-uri"_s)) {
            parameters.insert(u"-uri"_s, value);
        }
    }
    if (isWebCommand(name))
        send(parameters);
    else
        m_script.commands.append({words, {}, false, {}});
}

void PowerShell::send(const QHash<QString, QByteArray>& parameters)
{
    ShellCommand command;
    command.words << u"--url"_s << powerShellText(parameters.value(u"-uri"_s));
    const QByteArray headers = parameters.value(u"-headers"_s);
    const auto members = jsonMembers(headers);
    for (const auto& header : members)
        command.words << u"-H"_s
                      << QString::fromUtf8(header.name) + u": "_s
                + powerShellText(header.valueIn(headers).toByteArray());
    if (parameters.contains(u"-body"_s))
        command.words << u"--data-raw"_s << powerShellText(parameters.value(u"-body"_s));
    if (parameters.contains(u"-infile"_s))
        command.words << u"--data-binary"_s << u'@' + powerShellText(parameters.value(u"-infile"_s));
    m_script.commands.append(command);
}

// A word of a command: plain letters need no quotes.
QByteArray PowerShell::argument()
{
    if (at(0) == u'@' && (isWordLetter(at(1)))) { // splatting
        ++m_at;
        const qsizetype from = m_at;
        while (isWordLetter(at(0)))
            ++m_at;
        return m_variables.value(m_text.sliced(from, m_at - from).toLower());
    }
    if (at(0) == u'(' || (at(0) == u'@' && u"({'\""_s.contains(at(1))))
        return operand(0);
    QString text;
    while (!atEnd() && !at(0).isSpace() && !u";|)}"_s.contains(at(0))) {
        if (at(0) == u'"')
            text += doubled();
        else if (at(0) == u'\'')
            text += single();
        else if (at(0) == u'$' && text.isEmpty()) {
            const QByteArray value = variable();
            const bool goesOn = !atEnd() && !at(0).isSpace() && !u";|)}"_s.contains(at(0));
            if (!goesOn)
                return value;
            text += powerShellText(value);
        } else if (at(0) == u'$')
            text += powerShellText(variable());
        else if (at(0) == u'`' && m_at + 1 < m_text.size()) {
            text += escaped(at(1));
            m_at += 2;
        } else {
            text += at(0);
            ++m_at;
        }
    }
    return jsonOfText(text);
}

QByteArray PowerShell::expression(int depth)
{
    if (depth > deepestPowerShell) {
        m_at = m_text.size();
        return "null";
    }
    QByteArray value = operand(depth);
    QList<QByteArray> items {value};
    for (;;) {
        skipSpace(false);
        if (at(0) == u'+') {
            ++m_at;
            skipSpace(true);
            items.last() = jsonOfText(powerShellText(items.last()) + powerShellText(operand(depth)));
        } else if (at(0) == u',' && depth >= 0) {
            ++m_at;
            skipSpace(true);
            items.append(operand(depth));
        } else {
            break;
        }
    }
    value = items.size() == 1 ? items.first() : '[' + items.join(',') + ']';
    return piped(value);
}

// … | ConvertTo-Json -Depth 10
QByteArray PowerShell::piped(QByteArray value)
{
    skipSpace(false);
    while (at(0) == u'|') {
        ++m_at;
        skipSpace(true);
        const bool toJson = ahead(u"ConvertTo-Json");
        const qsizetype from = m_at;
        while (!atEnd() && !u"\n;|)}"_s.contains(at(0)))
            ++m_at;
        value = toJson ? jsonQuoted(value) : jsonOfText(blank(from, Blanks::Blank::Kind::Output));
    }
    return value;
}

QByteArray PowerShell::operand(int depth)
{
    const QChar c = at(0);
    if (c == u'@' && at(1) == u'{')
        return hashtable(depth);
    if (c == u'@' && at(1) == u'(')
        return list(depth);
    if (c == u'@' && (at(1) == u'\'' || at(1) == u'"'))
        return jsonOfText(hereText());
    if (c == u'"')
        return jsonOfText(doubled());
    if (c == u'\'')
        return jsonOfText(single());
    if (c == u'$')
        return variable();
    if (c == u'[')
        return cast(depth);
    if (c == u'(') {
        ++m_at;
        skipSpace(true);
        const QByteArray value = at(0).isLetter() ? call(depth + 1) : expression(depth + 1);
        skipSpace(true);
        if (at(0) == u')')
            ++m_at;
        return value;
    }
    return word();
}

// A number, or a bare word.
QByteArray PowerShell::word()
{
    const qsizetype from = m_at;
    while (isWordLetter(at(0)) || u".-"_s.contains(at(0)))
        ++m_at;
    const QString text = m_text.sliced(from, m_at - from);
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber && !text.startsWith(u'.') && !text.endsWith(u'.') ? text.toUtf8() : jsonOfText(text);
}

// Get-Content FILE, ConvertTo-Json $value; any other stays open.
QByteArray PowerShell::call(int depth)
{
    const qsizetype from = m_at;
    while (isWordLetter(at(0)) || at(0) == u'-')
        ++m_at;
    const QString name = m_text.sliced(from, m_at - from).toLower();
    skipSpace(false);
    QByteArray first;
    while (!atEnd() && !u"\n;|)}"_s.contains(at(0))) {
        const qsizetype before = m_at;
        const bool isOption = at(0) == u'-';
        const QByteArray value = name == "convertto-json"_L1 && !isOption ? expression(depth) : argument();
        if (m_at == before)
            ++m_at;
        const bool isValue = !isOption || powerShellText(value).startsWith(u"-path"_s, Qt::CaseInsensitive);
        if (first.isEmpty() && isValue && !isOption)
            first = value;
        skipSpace(false);
    }
    if (name == "get-content"_L1 || name == "gc"_L1 || name == "cat"_L1) {
        auto bytes = m_files(powerShellText(first));
        const QString file = powerShellText(first);
        return jsonOfText(
            bytes ? QString::fromUtf8(*bytes)
                  : m_script.blanks.markOf({Blanks::Blank::Kind::File, file, file, bytes.error()}));
    }
    if (name == "convertto-json"_L1)
        return jsonQuoted(first);
    return piped(jsonOfText(blank(from, Blanks::Blank::Kind::Output)));
}

// [ordered]@{…}, [int]5; [System.Text.Encoding]::UTF8.GetBytes($body) is what is in its brackets.
QByteArray PowerShell::cast(int depth)
{
    const qsizetype from = m_at;
    while (!atEnd() && at(0) != u']')
        ++m_at;
    ++m_at;
    if (at(0) != u':')
        return operand(depth + 1);
    while (isWordLetter(at(0)) || u":."_s.contains(at(0)))
        ++m_at;
    const QString method = m_text.sliced(from, std::min(m_at, m_text.size()) - from);
    const QByteArray value =
        at(0) == u'(' && depth < deepestPowerShell ? operand(depth + 1) : QByteArray("null");
    if (method.endsWith("GetBytes"_L1))
        return value;
    const bool encodes = method.endsWith("ToBase64String"_L1);
    const bool reads = method.endsWith("ReadAllBytes"_L1) || method.endsWith("ReadAllText"_L1);
    const QString text = powerShellText(value);
    if (reads) {
        auto bytes = m_files(text);
        const QString mark = bytes
            ? QString()
            : m_script.blanks.markOf({Blanks::Blank::Kind::File, text, text, bytes.error()});
        return jsonOfText(bytes ? QString::fromLatin1(*bytes) : mark);
    }
    if (encodes)
        return jsonOfText(Blanks::isIn(text) ? text : QString::fromLatin1(text.toLatin1().toBase64()));
    return jsonOfText(blank(from, Blanks::Blank::Kind::Output));
}

QByteArray PowerShell::hashtable(int depth)
{
    QByteArrayList members;
    m_at += 2;
    skipSpace(true);
    while (!atEnd() && at(0) != u'}') {
        const qsizetype before = m_at;
        const QString name = at(0) == u'"' ? doubled() : at(0) == u'\'' ? single() : powerShellText(word());
        skipSpace(false);
        if (at(0) == u'=')
            ++m_at;
        skipSpace(true);
        const QByteArray value = depth < deepestPowerShell ? expression(depth + 1) : QByteArray();
        members.append(jsonOfText(name) + ':' + value);
        while (skipSpace(true) || at(0) == u';') {
            if (at(0) == u';')
                ++m_at;
        }
        if (m_at == before || depth >= deepestPowerShell)
            m_at = m_text.size();
    }
    ++m_at;
    return '{' + members.join(',') + '}';
}

QByteArray PowerShell::list(int depth)
{
    QByteArrayList items;
    m_at += 2;
    skipSpace(true);
    while (!atEnd() && at(0) != u')') {
        const qsizetype before = m_at;
        items.append(depth < deepestPowerShell ? operand(depth + 1) : QByteArray());
        while (skipSpace(true) || at(0) == u',' || at(0) == u';') {
            if (at(0) == u',' || at(0) == u';')
                ++m_at;
        }
        if (m_at == before || depth >= deepestPowerShell)
            m_at = m_text.size();
    }
    ++m_at;
    return '[' + items.join(',') + ']';
}

} // namespace safelight
