#include "app/cli/sendoutput.h"

#include "app/cli/sendoptions.h"

#include "app/cli/inspection.h"
#include "app/wording/words.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QString sha256(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString endingOf(const QString& mimeType)
{
    static const std::array endings {
        std::pair {"image/png"_L1, "png"_L1},   std::pair {"image/jpeg"_L1, "jpg"_L1},
        std::pair {"image/webp"_L1, "webp"_L1}, std::pair {"image/gif"_L1, "gif"_L1},
        std::pair {"image/heic"_L1, "heic"_L1}, std::pair {"image/heif"_L1, "heif"_L1},
    };
    for (const auto& [type, ending] : endings) {
        if (mimeType == type)
            return ending;
    }
    return u"img"_s;
}

Error unwritten(const QString& path, const QString& why)
{
    return {Error::Code::Io, SendText::tr("“%1” could not be written: %2").arg(path, why)};
}

// Under the first number from `number` on whose name is free.
Result<QString> writeImage(const QString& stem, const Part& image, int& number)
{
    for (;; ++number) {
        QFile file(u"%1-%2.%3"_s.arg(stem).arg(number).arg(endingOf(image.mimeType)));
        if (!file.open(QIODevice::NewOnly)) {
            if (file.exists())
                continue;
            return unwritten(file.fileName(), file.errorString());
        }
        ++number;
        if (file.write(image.data) != image.data.size() || !file.flush()) {
            const QString why = file.errorString();
            file.remove();
            return unwritten(file.fileName(), why);
        }
        return file.fileName();
    }
}

QJsonValue secondsOrNull(double seconds)
{
    return seconds > 0 ? QJsonValue(seconds) : QJsonValue();
}

QJsonArray triesArray(const QList<Try>& tries)
{
    QJsonArray lines;
    for (const Try& line : tries)
        lines.append(QJsonObject {{u"at"_s, line.at.toString(Qt::ISODateWithMs)},
                                  {u"waited"_s, line.waited},
                                  {u"code"_s, line.httpCode == 0 ? QJsonValue() : line.httpCode},
                                  {u"bytes"_s, line.bytes},
                                  {u"seconds"_s, line.seconds},
                                  {u"failure"_s, line.failure.isEmpty() ? QJsonValue() : line.failure}});
    return lines;
}

} // namespace

QJsonObject sendObject(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model)
{
    QJsonObject object = inspectionObject(inspect(source, attempt, model));
    object.insert(u"http"_s,
                  QJsonObject {{u"code"_s, attempt.httpCode == 0 ? QJsonValue() : attempt.httpCode},
                               {u"attempts"_s, attempt.tries},
                               {u"tries"_s, triesArray(attempt.tryLog)},
                               {u"seconds"_s, attempt.seconds},
                               {u"firstByteSeconds"_s, secondsOrNull(attempt.firstByteSeconds)}});
    object.insert(u"request"_s,
                  QJsonObject {{u"model"_s, attempt.prompt.model},
                               {u"bytes"_s, static_cast<qint64>(attempt.requestBody.size())},
                               {u"sha256"_s, sha256(attempt.requestBody)}});
    return object;
}

QString sendText(const QString& source, const Attempt& attempt, const std::optional<ModelInfo>& model)
{
    QString text = inspectionText(inspect(source, attempt, model));
    if (!text.endsWith(u'\n'))
        text += u'\n';
    const QString code =
        attempt.httpCode == 0 ? SendText::tr("no answer") : QString::number(attempt.httpCode);
    text += SendText::tr("  HTTP        %1 · tries: %2 · %3\n")
                .arg(code)
                .arg(attempt.tries)
                .arg(wording::duration(attempt.seconds));
    text += SendText::tr("  Request     %1 · %2 · SHA-256 %3\n")
                .arg(attempt.prompt.model, wording::bytes(attempt.requestBody.size()),
                     sha256(attempt.requestBody));
    return text;
}

Result<QStringList> writeImages(const QString& folder, const QString& source, const Response& response)
{
    QStringList written;
    const QString name = source == "-"_L1 ? u"answer"_s : QFileInfo(source).completeBaseName();
    int number = 1;
    for (const Candidate& candidate : response.candidates) {
        const auto images = candidate.images();
        for (const Part& image : images) {
            if (!QDir().mkpath(folder))
                return unwritten(folder, SendText::tr("the folder cannot be made"));
            const auto path = writeImage(QDir(folder).filePath(name), image, number);
            if (!path)
                return path.error();
            written << *path;
        }
    }
    return written;
}

} // namespace safelight
