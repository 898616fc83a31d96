#include "ui/safety/slideraccessible.h"

#include "ui/safety/thresholdslider.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace safelight {

namespace {

class ThresholdSliderAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit ThresholdSliderAccessible(ThresholdSlider* slider)
        : QAccessibleWidget(slider, QAccessible::Slider)
    { }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QString text(QAccessible::Text type) const override
    {
        return type == QAccessible::Value ? slider()->phrase() : QAccessibleWidget::text(type);
    }

    QVariant currentValue() const override { return slider()->value(); }
    void setCurrentValue(const QVariant& value) override { slider()->setValue(value.toInt()); }
    QVariant maximumValue() const override { return slider()->maximum(); }
    QVariant minimumValue() const override { return slider()->minimum(); }
    QVariant minimumStepSize() const override { return slider()->singleStep(); }

private:
    ThresholdSlider* slider() const { return static_cast<ThresholdSlider*>(object()); }
};

QAccessibleInterface* makeInterface(const QString& /*className*/, QObject* object)
{
    auto* slider = qobject_cast<ThresholdSlider*>(object);
    return slider ? new ThresholdSliderAccessible(slider) : nullptr;
}

} // namespace

void installSliderAccessibility()
{
    [[maybe_unused]] static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
}

} // namespace safelight
