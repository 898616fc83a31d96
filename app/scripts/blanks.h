#pragma once

#include "app/base/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace safelight {

// What a text takes from where it is run: it is read, so such places stay open. In a text each is a mark that
// no text has by itself.
class Blanks
{
public:
    struct Blank
    {
        enum class Kind { Variable, Output, File } kind = Kind::Variable;
        QString name; // of the variable or file; of a command its text
        QString written; // as it stands in the text: "${PROJECT_ID}"
        std::optional<Error> problem = {}; // why the file was not read
    };

    // No mark is in this text afterwards.
    static QString withoutMarks(QString text);
    static bool isIn(QStringView text) { return text.contains(QChar(markLetter)); }

    QString markOf(const Blank& blank); // the same one for the same blank
    // In the order in which they stand in the text, each once.
    QList<Blank> in(const QByteArray& text) const;
    // The marks replaced by what `value` makes of them; those it has no answer for stay.
    using Filling = std::function<std::optional<QString>(const Blank& blank)>;
    QString filled(const QString& text, const Filling& value) const;
    QByteArray filled(const QByteArray& text, const Filling& value) const;
    // For a person: as it was written.
    QString written(const QString& text) const;

private:
    static constexpr char16_t markLetter = 0xFDD0; // a noncharacter
    static constexpr char16_t firstNumber = 0xE000;
    static constexpr qsizetype mostBlanks = 4000;

    template<typename Take>
    void forEach(const QString& text, Take&& take) const;

    QList<Blank> m_blanks;
    QHash<QString, qsizetype> m_places;
};

} // namespace safelight
