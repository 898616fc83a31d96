#include "app/scripts/blanks.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace safelight {

QString Blanks::withoutMarks(QString text)
{
    return text.replace(QChar(markLetter), QChar(QChar::ReplacementCharacter));
}

QString Blanks::markOf(const Blank& blank)
{
    auto place = m_places.constFind(blank.written);
    if (place == m_places.cend()) {
        if (m_blanks.size() < mostBlanks)
            m_blanks.append(blank);
        place = m_places.insert(blank.written, m_blanks.size() - 1);
    }
    return QString(QChar(markLetter)) + QChar(char16_t(firstNumber + *place));
}

// `take` gets a piece of plain text, or a blank.
template<typename Take>
void Blanks::forEach(const QString& text, Take&& take) const
{
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(QChar(markLetter)); at >= 0;
         at = text.indexOf(QChar(markLetter), from)) {
        const qsizetype number = at + 1 < text.size() ? text.at(at + 1).unicode() - firstNumber : -1;
        take(QStringView(text).sliced(from, at - from),
             number >= 0 && number < m_blanks.size() ? &m_blanks.at(number) : nullptr);
        from = std::min(at + 2, text.size());
    }
    take(QStringView(text).sliced(from), nullptr);
}

QList<Blanks::Blank> Blanks::in(const QByteArray& text) const
{
    QList<Blank> found;
    QSet<QString> seen;
    if (!text.contains(QString(QChar(markLetter)).toUtf8()))
        return found;
    forEach(QString::fromUtf8(text), [&](QStringView, const Blank* blank) {
        if (blank && !seen.contains(blank->written)) {
            seen.insert(blank->written);
            found.append(*blank);
        }
    });
    return found;
}

QString Blanks::filled(const QString& text, const Filling& value) const
{
    if (!isIn(text))
        return text;
    QString result;
    forEach(text, [&](QStringView plain, const Blank* blank) {
        result += plain;
        if (!blank)
            return;
        const auto known = value(*blank);
        result += known
            ? *known
            : QString(QChar(markLetter)) + QChar(char16_t(firstNumber + m_places.value(blank->written)));
    });
    return result;
}

QByteArray Blanks::filled(const QByteArray& text, const Filling& value) const
{
    if (!text.contains(QString(QChar(markLetter)).toUtf8()))
        return text;
    return filled(QString::fromUtf8(text), value).toUtf8();
}

QString Blanks::written(const QString& text) const
{
    return filled(text, [](const Blank& blank) { return blank.written; });
}

} // namespace safelight
