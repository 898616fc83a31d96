#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace safelight {

// A small word on a tinted ground: "IMAGE_SAFETY", "STOP". Good, Warn, Bad or Mute; other roles look like
// Mute.
class Badge : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(QWidget* parent = nullptr);
    void show(const QString& text, Role role);
    Role role() const { return m_role; }

    // The same look for delegates. `font` and the painter's font are those of the text around it; the badge
    // makes its own smaller and bolder one of them. Text that does not fit is elided.
    static QSize sizeOf(const QString& text, const QFont& font);
    static void paint(QPainter& painter, QRect rect, const QString& text, Role role, const QPalette& palette);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Role m_role = Role::Mute;
};

} // namespace safelight
