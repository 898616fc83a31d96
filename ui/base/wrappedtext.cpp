#include "ui/base/wrappedtext.h"

#include <QPainter>
#include <QTextBoundaryFinder>
#include <QtMath>

#include <algorithm>

namespace safelight {

namespace {

constexpr qreal endless = 0x01000000;

QString withLineSeparators(QString text)
{
    text.replace(u'\r', u' ');
    text.replace(u'\n', QChar::LineSeparator);
    return text;
}

// Latin letters and common signs on one line, in one direction, with no hyphens that show only at an end.
bool isSimple(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u' ' && c <= u'~') || (c > QChar(0xad) && c < QChar(0x250)) || c == u'’' || c == u'–';
    });
}

} // namespace

WrappedText::WrappedText(const QString& text, const QFont& font, const QPaintDevice* device)
    : m_layout(withLineSeparators(text), font, device)
    , m_metrics(font, device)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    option.setAlignment(Qt::AlignLeft); // draw() aligns
    option.setTextDirection(Qt::LeftToRight);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
}

bool WrappedText::handles(const QString& text)
{
    constexpr QChar variant(0x9c); // between a text and its shorter form
    return !text.isRightToLeft() && !text.contains(u'\t') && !text.contains(variant);
}

QSize WrappedText::natural()
{
    if (!m_natural.isValid()) {
        breakAt(endless);
        m_natural = {qCeil(m_size.width()), qCeil(m_size.height())};
    }
    return m_natural;
}

int WrappedText::heightFor(int width)
{
    if (width >= natural().width())
        return natural().height();
    findWords();
    if (const int count = countLines(width)) {
        qreal height = -m_metrics.leading();
        for (int i = 0; i < count; ++i)
            height = qCeil(height + m_metrics.leading()) + qCeil(m_metrics.height());
        return qCeil(height);
    }
    breakAt(qMax(0, width));
    return qCeil(m_size.height());
}

void WrappedText::findWords()
{
    const QString text = m_layout.text();
    const bool applies = m_words.isEmpty() && m_width == endless && isSimple(text)
        && m_size.height() == qCeil(m_metrics.height());
    if (!applies)
        return;
    const QTextLine line = m_layout.lineAt(0);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    for (qsizetype from = 0, to = finder.toNextBoundary(); to > 0; from = to, to = finder.toNextBoundary()) {
        qsizetype end = to;
        while (end > from && text.at(end - 1) == u' ')
            --end;
        m_words.append({line.cursorToX(int(from)), line.cursorToX(int(end)), text.at(qMax(from, end - 1))});
    }
}

// The layout breaks where a word, or its last letter leaning out over its own width, passes the edge. A word
// that ends on the edge itself leaves the question open: the layout counts in parts of a pixel.
int WrappedText::countLines(qreal width) const
{
    if (m_words.isEmpty())
        return 0;
    constexpr qreal unsure = 0.1;
    int count = 1;
    qreal start = m_words.first().from;
    for (const Word& word : m_words) {
        qreal rest = width - (word.to - start);
        if (word.from == start || rest >= m_metrics.height())
            continue; // the first word stays, however wide it is
        rest += qMin(0.0, m_metrics.rightBearing(word.last));
        if (qAbs(rest) < unsure)
            return 0;
        if (rest > 0)
            continue;
        ++count;
        start = word.from;
    }
    return count;
}

void WrappedText::draw(QPainter& painter, const QRect& rect, Qt::Alignment alignment)
{
    if (m_width != endless || rect.width() < natural().width())
        breakAt(rect.width());
    const qreal free = rect.height() - m_size.height();
    const qreal down = alignment & Qt::AlignBottom ? free : alignment & Qt::AlignVCenter ? free / 2 : 0;
    painter.save();
    if (free < 0 || m_size.width() > rect.width())
        painter.setClipRect(rect, Qt::IntersectClip);
    for (int i = 0; i < m_layout.lineCount(); ++i) {
        const QTextLine line = m_layout.lineAt(i);
        const qreal rest = rect.width() - line.horizontalAdvance();
        const qreal along = alignment & Qt::AlignRight ? rest : alignment & Qt::AlignHCenter ? rest / 2 : 0;
        line.draw(&painter, {rect.x() + along, rect.y() + down});
    }
    painter.restore();
}

void WrappedText::breakAt(qreal width)
{
    if (width == m_width)
        return;
    m_width = width;
    qreal height = -m_metrics.leading();
    qreal widest = 0;
    m_layout.beginLayout();
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        height = qCeil(height + m_metrics.leading()); // whole pixels
        line.setPosition({0, height});
        height += line.height();
        widest = qMax(widest, line.naturalTextWidth());
    }
    m_layout.endLayout();
    m_size = {widest, height};
}

} // namespace safelight
