#include "ui/exchange/codehighlighter.h"

#include "ui/theme/theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype longLine = 20'000; // of a text in one line only the beginning is coloured

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`';
}

// Just behind the text that begins at `from`; the line's end when it does not close there.
qsizetype endOfText(const QString& line, qsizetype from)
{
    const QChar quote = line.at(from);
    for (qsizetype i = from + 1; i < line.size(); ++i) {
        if (line.at(i) == u'\\')
            ++i;
        else if (line.at(i) == quote)
            return i + 1;
    }
    return line.size();
}

} // namespace

CodeHighlighter::CodeHighlighter(QTextDocument* document, const QPalette& palette)
    : QSyntaxHighlighter(document)
{
    setPalette(palette);
}

void CodeHighlighter::setTarget(CodeTarget target)
{
    m_target = target;
}

void CodeHighlighter::setPalette(const QPalette& palette)
{
    m_comment.setForeground(color(palette, Role::Mute));
    m_text.setForeground(color(palette, Role::Good));
    m_word.setForeground(color(palette, Role::Accent));
    rehighlight();
}

void CodeHighlighter::highlightBlock(const QString& text)
{
    const QString line = text.left(longLine);
    qsizetype plain = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        const bool slashes = m_target == CodeTarget::JavaScript && line.mid(i, 2) == "//"_L1;
        const bool hash =
            m_target != CodeTarget::JavaScript && c == u'#' && (i == 0 || line.at(i - 1).isSpace());
        if (!slashes && !hash && !isQuote(c))
            continue;
        markWords(line, plain, i);
        const qsizetype end = isQuote(c) ? endOfText(line, i) : line.size();
        setFormat(int(i), int(end - i), isQuote(c) ? m_text : m_comment);
        plain = end;
        i = end - 1;
    }
    markWords(line, plain, line.size());
}

void CodeHighlighter::markWords(const QString& text, qsizetype from, qsizetype end)
{
    static const QRegularExpression words(u"\\b(import|from|def|class|return|for|in|if|else|elif|while|try|"
                                          u"except|continue|not|and|or|is|with|as|"
                                          "None|True|False|const|let|async|await|function|of|throw|catch|"
                                          "null|true|false|undefined|new|then|fi|do|"
                                          "done|case|esac|exit|trap)\\b"_s);
    auto matches = words.globalMatch(text.mid(from, end - from));
    while (matches.hasNext()) {
        const auto match = matches.next();
        setFormat(int(from + match.capturedStart()), int(match.capturedLength()), m_word);
    }
}

} // namespace safelight
