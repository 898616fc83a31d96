#pragma once

#include <QLabel>

namespace safelight {

// One line of plain text that ends in "…" where there is no room for it; pointing at it then shows all of it.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool fits() const;
};

} // namespace safelight
