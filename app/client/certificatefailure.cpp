#include "app/client/certificatefailure.h"

#include "app/client/httpfailure.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// The sentences of these functions, as Qt translates them.
class CertificateFailureText
{
    Q_DECLARE_TR_FUNCTIONS(CertificateFailure)
};

constexpr qsizetype mostNames = 3;
constexpr qsizetype longestName = 80;

// A certificate that nobody vouches for may hold anything; a name must not break the sentence.
QString shownName(const QString& name)
{
    const bool isPlain = std::ranges::all_of(
        name, [](QChar c) { return c.isLetterOrNumber() || QStringView(u" .,*-_:'&()").contains(c); });
    return isPlain && name.size() <= longestName ? name.trimmed() : QString();
}

QString wrongNameClause(const QSslCertificate& certificate, const QUrl& url)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    for (QString& name : names)
        name = shownName(name);
    names.removeAll(QString());
    names.removeDuplicates();
    std::ranges::sort(names);
    if (names.isEmpty())
        return CertificateFailureText::tr("its certificate is not for %1").arg(url.host());
    const bool more = names.size() > mostNames;
    const QString list = names.mid(0, mostNames).join(u", "_s) + (more ? u" …"_s : QString());
    return CertificateFailureText::tr("its certificate is for %1, not for %2").arg(list, url.host());
}

QString unknownAuthorityClause(const QSslCertificate& certificate)
{
    const QString name = shownName(certificate.issuerInfo(QSslCertificate::CommonName).value(0));
    if (name.isEmpty())
        return CertificateFailureText::tr(
            "its certificate comes from an authority that this computer does not "
            "trust");
    return CertificateFailureText::tr("its certificate comes from “%1”, which this computer does not trust")
        .arg(name);
}

QString day(const QDateTime& moment)
{
    return QLocale::c().toString(moment.toUTC().date(), u"d MMMM yyyy"_s);
}

QString clauseOf(const QSslError& fault, const QUrl& url)
{
    const QSslCertificate certificate = fault.certificate();
    switch (fault.error()) {
    case QSslError::CertificateExpired:
        return CertificateFailureText::tr("its certificate expired on %1").arg(day(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return CertificateFailureText::tr(
                   "its certificate is not valid before %1 (is the date of this computer "
                   "right?)")
            .arg(day(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return wrongNameClause(certificate, url);
    case QSslError::SelfSignedCertificate:
        return CertificateFailureText::tr(
            "its certificate is signed by itself and not by an authority that this "
            "computer trusts");
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return unknownAuthorityClause(certificate);
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return CertificateFailureText::tr("its certificate was withdrawn");
    default:
        break;
    }
    return CertificateFailureText::tr("its certificate was not accepted (%1)").arg(fault.errorString());
}

} // namespace

Error certificateFailure(const QList<QSslError>& faults, const QUrl& url)
{
    QStringList clauses;
    QStringList details;
    for (const QSslError& fault : faults) {
        clauses << clauseOf(fault, url);
        details << fault.errorString();
    }
    clauses.removeDuplicates();
    details.removeDuplicates();
    const QString sentence =
        CertificateFailureText::tr("Nothing was sent to %1, because it could not prove who it is: %2.");
    return {Error::Code::Refused, sentence.arg(addressOf(url), clauses.join(u"; "_s)), details.join(u'\n')};
}

} // namespace safelight
