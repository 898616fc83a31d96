// Texts and variables as PowerShell reads them.
#include "app/scripts/powershell.h"
#include "app/wire/jsonmembers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

QString PowerShell::escaped(QChar c) const
{
    switch (c.unicode()) {
    case u'n':
        return u"\n"_s;
    case u't':
        return u"\t"_s;
    case u'r':
        return u"\r"_s;
    case u'0':
        return QString(QChar(u'\0'));
    case u'\n':
        return {};
    default:
        return c;
    }
}

QString PowerShell::single()
{
    QString text;
    for (++m_at; !atEnd(); ++m_at) {
        if (at(0) == u'\'' && at(1) == u'\'')
            ++m_at;
        else if (at(0) == u'\'')
            break;
        text += at(0);
    }
    ++m_at;
    return text;
}

QString PowerShell::doubled()
{
    QString text;
    for (++m_at; !atEnd();) {
        if (at(0) == u'`' && m_at + 1 < m_text.size()) {
            text += escaped(at(1));
            m_at += 2;
        } else if (at(0) == u'"' && at(1) == u'"') {
            text += at(0);
            m_at += 2;
        } else if (at(0) == u'"') {
            break;
        } else if (at(0) == u'$') {
            text += insertion();
        } else {
            text += at(0);
            ++m_at;
        }
    }
    ++m_at;
    return text;
}

// $name, ${name}, $env:NAME, $(…) in a text; a lone "$" is itself.
QString PowerShell::insertion()
{
    const bool begins = at(1).isLetter() || at(1) == u'_' || at(1) == u'{' || at(1) == u'(';
    if (!begins) {
        ++m_at;
        return u"$"_s;
    }
    return powerShellText(variable());
}

// @' … '@ with the text between the lines; in double quotes variables are filled in.
QString PowerShell::hereText()
{
    const QChar quote = at(1);
    const qsizetype begin = m_text.indexOf(u'\n', m_at) + 1;
    const qsizetype end = begin == 0 ? -1 : m_text.indexOf(QString(u'\n') + quote + u'@', begin - 1);
    const qsizetype stop = end < 0 || begin == 0 ? m_text.size() : end;
    const qsizetype from = std::min(begin == 0 ? m_text.size() : begin, stop);
    QString text;
    if (quote == u'\'') {
        text = m_text.sliced(from, stop - from);
    } else {
        for (m_at = from; m_at < stop;) {
            if (at(0) == u'$') {
                text += insertion();
            } else if (at(0) == u'`') {
                text += escaped(at(1));
                m_at += 2;
            } else {
                text += at(0);
                ++m_at;
            }
        }
    }
    m_at = std::min(stop + 3, m_text.size());
    return text;
}

// What a variable holds, and members of it; one that is not set here stays open.
QByteArray PowerShell::variable()
{
    const qsizetype from = m_at;
    ++m_at;
    if (at(0) == u'(') {
        for (int open = 0; !atEnd();) {
            open += at(0) == u'(' ? 1 : at(0) == u')' ? -1 : 0;
            ++m_at;
            if (open == 0)
                break;
        }
        const QString name = m_text.sliced(from + 2, std::max<qsizetype>(m_at - from - 3, 0)).trimmed();
        const auto known = m_variables.constFind(name.mid(name.startsWith(u'$') ? 1 : 0).toLower());
        return known == m_variables.cend() ? jsonQuoted(blank(from, Blanks::Blank::Kind::Output).toUtf8())
                                           : *known;
    }
    const bool braced = at(0) == u'{';
    m_at += braced ? 1 : 0;
    const qsizetype begin = m_at;
    while (at(0).isLetterOrNumber() || at(0) == u'_' || (at(0) == u':' && (braced || at(1).isLetter())))
        ++m_at;
    const QString name = m_text.sliced(begin, m_at - begin);
    m_at += braced && at(0) == u'}' ? 1 : 0;
    const QString lower = name.toLower();
    if (lower == "true"_L1 || lower == "false"_L1 || lower == "null"_L1)
        return lower.toLatin1();
    const auto known = m_variables.constFind(lower);
    if (known == m_variables.cend()) {
        const QString plain = lower.startsWith("env:"_L1) ? name.sliced(4) : name;
        return jsonQuoted(blank(from, Blanks::Blank::Kind::Variable, plain).toUtf8());
    }
    if (known->size() > m_room) {
        m_script.isTooLong = true;
        m_at = m_text.size();
        return "\"\"";
    }
    m_room -= known->size();
    return *known;
}

} // namespace safelight
