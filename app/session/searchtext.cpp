#include "app/session/searchtext.h"

#include "app/base/unspacedscript.h"
#include "app/request/carriedpieces.h"

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

bool needsSpacing(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x0e00 || c.isNull(); });
}

// SQLite's texts end at a NUL.
QString spaced(QStringView text)
{
    const QStringView looked = text.first(qMin(text.size(), searchTextLimit));
    if (!needsSpacing(looked))
        return looked.toString();
    QString out;
    out.reserve(looked.size());
    for (const char32_t c : looked.toUcs4()) {
        const bool alone = isUnspacedScript(c);
        if (alone)
            out.append(u' ');
        if (c == 0)
            out.append(u' ');
        else
            out.append(QChar::fromUcs4(c));
        if (alone)
            out.append(u' ');
    }
    return out;
}

// As far as it is searched: an answer may be much longer.
QString spacedLines(const QStringList& parts)
{
    QString lines;
    for (const QString& part : parts) {
        if (!part.isEmpty() && lines.size() < searchTextLimit)
            lines += (lines.isEmpty() ? QString() : u"\n"_s) + part.left(searchTextLimit);
    }
    return spaced(lines);
}

QString promptText(const Prompt& prompt)
{
    QStringList parts {prompt.text, prompt.systemInstruction};
    for (const ReferenceImage& image : prompt.images)
        parts << image.caption << image.fileName;
    parts << carriedTexts(prompt);
    return spacedLines(parts);
}

QString answerText(const Attempt& attempt)
{
    QStringList parts;
    for (const Candidate& candidate : attempt.response.candidates)
        parts << candidate.text() << candidate.finishMessage;
    if (attempt.response.promptFeedback)
        parts << attempt.response.promptFeedback->blockReasonMessage;
    if (attempt.response.error)
        parts << attempt.response.error->message;
    parts << attempt.failure << attempt.importedFrom.value_or(QString());
    return spacedLines(parts);
}

} // namespace

SearchText searchText(const Attempt& attempt)
{
    return {promptText(attempt.prompt), answerText(attempt),
            searchNotes(attempt.title, attempt.comment, attempt.tags)};
}

QString searchNotes(const QString& title, const QString& comment, const QStringList& tags)
{
    QStringList parts {title, comment};
    parts += tags;
    return spacedLines(parts);
}

// As FTS5's unicode61 tells words: letters, digits and private-use characters (sqlite.org/fts5.html §4.3.1).
bool hasSearchableWords(const QString& text)
{
    const auto points = QStringView(text).toUcs4();
    return std::any_of(points.begin(), points.end(), [](char32_t c) {
        return QChar::isLetterOrNumber(c) || QChar::category(c) == QChar::Other_PrivateUse;
    });
}

QString matchExpression(const QString& words, bool isBegun)
{
    QString text = spaced(words);
    text.replace(u'"', u"\"\""_s);
    const QString quoted = u'"' + text + u'"';
    return isBegun ? QString(quoted + u'*') : quoted;
}

} // namespace safelight
