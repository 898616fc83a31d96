#include "app/backends/headerrules.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

class HeaderText
{
    Q_DECLARE_TR_FUNCTIONS(Headers)
};

bool isPlainAscii(const QString& text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

bool isHeaderName(const QByteArray& name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return c > ' ' && c < 0x7f && !QByteArrayView("()<>@,;:\\\"/[]?={}").contains(c);
    });
}

bool isHeaderValue(const QByteArray& value)
{
    return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QString headerProblem(const QString& name, const QString& value)
{
    static const QStringList ownedByTransport {u"host"_s,         u"connection"_s,        u"content-length"_s,
                                               u"content-type"_s, u"transfer-encoding"_s, u"upgrade"_s,
                                               u"expect"_s,       u"accept-encoding"_s};
    if (name.isEmpty())
        return HeaderText::tr("Enter the name of the header.");
    if (!isPlainAscii(name) || !isHeaderName(name.toLatin1()))
        return HeaderText::tr("“%1” is not a header name. Use letters, digits and hyphens.").arg(name);
    if (ownedByTransport.contains(name.toLower()))
        return HeaderText::tr("Safelight sets the header “%1” itself.").arg(name);
    if (!isPlainAscii(value) || !isHeaderValue(value.toLatin1()))
        return HeaderText::tr("The value of “%1” contains a character that can't travel in a header.")
            .arg(name);
    return {};
}

} // namespace safelight
