#include "ui/base/plotcanvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace safelight {

namespace {

constexpr double barWidth = 0.5;
constexpr double lineReach = 0.36; // half the length of a threshold line, in bars

// A name in two lines where it has a space: "Sexually explicit" needs half the width.
QString wrapped(QString name)
{
    const auto space = name.indexOf(u' ');
    return space < 0 ? name : name.replace(space, 1, u'\n');
}

class QCustomPlotCanvas final : public PlotCanvas
{
public:
    explicit QCustomPlotCanvas(QWidget* parent);

    QWidget* widget() const override { return m_plot; }
    void drawBars(const BarChart& chart, const QPalette& palette, const QFont& font) override;
    void drawStack(const StackedBar& stack, const QPalette& palette) override;
    void drawNothing(const QPalette& palette) override;
    double valueAt(int x) const override { return m_plot->xAxis->pixelToCoord(x); }

private:
    void reset(const QPalette& palette);
    void drawBar(const BarChart::Bar& bar, double place, const QPalette& palette, const QFont& font);
    void styleAxes(const BarChart& chart, const QPalette& palette, const QFont& font);

    QCustomPlot* m_plot;
};

QCustomPlotCanvas::QCustomPlotCanvas(QWidget* parent)
    : m_plot(new QCustomPlot(parent))
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setNoAntialiasingOnDrag(false);
}

void QCustomPlotCanvas::reset(const QPalette& palette)
{
    m_plot->clearPlottables();
    m_plot->clearItems();
    m_plot->setBackground(QBrush(color(palette, Role::Pane)));
}

void QCustomPlotCanvas::drawNothing(const QPalette& palette)
{
    reset(palette);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void QCustomPlotCanvas::styleAxes(const BarChart& chart, const QPalette& palette, const QFont& font)
{
    QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    for (int i = 0; i < chart.bars.size(); ++i)
        names->addTick(i, wrapped(chart.bars.at(i).name));
    m_plot->xAxis->setTicker(names);
    QSharedPointer<QCPAxisTickerText> levels(new QCPAxisTickerText);
    for (int i = 0; i < chart.levels.size(); ++i)
        levels->addTick(i + 1, chart.levels.at(i));
    m_plot->yAxis->setTicker(levels);
    for (auto* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setVisible(true);
        axis->setTickLabelFont(font);
        axis->setTickLabelColor(color(palette, Role::Mute));
        axis->setBasePen(QPen(color(palette, Role::Line)));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setPen(QPen(color(palette, Role::Line), 1, Qt::DotLine));
    }
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msAll);
    m_plot->axisRect()->setMinimumMargins(QMargins(0, 4, 4, 0));
    m_plot->xAxis->setRange(-0.6, std::max<double>(double(chart.bars.size()), 4) - 0.4);
    m_plot->yAxis->setRange(0, double(std::max<qsizetype>(chart.levels.size(), 1)) + 0.8);
}

void QCustomPlotCanvas::drawBar(const BarChart::Bar& bar, double place, const QPalette& palette,
                                const QFont& font)
{
    auto* bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
    bars->setWidth(barWidth);
    bars->setPen(Qt::NoPen);
    bars->setBrush(color(palette, bar.role));
    bars->addData(place, bar.height);
    auto* word = new QCPItemText(m_plot);
    word->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    // Above a line that would strike it through.
    const bool struck = bar.line && *bar.line > bar.height && *bar.line < bar.height + 1;
    word->position->setCoords(place, struck ? *bar.line : bar.height);
    word->setText(bar.word);
    word->setFont(font);
    word->setColor(color(palette, Role::Ink));
    word->setPadding(QMargins(2, 0, 2, 2));
    if (!bar.line)
        return;
    auto* line = new QCPItemLine(m_plot);
    line->start->setCoords(place - lineReach, *bar.line);
    line->end->setCoords(place + lineReach, *bar.line);
    line->setPen(QPen(color(palette, Role::Accent), 2, Qt::DashLine));
}

void QCustomPlotCanvas::drawBars(const BarChart& chart, const QPalette& palette, const QFont& font)
{
    reset(palette);
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    styleAxes(chart, palette, small);
    for (int i = 0; i < chart.bars.size(); ++i)
        drawBar(chart.bars.at(i), i, palette, small);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void QCustomPlotCanvas::drawStack(const StackedBar& stack, const QPalette& palette)
{
    reset(palette);
    QCPBars* below = nullptr;
    double total = 0;
    for (const auto& piece : stack.pieces) {
        auto* bars = new QCPBars(m_plot->yAxis, m_plot->xAxis);
        bars->setWidth(1);
        bars->setPen(QPen(color(palette, Role::Pane), 2));
        bars->setBrush(mixedColor(palette, piece.role, piece.strength));
        bars->addData(0, std::max(piece.value, 0.0));
        if (below)
            bars->moveAbove(below);
        below = bars;
        total += std::max(piece.value, 0.0);
    }
    for (auto* axis : {m_plot->xAxis, m_plot->yAxis})
        axis->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins({});
    m_plot->xAxis->setRange(0, std::max(total, 1.0));
    m_plot->yAxis->setRange(-0.5, 0.5);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace

std::unique_ptr<PlotCanvas> makePlotCanvas(QWidget* parent)
{
    return std::make_unique<QCustomPlotCanvas>(parent);
}

} // namespace safelight
