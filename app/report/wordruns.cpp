#include "app/report/wordruns.h"

#include "app/base/unspacedscript.h"

#include <QHashFunctions>

namespace safelight {

namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

} // namespace

QList<WordSpan> wordSpans(const QString& text)
{
    QList<WordSpan> words;
    for (qsizetype i = 0; i < text.size();) {
        if (!isWordPart(text.at(i))) {
            ++i;
            continue;
        }
        const qsizetype from = i++;
        if (!isUnspacedScript(text.at(from).unicode())) {
            while (i < text.size() && isWordPart(text.at(i)) && !isUnspacedScript(text.at(i).unicode()))
                ++i;
        }
        words.append(
            {from, i - from, qHash(QStringView(text).mid(from, i - from).toString().toCaseFolded())});
    }
    return words;
}

size_t runHash(const QList<WordSpan>& words, qsizetype first, qsizetype count)
{
    size_t seed = static_cast<size_t>(count);
    for (qsizetype i = first; i < first + count; ++i)
        seed = qHashMulti(seed, words.at(i).hash);
    return seed;
}

} // namespace safelight
