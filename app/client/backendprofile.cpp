#include "app/client/backendprofile.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class BackendProfileText
{
    Q_DECLARE_TR_FUNCTIONS(BackendProfile)
};

QString hostProblem(const QUrl& url)
{
    if (url.host().isEmpty())
        return BackendProfileText::tr("The address names no host.");
    if (!url.userInfo().isEmpty())
        return BackendProfileText::tr("The address must not contain a user name or a password.");
    if (url.hasQuery() || url.hasFragment())
        return BackendProfileText::tr("The address must end before “?” and “#”; the key has its own field.");
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        return BackendProfileText::tr(
            "Plain http is used only on this computer; elsewhere the key would travel "
            "readable. Use https.");
    return {};
}

} // namespace

BackendProfile simulatorProfile()
{
    BackendProfile profile;
    profile.id = u"simulator"_s;
    profile.name = QCoreApplication::translate("BackendProfile", "Built-in simulator");
    profile.auth = BackendProfile::Auth::ApiKeyHeader;
    profile.simulated = true;
    profile.refusedCategories = geminiProfile().refusedCategories; // it speaks the Gemini API's rules
    return profile;
}

BackendProfile geminiProfile()
{
    BackendProfile profile;
    profile.id = u"gemini"_s;
    profile.name = QCoreApplication::translate("BackendProfile", "Gemini API");
    profile.baseUrl = QUrl(u"https://generativelanguage.googleapis.com"_s);
    profile.auth = BackendProfile::Auth::ApiKeyHeader;
    // gemini-api.md §2: 400 INVALID_ARGUMENT; civic integrity and jailbreak on some models only, but sending
    // them helps on none.
    profile.refusedCategories = {HarmCategory::CivicIntegrity,        HarmCategory::ImageHate,
                                 HarmCategory::ImageDangerousContent, HarmCategory::ImageHarassment,
                                 HarmCategory::ImageSexuallyExplicit, HarmCategory::Jailbreak};
    return profile;
}

// QUrl has brought addresses into their usual form. (QHostAddress would know too, but with it every start of
// the program would load Qt Network.)
bool isLoopback(const QUrl& url)
{
    static const QRegularExpression loopback(
        u"^(localhost|::1|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3})$"_s);
    return loopback.match(url.host()).hasMatch();
}

QString baseUrlProblem(const QUrl& url)
{
    if (url.isEmpty())
        return BackendProfileText::tr("There is no address.");
    if (!url.isValid())
        return BackendProfileText::tr("This is not a web address.");
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return BackendProfileText::tr("The address must begin with https://.");
    return hostProblem(url);
}

} // namespace safelight
