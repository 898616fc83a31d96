#pragma once

#include "app/exchange/requestvalue.h"

namespace safelight {

// A request's values as literals of a language.
class ValuePrinter
{
public:
    enum class Language { Python, PythonLegacy, JavaScript, Json };

    // Where JSON needs the base64 of a file: this, the file's name, this. JSON text itself never holds it.
    static constexpr char fileMark = '\x01';

    explicit ValuePrinter(Language language)
        : m_language(language)
    { }

    // `depth`: how many steps the line is indented that the value begins on.
    QByteArray print(const RequestValue& value, int depth) const;

private:
    bool isPython() const { return m_language == Language::Python || m_language == Language::PythonLegacy; }
    QByteArray scalar(const RequestValue& value) const;
    QByteArray text(const QString& text, int depth) const;
    QByteArray lines(const QString& text, int depth) const;
    QByteArray quoted(const QString& text) const;
    QByteArray media(const RequestValue& value) const;
    QByteArray object(const RequestValue& value, int depth) const;
    QByteArray member(const RequestMember& member, bool typed, int depth) const;
    QByteArray bracketed(const QList<QByteArray>& items, const QByteArray& open, char close, int depth) const;
    QByteArray margin(int depth) const { return QByteArray(qsizetype(depth) * (isPython() ? 4 : 2), ' '); }

    Language m_language;
};

} // namespace safelight
