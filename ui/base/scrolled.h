#pragma once

#include <QScrollArea>
#include <QWheelEvent>

namespace safelight {

// A frameless area around a part of a window, which scrolls only where the window is too low for all of it:
// on a small screen at 200 % nothing may overlap or be cut off. It is always as wide as its content needs,
// from when it is first shown: before that, measuring the content would be work for nothing.
class Scrolled final : public QScrollArea
{
    Q_OBJECT

public:
    explicit Scrolled(QWidget* content, QWidget* parent = nullptr); // takes the content

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_content;
};

// The wheel belongs to the scroll area unless the field was chosen first.
template<typename Field>
class CalmField final : public Field
{
public:
    CalmField() { this->setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (this->hasFocus())
            Field::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace safelight
