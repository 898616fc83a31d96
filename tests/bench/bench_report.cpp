// One measurement a process, so that memory is this measurement's own.
//   bench_report make FOLDER | ours FOLDER | plain FOLDER
// ours: an HTML report of 1,000 attempts, 200 of them with a picture, built and written as the window and the
// command line do it; plain: the same pictures as base64 into a file, which is the least any report must do.
#include "app/report/reportbuilder.h"
#include "app/reportfile/reportfile.h"
#include "app/wire/answerdecoder.h"
#include "tests/bench/measure.h"

#include <QGuiApplication>
#include <QTimeZone>

#include <map>

using namespace Qt::StringLiterals;
using namespace safelight;
using namespace safelight::bench;

namespace {

constexpr int attempts = 1000;
constexpr int pictures = 200;
constexpr qsizetype pictureBytes = 3 << 20;

QString picturePath(const QString& folder, int number)
{
    return u"%1/%2.png"_s.arg(folder, QString::number(number));
}

// Begins like a PNG and does not compress.
QByteArray makePicture(quint32 seed)
{
    QByteArray bytes("\x89PNG\r\n\x1a\n");
    bytes.resize(pictureBytes);
    for (qsizetype i = 8; i < bytes.size(); ++i) {
        seed = seed * 1664525U + 1013904223U;
        bytes[i] = static_cast<char>(seed >> 24);
    }
    return bytes;
}

QByteArray load(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int make(const QString& folder)
{
    for (int i = 0; i < pictures; ++i) {
        QFile file(picturePath(folder, i));
        if (!file.open(QIODevice::WriteOnly) || file.write(makePicture(quint32(i))) != pictureBytes)
            return 1;
    }
    return 0;
}

// As the session gives it: read, and with its picture.
Attempt makeAttempt(const QString& folder, int number)
{
    Attempt attempt;
    attempt.id = number;
    attempt.number = number;
    attempt.state = AttemptState::Completed;
    attempt.sentAt = QDateTime(QDate(2026, 11, 21), QTime(14, 2), QTimeZone::utc()).addSecs(number);
    attempt.prompt.text = u"A jacket on a hanger in studio light, number %1"_s.arg(number);
    attempt.prompt.model = u"gemini-3-pro-image"_s;
    attempt.requestBody = QByteArray::number(number);
    attempt.httpCode = 200;
    attempt.response = decodeAnswer(
        R"({"candidates":[{"content":{"parts":[{"text":"Here it is."}]},"finishReason":"STOP","index":0}]})");
    attempt.verdict.outcome = Outcome::Delivered;
    attempt.verdict.stage = Stage::Delivered;
    constexpr int every = attempts / pictures;
    if (number % every == 0) {
        Part part;
        part.kind = Part::Kind::InlineData;
        part.mimeType = u"image/png"_s;
        part.data = load(picturePath(folder, number / every));
        attempt.response.candidates[0].parts << part;
    }
    return attempt;
}

bool writeOurs(const QString& folder)
{
    ReportOptions options;
    options.pictures = PictureSize::Full;
    PictureSpool spool(options.pictures);
    ReportBuilder builder(options, {u"bench"_s, QDateTime::currentDateTimeUtc(), u"bench"_s}, spool);
    for (int i = 0; i < attempts; ++i) {
        if (!builder.add(makeAttempt(folder, i)))
            return false;
    }
    return writeReportFile(builder.build(), spool, {folder + u"/report.html"_s, ReportFormat::Html})
        .has_value();
}

bool writePlain(const QString& folder)
{
    QFile file(folder + u"/plain.txt"_s);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (int i = 0; i < pictures; ++i)
        file.write(load(picturePath(folder, i)).toBase64());
    return file.flush();
}

int measure(bool (*work)(const QString&), const QString& folder)
{
    forgetPeak();
    const qint64 before = processMemory("VmRSS");
    const double begun = processorMilliseconds();
    if (!work(folder)) {
        std::fputs("bench_report: not written\n", stderr);
        return 1;
    }
    say("ms", processorMilliseconds() - begun);
    say("bytes", double(pictureBytes));
    say("peak", double(processMemory("VmHWM") - before));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    if (argc != 3)
        return 2;
    const QString folder = QString::fromLocal8Bit(argv[2]);
    const std::string_view mode = argv[1];
    if (mode == "make")
        return make(folder);
    return measure(mode == "ours" ? writeOurs : writePlain, folder);
}
