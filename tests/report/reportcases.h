#pragma once

#include "app/base/files.h"
#include "app/report/reportbuilder.h"
#include "app/reportfile/reportfile.h"
#include "tests/response/sampleattempts.h"

#include <QBuffer>
#include <QTest>

namespace safelight::test {

inline ReferenceImage referenceImage(const QString& name = QStringLiteral("jacket.png"))
{
    ReferenceImage image;
    image.bytes = pngBytes({64, 48}, Qt::darkCyan, Qt::black);
    image.mimeType = QStringLiteral("image/png");
    image.fileName = name;
    image.caption = QStringLiteral("The jacket, from the front");
    image.pixelSize = QSize(64, 48);
    image.sha256 = QByteArray(64, 'a'); // as a stored one would have; fixed, whatever the PNG writer does
    return image;
}

// A session in small: the same request three times, an edit that passed, an error, a stream.
inline QList<Attempt> sessionAttempts()
{
    QList<Attempt> attempts {sampleAttempt(QStringLiteral("image-safety.json")),
                             sampleAttempt(QStringLiteral("image-safety.json")),
                             sampleAttempt(QStringLiteral("stop-text.json")),
                             sampleAttempt(QStringLiteral("prompt-blocked-named.json")),
                             deliveredAttempt({pngBytes({80, 60}, Qt::darkYellow, Qt::darkGreen)},
                                              QStringLiteral("Here is the jacket.")),
                             sampleAttempt(QStringLiteral("error-429-retry.json"), 429),
                             sampleAttempt(QStringLiteral("vertex-scores.json"))};
    for (int i = 0; i < attempts.size(); ++i) {
        Attempt& attempt = attempts[i];
        attempt.id = i + 1;
        attempt.number = i + 1;
        attempt.sentAt = attempt.sentAt.addSecs(60 * i);
        attempt.prompt.images = {referenceImage()};
    }
    attempts[3].requestBody += ' ';
    attempts[4].requestBody += "  ";
    attempts[4].parent = 1;
    attempts[4].remedies = {QStringLiteral("art-style")};
    attempts[4].prompt.text = QStringLiteral("Flat-lay of this jacket, white background, no model.");
    attempts[4].title = QStringLiteral("The one that passed");
    attempts[4].comment = QStringLiteral("Ask the client whether this will do.");
    attempts[4].tags = {QStringLiteral("client"), QStringLiteral("final")};
    attempts[4].mark = 3;
    attempts[4].starred = true;
    attempts[5].requestBody += "   ";
    attempts[6].requestBody += "    ";
    attempts[6].simulated = true;
    attempts[6].backendName = QStringLiteral("Built-in simulator");
    attempts[6].prompt.generation.temperature = 0.4;
    attempts[6].prompt.generation.stopSequences = {QStringLiteral("END")};
    return attempts;
}

inline ReportBuilder::Facts reportFacts()
{
    return {QStringLiteral("9.9.9"), QDateTime(QDate(2026, 11, 22), QTime(9, 30), QTimeZone::utc()),
            QStringLiteral("autumn-jacket.safelight")};
}

// A report and what it stands on.
struct Made
{
    std::unique_ptr<PictureSpool> spool;
    Report report;
};

inline Made made(const QList<Attempt>& attempts, const ReportOptions& options = {})
{
    Made result;
    result.spool = std::make_unique<PictureSpool>(options.pictures);
    ReportBuilder builder(options, reportFacts(), *result.spool);
    for (const Attempt& attempt : attempts) {
        if (!builder.add(attempt))
            qFatal("not added");
    }
    result.report = builder.build();
    return result;
}

inline QByteArray written(const Made& made, ReportFormat format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!writeReport(made.report, *made.spool, format, buffer))
        qFatal("not written");
    return bytes;
}

inline QByteArray written(const QList<Attempt>& attempts, ReportFormat format, ReportOptions options = {})
{
    return written(made(attempts, optionsFor(format, options)), format);
}

} // namespace safelight::test
