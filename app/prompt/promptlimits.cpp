#include "app/prompt/promptlimits.h"

#include <algorithm>

namespace safelight {

namespace {

bool needsCleaning(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isNull() || c.isSurrogate() || c == u'\r'; });
}

} // namespace

CleanText cleanText(const QString& text)
{
    if (!needsCleaning(text))
        return {text, 0};
    CleanText clean;
    clean.text.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (pair) {
            clean.text += c;
            clean.text += text.at(++i);
        } else if (c.isNull()) {
            ++clean.replaced;
        } else if (c.isSurrogate()) {
            clean.text += QChar::ReplacementCharacter;
            ++clean.replaced;
        } else if (c != u'\r') {
            clean.text += c;
        } else if (i + 1 >= text.size() || text.at(i + 1) != u'\n') {
            clean.text += u'\n';
        }
    }
    return clean;
}

qsizetype characterCount(QStringView text)
{
    return text.size() - std::ranges::count_if(text, [](QChar c) { return c.isLowSurrogate(); });
}

} // namespace safelight
