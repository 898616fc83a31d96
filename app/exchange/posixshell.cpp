#include "app/exchange/posixshell.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longestName = 1024; // of a file, or of what ends a here-document

} // namespace

ShellScript PosixShell::read()
{
    while (!atEnd())
        step();
    endCommand();
    return m_script;
}

void PosixShell::step()
{
    if (stepQuote())
        return;
    const QChar c = at(0);
    ++m_at;
    if (c == u'\n') {
        endWord();
        readDocuments();
        endCommand();
    } else if (c.isSpace()) {
        endWord();
    } else if (u";|&()<>"_s.contains(c)) {
        operatorOf(c);
    } else if (c == u'#' && !m_started) {
        comment();
    } else {
        m_word += c;
        m_started = true;
    }
}

bool PosixShell::stepQuote()
{
    const QChar c = at(0);
    if (c == u'\'')
        single();
    else if (c == u'"')
        doubled();
    else if (c == u'\\')
        backslash();
    else if (c == u'$' && at(1) == u'\'')
        ansi();
    else if (c == u'$')
        variable();
    else
        return false;
    return true;
}

void PosixShell::operatorOf(QChar c)
{
    if (c == u'<' && at(0) == u'<') {
        // "3<<X" is what descriptor 3 reads, not the command's input.
        const bool descriptor = m_started && !m_wordQuoted && m_word.size() == 1 && m_word.at(0).isDigit();
        const QString file = descriptor ? QString(u"/dev/fd/"_s + m_word) : QString();
        m_started = m_started && !descriptor;
        endWord();
        m_word.clear();
        ++m_at;
        return beginDocument(file);
    }
    // "2>" is no word of the command.
    if (c == u'>' && m_started && !m_wordQuoted && (m_word == "1"_L1 || m_word == "2"_L1)) {
        m_word.clear();
        m_started = false;
    }
    endWord();
    if (c == u'>' || c == u'<') {
        m_toFile = true;
        if (at(0) == u'>' || at(0) == u'&')
            ++m_at;
        return;
    }
    endCommand();
}

void PosixShell::single()
{
    m_started = m_wordQuoted = true;
    const qsizetype end = m_text.indexOf(u'\'', m_at + 1);
    const qsizetype stop = end < 0 ? m_text.size() : end;
    m_word += m_text.sliced(m_at + 1, stop - m_at - 1);
    m_at = stop + 1;
}

void PosixShell::doubled()
{
    m_started = m_wordQuoted = true;
    for (++m_at; !atEnd() && at(0) != u'"';) {
        if (at(0) == u'\\' && m_at + 1 < m_text.size()) {
            if (!u"$`\"\\\n"_s.contains(at(1)))
                m_word += u'\\';
            if (at(1) != u'\n')
                m_word += at(1);
            m_at += 2;
        } else if (at(0) == u'$') {
            variable();
        } else {
            m_word += at(0);
            ++m_at;
        }
    }
    ++m_at;
}

void PosixShell::ansi()
{
    m_started = m_wordQuoted = true;
    for (m_at += 2; !atEnd() && at(0) != u'\'';) {
        if (at(0) == u'\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            ansiEscape();
        } else {
            m_word += at(0);
            ++m_at;
        }
    }
    ++m_at;
}

void PosixShell::ansiEscape()
{
    static const QHash<QChar, QChar> letters {{u'n', u'\n'}, {u't', u'\t'},   {u'r', u'\r'},
                                              {u'a', u'\a'}, {u'b', u'\b'},   {u'f', u'\f'},
                                              {u'v', u'\v'}, {u'e', u'\x1b'}, {u'E', u'\x1b'}};
    const QChar c = at(0);
    if (c >= u'0' && c <= u'7')
        return ansiNumber(8, 3);
    ++m_at;
    if (c == u'x')
        ansiNumber(16, 2);
    else if (c == u'u')
        ansiNumber(16, 4);
    else if (c == u'U')
        ansiNumber(16, 8);
    else
        m_word += letters.value(c, c);
}

void PosixShell::ansiNumber(int base, int most)
{
    uint code = 0;
    for (int i = 0; i < most && !atEnd(); ++i, ++m_at) {
        bool isDigit = false;
        const uint digit = QString(at(0)).toUInt(&isDigit, base);
        if (!isDigit)
            break;
        code = code * uint(base) + digit;
    }
    if (code <= 0xFFFF)
        m_word += QChar(char16_t(code)); // halves of a pair come one after the other
    else if (code <= 0x10FFFF)
        m_word += QString::fromUcs4(std::u32string(1, char32_t(code)).data(), 1);
}

// Letters, digits and underlines, as in a variable's name.
qsizetype PosixShell::nameEnd(qsizetype from) const
{
    const auto isName = [](QChar c) { return c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber()); };
    while (from < m_text.size() && isName(m_text.at(from)))
        ++from;
    return from;
}

// Behind the next "}", or -1. That there is none is found out once.
qsizetype PosixShell::braceEnd(qsizetype from)
{
    const qsizetype brace = m_braceIsGone ? -1 : m_text.indexOf(u'}', from);
    m_braceIsGone = brace < 0;
    return brace < 0 ? -1 : brace + 1;
}

// A few lines of script can double a value until no memory is left.
void PosixShell::fillIn(QString& text, const QString& value)
{
    if (value.size() > m_room) {
        m_script.isTooLong = true;
        m_at = m_text.size();
        return;
    }
    m_room -= value.size();
    text += value;
}

// $NAME, ${NAME}, ${NAME:-else}, ${NAME:?sentence}
void PosixShell::variable()
{
    if (substitution())
        return;
    const bool braced = at(1) == u'{';
    const qsizetype from = m_at + (braced ? 2 : 1);
    qsizetype end = nameEnd(from);
    const QString name = m_text.sliced(std::min(from, m_text.size()), std::max<qsizetype>(end - from, 0));
    if (braced && end < m_text.size() && m_text.at(end) == u'}')
        ++end;
    else if (braced)
        end = end + 1 < m_text.size() && m_text.at(end) == u':' && u"-?="_s.contains(m_text.at(end + 1))
            ? braceEnd(end)
            : -1;
    m_started = true;
    if (name.isEmpty() || end < 0) {
        m_word += at(0);
        ++m_at;
        return;
    }
    const auto known = m_variables.constFind(name);
    const qsizetype begin = std::exchange(m_at, end);
    if (known == m_variables.cend())
        m_word += m_text.sliced(begin, end - begin);
    else
        fillIn(m_word, *known);
}

// "$(cat FILE)" and "$(<FILE)" stay one word, as they stand: nothing is run, but the file has a name.
bool PosixShell::substitution()
{
    static const QRegularExpression pattern(u"^\\$\\((?:cat[ \\t]+|<[ \\t]*)[^()`\\n]+\\)"_s);
    if (at(1) != u'(')
        return false;
    const auto match = pattern.match(m_text.sliced(m_at, std::min(longestName, m_text.size() - m_at)));
    if (!match.hasMatch())
        return false;
    m_started = true;
    m_word += match.captured(0);
    m_at += match.capturedLength(0);
    return true;
}

void PosixShell::backslash()
{
    if (at(1) == u'\r' && at(2) == u'\n') {
        m_at += 3;
    } else if (at(1) == u'\n') {
        m_at += 2;
    } else {
        m_started = m_wordQuoted = true;
        if (m_at + 1 < m_text.size())
            m_word += at(1);
        m_at += 2;
    }
}

void PosixShell::comment()
{
    const qsizetype end = m_text.indexOf(u'\n', m_at);
    m_at = end < 0 ? m_text.size() : end;
}

void PosixShell::endWord()
{
    if (!m_started)
        return;
    if (m_toFile)
        m_file = m_word;
    else if (!assign())
        m_script.commands.last().append(m_word);
    m_toFile = m_started = m_wordQuoted = false;
    m_word.clear();
}

// NAME=value before a command is kept to fill in later.
bool PosixShell::assign()
{
    static const QRegularExpression pattern(u"^[A-Za-z_]\\w*$"_s);
    const qsizetype equals = m_word.indexOf(u'=');
    if (equals <= 0 || !m_script.commands.constLast().isEmpty())
        return false;
    const QString name = m_word.first(equals);
    if (!pattern.match(name).hasMatch())
        return false;
    m_variables.insert(name, m_word.sliced(equals + 1));
    return true;
}

void PosixShell::endCommand()
{
    endWord();
    m_toFile = false;
    m_file.clear();
    if (!m_script.commands.constLast().isEmpty())
        m_script.commands.append(QStringList());
}

void PosixShell::beginDocument(const QString& file)
{
    Document document;
    document.file = file;
    document.dedented = at(0) == u'-';
    if (document.dedented)
        ++m_at;
    static const QRegularExpression pattern(u"^[ \\t]*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|\\\\?([\\w.-]+))"_s);
    const auto match = pattern.match(m_text.sliced(m_at, std::min(longestName, m_text.size() - m_at)));
    if (!match.hasMatch())
        return;
    document.end = match.captured(1) + match.captured(2) + match.captured(3);
    document.quoted = match.captured(3).isEmpty() || match.captured(0).contains(u'\\');
    m_at += match.capturedLength(0);
    m_documents.append(document);
}

// The values of the variables for "${NAME}"; "$name" is left alone, which JSON has too.
QString PosixShell::filledIn(const QString& text)
{
    static const QRegularExpression pattern(u"\\$\\{(\\w+)\\}"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext() && !m_script.isTooLong;) {
        const auto match = it.next();
        const auto known = m_variables.constFind(match.captured(1));
        if (known == m_variables.cend() || isShellVariable(*known))
            continue;
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        fillIn(result, *known);
        from = match.capturedEnd();
    }
    return result + QStringView(text).sliced(from);
}

// The lines behind the one that named them.
void PosixShell::readDocuments()
{
    for (const auto& document : std::exchange(m_documents, {})) {
        QStringList lines;
        while (!atEnd()) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            const qsizetype stop = end < 0 ? m_text.size() : end;
            QString line = m_text.sliced(m_at, stop - m_at);
            m_at = stop + 1;
            if (document.dedented) {
                while (line.startsWith(u'\t'))
                    line.remove(0, 1);
            }
            if (QStringView(line).trimmed() == document.end)
                break;
            lines.append(line);
        }
        const QString plain = lines.join(u'\n') + u'\n';
        const QString text = document.quoted ? plain : filledIn(plain);
        const QString file = document.file.isEmpty() ? m_file : document.file;
        if (file.isEmpty())
            m_script.input += text;
        else
            m_script.files.insert(file, text);
    }
}

} // namespace safelight
