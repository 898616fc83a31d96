#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <memory>
#include <optional>

namespace safelight {

// Bars side by side, each with a word on top and, where there is one, a dashed line to measure it against.
struct BarChart
{
    struct Bar
    {
        QString name; // under the bar
        double height = 0; // in levels; 0: no bar, only the word
        QString word; // on top
        Role role = Role::Mute;
        std::optional<double> line; // height of the dashed line, in levels
        QString lineWord; // for the tooltip and the spoken text

        friend bool operator==(const Bar&, const Bar&) = default;
    };

    QList<Bar> bars;
    QStringList levels; // names of the heights 1, 2, …

    friend bool operator==(const BarChart&, const BarChart&) = default;
};

// One horizontal bar of pieces that add up.
struct StackedBar
{
    struct Piece
    {
        QString name;
        double value = 0; // not negative
        QString word; // the value in words
        Role role = Role::Accent;
        double strength = 1; // 0…1: how much of the role's colour, the rest is ground

        friend bool operator==(const Piece&, const Piece&) = default;
    };

    QList<Piece> pieces;

    friend bool operator==(const StackedBar&, const StackedBar&) = default;
};

// The colour of a piece, for a legend beside the plot.
QColor mixedColor(const QPalette& palette, Role role, double strength);

// Follows the palette; says in its accessible description what it draws.
class Plot : public QWidget
{
    Q_OBJECT

public:
    explicit Plot(QWidget* parent = nullptr);
    ~Plot() override;

    void showBars(const BarChart& chart);
    void showStack(const StackedBar& stack);
    void clear();

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
