#include "app/wire/fieldreader.h"

#include "app/base/secret.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qsizetype shownLength = 100; // characters of an unknown name in a warning

} // namespace

void FieldReader::warnUnlessNull(json::Value& value, json::Kind expected, QLatin1StringView name)
{
    if (json::kindOf(value) != json::Kind::Null)
        warnWrongType(name, json::tokenOf(value), expected);
}

void FieldReader::text(json::Value& value, QLatin1StringView name, QString& target)
{
    if (isA(value, json::Kind::Text, name))
        target = json::unescaped(json::quotedOf(json::tokenOf(value)));
}

void FieldReader::integer(json::Value& value, QLatin1StringView name, std::optional<qint64>& target)
{
    const auto token = json::tokenOf(value);
    if (qint64 count = 0; json::readCount(token, count))
        target = count;
    else if (const auto integer = json::integerOf(token))
        target = integer;
    else if (json::kindOf(token) != json::Kind::Null)
        warnWrongType(name, token, json::Kind::Number);
}

void FieldReader::number(json::Value& value, QLatin1StringView name, std::optional<double>& target)
{
    const auto token = json::tokenOf(value);
    if (const auto number = json::numberOf(token))
        target = number;
    else if (json::kindOf(token) != json::Kind::Null)
        warnWrongType(name, token, json::Kind::Number);
}

void FieldReader::boolean(json::Value& value, QLatin1StringView name, std::optional<bool>& target)
{
    const auto token = json::tokenOf(value);
    if (const auto flag = json::boolOf(token))
        target = flag;
    else if (json::kindOf(token) != json::Kind::Null)
        warnWrongType(name, token, json::Kind::Bool);
}

void FieldReader::warnWrongType(QLatin1StringView name, QByteArrayView token, json::Kind expected)
{
    const auto found = json::kindOf(token);
    if (found == expected) // a number out of range, a text that is none
        warn(QCoreApplication::translate("AnswerDecoder", "“%1” has a value that cannot be right").arg(name));
    else
        warn(QCoreApplication::translate("AnswerDecoder", "“%1” is %2 where %3 was expected")
                 .arg(name, json::kindWords(found), json::kindWords(expected)));
}

void FieldReader::warnUnknownName(const char* label, const QString& text)
{
    // …_UNSPECIFIED is the API's way to say nothing.
    if (text.endsWith("_UNSPECIFIED"_L1))
        return;
    warn(QCoreApplication::translate("AnswerDecoder", "unknown %1: %2")
             .arg(QCoreApplication::translate("AnswerDecoder", label), redacted(text.left(shownLength))));
}

} // namespace safelight
