#pragma once

#include <QWidget>

class QCustomPlot;

namespace safelight {

// The only user of qcustomplot.h: bars per category, stacked bars. Follows the palette.
class Plot : public QWidget
{
    Q_OBJECT

public:
    explicit Plot(QWidget* parent = nullptr);

private:
    QCustomPlot* m_plot = nullptr;
};

} // namespace safelight
