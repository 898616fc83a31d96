#include "app/reportfile/markdownsink.h"

#include "app/base/visibletext.h"
#include "app/report/picturespool.h"
#include "app/wording/markdowntext.h"
#include "app/wording/reportwords.h"

#include <QDir>
#include <QFile>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

// A number and a sign at the start of a line would begin a list.
QString escapedLine(const QString& text)
{
    QString line = wording::markdownText(text.trimmed());
    qsizetype digits = 0;
    while (digits < line.size() && line.at(digits).isDigit())
        ++digits;
    if (digits > 0 && digits < line.size() && line.at(digits) == u')')
        line.insert(digits, u'\\');
    return line;
}

QString codeSpan(const QString& text)
{
    const QString line = visibleLine(text);
    QString fence = u"`"_s;
    while (line.contains(fence))
        fence += u'`';
    const QString space = line.startsWith(u'`') || line.endsWith(u'`') ? u" "_s : QString();
    return fence + space + line + space + fence;
}

QString cellText(const ReportCell& cell, bool linked)
{
    QString text;
    if (!cell.pieces.isEmpty()) {
        for (const DiffPiece& piece : cell.pieces) {
            const QString words = wording::markdownCell(piece.text.trimmed());
            if (words.isEmpty())
                continue;
            const QString mark = piece.kind == DiffPiece::Kind::Removed ? u"~~"_s
                : piece.kind == DiffPiece::Kind::Added                  ? u"**"_s
                                                                        : QString();
            text += mark + words + mark + u' ';
        }
        return text.trimmed();
    }
    if (cell.text.isEmpty())
        return {};
    text = cell.code && !cell.text.contains(u'|') ? codeSpan(cell.text) : wording::markdownCell(cell.text);
    return linked && !cell.link.isEmpty() ? u"[%1](#%2)"_s.arg(text, cell.link) : text;
}

QString fenceFor(const QString& text)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence;
}

QString endingOf(const QString& mimeType)
{
    return mimeType == "image/jpeg"_L1 ? u"jpg"_s : mimeType.section(u'/', 1);
}

} // namespace

void MarkdownSink::put(const QString& markdown)
{
    const QByteArray utf8 = markdown.toUtf8();
    if (!m_error && m_device.write(utf8) != utf8.size())
        m_error = cannotWrite(m_device);
}

void MarkdownSink::begin(const QString& title, const QString& subtitle, const QList<Chapter>& chapters)
{
    put(u"# %1\n\n%2\n\n"_s.arg(escapedLine(title), wording::markdownText(subtitle)));
    for (const Chapter& chapter : chapters)
        put(u"- [%1](#%2)\n"_s.arg(wording::markdownText(chapter.title), chapter.anchor));
}

void MarkdownSink::heading(int level, const QString& text, const QString& anchor)
{
    // Not every reader makes the same name of a heading.
    if (!anchor.isEmpty())
        put(u"\n<a id=\"%1\"></a>\n"_s.arg(anchor));
    put(u"\n%1 %2\n\n"_s.arg(QString(level, u'#'), escapedLine(text)));
}

void MarkdownSink::paragraph(const QString& text, ReportTone tone)
{
    Q_UNUSED(tone);
    if (!text.isEmpty())
        put(escapedLine(text) + u"\n\n"_s);
}

void MarkdownSink::list(const QStringList& items)
{
    for (const QString& item : items)
        put(u"- %1\n"_s.arg(escapedLine(item)));
    put(u"\n"_s);
}

void MarkdownSink::banner(ReportTone tone, const QString& badge, const QString& title, const QString& text)
{
    Q_UNUSED(tone);
    put(u"> **%1** **%2**\n"_s.arg(codeSpan(badge), wording::markdownText(title.trimmed())));
    if (!text.isEmpty())
        put(u">\n> %1\n"_s.arg(escapedLine(text)));
    put(u"\n"_s);
}

void MarkdownSink::facts(const QList<ReportFact>& facts)
{
    for (const ReportFact& fact : facts) {
        QStringList lines;
        for (const QString& line : visibleText(fact.value).split(u'\n'))
            lines << (line.isEmpty() ? QString() : fact.code ? codeSpan(line) : wording::markdownText(line));
        put(u"- **%1:** %2\n"_s.arg(wording::markdownText(fact.name), lines.join(u" · "_s)));
    }
    put(u"\n"_s);
}

void MarkdownSink::table(const ReportTable& table)
{
    QString head = u"|"_s;
    QString line = u"|"_s;
    for (int i = 0; i < int(table.columns.size()); ++i) {
        head += u" %1 |"_s.arg(wording::markdownCell(table.columns.at(i)));
        line += table.numbers.contains(i) ? u" ---: |"_s : u" --- |"_s;
    }
    put(head + u'\n' + line + u'\n');
    for (const auto& row : table.rows) {
        QString cells = u"|"_s;
        for (const ReportCell& cell : row)
            cells += u' ' + cellText(cell, true) + u" |"_s;
        put(cells + u'\n');
    }
    put(u"\n"_s);
}

void MarkdownSink::quote(const QString& name, const QString& text)
{
    const QString visible = visibleText(text);
    const QString fence = fenceFor(visible);
    put(u"**%1**\n\n"_s.arg(wording::markdownText(name)));
    put(fence + u"text\n"_s);
    put(visible);
    put((visible.endsWith(u'\n') ? QString() : u"\n"_s) + fence + u"\n\n"_s);
}

void MarkdownSink::chart(const ChartPicture& chart)
{
    if (chart.columns.isEmpty()) // its table follows anyway
        return;
    put(u"**%1**\n\n"_s.arg(wording::markdownText(chart.title)));
    ReportTable table;
    table.columns = chart.columns;
    for (const QStringList& row : chart.rows) {
        QList<ReportCell> cells;
        for (const QString& text : row)
            cells << ReportCell {text};
        table.rows << cells;
    }
    this->table(table);
}

QString MarkdownSink::pictureFile(int place)
{
    if (m_files.contains(place))
        return m_files.value(place);
    QString name =
        u"picture-%1.%2"_s.arg(QString::number(m_files.size() + 1), endingOf(m_pictures.mimeType(place)));
    QFile file(QDir(m_place.folder).filePath(name));
    if (!QDir().mkpath(m_place.folder) || !file.open(QIODevice::WriteOnly)) {
        m_error = cannotWrite(file);
        return {};
    }
    bool written = true;
    const auto read = m_pictures.read(place, 1 << 20, [&file, &written](const QByteArray& bytes) {
        written = file.write(bytes) == bytes.size();
        return written;
    });
    if (!read)
        m_error = read.error();
    else if (!written || !file.flush())
        m_error = cannotWrite(file);
    m_files.insert(place, name);
    return name;
}

void MarkdownSink::putPicture(const Shown& shown)
{
    const int place = shown.picture.place;
    const QString mimeType = place < 0 ? QString() : m_pictures.mimeType(place);
    const QString alternative = wording::markdownText(shown.lines.value(0));
    if (!mimeType.isEmpty() && m_place.folder.isEmpty()) {
        put(u"![%1](data:%2;base64,"_s.arg(alternative, mimeType));
        if (const auto written = writeBase64(m_pictures, place, m_device); !written && !m_error)
            m_error = written.error();
        put(u")\n\n"_s);
    } else if (!mimeType.isEmpty() && !m_error) {
        const QString name = pictureFile(place);
        const auto folder = QString::fromLatin1(QUrl::toPercentEncoding(m_place.folderName));
        put(u"![%1](%2/%3)\n\n"_s.arg(alternative, folder, name));
    }
    QStringList lines;
    for (const QString& line : shown.lines)
        lines << wording::markdownText(line);
    put(lines.join(u" · "_s) + u"\n\n"_s);
}

void MarkdownSink::pictures(const QList<Shown>& shown)
{
    for (const Shown& picture : shown)
        putPicture(picture);
}

void MarkdownSink::end(const QString& footer)
{
    put(u"\n---\n\n%1\n"_s.arg(escapedLine(footer)));
}

Result<Done> writeMarkdown(const Report& report, const PictureSpool& pictures, QIODevice& device,
                           const MarkdownPlace& place, const WritingProgress& progress)
{
    MarkdownSink sink(device, pictures, place);
    const bool whole = tellReport(report, sink, progress);
    if (sink.error())
        return *sink.error();
    if (!whole)
        return Error {Error::Code::Cancelled, wording::writingStopped()};
    return Done();
}

} // namespace safelight
