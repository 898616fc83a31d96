#pragma once

#include "app/base/result.h"
#include "app/client/modelclient.h"

#include <QNetworkRequest>
#include <QUrl>

namespace safelight {

// One HTTP request as it goes out, secrets included: for the network thread only.
struct HttpCall
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    QUrl url;
    bool isPost = true;
    Headers headers;
    QByteArray body;
    bool stream = false;
    std::chrono::milliseconds timeout {};
    qint64 answerLimit = 0; // bytes
    QList<Secret> secrets; // the key and every secret header: masked in all that is shown or kept
};

// POST …:generateContent or …:streamGenerateContent. Refused: a base URL that may not be used, no model, a
// key or a header that cannot travel as one line, a body with what the back end does not accept.
Result<HttpCall> makeGenerateCall(const Endpoint& endpoint, const ModelRequest& request);

// POST …:countTokens, with the whole request in it, so that the system instruction counts too.
Result<HttpCall> makeCountCall(const Endpoint& endpoint, const ModelRequest& request);

// GET …/models; an empty token asks for the first page.
Result<HttpCall> makeListCall(const Endpoint& endpoint, const QString& pageToken);

// What Qt sends: our headers and no cookies, no redirects, no cleartext HTTP/2.
QNetworkRequest makeNetworkRequest(const HttpCall& call);

// Headers for showing: credentials masked, everything else redacted.
HttpCall::Headers shownHeaders(const HttpCall::Headers& headers, const QList<Secret>& secrets);

// May the call, key and all, be repeated at `target`? Only at the same scheme, host and port.
bool isSameOrigin(const QUrl& a, const QUrl& b);

} // namespace safelight
