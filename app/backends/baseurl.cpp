#include "app/backends/baseurl.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class BaseUrlText
{
    Q_DECLARE_TR_FUNCTIONS(BaseUrl)
};

QString hostProblem(const QUrl& url)
{
    if (url.host().isEmpty())
        return BaseUrlText::tr("The address names no host.");
    if (!url.userInfo().isEmpty())
        return BaseUrlText::tr("The address must not contain a user name or a password.");
    if (url.hasQuery() || url.hasFragment())
        return BaseUrlText::tr("The address must end before “?” and “#”; the key has its own field.");
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        return BaseUrlText::tr("Plain http is used only on this computer; elsewhere the key would travel "
                               "readable. Use https.");
    return {};
}

} // namespace

// QUrl has brought addresses into their usual form; QHostAddress would need Qt Network.
bool isLoopback(const QUrl& url)
{
    static const QRegularExpression loopback(
        u"^(localhost|::1|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3})$"_s);
    return loopback.match(url.host()).hasMatch();
}

QString baseUrlProblem(const QUrl& url)
{
    if (url.isEmpty())
        return BaseUrlText::tr("There is no address.");
    if (!url.isValid())
        return BaseUrlText::tr("This is not a web address.");
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return BaseUrlText::tr("The address must begin with https://.");
    return hostProblem(url);
}

} // namespace safelight
