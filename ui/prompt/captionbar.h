#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace safelight {

// One line to write the caption of one picture. Return takes it, Esc does not.
class CaptionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit CaptionBar(QWidget* parent = nullptr);
    void edit(int row, const QString& imageName, const QString& caption);
    void dismiss();

signals:
    void accepted(int row, const QString& caption);
    void dismissed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLabel* m_label = nullptr;
    QLineEdit* m_field = nullptr;
    int m_row = -1;
};

} // namespace safelight
