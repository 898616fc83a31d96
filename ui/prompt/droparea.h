#pragma once

#include <QAbstractButton>
#include <QMimeData>

namespace safelight {

// The dashed place that takes what is dropped, and opens the file dialog when clicked.
class DropArea final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit DropArea(QWidget* parent = nullptr);
    // One line high, for when the tiles fill the row above.
    void setSlim(bool slim);
    QSize sizeHint() const override;

signals:
    void dropped(const QMimeData& data); // valid during the call only

protected:
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setHovering(bool hovering);

    bool m_slim = false;
    bool m_hovering = false;
};

} // namespace safelight
