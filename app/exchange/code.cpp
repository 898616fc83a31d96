#include "app/exchange/code.h"

#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr std::array targetNames {"python"_L1, "python-legacy"_L1, "javascript"_L1, "curl"_L1,
                                  "promptfoo"_L1};
static_assert(targetNames.size() == codeTargets.size());

// "models/x" and "tunedModels/x" name models; any other slash belongs to the id.
QByteArray modelPath(const QString& model)
{
    for (const auto folder : {"models/"_L1, "tunedModels/"_L1}) {
        if (model.startsWith(folder))
            return QByteArray(folder.data(), folder.size())
                + QUrl::toPercentEncoding(model.sliced(folder.size()));
    }
    return "models/" + QUrl::toPercentEncoding(model);
}

} // namespace

QString codeTargetName(CodeTarget target)
{
    return targetNames[std::size_t(target)];
}

std::optional<CodeTarget> codeTargetOf(const QString& name)
{
    for (const auto target : codeTargets) {
        if (name == codeTargetName(target))
            return target;
    }
    return std::nullopt;
}

QString sayOfCode(const char* sentence)
{
    return QCoreApplication::translate("Exchange", sentence);
}

QString addressOf(const CodeRequest& request)
{
    QString address = request.baseUrl.isEmpty()
        ? geminiBase
        : request.baseUrl.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery
                                   | QUrl::RemoveFragment);
    while (address.endsWith(u'/'))
        address.chop(1);
    // The SDKs add the version themselves.
    const QString version = u'/' + request.apiVersion;
    if (address.endsWith(version))
        address.chop(version.size());
    return address;
}

bool hasOwnAddress(const CodeRequest& request)
{
    return addressOf(request) != geminiBase;
}

QByteArray callUrl(const CodeRequest& request)
{
    return addressOf(request).toUtf8() + '/' + request.apiVersion.toUtf8() + '/' + modelPath(request.model)
        + (request.stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
}

QByteArray codeHeader(const QByteArray& sign, const QStringList& lines, const QStringList& notes)
{
    QByteArray result;
    for (const auto& line : lines)
        result += sign + ' ' + commentText(line) + '\n';
    for (const auto& note : notes)
        result += sign + " Note: " + commentText(note) + '\n';
    return result;
}

Result<Code> writeCode(const CodeRequest& request, CodeTarget target)
{
    auto body = readRequestValue(request.body);
    if (!body)
        return body.error();
    if (request.model.isEmpty())
        return Error {Error::Code::Parse,
                      sayOfCode(QT_TRANSLATE_NOOP("Exchange", "The request names no model."))};
    switch (target) {
    case CodeTarget::Python:
        return writePython(request, *body);
    case CodeTarget::PythonLegacy:
        return writePythonLegacy(request, *body);
    case CodeTarget::JavaScript:
        return writeJavaScript(request, *body);
    case CodeTarget::Curl:
        return writeCurl(request, *body);
    case CodeTarget::Promptfoo:
        break;
    }
    return writePromptfoo(request, *body);
}

CodeAddress codeAddressOf(const QUrl& url)
{
    static const QRegularExpression pattern(
        u"^(.*)/(v\\d+[a-z0-9]*)/(?:models|tunedModels)/[^/]+:[a-zA-Z]+$"_s);
    const auto match = pattern.match(url.path(QUrl::FullyEncoded));
    if (!match.hasMatch() || url.host().isEmpty())
        return {};
    CodeAddress address;
    address.apiVersion = match.captured(2);
    QUrl base = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    base.setPath(match.captured(1), QUrl::StrictMode);
    if (base.toString(QUrl::FullyEncoded) != geminiBase)
        address.baseUrl = base;
    return address;
}

} // namespace safelight
