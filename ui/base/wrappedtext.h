#pragma once

#include <QFontMetricsF>
#include <QList>
#include <QRect>
#include <QSize>
#include <QTextLayout>

class QPainter;

namespace safelight {

// A plain text in a window that reads from left to right, broken into lines, measured and drawn as the styles
// do it, pixel for pixel. They shape the text anew for each question and each painting. Here it is shaped
// once to be measured and once to be painted: how high a simple text is at a width follows from where its
// words end on one line.
class WrappedText final
{
public:
    WrappedText(const QString& text, const QFont& font, const QPaintDevice* device);

    // Whether styles would show this text so: other directions, tabs and length variants have rules of their
    // own.
    static bool handles(const QString& text);

    QSize natural(); // with no breaks but the text's own
    int heightFor(int width);
    // `alignment` is the visual one: left is left.
    void draw(QPainter& painter, const QRect& rect, Qt::Alignment alignment);

private:
    struct Word
    {
        qreal from = 0; // on one endless line
        qreal to = 0; // without the spaces behind it
        QChar last;
    };

    void breakAt(qreal width);
    void findWords();
    // Lines at this width; 0 where the words do not tell.
    int countLines(qreal width) const;

    QTextLayout m_layout;
    QFontMetricsF m_metrics;
    qreal m_width = 0; // that the lines are broken at; 0 before the first time
    QSizeF m_size; // of the lines
    QSize m_natural;
    QList<Word> m_words; // of a simple text
};

} // namespace safelight
