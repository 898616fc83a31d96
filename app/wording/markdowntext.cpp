#include "app/wording/markdowntext.h"

#include "app/base/visibletext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace safelight::wording {

namespace {

// In a table a bar ends the cell, even within code, and readers disagree on what a backslash before it does:
// as an entity it is only ever text.
QString withoutBars(const QString& markdown)
{
    QString result;
    for (qsizetype i = 0; i < markdown.size(); ++i) {
        if (markdown.at(i) == u'\\' && i + 1 < markdown.size()) {
            const QChar next = markdown.at(++i);
            result += next == u'|' ? u"&#124;"_s : QString(QString(u'\\') + next);
        } else {
            result += markdown.at(i);
        }
    }
    return result;
}

} // namespace

// CommonMark lets every ASCII punctuation character be escaped; then none of them means anything.
QString markdownText(const QString& text)
{
    QString result;
    for (const QChar c : visibleLine(text)) {
        const bool isSign = c.unicode() < 0x80 && (c.isPunct() || c.isSymbol());
        if (c == u'<' || c == u'>' || c == u'&')
            result += QString(c).toHtmlEscaped(); // lenient readers see a tag behind a backslash, too
        else if (isSign && !u",;:%()?\"'/"_s.contains(c))
            result += u"\\"_s + c;
        else
            result += c;
    }
    // Bare addresses become links, and "HTTP:" and "www." need no punctuation to begin one.
    static const auto breakLink = [](QString& where, const QString& what) {
        for (qsizetype at = where.indexOf(what, 0, Qt::CaseInsensitive); at >= 0;
             at = where.indexOf(what, at + what.size() + 1, Qt::CaseInsensitive))
            where.insert(at + what.size() - 1, u'\\');
    };
    breakLink(result, u"http:"_s);
    breakLink(result, u"https:"_s);
    breakLink(result, u"ftp:"_s);
    return result;
}

QString markdownCell(const QString& text)
{
    QStringList lines;
    for (const QString& line : visibleText(text).split(u'\n'))
        lines << withoutBars(markdownText(line));
    return lines.join(u"<br>"_s);
}

} // namespace safelight::wording
