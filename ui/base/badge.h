#pragma once

#include "ui/base/theme.h"

#include <QLabel>

namespace safelight {

// A small word on a tinted ground: "IMAGE_SAFETY", "STOP". Good, Warn, Bad or Mute.
class Badge : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);
    void show(const QString& text, Role role);

    // The same look for delegates.
    static QSize sizeOf(const QString& text, const QFont& font);
    static void paint(QPainter& painter, QRect rect, const QString& text, Role role, const QPalette& palette);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    Role m_role = Role::Mute;
};

} // namespace safelight
