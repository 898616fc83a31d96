#pragma once

#include "app/simulator/simulator.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <memory>

namespace safelight::test {

// What came back, over real HTTP and Qt's own client: the program's client is not asked, so that both halves
// of the wire are tested apart.
struct HttpAnswer
{
    int status = 0;
    QByteArray type;
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonObject candidate() const { return object().value(u"candidates").toArray().at(0).toObject(); }
    QString finish() const { return candidate().value(u"finishReason").toString(); }
    QString block() const
    {
        return object().value(u"promptFeedback").toObject().value(u"blockReason").toString();
    }
    QJsonObject usage() const { return object().value(u"usageMetadata").toObject(); }
    QJsonArray parts() const { return candidate().value(u"content").toObject().value(u"parts").toArray(); }
    QString errorStatus() const { return object().value(u"error").toObject().value(u"status").toString(); }
    // The first field that a BadRequest names.
    QString field() const
    {
        for (const QJsonValue& detail : object().value(u"error").toObject().value(u"details").toArray()) {
            const QJsonArray violations = detail.toObject().value(u"fieldViolations").toArray();
            if (!violations.isEmpty())
                return violations.at(0).toObject().value(u"field").toString();
        }
        return {};
    }
    // The JSON of each event of a stream.
    QList<QJsonObject> events() const
    {
        QList<QJsonObject> list;
        for (const QByteArray& line : body.split('\n')) {
            if (line.startsWith("data: "))
                list << QJsonDocument::fromJson(line.mid(6).trimmed()).object();
        }
        return list;
    }
};

// A simulator of its own for a test, and calls to it.
class SimulatorCalls
{
public:
    explicit SimulatorCalls(quint32 seed = 1)
        : m_simulator(seed)
    {
        const auto started = m_simulator.start();
        Q_ASSERT(started);
        m_url = *started;
    }

    QUrl url() const { return m_url; }
    QNetworkRequest request(const QString& path, const QByteArray& key = "simulator") const
    {
        QNetworkRequest request(QUrl(m_url.toString() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        request.setTransferTimeout(30'000);
        if (!key.isEmpty())
            request.setRawHeader("x-goog-api-key", key);
        return request;
    }
    std::unique_ptr<QNetworkReply> send(const QNetworkRequest& request, const QByteArray& body)
    {
        return std::unique_ptr<QNetworkReply>(m_network.post(request, body));
    }
    static HttpAnswer finished(QNetworkReply& reply)
    {
        QEventLoop loop;
        QObject::connect(&reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        if (!reply.isFinished())
            loop.exec(); // ends: each request has a transfer timeout
        return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply.header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply.readAll(),
                reply.error()};
    }
    HttpAnswer post(const QNetworkRequest& request, const QByteArray& body)
    {
        return finished(*send(request, body));
    }
    HttpAnswer post(const QString& path, const QByteArray& body) { return post(request(path), body); }
    HttpAnswer post(const QString& path, const QJsonObject& body)
    {
        return post(path, QJsonDocument(body).toJson());
    }
    HttpAnswer get(const QString& path, const QByteArray& key = "simulator")
    {
        const std::unique_ptr<QNetworkReply> reply(m_network.get(request(path, key)));
        return finished(*reply);
    }

    // A prompt of one text, with more members of the body in `more`.
    static QJsonObject prompt(const QString& text, QJsonObject more = {})
    {
        const QJsonObject part {{QStringLiteral("text"), text}};
        const QJsonObject content {{QStringLiteral("role"), QStringLiteral("user")},
                                   {QStringLiteral("parts"), QJsonArray {part}}};
        more.insert(QStringLiteral("contents"), QJsonArray {content});
        return more;
    }
    static QString path(const QString& model, const QString& method = QStringLiteral("generateContent"))
    {
        return u"/v1beta/models/" + model + u':' + method;
    }
    static QString vertexPath(const QString& model, const QString& method = QStringLiteral("generateContent"))
    {
        return u"/v1/projects/p/locations/europe-west4/publishers/google/models/" + model + u':' + method;
    }
    static QJsonArray safety(const QString& threshold)
    {
        QJsonArray list;
        for (const char* name : {"HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"}) {
            list.append(QJsonObject {
                {QStringLiteral("category"), QString(u"HARM_CATEGORY_" + QString::fromLatin1(name))},
                {QStringLiteral("threshold"), threshold}});
        }
        return list;
    }

private:
    Simulator m_simulator;
    QNetworkAccessManager m_network;
    QUrl m_url;
};

} // namespace safelight::test
