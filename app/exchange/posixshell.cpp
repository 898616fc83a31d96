#include "app/exchange/posixshell.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

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

void PosixShell::variable()
{
    static const QRegularExpression pattern(u"\\$(?:\\{(\\w+)(?::[-?=][^}]*)?\\}|(\\w+))"_s);
    const auto match = pattern.match(m_text, m_at, QRegularExpression::NormalMatch,
                                     QRegularExpression::AnchorAtOffsetMatchOption);
    m_started = true;
    if (!match.hasMatch()) {
        m_word += at(0);
        ++m_at;
        return;
    }
    const QString name = match.captured(1) + match.captured(2);
    m_word += m_variables.value(name, match.captured(0));
    m_at += match.capturedLength(0);
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
    static const QRegularExpression pattern(u"^([A-Za-z_]\\w*)=(.*)$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    if (!m_script.commands.constLast().isEmpty())
        return false;
    const auto match = pattern.match(m_word);
    if (!match.hasMatch())
        return false;
    m_variables.insert(match.captured(1), match.captured(2));
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
    static const QRegularExpression pattern(u"[ \\t]*(?:'([^'\\n]*)'|\"([^\"\\n]*)\"|\\\\?([\\w.-]+))"_s);
    const auto match = pattern.match(m_text, m_at, QRegularExpression::NormalMatch,
                                     QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return;
    document.end = match.captured(1) + match.captured(2) + match.captured(3);
    document.quoted = match.captured(3).isEmpty() || match.captured(0).contains(u'\\');
    m_at += match.capturedLength(0);
    m_documents.append(document);
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
        QString text = lines.join(u'\n') + u'\n';
        for (auto it = m_variables.cbegin(); !document.quoted && it != m_variables.cend(); ++it) {
            if (!isShellVariable(it.value()))
                text.replace(u"${"_s + it.key() + u'}', it.value());
        }
        const QString file = document.file.isEmpty() ? m_file : document.file;
        if (file.isEmpty())
            m_script.input += text;
        else
            m_script.files.insert(file, text);
    }
}

} // namespace safelight
