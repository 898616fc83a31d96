#include "app/client/httpcall.h"

#include "app/backends/baseurl.h"
#include "app/backends/headerrules.h"
#include "app/backends/requestrules.h"
#include "app/client/bodyreader.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

Error refusal(const char* sentence)
{
    return {Error::Code::Refused, QCoreApplication::translate("HttpCall", sentence)};
}

bool isKeyText(const QByteArray& key)
{
    return std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
}

// "x", "models/x" and "tunedModels/x" name models; any other slash belongs to the id and is encoded.
QByteArray modelPath(const QString& model)
{
    for (const QLatin1StringView folder : {"models/"_L1, "tunedModels/"_L1}) {
        if (model.startsWith(folder))
            return QByteArray(folder.data(), folder.size())
                + QUrl::toPercentEncoding(model.sliced(folder.size()));
    }
    return "models/" + QUrl::toPercentEncoding(model);
}

// The base URL may have a path of its own (a proxy's) and may name the API version already.
QString versionedPath(const Backend& backend)
{
    QString path = backend.baseUrl.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString version = u'/' + backend.apiVersion;
    return backend.apiVersion.isEmpty() || path.endsWith(version) ? path : path + version;
}

QString encodedSegment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

// What stands between the version and "models/…" (back-ends.md §1). Vertex lists the publisher's models
// without naming a project.
QString placeOfModels(const Backend& backend, bool isList)
{
    const QString publisher = u"/publishers/google"_s;
    switch (backend.path) {
    case Backend::PathShape::Vertex:
        if (!isList)
            return u"/projects/"_s + encodedSegment(backend.project) + u"/locations/"_s
                + encodedSegment(backend.location) + publisher;
        return publisher;
    case Backend::PathShape::VertexExpress:
        return publisher;
    case Backend::PathShape::Gemini:
        break;
    }
    return {};
}

QUrl makeUrl(const Backend& backend, const QByteArray& rest, bool isList = false)
{
    QUrl url = backend.baseUrl;
    url.setPath(versionedPath(backend) + placeOfModels(backend, isList) + u'/' + QString::fromLatin1(rest),
                QUrl::StrictMode);
    return url;
}

// Of "Bearer abc" the second part is a secret for itself: a service may echo it without the first.
void addSecret(HttpCall& call, const Secret& secret)
{
    if (secret.isEmpty())
        return;
    call.secrets.append(secret);
    const qsizetype space = secret.reveal().lastIndexOf(' ');
    if (space >= 0)
        call.secrets.append(Secret(secret.reveal().sliced(space + 1)));
}

Result<Done> addHeaders(HttpCall& call, const Endpoint& endpoint)
{
    const auto add = [&call](const QString& name, const QByteArray& value) {
        const QByteArray bytes = name.toUtf8();
        if (!isHeaderName(bytes) || !isHeaderValue(value))
            return false;
        call.headers.emplaceBack(bytes, value);
        return true;
    };
    bool isFine = true;
    for (const BackendHeader& header : endpoint.backend.headers)
        isFine = isFine && (header.secret || add(header.name, header.value.toUtf8()));
    for (const auto& header : endpoint.secretHeaders) {
        addSecret(call, header.value);
        isFine = isFine && add(header.name, header.value.reveal());
    }
    if (!isFine)
        return refusal(
            QT_TRANSLATE_NOOP("HttpCall", "A header contains a character that must not travel in a header."));
    return Done();
}

Result<HttpCall> makeCall(const Endpoint& endpoint)
{
    if (const QString problem = baseUrlProblem(endpoint.backend.baseUrl); !problem.isEmpty())
        return Error {Error::Code::Refused, problem};
    if (!isKeyText(endpoint.key.reveal()))
        return refusal(QT_TRANSLATE_NOOP("HttpCall",
                                         "The key contains a space, a line break or another character "
                                         "that no key has. Enter it again."));
    HttpCall call;
    const Secret& key = endpoint.key;
    addSecret(call, key);
    // One language for the service's own sentences: the reading looks for some of them.
    call.headers = {{"User-Agent", "Safelight"}, {"Accept-Language", "en"}};
    if (!key.isEmpty() && endpoint.backend.auth == Backend::Auth::ApiKeyHeader)
        call.headers.emplaceBack("x-goog-api-key", key.reveal());
    if (!key.isEmpty() && endpoint.backend.auth == Backend::Auth::Bearer)
        call.headers.emplaceBack("Authorization", "Bearer " + key.reveal());
    if (const auto added = addHeaders(call, endpoint); !added)
        return added.error();
    return call;
}

bool isCredential(const QByteArray& header)
{
    static const QList<QByteArray> names {"x-goog-api-key", "authorization", "proxy-authorization",
                                          "cookie",         "set-cookie",    "x-api-key",
                                          "api-key"};
    return names.contains(header.toLower());
}

// A call of one method of a model, with an empty body.
Result<HttpCall> makeModelCall(const Endpoint& endpoint, const QString& model, const QByteArray& method)
{
    if (model.isEmpty())
        return refusal(QT_TRANSLATE_NOOP("HttpCall", "No model is chosen."));
    auto made = makeCall(endpoint);
    if (!made)
        return made;
    made->url = makeUrl(endpoint.backend, modelPath(model) + method);
    made->headers.emplaceBack("Content-Type", "application/json");
    return made;
}

} // namespace

Result<HttpCall> makeGenerateCall(const Endpoint& endpoint, const ModelRequest& request)
{
    auto made = makeModelCall(endpoint, request.model,
                              request.stream ? ":streamGenerateContent" : ":generateContent");
    if (!made)
        return made;
    if (const QString problem = requestProblem(endpoint.backend, request.body); !problem.isEmpty())
        return Error {Error::Code::Refused, problem};
    auto& call = *made;
    if (request.stream)
        call.url.setQuery(u"alt=sse"_s);
    for (const auto& [name, value] : request.extraHeaders) {
        if (!isHeaderName(name) || !isHeaderValue(value))
            return refusal(QT_TRANSLATE_NOOP(
                "HttpCall", "A header contains a character that must not travel in a header."));
        call.headers.emplaceBack(name, value);
    }
    call.body = request.body;
    call.stream = request.stream;
    call.timeout = request.timeout;
    call.answerLimit = request.answerLimit;
    return made;
}

Result<HttpCall> makeCountCall(const Endpoint& endpoint, const ModelRequest& request)
{
    auto made = makeModelCall(endpoint, request.model, ":countTokens");
    if (!made)
        return made;
    auto& call = *made;
    const QByteArray model = modelPath(request.model);
    call.timeout = std::chrono::seconds(30);
    call.answerLimit = 1024LL * 1024;
    if (endpoint.backend.path != Backend::PathShape::Gemini) { // Vertex counts the request as it is sent
        call.body = request.body;
        return made;
    }
    // The request within names its model again (ai.google.dev/api/tokens). The body is an object that begins
    // with its brace; an empty one has no member to put a comma before.
    const QByteArrayView members = QByteArrayView(request.body).trimmed();
    const bool isEmpty = members.size() <= 2 || members.sliced(1).trimmed() == "}";
    call.body = R"({"generateContentRequest":{"model":")" + model + (isEmpty ? "\"}" : "\",");
    if (!isEmpty)
        call.body += members.sliced(1);
    call.body += '}';
    return made;
}

Result<HttpCall> makeListCall(const Endpoint& endpoint, const QString& pageToken)
{
    auto made = makeCall(endpoint);
    if (!made)
        return made;
    auto& call = *made;
    call.isPost = false;
    call.url = makeUrl(endpoint.backend, "models", true);
    QUrlQuery query;
    query.addQueryItem(u"pageSize"_s, u"1000"_s);
    if (!pageToken.isEmpty())
        query.addQueryItem(u"pageToken"_s, QString::fromLatin1(QUrl::toPercentEncoding(pageToken)));
    call.url.setQuery(query);
    call.timeout = std::chrono::seconds(30);
    call.answerLimit = 16LL * 1024 * 1024;
    return made;
}

namespace {

// What HTTP/2 lets a client send before the server asks for more, head included (RFC 9113 §6.9.2: 65,535).
// Larger bodies go over HTTP/1.1: Qt's sockets wait for the acknowledgement of each window of HTTP/2, which
// other systems delay by 40 ms. 20 MB took 14 seconds, now 0.2.
constexpr qint64 firstWindow = 60'000;

} // namespace

QNetworkRequest makeNetworkRequest(const HttpCall& call)
{
    QNetworkRequest request(call.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    const bool mayMultiplex = call.url.scheme() == "https"_L1 && call.body.size() <= firstWindow;
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, mayMultiplex);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept-Encoding", BodyReader::encodings); // so that Qt leaves inflating to us
    for (const auto& [name, value] : call.headers)
        request.setRawHeader(name, value);
    return request;
}

namespace {

// Later Qt tells names of headers in small letters: a key in one is a key in small letters.
QByteArray shownHeaderName(const QByteArray& name, const QList<Secret>& secrets)
{
    const QByteArray small = name.toLower();
    QList<Secret> smallSecrets;
    for (const Secret& secret : secrets)
        smallSecrets.append(Secret(secret.reveal().toLower()));
    const QByteArray safe = redacted(small, smallSecrets);
    return safe == small ? redacted(name, secrets) : safe;
}

// Also one that is too short to be looked for in a text.
bool isSecretValue(const QByteArray& value, const QList<Secret>& secrets)
{
    return !value.isEmpty() && secrets.contains(Secret(value));
}

} // namespace

HttpCall::Headers shownHeaders(const HttpCall::Headers& headers, const QList<Secret>& secrets)
{
    HttpCall::Headers shown;
    for (const auto& [name, value] : headers) {
        const bool isHidden = isCredential(name) || isSecretValue(value, secrets);
        shown.emplaceBack(shownHeaderName(name, secrets),
                          isHidden ? QByteArray("[redacted]") : redacted(value, secrets));
    }
    return shown;
}

bool isSameOrigin(const QUrl& a, const QUrl& b)
{
    const auto portOf = [](const QUrl& url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b)
        && b.userInfo().isEmpty();
}

} // namespace safelight
