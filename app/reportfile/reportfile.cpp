#include "app/reportfile/reportfile.h"

#include "app/report/picturespool.h"
#include "app/report/reporttext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A session, whatever its name: a report is never worth what is lost with one.
bool isDatabase(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        && file.read(16) == QByteArray("SQLite format 3\0", 16); // fileformat2.html §1.3.1
}

// A name beside the report that nothing has.
MarkdownPlace placeBeside(const QString& path)
{
    const QFileInfo info(path);
    const QString stem = info.completeBaseName() + u"-pictures"_s;
    QString name = stem;
    for (int i = 2; info.dir().exists(name); ++i)
        name = u"%1-%2"_s.arg(stem, QString::number(i));
    return {info.dir().filePath(name), name};
}

// QSaveFile would put a file in the place of whatever has that name.
Result<Done> checkTarget(const QString& path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Error {Error::Code::Io, ReportText::tr("“%1” is a folder; a file is needed.").arg(path)};
    if (info.exists() && !info.isFile())
        return Error {Error::Code::Io, ReportText::tr("“%1” is not an ordinary file.").arg(path)};
    if (isDatabase(path))
        return Error {
            Error::Code::Refused,
            ReportText::tr("“%1” is a session or another database; no report is written over it.").arg(path)};
    return Done();
}

} // namespace

std::optional<ReportFormat> reportFormatOf(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "html"_L1 || ending == "htm"_L1)
        return ReportFormat::Html;
    if (ending == "pdf"_L1)
        return ReportFormat::Pdf;
    if (ending == "md"_L1 || ending == "markdown"_L1)
        return ReportFormat::Markdown;
    if (ending == "json"_L1)
        return ReportFormat::Json;
    if (ending == "csv"_L1)
        return ReportFormat::Csv;
    return {};
}

QString reportEnding(ReportFormat format)
{
    return format == ReportFormat::Markdown ? u"md"_s : Known<ReportFormat>::wireName(format);
}

ReportOptions optionsFor(ReportFormat format, ReportOptions options)
{
    if (format == ReportFormat::Csv)
        options.pictures = PictureSize::None;
    if (format == ReportFormat::Json) {
        if (options.pictures != PictureSize::None)
            options.pictures = PictureSize::Full;
        options.rawAnswers = true;
    }
    return options;
}

Result<Done> writeReport(const Report& report, const PictureSpool& pictures, ReportFormat format,
                         QIODevice& device, const WritingProgress& progress)
{
    switch (format) {
    case ReportFormat::Html:
        return writeHtml(report, pictures, device, progress);
    case ReportFormat::Pdf:
        return writePdf(report, pictures, device, progress);
    case ReportFormat::Markdown:
        return writeMarkdown(report, pictures, device, {}, progress);
    case ReportFormat::Json:
        return writeJson(report, pictures, device, progress);
    case ReportFormat::Csv:
        break;
    }
    return writeCsv(report, device, progress);
}

Result<Done> writeReportFile(const Report& report, const PictureSpool& pictures, const ReportTarget& target,
                             const WritingProgress& progress)
{
    if (auto free = checkTarget(target.path); !free)
        return free;
    QSaveFile file(target.path);
    const QString sentence = ReportText::tr("The report could not be written to “%1”.").arg(target.path);
    if (!file.open(QIODevice::WriteOnly))
        return Error {Error::Code::Io, sentence, file.errorString()};
    const bool beside = target.format == ReportFormat::Markdown && !target.picturesInside;
    const MarkdownPlace place = beside ? placeBeside(target.path) : MarkdownPlace();
    auto written = target.format == ReportFormat::Markdown
        ? writeMarkdown(report, pictures, file, place, progress)
        : writeReport(report, pictures, target.format, file, progress);
    if (written && !file.commit())
        written = Error {Error::Code::Io, sentence, file.errorString()};
    if (written)
        return written;
    file.cancelWriting();
    if (beside)
        QDir(place.folder).removeRecursively();
    if (written.error().code == Error::Code::Io)
        return Error {Error::Code::Io, sentence, written.error().detail};
    return written;
}

} // namespace safelight
