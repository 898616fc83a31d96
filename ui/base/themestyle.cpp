#include "ui/base/themestyle.h"

#include "ui/base/icons.h"
#include "ui/base/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

constexpr qreal inputRadius = 6;
constexpr int inputHeight = 30;
constexpr int inputPadding = 5;
constexpr int indicatorSize = 16;
constexpr int itemPadding = 6;
constexpr int textEditFrame = 4; // so that the square page stays inside the round frame

bool isEnabled(const QStyleOption* option)
{
    return option->state.testFlag(QStyle::State_Enabled);
}

bool isTextEdit(const QWidget* widget)
{
    return qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
}

// The box of anything one can type or choose in: a line, or the accent while it has the focus.
void drawInputBox(QPainter* painter, const QRect& rect, const QStyleOption* option)
{
    const bool focused = option->state.testFlag(QStyle::State_HasFocus) && isEnabled(option);
    const bool hovered = option->state.testFlag(QStyle::State_MouseOver) && isEnabled(option);
    const qreal width = focused ? 2 : 1;
    const qreal inset = width / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color(option->palette, focused || hovered ? Role::Accent : Role::Line), width));
    painter->setBrush(color(option->palette, isEnabled(option) ? Role::Pane : Role::Window));
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), inputRadius, inputRadius);
    painter->restore();
}

// A chevron of the icons' stroke in the middle of `rect`; `turns` quarters clockwise from "down".
void drawChevron(QPainter* painter, const QRect& rect, const QColor& ink, int turns)
{
    const qreal reach = qBound(2.0, qMin(rect.width(), rect.height()) / 3.5, 4.0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    painter->rotate(90 * turns);
    painter->setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(
        QPolygonF {QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)});
    painter->restore();
}

QColor arrowColor(const QStyleOption* option)
{
    return color(option->palette, isEnabled(option) ? Role::Ink : Role::Mute);
}

void drawTick(QPainter* painter, const QRectF& box, const QColor& ink)
{
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF {at(0.25, 0.52), at(0.43, 0.70), at(0.76, 0.32)});
}

// Ground and border of a check or radio mark; returns the colour for what stands in it.
QColor prepareIndicator(QPainter* painter, const QStyleOption* option)
{
    const bool set = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const bool hovered = option->state.testFlag(QStyle::State_MouseOver);
    const Role active = isEnabled(option) ? Role::Accent : Role::Mute;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(color(option->palette, set || hovered ? active : Role::Mute));
    painter->setBrush(color(option->palette, set ? active : Role::Pane));
    return color(option->palette, isEnabled(option) ? Role::AccentInk : Role::Pane);
}

void drawCheckBox(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    const QColor ink = prepareIndicator(painter, option);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->drawRoundedRect(box, 3.5, 3.5);
    if (option->state.testFlag(QStyle::State_On)) {
        drawTick(painter, box, ink);
    } else if (option->state.testFlag(QStyle::State_NoChange)) {
        painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(QPointF(box.left() + 4, box.center().y()),
                          QPointF(box.right() - 4, box.center().y()));
    }
    painter->restore();
}

void drawRadioButton(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    const QColor ink = prepareIndicator(painter, option);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->drawEllipse(box);
    if (option->state.testFlag(QStyle::State_On)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(box.center(), box.width() / 5, box.width() / 5);
    }
    painter->restore();
}

void drawMenuMark(QPainter* painter, const QStyleOption* option)
{
    if (!option->state.testFlag(QStyle::State_On))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawTick(painter, QRectF(option->rect), arrowColor(option));
    painter->restore();
}

void drawFocusFrame(QPainter* painter, const QStyleOption* option)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color(option->palette, Role::Accent), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 4, 4);
    painter->restore();
}

// Tables and lists have no round corners.
void drawPlainFrame(QPainter* painter, const QStyleOption* option)
{
    const bool focused = option->state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setPen(color(option->palette, focused ? Role::Accent : Role::Line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

// A flat tool button shows a ground only while it is pressed, set or under the pointer.
void drawToolPanel(QPainter* painter, const QStyleOption* option)
{
    const bool set = option->state & (QStyle::State_Sunken | QStyle::State_On);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(color(option->palette, Role::Line));
    painter->setBrush(color(option->palette, set ? Role::Selected : Role::Window));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), inputRadius, inputRadius);
    painter->restore();
}

bool drawArrow(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorSpinDown:
    case QStyle::PE_IndicatorHeaderArrow:
        drawChevron(painter, option->rect, arrowColor(option), 0);
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        drawChevron(painter, option->rect, arrowColor(option), 1);
        return true;
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
        drawChevron(painter, option->rect, arrowColor(option), 2);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        drawChevron(painter, option->rect, arrowColor(option), 3);
        return true;
    default:
        return false;
    }
}

bool drawMark(QStyle::PrimitiveElement element, const QStyleOption* option, QPainter* painter)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        drawCheckBox(painter, option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadioButton(painter, option);
        return true;
    case QStyle::PE_IndicatorMenuCheckMark:
        drawMenuMark(painter, option);
        return true;
    case QStyle::PE_FrameFocusRect:
        drawFocusFrame(painter, option);
        return true;
    case QStyle::PE_PanelButtonTool:
        drawToolPanel(painter, option);
        return true;
    default:
        return false;
    }
}

} // namespace

ThemeStyle::ThemeStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{ }

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    // The ground of a tab says that it has the focus; a frame around its text would be a second mark.
    if (element == PE_FrameFocusRect && qobject_cast<const QTabBar*>(widget))
        return;
    if (drawArrow(element, option, painter) || drawMark(element, option, painter))
        return;
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == PE_PanelLineEdit) {
        if (frame && frame->lineWidth > 0)
            drawInputBox(painter, option->rect, option);
    } else if (element == PE_Frame && isTextEdit(widget)) {
        drawInputBox(painter, option->rect, option);
    } else if (element == PE_Frame) {
        drawPlainFrame(painter, option);
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ComboBox)
        drawComboBox(option, painter, widget);
    else if (control == CC_SpinBox)
        drawSpinBox(option, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void ThemeStyle::drawComboBox(const QStyleOptionComplex* option, QPainter* painter,
                              const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo)
        return;
    if (combo->frame && combo->subControls.testFlag(SC_ComboBoxFrame))
        drawInputBox(painter, combo->rect, combo);
    const QRect arrow = subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget);
    drawChevron(painter, arrow, arrowColor(combo), 0);
}

void ThemeStyle::drawSpinBox(const QStyleOptionComplex* option, QPainter* painter,
                             const QWidget* widget) const
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!spin)
        return;
    if (spin->frame && spin->subControls.testFlag(SC_SpinBoxFrame))
        drawInputBox(painter, spin->rect, spin);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto drawStep = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step, int turns) {
        const bool enabled = isEnabled(spin) && spin->stepEnabled.testFlag(step);
        const bool hovered = enabled && spin->activeSubControls == part;
        const Role ink = hovered ? Role::Accent : enabled ? Role::Ink : Role::Mute;
        drawChevron(painter, subControlRect(CC_SpinBox, spin, part, widget), color(spin->palette, ink),
                    turns);
    };
    drawStep(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, 2);
    drawStep(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, 0);
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return indicatorSize;
    case PM_FocusFrameHMargin: // the space beside an item's text
        return itemPadding;
    case PM_DefaultFrameWidth:
        return isTextEdit(widget) ? textEditFrame : QProxyStyle::pixelMetric(metric, option, widget);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                   const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return {size.width() + 2 * inputPadding, qMax(size.height(), inputHeight)};
    case CT_ItemViewItem:
        return {size.width(), qMax(size.height(), spacing::rowHeight)};
    default:
        return size;
    }
}

QRect ThemeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    const bool isText = (control == CC_ComboBox && part == SC_ComboBoxEditField)
        || (control == CC_SpinBox && part == SC_SpinBoxEditField);
    if (!isText)
        return rect;
    return option->direction == Qt::RightToLeft ? rect.adjusted(0, 0, -inputPadding, 0)
                                                : rect.adjusted(inputPadding, 0, 0, 0);
}

QRect ThemeStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(inputPadding, 0, -inputPadding, 0);
    return rect;
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return 0; // calm, and right for whoever asked for reduced motion
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ComboBox_Popup:
        return 0; // a list below, not a menu over the field
    case SH_Table_GridLineColor:
        if (option)
            return static_cast<int>(color(option->palette, Role::Line).rgb());
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QIcon ThemeStyle::standardIcon(StandardPixmap standardIcon, const QStyleOption* option,
                               const QWidget* widget) const
{
    if (standardIcon == SP_LineEditClearButton && widget)
        return themedIcon(u"close"_s, widget->palette(), Role::Mute);
    return QProxyStyle::standardIcon(standardIcon, option, widget);
}

} // namespace safelight
