#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace safelight::test {

// What a server shows, and what it proves it with.
struct Identity
{
    QSslCertificate certificate;
    QSslKey key;
};

// A certificate authority for the length of a test: made by the openssl program in a folder that goes with
// it, so that no key lies anywhere and nothing expires by itself.
class TestAuthority
{
public:
    static bool isPossible() { return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty(); }

    TestAuthority()
    {
        write("ca.cnf",
              "[ca]\ndefault_ca=test\n[test]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\n"
              "default_md=sha256\npolicy=any\ncopy_extensions=copy\nunique_subject=no\n"
              "certificate=ca.pem\nprivate_key=ca.key\n[any]\ncommonName=supplied\n");
        write("index.txt", {});
        m_works = run("req -x509 -nodes -days 3650 -keyout ca.key -out ca.pem", "/CN=Authority of a test");
    }

    bool works() const { return m_works; }
    QSslCertificate certificate() const { return read("ca.pem"); }

    // Signed by this authority, for one host name (or more: "a.example,DNS:b.example"); from and until as
    // YYYYMMDDHHMMSSZ.
    Identity issue(const QByteArray& host, const QByteArray& from, const QByteArray& until) const
    {
        const bool made =
            run("req -new -nodes -keyout leaf.key -out leaf.csr -addext subjectAltName=DNS:" + host,
                "/CN=A server")
            && run("ca -batch -notext -config ca.cnf -in leaf.csr -out leaf.pem -startdate " + from
                   + " -enddate " + until);
        return made ? identity() : Identity();
    }
    // Signed by itself, valid from now on.
    Identity signItself(const QByteArray& host) const
    {
        const bool made = run("req -x509 -nodes -days 3650 -keyout leaf.key -out leaf.pem"
                              " -addext subjectAltName=DNS:"
                                  + host,
                              "/CN=A server");
        return made ? identity() : Identity();
    }

private:
    Identity identity() const
    {
        QFile file(m_folder.filePath(QStringLiteral("leaf.key")));
        if (!file.open(QIODevice::ReadOnly))
            return Identity();
        return {read("leaf.pem"), QSslKey(&file, QSsl::Ec)};
    }
    QSslCertificate read(const char* name) const
    {
        return QSslCertificate::fromPath(m_folder.filePath(QString::fromLatin1(name))).value(0);
    }
    void write(const char* name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    // The arguments have no spaces in them but the subject may.
    bool run(const QByteArray& arguments, const QByteArray& subject = {}) const
    {
        QStringList list = QString::fromLatin1(arguments).split(u' ');
        if (!subject.isEmpty())
            list << QStringLiteral("-newkey") << QStringLiteral("ec") << QStringLiteral("-pkeyopt")
                 << QStringLiteral("ec_paramgen_curve:prime256v1") << QStringLiteral("-subj")
                 << QString::fromLatin1(subject);
        QProcess openssl;
        openssl.setWorkingDirectory(m_folder.path());
        openssl.start(QStringLiteral("openssl"), list);
        return openssl.waitForFinished() && openssl.exitStatus() == QProcess::NormalExit
            && openssl.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_works = false;
};

} // namespace safelight::test
