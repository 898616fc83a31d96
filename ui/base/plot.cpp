#include "ui/base/plot.h"

#include <QEvent>
#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <variant>

using namespace Qt::StringLiterals;

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

QString spokenText(const BarChart& chart)
{
    QStringList parts;
    for (const auto& bar : chart.bars)
        parts << bar.name + u": "_s + bar.word
                + (bar.lineWord.isEmpty() ? QString() : u", "_s + bar.lineWord);
    return parts.join(u"; "_s);
}

QString spokenText(const StackedBar& stack)
{
    QStringList parts;
    for (const auto& piece : stack.pieces)
        parts << piece.name + u": "_s + piece.word;
    return parts.join(u"; "_s);
}

} // namespace

QColor mixedColor(const QPalette& palette, Role role, double strength)
{
    const QColor full = color(palette, role);
    const QColor ground = color(palette, Role::Pane);
    const auto mix = [strength](float a, float b) {
        return static_cast<float>(strength * double(a) + (1 - strength) * double(b));
    };
    return QColor::fromRgbF(mix(full.redF(), ground.redF()), mix(full.greenF(), ground.greenF()),
                            mix(full.blueF(), ground.blueF()));
}

class Plot::Private
{
public:
    QCustomPlot* plot = nullptr;
    std::variant<std::monostate, BarChart, StackedBar> shown;

    void draw(const QPalette& palette, const QFont& font);
    QString tipAt(QPoint position) const;

private:
    void reset(const QPalette& palette);
    void drawBars(const BarChart& chart, const QPalette& palette, const QFont& font);
    void drawBar(const BarChart::Bar& bar, double place, const QPalette& palette, const QFont& font);
    void styleAxes(const BarChart& chart, const QPalette& palette, const QFont& font);
    void drawStack(const StackedBar& stack, const QPalette& palette);
};

void Plot::Private::reset(const QPalette& palette)
{
    plot->clearPlottables();
    plot->clearItems();
    plot->setBackground(QBrush(color(palette, Role::Pane)));
}

void Plot::Private::draw(const QPalette& palette, const QFont& font)
{
    reset(palette);
    if (const auto* chart = std::get_if<BarChart>(&shown))
        drawBars(*chart, palette, font);
    else if (const auto* stack = std::get_if<StackedBar>(&shown))
        drawStack(*stack, palette);
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::Private::styleAxes(const BarChart& chart, const QPalette& palette, const QFont& font)
{
    QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    for (int i = 0; i < chart.bars.size(); ++i)
        names->addTick(i, wrapped(chart.bars.at(i).name));
    plot->xAxis->setTicker(names);
    QSharedPointer<QCPAxisTickerText> levels(new QCPAxisTickerText);
    for (int i = 0; i < chart.levels.size(); ++i)
        levels->addTick(i + 1, chart.levels.at(i));
    plot->yAxis->setTicker(levels);
    for (auto* axis : {plot->xAxis, plot->yAxis}) {
        axis->setVisible(true);
        axis->setTickLabelFont(font);
        axis->setTickLabelColor(color(palette, Role::Mute));
        axis->setBasePen(QPen(color(palette, Role::Line)));
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setPen(QPen(color(palette, Role::Line), 1, Qt::DotLine));
    }
    plot->yAxis->setBasePen(Qt::NoPen);
    plot->xAxis->grid()->setVisible(false);
    plot->axisRect()->setAutoMargins(QCP::msAll);
    plot->axisRect()->setMinimumMargins(QMargins(0, 4, 4, 0));
    plot->xAxis->setRange(-0.6, std::max<double>(double(chart.bars.size()), 4) - 0.4);
    plot->yAxis->setRange(0, double(std::max<qsizetype>(chart.levels.size(), 1)) + 0.8);
}

void Plot::Private::drawBar(const BarChart::Bar& bar, double place, const QPalette& palette,
                            const QFont& font)
{
    auto* bars = new QCPBars(plot->xAxis, plot->yAxis);
    bars->setWidth(barWidth);
    bars->setPen(Qt::NoPen);
    bars->setBrush(color(palette, bar.role));
    bars->addData(place, bar.height);
    auto* word = new QCPItemText(plot);
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
    auto* line = new QCPItemLine(plot);
    line->start->setCoords(place - lineReach, *bar.line);
    line->end->setCoords(place + lineReach, *bar.line);
    line->setPen(QPen(color(palette, Role::Accent), 2, Qt::DashLine));
}

void Plot::Private::drawBars(const BarChart& chart, const QPalette& palette, const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    styleAxes(chart, palette, small);
    for (int i = 0; i < chart.bars.size(); ++i)
        drawBar(chart.bars.at(i), i, palette, small);
}

void Plot::Private::drawStack(const StackedBar& stack, const QPalette& palette)
{
    QCPBars* below = nullptr;
    double total = 0;
    for (const auto& piece : stack.pieces) {
        auto* bars = new QCPBars(plot->yAxis, plot->xAxis);
        bars->setWidth(1);
        bars->setPen(QPen(color(palette, Role::Pane), 2));
        bars->setBrush(mixedColor(palette, piece.role, piece.strength));
        bars->addData(0, std::max(piece.value, 0.0));
        if (below)
            bars->moveAbove(below);
        below = bars;
        total += std::max(piece.value, 0.0);
    }
    for (auto* axis : {plot->xAxis, plot->yAxis})
        axis->setVisible(false);
    plot->axisRect()->setAutoMargins(QCP::msNone);
    plot->axisRect()->setMargins({});
    plot->xAxis->setRange(0, std::max(total, 1.0));
    plot->yAxis->setRange(-0.5, 0.5);
}

QString Plot::Private::tipAt(QPoint position) const
{
    if (const auto* chart = std::get_if<BarChart>(&shown)) {
        const auto place = std::lround(plot->xAxis->pixelToCoord(position.x()));
        if (place < 0 || place >= chart->bars.size())
            return {};
        return spokenText(BarChart {{chart->bars.at(place)}, {}});
    }
    if (const auto* stack = std::get_if<StackedBar>(&shown)) {
        double left = plot->xAxis->pixelToCoord(position.x());
        for (const auto& piece : stack->pieces) {
            if (left < piece.value)
                return spokenText(StackedBar {{piece}});
            left -= piece.value;
        }
    }
    return {};
}

Plot::Plot(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->plot = new QCustomPlot(this);
    d->plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    d->plot->setFocusPolicy(Qt::NoFocus);
    d->plot->setNoAntialiasingOnDrag(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->plot);
}

Plot::~Plot() = default;

void Plot::showBars(const BarChart& chart)
{
    d->shown = chart;
    setAccessibleDescription(spokenText(chart));
    d->draw(palette(), font());
}

void Plot::showStack(const StackedBar& stack)
{
    d->shown = stack;
    setAccessibleDescription(spokenText(stack));
    d->draw(palette(), font());
}

void Plot::clear()
{
    d->shown = std::monostate();
    setAccessibleDescription({});
    d->draw(palette(), font());
}

QSize Plot::sizeHint() const
{
    const int line = fontMetrics().height();
    return std::holds_alternative<StackedBar>(d->shown) ? QSize(line * 20, line)
                                                        : QSize(line * 20, line * 10);
}

void Plot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        d->draw(palette(), font());
}

bool Plot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), d->tipAt(help->pos()), this);
    return true;
}

} // namespace safelight
