#pragma once

#include <QStackedWidget>

namespace safelight {

// Pages that take what the rest of a pane leaves, and at least `leastHeight`: how high a page would like to
// be does not make the pane higher.
class FillingStack final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit FillingStack(int leastHeight, QWidget* parent = nullptr)
        : QStackedWidget(parent)
        , m_leastHeight(leastHeight)
    { }

    QSize sizeHint() const override { return {QStackedWidget::sizeHint().width(), m_leastHeight}; }
    QSize minimumSizeHint() const override
    {
        return {QStackedWidget::minimumSizeHint().width(), m_leastHeight};
    }

private:
    int m_leastHeight;
};

} // namespace safelight
