#pragma once

#include <QLineEdit>

class QAction;
class QTimer;

namespace safelight {

// A line edit with a magnifier and a clear button that tells its text once typing pauses (200 ms), and at
// once on Return. Esc clears it. The same text is never told twice in a row.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);
    void setPause(int milliseconds); // 0: at each keystroke

signals:
    void searchChanged(const QString& text);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tell();
    void drawMagnifier();

    QTimer* m_pause = nullptr;
    QAction* m_magnifier = nullptr;
    QString m_told;
};

} // namespace safelight
