#pragma once

#include "tests/support/testauthority.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QUrl>

namespace safelight::test {

// Answers every request over TLS with the same bytes, and keeps whatever came through.
class TlsServer final : public QTcpServer
{
public:
    // VerifyPeer: it asks for a certificate of the client, and none is good enough.
    TlsServer(const Identity& identity, QByteArray answer,
              QSslSocket::PeerVerifyMode mode = QSslSocket::VerifyNone)
        : m_answer(std::move(answer))
    {
        m_configuration = QSslConfiguration::defaultConfiguration();
        m_configuration.setCaCertificates({});
        m_configuration.setPeerVerifyMode(mode);
        m_configuration.setLocalCertificate(identity.certificate);
        m_configuration.setPrivateKey(identity.key);
        listen(QHostAddress::LocalHost);
    }

    // By this name, and not by its number: certificates are for names.
    QUrl url() const { return QUrl(QStringLiteral("https://localhost:%1").arg(serverPort())); }
    int connections() const { return m_connections; }
    // Connections that are over.
    int ended() const { return m_ended; }
    // Every byte that a client sent inside of TLS.
    const QByteArray& received() const { return m_received; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        ++m_connections;
        auto* socket = new QSslSocket(this);
        socket->setSslConfiguration(m_configuration);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            const QByteArray bytes = socket->readAll();
            m_received += bytes;
            if (bytes.contains("}]}]}")) // the end of the one body that is ever sent
                socket->write(m_answer);
        });
        connect(socket, &QSslSocket::disconnected, this, [this, socket] {
            ++m_ended;
            socket->deleteLater();
        });
        socket->setSocketDescriptor(descriptor);
        socket->startServerEncryption();
    }

private:
    QSslConfiguration m_configuration;
    QByteArray m_answer;
    QByteArray m_received;
    int m_connections = 0;
    int m_ended = 0;
};

} // namespace safelight::test
