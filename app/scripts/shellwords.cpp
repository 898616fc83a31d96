// The words of PosixShell: quotes, variables and substitutions.
#include "app/scripts/posixshell.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr int deepestSubstitution = 16;
constexpr qsizetype longestSource = 200; // of a command, in a sentence

} // namespace

void PosixShell::step()
{
    if (stepQuote())
        return;
    const QChar c = at(0);
    if (c == u'<' && at(1) == u'(')
        return processSubstitution();
    ++m_at;
    if (c == u'\n') {
        endCommand();
        readDocuments();
    } else if (c.isSpace()) {
        endWord();
    } else if (u";|&()<>"_s.contains(c)) {
        operatorOf(c);
    } else if (c == u'#' && !m_frame.started) {
        comment();
    } else {
        --m_at;
        plainRun();
    }
}

void PosixShell::plainRun()
{
    const qsizetype begin = m_at;
    const auto isPlain = [](QChar c) { return !c.isSpace() && !u"'\"\\$`;|&()<>"_s.contains(c); };
    do
        ++m_at;
    while (!atEnd() && isPlain(at(0)));
    m_frame.word += QStringView(m_text).sliced(begin, m_at - begin);
    m_frame.started = true;
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
    else if (c == u'`')
        substitution(c);
    else if (c == u'$' && at(1) == u'\'')
        ansi();
    else if (c == u'$')
        variable();
    else
        return false;
    return true;
}

void PosixShell::single()
{
    m_frame.started = m_frame.wordQuoted = true;
    const qsizetype end = m_text.indexOf(u'\'', m_at + 1);
    const qsizetype stop = end < 0 ? m_text.size() : end;
    m_frame.word += QStringView(m_text).sliced(m_at + 1, stop - m_at - 1);
    m_at = stop + 1;
}

void PosixShell::doubled()
{
    m_frame.started = m_frame.wordQuoted = true;
    for (++m_at; !atEnd() && at(0) != u'"';) {
        if (at(0) == u'\\' && m_at + 1 < m_text.size()) {
            if (!u"$`\"\\\n"_s.contains(at(1)))
                m_frame.word += u'\\';
            if (at(1) != u'\n')
                m_frame.word += at(1);
            m_at += 2;
        } else if (at(0) == u'$') {
            variable();
        } else if (at(0) == u'`') {
            substitution(at(0));
        } else {
            m_frame.word += at(0);
            ++m_at;
        }
    }
    ++m_at;
}

void PosixShell::ansi()
{
    m_frame.started = m_frame.wordQuoted = true;
    for (m_at += 2; !atEnd() && at(0) != u'\'';) {
        if (at(0) == u'\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            ansiEscape();
        } else {
            m_frame.word += at(0);
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
        m_frame.word += letters.value(c, c);
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
        m_frame.word += QChar(char16_t(code)); // halves of a pair come one after the other
    else if (code <= 0x10FFFF)
        m_frame.word += QString::fromUcs4(std::u32string(1, char32_t(code)).data(), 1);
}

// Letters, digits and underlines, as in a variable's name.
qsizetype PosixShell::nameEnd(qsizetype from) const
{
    const auto isName = [](QChar c) { return c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber()); };
    while (from < m_text.size() && isName(m_text.at(from)))
        ++from;
    return from;
}

// A few lines of script can double a value until no memory is left.
void PosixShell::fillIn(const QString& value)
{
    if (value.size() > m_room) {
        m_script.isTooLong = true;
        m_at = m_text.size();
        return;
    }
    m_room -= value.size();
    m_frame.word += value;
}

// $NAME, ${NAME}, ${NAME:-else}, $(command)
void PosixShell::variable()
{
    m_frame.started = true;
    if (at(1) == u'(')
        return substitution(u')');
    if (at(1) == u'{')
        return bracedVariable();
    const qsizetype end = nameEnd(m_at + 1);
    if (end == m_at + 1) {
        m_frame.word += at(0);
        ++m_at;
        return;
    }
    useVariable(m_text.sliced(m_at + 1, end - m_at - 1), m_at, end);
}

// What stands behind the name is looked for on the same few lines, so that a script of them takes time with
// its length.
void PosixShell::bracedVariable()
{
    constexpr qsizetype longest = 4096;
    const qsizetype nameStop = nameEnd(m_at + 2);
    const auto ahead = QStringView(m_text).sliced(nameStop, std::min(longest, m_text.size() - nameStop));
    const qsizetype brace = ahead.indexOf(u'}');
    if (nameStop == m_at + 2 || brace < 0) {
        m_frame.word += at(0);
        ++m_at;
        return;
    }
    const QString name = m_text.sliced(m_at + 2, nameStop - m_at - 2);
    const auto behind = ahead.first(brace);
    const bool hasDefault = behind.startsWith(u":-"_s) || behind.startsWith(u":="_s);
    const QString otherwise = behind.sliced(std::min<qsizetype>(2, behind.size())).toString();
    if (!behind.isEmpty() && !hasDefault && !behind.startsWith(u":?"_s)) {
        // ${NAME//a/b} and its kind
        addBlank(Blanks::Blank::Kind::Output, name, m_at, nameStop + brace + 1);
        return;
    }
    useVariable(name, m_at, nameStop + brace + 1,
                hasDefault && !otherwise.contains(u'$') && !otherwise.contains(u'`')
                    ? std::optional(otherwise)
                    : std::nullopt);
}

void PosixShell::useVariable(const QString& name, qsizetype begin, qsizetype end,
                             const std::optional<QString>& otherwise)
{
    const auto known = m_variables.constFind(name);
    if (known != m_variables.cend() || otherwise) {
        m_at = end;
        fillIn(known != m_variables.cend() ? *known : *otherwise);
    } else {
        addBlank(Blanks::Blank::Kind::Variable, name, begin, end);
    }
}

void PosixShell::addBlank(Blanks::Blank::Kind kind, const QString& name, qsizetype begin, qsizetype end)
{
    const QString written = m_text.sliced(begin, std::min(end - begin, longestSource));
    m_frame.word += m_script.blanks.markOf({kind, name, written.simplified()});
    m_frame.started = true;
    m_at = std::min(end, m_text.size());
}

// The commands up to `end`, read apart.
PosixShell::Frame PosixShell::listUpTo(QChar end, qsizetype opening)
{
    Frame outer = std::exchange(m_frame, {});
    m_at += opening;
    m_frame.commandBegin = m_at;
    ++m_depth;
    while (!atEnd() && at(0) != end)
        step();
    ++m_at;
    endCommand();
    readDocuments();
    --m_depth;
    return std::exchange(m_frame, std::move(outer));
}

// $(…) and `…`: what it prints, where that can be told.
void PosixShell::substitution(QChar end)
{
    m_frame.started = true;
    if (m_depth >= deepestSubstitution || (at(1) == u'(' && at(2) == u'(')) {
        m_frame.word += at(0);
        ++m_at;
        return;
    }
    const qsizetype begin = m_at;
    const auto before = m_script.commands.size();
    const Frame inner = listUpTo(end, end == u')' ? 2 : 1);
    const qsizetype stop = std::min(m_at, m_text.size());
    // A call of curl is read for itself; what it answers is not known.
    if (!inner.isKnown || m_script.commands.size() > before)
        return addBlank(Blanks::Blank::Kind::Output, {}, begin, stop);
    QString text = QString::fromUtf8(inner.printed);
    while (text.endsWith(u'\n'))
        text.chop(1);
    fillIn(text);
}

// <(echo …) is a file with what it prints.
void PosixShell::processSubstitution()
{
    m_frame.started = true;
    if (m_depth >= deepestSubstitution) {
        m_at += 2;
        return;
    }
    const qsizetype begin = m_at;
    const Frame inner = listUpTo(u')', 2);
    const QString source =
        m_text.sliced(begin, std::min({m_at, m_text.size(), begin + longestSource}) - begin);
    const QString name = u"/dev/fd/p%1"_s.arg(m_script.files.size());
    m_script.files.insert(name,
                          inner.isKnown
                              ? inner.printed
                              : m_script.blanks.markOf({Blanks::Blank::Kind::Output, {}, source}).toUtf8());
    m_frame.word += name;
}

void PosixShell::backslash()
{
    if (at(1) == u'\r' && at(2) == u'\n') {
        m_at += 3;
    } else if (at(1) == u'\n') {
        m_at += 2;
    } else {
        m_frame.started = m_frame.wordQuoted = true;
        if (m_at + 1 < m_text.size())
            m_frame.word += at(1);
        m_at += 2;
    }
}

void PosixShell::comment()
{
    const qsizetype end = m_text.indexOf(u'\n', m_at);
    m_at = end < 0 ? m_text.size() : end;
}

} // namespace safelight
