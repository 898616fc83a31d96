#include "app/base/membernames.h"

#include <algorithm>
#include <utility>

namespace safelight {

QByteArray camelCase(const QByteArray& name)
{
    const bool isSnake = name.contains('_') && name.front() >= 'a' && name.front() <= 'z'
        && std::ranges::all_of(name, [](char c) {
                             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                         });
    if (!isSnake)
        return name;
    QByteArray camel;
    bool isStart = false;
    for (const char c : name) {
        if (c == '_')
            isStart = true;
        else
            camel += std::exchange(isStart, false) && c >= 'a' ? char(c - 'a' + 'A') : c;
    }
    return camel;
}

QString camelCase(const QString& name)
{
    return name.contains(u'_') ? QString::fromUtf8(camelCase(name.toUtf8())) : name;
}

QString snakeCase(const QString& name)
{
    QString result;
    for (const QChar c : name) {
        if (c.isUpper() && !result.isEmpty())
            result += u'_';
        result += c.toLower();
    }
    return result;
}

} // namespace safelight
