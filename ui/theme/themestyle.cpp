#include "ui/theme/themestyle.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/thememarks.h"
#include "ui/theme/themeparts.h"
#include "ui/theme/themescroll.h"

#include <QComboBox>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

using thememarks::arrowColor;
using thememarks::drawChevron;
using thememarks::drawInputBox;

constexpr int inputHeight = 30;
constexpr int inputPadding = 5;
constexpr int indicatorSize = 16;
constexpr int itemPadding = 6;
constexpr int textEditFrame = 4; // so that the square page stays inside the round frame
constexpr int buttonPadding = 10;
constexpr int menuPadding = 4;
constexpr int scrollBarWidth = 12;
constexpr int leastGrip = 28;

bool isTextEdit(const QWidget* widget)
{
    return qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
}

// The ground or the edge of these says that they have the focus; a frame around the text would be a second
// mark.
bool showsItsFocus(const QWidget* widget)
{
    return qobject_cast<const QTabBar*>(widget) || qobject_cast<const QPushButton*>(widget)
        || themeparts::isButtonLike(widget);
}

// A tool button's mark for "opens a menu". Its place is the right end, not the corner; a button that reads
// from right to left has its own mark as an icon at that end.
void drawMenuMark(QPainter* painter, const QStyleOptionToolButton& tool, const QWidget& button)
{
    if (!themeparts::isButtonLike(&button))
        return;
    const QRect all = button.rect();
    const QRect end = QStyle::visualRect(tool.direction, all, QRect(all.right() - 18, 0, 10, all.height()));
    drawChevron(painter, end, arrowColor(&tool), 0);
}

} // namespace

ThemeStyle::ThemeStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{ }

void ThemeStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (themeparts::isMarked(*widget, "muted"))
        widget->setForegroundRole(QPalette::PlaceholderText);
    if (qobject_cast<QPushButton*>(widget) || qobject_cast<QToolButton*>(widget)
        || qobject_cast<QTabBar*>(widget) || qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element == PE_FrameFocusRect && showsItsFocus(widget))
        return;
    const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == PE_IndicatorArrowDown && tool && widget)
        drawMenuMark(painter, *tool, *widget);
    else if ((element == PE_PanelLineEdit && frame && frame->lineWidth > 0)
             || (element == PE_Frame && isTextEdit(widget)))
        drawInputBox(painter, option->rect, option);
    else if (element == PE_Frame)
        thememarks::drawPlainFrame(painter, option);
    else if (element != PE_PanelLineEdit && !thememarks::drawMark(element, option, painter)
             && !themeparts::drawPanel(element, option, painter, widget))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    if (themeparts::drawControl(element, option, painter, widget))
        return;
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    const auto* entry = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (element == CE_TabBarTabLabel && tab)
        themeparts::drawTabLabel(*this, *tab, painter);
    else if (element == CE_MenuBarItem && entry)
        themeparts::drawMenuBarItem(*this, *entry, painter);
    else if (element == CE_MenuItem && entry)
        drawMenuItem(*entry, painter, widget);
    else
        drawLabel(element, option, painter, widget);
}

void ThemeStyle::drawMenuItem(const QStyleOptionMenuItem& item, QPainter* painter,
                              const QWidget* widget) const
{
    if (themeparts::drawMenuGround(item, painter))
        return;
    QStyleOptionMenuItem plain = item; // Fusion's own mark of the chosen entry is left out
    plain.state.setFlag(State_Selected, false);
    QProxyStyle::drawControl(CE_MenuItem, &plain, painter, widget);
}

// Text whose colour or weight differs from its surroundings.
void ThemeStyle::drawLabel(ControlElement element, const QStyleOption* option, QPainter* painter,
                           const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (element == CE_PushButtonLabel && button) {
        QStyleOptionButton tinted = *button;
        tinted.palette = themeparts::buttonPalette(*option, widget);
        if (themeparts::isPrimary(widget))
            painter->setFont(themeparts::strongFont(painter->font()));
        QProxyStyle::drawControl(element, &tinted, painter, widget);
    } else if (element == CE_ToolButtonLabel && tool && themeparts::isButtonLike(widget)) {
        QStyleOptionToolButton tinted = *tool;
        tinted.palette = themeparts::buttonPalette(*option, widget);
        tinted.rect.adjust(buttonPadding, 0, -buttonPadding, 0);
        if (themeparts::isPrimary(widget))
            tinted.font = themeparts::strongFont(tool->font);
        QProxyStyle::drawControl(element, &tinted, painter, widget);
    } else if (element == CE_HeaderLabel && header) {
        QStyleOptionHeaderV2 quiet;
        static_cast<QStyleOptionHeader&>(quiet) = *header;
        quiet.palette.setColor(QPalette::ButtonText, color(option->palette, Role::Mute));
        QProxyStyle::drawControl(element, &quiet, painter, widget);
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    if (control == CC_ComboBox)
        drawComboBox(option, painter, widget);
    else if (control == CC_SpinBox)
        drawSpinBox(option, painter, widget);
    else if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
             bar && control == CC_ScrollBar)
        themescroll::drawBar(*this, *bar, painter, widget);
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
        const bool enabled = spin->state.testFlag(State_Enabled) && spin->stepEnabled.testFlag(step);
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
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_ScrollBarSliderMin:
        return leastGrip;
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 18;
    case PM_TabBarTabOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_MenuPanelWidth:
    case PM_MenuBarPanelWidth:
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
    case PM_ToolTipLabelFrameWidth:
        return menuPadding + 1;
    case PM_HeaderMargin:
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
    case CT_PushButton:
        return themeparts::buttonSize(*option, contents, widget);
    case CT_ToolButton:
        return themeparts::isButtonLike(widget) ? themeparts::buttonSize(*option, contents, widget) : size;
    case CT_MenuBarItem:
        return contents.isEmpty() ? contents : contents + QSize(20, 10);
    case CT_MenuItem:
        return themeparts::menuItemSize(option, size);
    case CT_TabBarTab:
        return themeparts::tabSize(option, contents, widget);
    default:
        return size;
    }
}

QRect ThemeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && bar)
        return themescroll::partOf(*bar, part, leastGrip);
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
    case SH_Widget_Animation_Duration: // calm, and right for whoever asked for reduced motion
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup: // a list below, not a menu over the field
        return 0;
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
    // Menu bars ask for theirs at once. Qt's own are files: each image plugin would be loaded for them.
    if (standardIcon == SP_ToolBarHorizontalExtensionButton && widget)
        return themedIcon(u"chevron-right"_s, widget->palette());
    return QProxyStyle::standardIcon(standardIcon, option, widget);
}

} // namespace safelight
