#include "app/reportfile/htmlsink.h"

#include "app/base/visibletext.h"
#include "app/report/picturespool.h"
#include "app/reportfile/reportwriters.h"
#include "app/wording/reportwords.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

QByteArray style()
{
    QFile file(u":/report/report.css"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString htmlText(const QString& text)
{
    QString html = visibleText(text).toHtmlEscaped(); // < > & "
    return html.replace(u'\'', u"&#39;"_s);
}

QString className(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Plain:
        return u"plain"_s;
    case ReportTone::Mute:
        return u"mute"_s;
    case ReportTone::Faint:
        return u"faint"_s;
    case ReportTone::Good:
        return u"good"_s;
    case ReportTone::Low:
        return u"low"_s;
    case ReportTone::Warn:
        return u"warn"_s;
    case ReportTone::Bad:
        return u"bad"_s;
    case ReportTone::Accent:
        return u"accent"_s;
    }
    return {};
}

QString coordinate(double value)
{
    return QString::number(value, 'f', value == int(value) ? 0 : 1);
}

QString svgText(const ChartShape& shape)
{
    const auto anchor = shape.anchor == ChartShape::Anchor::Middle ? "middle"_L1
        : shape.anchor == ChartShape::Anchor::End                  ? "end"_L1
                                                                   : "start"_L1;
    return u"<text x=\"%1\" y=\"%2\" text-anchor=\"%3\" class=\"fill-%4\">%5</text>"_s.arg(
        coordinate(shape.place.x()), coordinate(shape.place.bottom()), anchor, className(shape.tone),
        htmlText(shape.text));
}

QString svgOf(const ChartShape& shape)
{
    const QRectF& place = shape.place;
    switch (shape.kind) {
    case ChartShape::Kind::Bar:
        return u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" class=\"fill-%5\"/>"_s.arg(
            coordinate(place.x()), coordinate(place.y()), coordinate(place.width()),
            coordinate(place.height()), className(shape.tone));
    case ChartShape::Kind::Line:
    case ChartShape::Kind::Dashes:
        return u"<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" class=\"fill-%5\"/>"_s.arg(
            coordinate(place.x()), coordinate(place.y()), coordinate(place.right()),
            coordinate(place.bottom()), className(shape.tone));
    case ChartShape::Kind::Text:
        break;
    }
    return svgText(shape);
}

QString piecesHtml(const QList<DiffPiece>& pieces)
{
    QString html;
    for (const DiffPiece& piece : pieces) {
        const QString text = htmlText(piece.text);
        html += piece.kind == DiffPiece::Kind::Removed ? u"<del>"_s + text + u"</del>"_s
            : piece.kind == DiffPiece::Kind::Added     ? u"<ins>"_s + text + u"</ins>"_s
                                                       : text;
    }
    return html;
}

} // namespace

void HtmlSink::put(const QByteArray& html)
{
    if (!m_error && m_device.write(html) != html.size())
        m_error = cannotWrite(m_device);
}

// In pieces: several copies of a text of many megabytes are not held at once.
void HtmlSink::putLong(const QString& text)
{
    constexpr qsizetype step = 1 << 16;
    for (qsizetype from = 0; from < text.size() && !m_error;) {
        qsizetype length = std::min(step, text.size() - from);
        // CR LF and surrogate pairs stay together.
        const QChar last = text.at(from + length - 1);
        if (from + length < text.size() && (last.isHighSurrogate() || last == u'\r'))
            ++length;
        put(htmlText(text.mid(from, length)));
        from += length;
    }
}

void HtmlSink::begin(const QString& title, const QString& subtitle, const QList<Chapter>& chapters)
{
    const QByteArray css = style();
    const QByteArray hash = QCryptographicHash::hash(css, QCryptographicHash::Sha256).toBase64();
    const QString language = QLocale(QLocale::English).bcp47Name();
    put(u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"_s.arg(language));
    put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
        "'sha256-"
        + hash + "'; base-uri 'none'; form-action 'none'\">\n");
    put(QByteArray("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"));
    put(u"<meta name=\"generator\" content=\"Safelight\">\n<title>%1</title>\n<style>"_s.arg(
        htmlText(visibleLine(title))));
    put(css);
    put(u"</style>\n</head>\n<body>\n<header>\n<h1>%1</h1>\n<p class=\"mute\">%2</p>\n"_s.arg(
        htmlText(visibleLine(title)), htmlText(subtitle)));
    if (!chapters.isEmpty()) {
        put(u"<nav aria-label=\"%1\">\n<ul>\n"_s.arg(htmlText(wording::reportWord(ReportWord::Contents))));
        for (const Chapter& chapter : chapters)
            put(u"<li><a href=\"#%1\">%2</a></li>\n"_s.arg(chapter.anchor, htmlText(chapter.title)));
        put(QByteArray("</ul>\n</nav>\n"));
    }
    put(QByteArray("</header>\n<main>\n"));
}

// A heading ends what stands at its level or below.
void HtmlSink::close(int level)
{
    if (m_open >= 3 && level <= 3)
        put(QByteArray("</article>\n"));
    if (m_open >= 2 && level <= 2)
        put(QByteArray("</section>\n"));
    m_open = std::min(m_open, level <= 2 ? 0 : 2);
}

void HtmlSink::heading(int level, const QString& text, const QString& anchor)
{
    if (level <= 3)
        close(level);
    if (level == 2)
        put(QByteArray("<section>\n"));
    else if (level == 3)
        put(QByteArray("<article>\n"));
    if (level <= 3)
        m_open = level;
    const QString id = anchor.isEmpty() ? QString() : u" id=\"%1\""_s.arg(anchor);
    put(u"<h%1%2>%3</h%1>\n"_s.arg(QString::number(level), id, htmlText(visibleLine(text))));
}

void HtmlSink::paragraph(const QString& text, ReportTone tone)
{
    if (text.isEmpty())
        return;
    const QString open = tone == ReportTone::Plain ? u"<p>"_s : u"<p class=\"%1\">"_s.arg(className(tone));
    put(open + htmlText(text) + u"</p>\n"_s);
}

void HtmlSink::list(const QStringList& items)
{
    put(QByteArray("<ul>\n"));
    for (const QString& item : items)
        put(u"<li>"_s + htmlText(item) + u"</li>\n"_s);
    put(QByteArray("</ul>\n"));
}

void HtmlSink::banner(ReportTone tone, const QString& badge, const QString& title, const QString& text)
{
    put(u"<div class=\"banner %1\"><p><span class=\"badge %1\">%2</span> <span class=\"title\">%3</span></p>"_s
            .arg(className(tone), htmlText(visibleLine(badge)), htmlText(title)));
    if (!text.isEmpty())
        put(u"\n<p>"_s + htmlText(text) + u"</p>"_s);
    put(QByteArray("</div>\n"));
}

void HtmlSink::facts(const QList<ReportFact>& facts)
{
    if (facts.isEmpty())
        return;
    put(QByteArray("<dl>\n"));
    for (const ReportFact& fact : facts) {
        const QString value = htmlText(fact.value);
        put(u"<dt>%1</dt><dd>"_s.arg(htmlText(fact.name))
            + (fact.code ? u"<code>"_s + value + u"</code>"_s : value) + u"</dd>\n"_s);
    }
    put(QByteArray("</dl>\n"));
}

void HtmlSink::putCell(const ReportTable& table, const ReportCell& cell, int column)
{
    QStringList classes;
    if (table.numbers.contains(column))
        classes << u"number"_s;
    if (cell.tone != ReportTone::Plain && cell.pieces.isEmpty())
        classes << className(cell.tone);
    if (!cell.pieces.isEmpty() || cell.text.contains(u'\n'))
        classes << u"text"_s;
    QString html = cell.pieces.isEmpty() ? htmlText(cell.text) : piecesHtml(cell.pieces);
    if (cell.code && !html.isEmpty())
        html = u"<code>"_s + html + u"</code>"_s;
    if (!cell.link.isEmpty())
        html = u"<a href=\"#%1\">"_s.arg(cell.link) + html + u"</a>"_s;
    const QString open = classes.isEmpty() ? u"<td>"_s : u"<td class=\"%1\">"_s.arg(classes.join(u' '));
    put(open + html + u"</td>"_s);
}

void HtmlSink::table(const ReportTable& table)
{
    put(QByteArray("<div class=\"scroll\"><table>\n<thead><tr>"));
    for (int i = 0; i < int(table.columns.size()); ++i)
        put(u"<th scope=\"col\"%1>%2</th>"_s.arg(
            table.numbers.contains(i) ? u" class=\"number\""_s : QString(), htmlText(table.columns.at(i))));
    put(QByteArray("</tr></thead>\n<tbody>\n"));
    for (const auto& row : table.rows) {
        put(QByteArray("<tr>"));
        for (int i = 0; i < int(row.size()); ++i)
            putCell(table, row.at(i), i);
        put(QByteArray("</tr>\n"));
    }
    put(QByteArray("</tbody>\n</table></div>\n"));
}

void HtmlSink::quote(const QString& name, const QString& text)
{
    // The first line end behind <pre> is not part of the text.
    put(u"<figure class=\"quote\"><figcaption>%1</figcaption>\n<pre>\n"_s.arg(htmlText(name)));
    putLong(text);
    put(QByteArray("</pre></figure>\n"));
}

void HtmlSink::chart(const ChartPicture& chart)
{
    if (chart.shapes.isEmpty())
        return;
    if (!chart.caption.isEmpty())
        put(u"<p class=\"mute\">%1</p>\n"_s.arg(htmlText(chart.caption)));
    put(u"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" height=\"%2\" "
        u"role=\"img\" "
        "aria-label=\"%3\">\n"_s.arg(coordinate(chart.size.width()), coordinate(chart.size.height()),
                                     htmlText(visibleLine(chart.description))));
    for (const ChartShape& shape : chart.shapes)
        put(svgOf(shape) + u'\n');
    put(QByteArray("</svg>\n"));
}

void HtmlSink::putPicture(const Shown& shown)
{
    put(QByteArray("<figure>"));
    const int place = shown.picture.place;
    const QString mimeType = place < 0 ? QString() : m_pictures.mimeType(place);
    if (!mimeType.isEmpty() && !m_error) {
        put(u"<img alt=\"%1\" src=\"data:%2;base64,"_s.arg(htmlText(shown.lines.value(0)), mimeType));
        if (const auto written = writeBase64(m_pictures, place, m_device); !written && !m_error)
            m_error = written.error();
        put(QByteArray("\">"));
    }
    put(u"<figcaption>%1</figcaption></figure>\n"_s.arg(htmlText(shown.lines.join(u'\n'))));
}

void HtmlSink::pictures(const QList<Shown>& shown)
{
    put(QByteArray("<div class=\"pictures\">\n"));
    for (const Shown& picture : shown)
        putPicture(picture);
    put(QByteArray("</div>\n"));
}

void HtmlSink::end(const QString& footer)
{
    close(2);
    put(u"</main>\n<footer><p>%1</p></footer>\n</body>\n</html>\n"_s.arg(htmlText(footer)));
}

Result<Done> writeHtml(const Report& report, const PictureSpool& pictures, QIODevice& device,
                       const WritingProgress& progress)
{
    HtmlSink sink(device, pictures);
    const bool whole = tellReport(report, sink, progress);
    if (sink.error())
        return *sink.error();
    if (!whole)
        return Error {Error::Code::Cancelled, wording::writingStopped()};
    return Done();
}

} // namespace safelight
