#include "ui/base/plot.h"

#include "ui/base/plotcanvas.h"

#include <QEvent>
#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <variant>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

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
    std::unique_ptr<PlotCanvas> canvas;
    std::variant<std::monostate, BarChart, StackedBar> shown;

    void draw(const QPalette& palette, const QFont& font);
    QString tipAt(QPoint position) const;
};

void Plot::Private::draw(const QPalette& palette, const QFont& font)
{
    if (const auto* chart = std::get_if<BarChart>(&shown))
        canvas->drawBars(*chart, palette, font);
    else if (const auto* stack = std::get_if<StackedBar>(&shown))
        canvas->drawStack(*stack, palette);
    else
        canvas->drawNothing(palette);
}

QString Plot::Private::tipAt(QPoint position) const
{
    if (const auto* chart = std::get_if<BarChart>(&shown)) {
        const auto place = std::lround(canvas->valueAt(position.x()));
        if (place < 0 || place >= chart->bars.size())
            return {};
        return spokenText(BarChart {{chart->bars.at(place)}, {}});
    }
    if (const auto* stack = std::get_if<StackedBar>(&shown)) {
        double left = canvas->valueAt(position.x());
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
    d->canvas = makePlotCanvas(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->canvas->widget());
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
